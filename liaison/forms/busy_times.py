"""The shape of what is asked about busy times: from, until and of which kind, never why (D7)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.forms.inputs import MomentInput, version_field
from liaison.planning_enums import BusyKind
from orgs.forms.pickers import OrgField


class BusyTimeForm(forms.Form):
    """From when to when somebody cannot come."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BusyKind)
    starts_at = forms.DateTimeField(label=_("From"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Until"), widget=MomentInput())


class AmendBusyTimeForm(BusyTimeForm):
    version = version_field()


class NoteBusyTimeForm(BusyTimeForm):
    """Whose busy time it is: one's own, or somebody's in an organisation one runs meetings of."""

    org = OrgField(label=_("Organisation"))
    person_name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=60,
        help_text=_("As it stands on the seats of the bodies."),
    )

    field_order = ["org", "person_name"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["org"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one

    def clean(self) -> dict[str, Any]:
        """The account is one's own where the name is."""
        facts = super().clean() or {}
        if facts.get("person_name") == self.reader.name:
            facts["user"] = self.reader
        return facts
