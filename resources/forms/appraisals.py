"""What is asked about the two-way appraisal of a year."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.permissions import roles_of
from orgs.views.deeds import DeedForm
from resources.forms.inputs import text, words
from resources.selectors.agreements import communities_of_pairs, units_of_pairs


class OpenForm(forms.Form):
    """Which pair, and which year."""

    partner: Any = forms.ModelChoiceField(
        queryset=Partner.objects.none(), label=_("partner unit"), to_field_name="public_id"
    )
    community: Any = forms.ModelChoiceField(
        queryset=Org.objects.none(), label=_("community"), to_field_name="public_id"
    )
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"year": timezone.localdate().year, **self.initial}
        self.fields["partner"].queryset = units_of_pairs(reader=reader)  # type: ignore[attr-defined]  # it has one
        self.fields["community"].queryset = communities_of_pairs(reader=reader)  # type: ignore[attr-defined]  # it has one


def _answers(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, initial=0)


class SheetForm(DeedForm):
    """A score, what those who were asked answered, as counts, and a few words."""

    score = forms.IntegerField(label=_("score"), min_value=0, max_value=100)
    satisfied_count = _answers(_("answers: satisfied"))
    mostly_count = _answers(_("answers: mostly satisfied"))
    unsatisfied_count = _answers(_("answers: not satisfied"))
    content = text(_("appraisal"), 1000)


class UnitSheetForm(SheetForm):
    """The same of a unit; the office says why it stands in for it."""

    on_behalf = words(_("reason for doing it for a unit"), 500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Role.OFFICE not in roles_of(self.reader):
            del self.fields["on_behalf"]
