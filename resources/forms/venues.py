"""What is asked about venues, and about when one is needed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Facility
from orgs.enums import Role
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from resources.forms.inputs import new_phone, with_old_phone_kept, words
from resources.forms.wishes import UnitField
from resources.models import Venue
from resources.models.venues import LONGEST_BUFFER, QUARTER
from resources.venue_enums import Permit
from resources.venue_workflow import PEOPLE

MINUTE = timedelta(minutes=1)
BUFFERS = [
    (n * QUARTER // MINUTE, f"{n * QUARTER // MINUTE}")
    for n in range(LONGEST_BUFFER // QUARTER + 1)
]


def buffer(label: Any) -> forms.TypedChoiceField:
    """Minutes in quarters of an hour."""
    return forms.TypedChoiceField(
        label=label,
        choices=BUFFERS,
        coerce=lambda minutes: int(minutes) * MINUTE,
        empty_value=timedelta(),  # type: ignore[arg-type]  # the stubs know texts only
        initial=0,
        required=False,
    )


def moment_input() -> forms.DateTimeInput:
    """A moment in quarters of an hour, chosen from the browser's own calendar."""
    return forms.DateTimeInput(
        format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "step": "900"}
    )


class VenueFactsForm(forms.Form):
    """The room: its seats and hours, who decides, and the contact at work (D7)."""

    name = forms.CharField(label=_("name"), max_length=120)
    seat_count = forms.IntegerField(label=_("seating"), min_value=1)
    hours_text = words(
        _("opening hours"),
        200,
        help_text=_("As in 周一至周五 8:30-17:30. Left empty, those of the facility; else always."),
    )
    whole = forms.ModelChoiceField(
        label=_("part of"),
        queryset=Venue.objects.none(),
        required=False,
        help_text=_("A part of a larger room is not free while the whole is booked."),
    )
    permit = forms.ChoiceField(label=_("permit"), choices=Permit.choices, initial=Permit.OWNER)
    buffer_before = buffer(_("to prepare (minutes)"))
    buffer_after = buffer(_("to clear up (minutes)"))
    equipment = words(_("equipment"), 300)
    contact_name = words(_("contact"), 60)
    contact_phone = words(_("work phone"), 30)
    remark = words(_("remark"), 300)

    GROUPS = (
        (
            _("The room"),
            ("facility", "partner", "on_behalf", "name", "seat_count", "whole", "equipment"),
        ),
        (
            _("When and how it is lent"),
            ("hours_text", "permit", "buffer_before", "buffer_after"),
        ),
        (_("Contact"), ("contact_name", "contact_phone", "remark", "version")),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        run = Venue.objects.within(reach_of(reader, *PEOPLE)).filter(whole=None)
        self.fields["whole"].queryset = run.order_by("name", "pk")  # type: ignore[attr-defined]  # a ModelChoiceField has one


class OpenVenueForm(VenueFactsForm):
    """A new venue, in a facility or in the house of a unit."""

    facility = forms.ModelChoiceField(
        label=_("facility"), queryset=Facility.objects.none(), required=False
    )
    partner = UnitField(label=_("or partner unit"), required=False)
    on_behalf = words(_("reason for doing it for a unit"), 500)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        run = Facility.objects.within(reach_of(reader, *PEOPLE)).active()
        self.fields["facility"].queryset = run.order_by("name", "pk")  # type: ignore[attr-defined]  # as above
        self.fields["partner"].reader = reader  # type: ignore[attr-defined]  # a UnitField has one
        if Role.OFFICE not in roles_of(reader):
            del self.fields["on_behalf"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        places = [facts.pop(name, None) for name in ("facility", "partner")]
        named = [place for place in places if place is not None]
        if len(named) != 1:
            raise ValidationError({"facility": _("Name one facility or one partner unit.")})
        return {**facts, "place": named[0]}


class AmendVenueForm(VenueFactsForm):
    """The facts as they are, and the version that was read."""

    contact_phone = new_phone()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Venue, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        for name in ("buffer_before", "buffer_after"):
            initial[name] = getattr(subject, name) // MINUTE
        super().__init__(*args, **kwargs)
        self.initial = {**initial, "contact_phone": ""}
        wholes: Any = self.fields["whole"]
        beside = wholes.queryset.filter(facility=subject.facility, partner=subject.partner)
        wholes.queryset = beside.exclude(pk=subject.pk)

    def clean(self) -> dict[str, Any]:
        return with_old_phone_kept(super().clean() or {})


class WhenForm(forms.Form):
    """From when to when, and for how many."""

    starts_at = forms.DateTimeField(label=_("begins"), widget=moment_input())
    ends_at = forms.TimeField(
        label=_("ends"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "900"}),
        help_text=_("On the same day, in quarters of an hour."),
    )
    headcount = forms.IntegerField(label=_("people expected"), min_value=1)
    # What was readable, also after a refusal has put its words beside one of the inputs.
    typed: Mapping[str, Any] = MappingProxyType({})

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        begins, ends = facts.get("starts_at"), facts.get("ends_at")
        if begins and ends is not None:
            day = timezone.localdate(begins) + timedelta(days=not ends)
            facts["ends_at"] = timezone.make_aware(datetime.combine(day, ends))
        self.typed = dict(facts)
        return facts


class FindVenueForm(WhenForm):
    """The same as a question: which venue is free."""

    headcount = forms.IntegerField(label=_("people expected"), min_value=1, initial=20)
