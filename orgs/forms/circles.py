"""What is asked about circles, their members and their rosters."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import CircleView, Role
from orgs.forms.pickers import PlaceField
from orgs.models import Circle, Org
from orgs.models.circles import TURNS
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm, ReasonForm
from partybuild.fields import day_input


class CircleFactsForm(DeedForm):
    """What a circle is called, what it is for, and how long a turn of its roster is."""

    name = forms.CharField(label=_("name"), max_length=60)
    theme = forms.CharField(label=_("theme"), max_length=200, required=False)
    view = forms.ChoiceField(
        label=_("purpose"), choices=CircleView.choices, initial=CircleView.BOTH
    )
    turn = forms.ChoiceField(label=_("length of a turn"), choices=TURNS, initial=TURNS[-1][0])


class AmendCircleForm(CircleFactsForm):
    """The circle as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Circle, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)


class FoundCircleForm(CircleFactsForm):
    """A circle that is new in its sub-district."""

    street = forms.ModelChoiceField(
        label=_("sub-district"), queryset=Org.objects.none(), empty_label=None
    )

    field_order = ["street"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=None, **kwargs)
        streets = Org.objects.within(reach_of(reader, Role.OFFICE)).streets().active()
        field: Any = self.fields["street"]
        field.queryset = streets.order_by("code")
        field.initial = streets.first()


class JoinForm(DeedForm):
    """The organisation or the unit that joins, and since when."""

    member = PlaceField(Role.OFFICE, label=_("organisation or unit"))
    joined_on = forms.DateField(
        label=_("joined on"), widget=day_input(), initial=timezone.localdate
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member: Any = self.fields["member"]
        member.reader = self.reader


def _years() -> list[tuple[int, int]]:
    this = timezone.localdate().year
    return [(this, this), (this + 1, this + 1)]


class LayOutForm(DeedForm):
    """The year whose free turns are given."""

    year = forms.TypedChoiceField(label=_("year"), coerce=int, choices=_years)


class AssessForm(DeedForm):
    """What came of the assessment."""

    assessment = forms.CharField(
        label=_("assessment"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class HandoverForm(DeedForm):
    """What was done during the turn, and where the next one goes on."""

    handover = forms.CharField(
        label=_("what was done and handed over"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandoverOnBehalfForm(HandoverForm, ReasonForm):
    """The same, with the reason why the office writes it."""
