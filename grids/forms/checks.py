"""What is asked when a facility is checked, and how a checklist is worded."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import Answer
from grids.models import Check
from grids.selectors.facilities import Finding
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input


class FindingsForm(DeedForm):
    """One row for each item: yes, no or unknown, a note, and the number of a paper."""

    items: Sequence[str] = ()

    def add_items(self, items: Sequence[str], found: dict[str, Finding] | None = None) -> None:
        """Ask about these items, with what is known of them already."""
        self.items = items
        for number, name in enumerate(items):
            known = (found or {}).get(name, Finding())
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=name,
                choices=Answer.choices,
                initial=known.answer,
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{number}"] = forms.CharField(
                label=_("note"), max_length=200, required=False, initial=known.note
            )
            self.fields[f"evidence_{number}"] = forms.CharField(
                label=_("evidence"),
                max_length=100,
                required=False,
                initial=known.evidence,
                help_text=_("The number of a paper, or where to look."),
            )

    def rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """The inputs of each item."""
        for number in range(len(self.items)):
            yield self[f"answer_{number}"], self[f"note_{number}"], self[f"evidence_{number}"]

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        findings = {
            name: Finding(
                written.pop(f"answer_{number}", Answer.UNKNOWN),
                written.pop(f"note_{number}", ""),
                written.pop(f"evidence_{number}", ""),
            )
            for number, name in enumerate(self.items)
        }
        return {**written, "findings": findings}


class CheckForm(FindingsForm):
    """A new check by today's version of a list."""

    checked_on = forms.DateField(
        label=_("checked on"), widget=day_input(), initial=timezone.localdate
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        version: int,
        items: Sequence[str],
        found: dict[str, Finding] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.add_items(items, found)


class CorrectForm(FindingsForm):
    """The answers of a check that was sent back."""

    def __init__(self, *args: Any, subject: Check, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = {
            answer.item.name: Finding(answer.answer, answer.note, answer.evidence)
            for answer in subject.answers.select_related("item")
        }
        self.add_items(list(found), found)


class ChecklistForm(forms.Form):
    """The items of a list, one a line."""

    items = forms.CharField(
        label=_("items"),
        widget=forms.Textarea({"rows": 12}),
        help_text=_("One item a line. Checks made before keep the version they were made by."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_items(self) -> list[str]:
        return str(self.cleaned_data["items"]).splitlines()
