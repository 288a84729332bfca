"""What is counted of a period about meetings, visits and action items."""

from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import HELD_STATES, MeetingKind
from liaison.followup_enums import VisitKind
from liaison.models import ActionItem, Meeting, Proposal, Visit
from orgs.selectors.figures import PeriodFigure, also, in_days, in_moments

_TIMES: Final = pgettext_lazy("unit of a figure", "times")
_PIECES: Final = pgettext_lazy("unit of a figure", "items")
FIRM_VISITS: Final = frozenset(
    {
        VisitKind.OPERATORS,
        VisitKind.LECTURE,
        VisitKind.SERVICE,
        VisitKind.CADRES,
        VisitKind.CARE,
        VisitKind.ACTIVITY,
    }
)
_meeting = partial(PeriodFigure, model=Meeting, place="body__org", rows="meetings", unit=_TIMES)
_held = partial(also, in_moments("starts_at"), state__in=HELD_STATES)
_visit = partial(PeriodFigure, model=Visit, place="community", rows="visits", unit=_TIMES)
_item = partial(
    PeriodFigure, model=ActionItem, place="owner_org", rows="action-items", unit=_PIECES
)

FIGURES: Final = (
    _meeting(
        key="meeting-committee",
        rule="R-161",
        label=_("Committee meetings held"),
        when=_held(kind=MeetingKind.COMMITTEE),
    ),
    _meeting(
        key="meeting-joint",
        rule="R-180",
        label=_("Joint meetings held"),
        when=_held(kind=MeetingKind.JOINT),
    ),
    _meeting(
        key="meeting-consultation",
        rule="R-175",
        label=_("Consultations held"),
        when=_held(kind=MeetingKind.CONSULTATION),
    ),
    _visit(
        key="visit-firms",
        rule="R-289",
        label=_("Visits to firms"),
        when=also(in_days("visited_on"), kind__in=FIRM_VISITS),
    ),
    _visit(
        key="visit-residents",
        rule="R-289",
        label=_("Visits to residents and members"),
        when=also(in_days("visited_on"), kind__in=(VisitKind.RESIDENTS, VisitKind.MEMBERS)),
    ),
    PeriodFigure(
        key="proposal-raised",
        rule="R-203",
        label=_("Proposals raised"),
        unit=_PIECES,
        model=Proposal,
        place="community",
        when=in_days("raised_on"),
        rows="proposals",
    ),
    _item(
        key="item-assigned",
        rule="R-294",
        label=_("Action items assigned"),
        when=in_days("assigned_on"),
    ),
    _item(
        key="item-settled",
        rule="R-294",
        label=_("Action items struck off"),
        when=in_days("struck_off_on"),
    ),
)
