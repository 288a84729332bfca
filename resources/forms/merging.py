"""What is asked of the office when it merges a need into another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.views.deeds import ReasonForm
from resources.models import Need
from resources.selectors.duplicates import duplicates_of


class MergeForm(ReasonForm):
    """Into which need, and why; the likest one is suggested."""

    into = forms.CharField(
        label=_("number of the need that stays"),
        max_length=40,
        help_text=_("Proposals for this need lapse; its history is kept."),
    )

    field_order = ("into", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            likest = duplicates_of(self.subject, reader=self.reader)[:1]
            self.initial["into"] = likest[0].need.code if likest else ""

    def clean_into(self) -> Need:
        rows = Need.objects.visible_to(self.reader).filter(street=self.subject.street)
        found: Need | None = rows.named(self.cleaned_data["into"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no need of this number."))
        return found
