"""What is asked of an office that writes to many people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.enums import BUSINESS_ROLES, Role
from orgs.forms.pickers import OrgField

ADDRESSED = [(role.value, role.label) for role in Role if role in BUSINESS_ROLES]


class DraftNoticeForm(forms.Form):
    """Whom the notice is for, and what it says."""

    org = OrgField(Role.OFFICE, label=_("To everybody at or below"))
    roles = forms.MultipleChoiceField(
        label=_("Who there"), choices=ADDRESSED, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(label=_("title"), max_length=100)
    body = forms.CharField(
        label=_("text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    by_mail = forms.BooleanField(
        label=_("Also by mail"),
        required=False,
        help_text=_("To those who gave an address; the mail has the title and the link alone."),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["org"]
        field.reader = reader
