"""The shape of what a yearly appraisal asks: numbers, and a few words."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import lines
from orgs.forms.pickers import OrgField
from orgs.models import Org
from orgs.views.deeds import DeedForm
from orgs.workflow import OFFICE


class ScoreForm(DeedForm):
    """A number of points, and a remark of a sentence or two."""

    score = forms.IntegerField(label=_("points of 100"), min_value=0, max_value=100)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False, widget=lines(2))


class AnswerForm(DeedForm):
    """What follows from the result."""

    feedback = forms.CharField(label=_("answer"), max_length=300, widget=lines(3))


class OpenYearForm(forms.Form):
    """The sub-district, and the year whose sheets are opened: this one or the last."""

    street = OrgField(*OFFICE, label=_("sub-district"))
    year = forms.TypedChoiceField(label=_("year"), coerce=int)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["street"].reader = reader  # type: ignore[attr-defined]  # a picker has one
        streets = Org.objects.governed_by(reader, *OFFICE).streets().active()[:1]
        self.initial = {"street": next(iter(streets), None), **self.initial}
        this_year = timezone.localdate().year
        years: Any = self.fields["year"]
        years.choices = [(year, str(year)) for year in (this_year, this_year - 1)]
