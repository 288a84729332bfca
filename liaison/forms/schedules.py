"""The shape of what is asked about plans of a period and their sittings."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import DayInput, MinutesField, MomentInput, version_field
from liaison.models import Body, PlannedSitting
from liaison.models.series import USUAL_LENGTH
from liaison.planning_enums import HalfDay
from liaison.selectors.schedules import dropped_at
from orgs.models import Org
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm
from orgs.workflow import OFFICE
from partybuild.periods import Period, PeriodKind
from resources.models import Venue

AHEAD = 3


class PeriodField(forms.ChoiceField):
    """This quarter or month, or one of the next."""

    def clean(self, value: Any) -> Any:
        try:
            return Period.parse(super().clean(value))
        except ValueError as error:
            raise ValidationError(_("There is no such period.")) from error


def periods_ahead(today: date) -> list[tuple[str, str]]:
    """The quarters and months that can be planned now, the next quarter first."""
    found = []
    for kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        now = Period.of(today, kind)
        found += [*(now.later(step) for step in range(1, AHEAD)), now]
    return [(str(period), period.label) for period in found]


class MakeScheduleForm(forms.Form):
    """For which sub-district, and for which period."""

    street = forms.ModelChoiceField(
        label=_("sub-district"), queryset=Org.objects.none(), to_field_name="public_id"
    )
    period = PeriodField(label=_("Period"))

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["street"]
        field.queryset = Org.objects.within(reach_of(reader, *OFFICE)).streets()
        field.empty_label = None
        period: Any = self.fields["period"]
        period.choices = periods_ahead(timezone.localdate())


class MoveSittingForm(DeedForm):
    """Where else a sitting is to be."""

    starts_at = forms.DateTimeField(label=_("Starts at"), widget=MomentInput())
    length = MinutesField(label=_("Length in minutes"), required=False)
    venue = forms.ModelChoiceField(
        label=_("Venue"), queryset=Venue.objects.none(), to_field_name="public_id", required=False
    )
    place = forms.CharField(
        label=_("Place"), max_length=120, required=False, help_text=_("Empty: the same place.")
    )
    version = version_field()

    def __init__(self, *args: Any, subject: PlannedSitting, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        field: Any = self.fields["venue"]
        field.queryset = Venue.objects.visible_to(self.reader).active().for_list()
        if not self.is_bound:
            host = subject.joined_to or subject
            known: dict[str, Any] = {
                "starts_at": host.starts_at,
                "place": host.place,
                "version": host.version,
            }
            length = host.ends_at - host.starts_at if host.ends_at and host.starts_at else None
            venue = host.venue.public_id if host.venue else None
            known |= {"venue": venue, "length": length or subject.series.length}
            self.initial = {**self.initial, **known}


class DropSittingForm(DeedForm):
    """The half-day on which a sitting was dropped: it keeps its time of day, its length and room.

    In the other half of the day it begins at the first of the usual times.
    """

    day = forms.DateField()
    half = forms.ChoiceField(choices=HalfDay.choices)
    version = version_field()

    def clean(self) -> dict[str, Any]:
        """What the deed asks for, in place of the half-day."""
        facts = super().clean() or {}
        row: PlannedSitting = self.subject
        if row.is_fixed:
            raise ValidationError(_("It is locked. Unlock it first."))
        if "day" not in facts or "half" not in facts:
            return facts
        length = row.ends_at - row.starts_at if row.ends_at and row.starts_at else None
        return {
            "starts_at": dropped_at(row, facts["day"], HalfDay(facts["half"])),
            "length": length,
            "venue": row.venue,
            "version": facts.get("version"),
        }


class BestSlotsForm(forms.Form):
    """For which body a time is looked for, between which days, and for how long."""

    body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.none(), to_field_name="public_id"
    )
    first = forms.DateField(label=_("From"), widget=DayInput())
    last = forms.DateField(label=_("Until"), widget=DayInput())
    length = MinutesField(label=_("Length in minutes"), initial=USUAL_LENGTH)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.visible_to(reader).active().for_list()
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        facts = super().clean() or {}
        first, last = facts.get("first"), facts.get("last")
        if first and last and last < first:
            self.add_error("last", _("It ends before it begins."))
        return facts


def usual_look(today: date) -> dict[str, Any]:
    """Where a search for a time begins: from tomorrow on, for five weeks."""
    return {
        "first": today + timedelta(days=1),
        "last": today + timedelta(days=35),
        "length": USUAL_LENGTH,
    }
