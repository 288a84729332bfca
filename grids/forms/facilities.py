"""What is asked about facilities: their place, size, hours and uses."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from grids.enums import BuildingMode, FacilityKind, FacilityState, FunctionTag, GridTier
from grids.models import Facility, Grid
from grids.selectors.facilities import open_facilities_of
from grids.services.facilities import PLACE_FACTS
from grids.workflow import OFFICE
from orgs.forms.pickers import OrgField
from orgs.models import Org
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input
from partybuild.opening_hours import Span, Unreadable, times_in

FIRST_STATES = [choice for choice in FacilityState.choices if choice[0] != FacilityState.CLOSED]

DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


def area(label: Any, **kwargs: Any) -> forms.DecimalField:
    """An area in square metres that may be unknown."""
    return forms.DecimalField(
        label=label, max_digits=9, decimal_places=2, min_value=0, required=False, **kwargs
    )


class GridChoice(forms.ModelChoiceField):
    """A grid by its code and name."""

    def label_from_instance(self, grid: Any) -> str:
        return f"{grid.code} {grid.name}"


class FacilityFactsForm(DeedForm):
    """What is known of a facility; it serves a grid, a community, or the whole sub-district."""

    name = forms.CharField(label=_("name"), max_length=120)
    kind = forms.ChoiceField(label=_("kind"), choices=FacilityKind.choices)
    grid = GridChoice(
        label=_("grid it serves"),
        queryset=Grid.objects.none(),
        required=False,
        help_text=_("An area grid for a hub; an area has one hub in use."),
    )
    community = forms.ModelChoiceField(
        label=_("community it serves"), queryset=Org.objects.none(), required=False
    )
    run_by = OrgField(
        *OFFICE,
        label=_("run by"),
        required=False,
        help_text=_("The organisation that keeps it; its secretary fills in the checks."),
    )
    mode = forms.ChoiceField(
        label=_("construction mode"), choices=[("", "—"), *BuildingMode.choices], required=False
    )
    address = forms.CharField(label=_("address"), max_length=200, required=False)
    total_sqm = area(_("total area (㎡)"))
    service_sqm = area(
        _("service area (㎡)"), help_text=_("As large as possible; the office area as small.")
    )
    office_sqm = area(_("office area (㎡)"))
    size_reason = forms.CharField(
        label=_("reason for the smaller size"),
        max_length=300,
        required=False,
        help_text=_("Needed for a hub that is smaller than the plan wants."),
    )
    opened_on = forms.DateField(label=_("in use since"), widget=day_input(), required=False)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        reach = reach_of(reader, *OFFICE)
        inputs: Any = self.fields
        grids = Grid.objects.within(reach).active().exclude(tier=GridTier.BASE)
        inputs["grid"].queryset = grids.order_by("street", "code")
        communities = Org.objects.within(reach).communities().active()
        inputs["community"].queryset = communities.order_by("code")
        inputs["run_by"].reader = reader


class AmendFacilityForm(FacilityFactsForm):
    """The facts as they are; who runs it is asked for the plain facts alone."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reader: Any, subject: Facility, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, reader=reader, subject=subject, initial=initial, **kwargs)
        if not holds_role(reader, *OFFICE, over=subject.street):
            for name in PLACE_FACTS & set(self.fields):
                del self.fields[name]


class RegisterFacilityForm(FacilityFactsForm):
    """A facility that is planned, or that stands already."""

    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())
    state = forms.ChoiceField(label=_("state"), choices=FIRST_STATES, initial=FacilityState.ACTIVE)
    code = forms.CharField(
        label=_("code"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty, and the portal gives one."),
    )

    field_order = ["street", "name", "kind", "state", "code"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=None, **kwargs)
        streets = Org.objects.within(reach_of(reader, *OFFICE)).streets().active()
        field: Any = self.fields["street"]
        field.queryset = streets.order_by("code")
        field.initial = streets.first()
        field.empty_label = None


class TagFacilityForm(DeedForm):
    """What the rooms are used for."""

    functions = forms.MultipleChoiceField(
        label=_("functions"),
        choices=FunctionTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, subject: Facility, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, initial={"functions": subject.tags}, **kwargs)


class HoursForm(DeedForm):
    """The hours of each weekday, several to a day, and the days closed all the same."""

    closed_days = forms.CharField(
        label=_("days closed"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One day a line, with the reason: 2026-02-15 inspection."),
    )

    def __init__(self, *args: Any, subject: Facility, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        written: dict[int, list[str]] = {}
        for span in subject.spans:
            written.setdefault(span.weekday, []).append(
                f"{span.opens_at:%H:%M}-{span.closes_at:%H:%M}"
            )
        for day, name in WEEKDAYS.items():
            self.fields[f"day_{day}"] = forms.CharField(
                label=name,
                max_length=100,
                required=False,
                initial=" ".join(written.get(day, ())),
                widget=forms.TextInput({"placeholder": "08:30-12:00 14:00-17:30"}),
            )
        self.fields["closed_days"].initial = "\n".join(
            str(each) for each in subject.closed_days.all()
        )
        self.order_fields([*(f"day_{day}" for day in WEEKDAYS), "closed_days"])

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        hours = []
        for day in WEEKDAYS:
            name = f"day_{day}"
            try:
                times = times_in(written.get(name, ""))
            except Unreadable:
                self.add_error(name, _("Write the hours as 08:30-12:00 14:00-17:30."))
                continue
            hours += [Span(day, *each) for each in times]
        return {"hours": hours, "closed_days": self._closed(written.get("closed_days", ""))}

    def _closed(self, text: str) -> list[tuple[date, str]]:
        found = []
        for line in filter(None, map(str.strip, text.splitlines())):
            written = DAY.match(line)
            try:
                day = date(*map(int, written.groups())) if written else None
            except ValueError:
                day = None
            if written is None or day is None:
                self.add_error("closed_days", _("Begin each line with a day such as 2026-02-15."))
                break
            found.append((day, line[written.end() :].strip()))
        return found


class BuildForm(DeedForm):
    """Whether it is newly built or upgraded."""

    mode = forms.ChoiceField(label=_("construction mode"), choices=BuildingMode.choices)


class OpenFacilityForm(DeedForm):
    """The first day."""

    on = forms.DateField(label=_("first day"), widget=day_input(), initial=timezone.localdate)


class NearestForm(DeedForm):
    """The facility that is nearest to a base grid, and the minutes on foot (A-16)."""

    facility = forms.ModelChoiceField(
        label=_("nearest centre"), queryset=Facility.objects.none(), required=False
    )
    walking_minutes = forms.IntegerField(
        label=_("minutes on foot"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("On foot; 400 metres are about five minutes."),
    )

    def __init__(self, *args: Any, subject: Grid, **kwargs: Any) -> None:
        initial = {
            "facility": subject.nearest_facility_id,
            "walking_minutes": subject.walking_minutes,
        }
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        field: Any = self.fields["facility"]
        field.queryset = open_facilities_of(subject.street)
