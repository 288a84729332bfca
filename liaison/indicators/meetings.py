"""What bodies and meetings shall have: a meeting in each period, a record, minutes."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.enums import (
    HELD_STATES,
    RECORDING_STATES,
    STOPPED_STATES,
    BodyKind,
    MeetingState,
)
from liaison.models import Body, Meeting
from orgs.enums import Basic
from orgs.selectors.indicators import Indicator, Subject, below_org
from partybuild.periods import Period, PeriodKind

PATIENCE: Final = timedelta(days=14)

BODIES: Final = Subject(
    "bodies",
    _("Bodies"),
    rows=lambda reader: Body.objects.visible_to(reader).active(),
    below=below_org("org"),
    for_list=lambda rows: rows.with_leader().with_seat_count().for_list(),
)
MEETINGS: Final = Subject(
    "meetings",
    _("Meetings"),
    rows=Meeting.objects.visible_to,
    below=below_org("body__org"),
)


def _sits_in(every: PeriodKind) -> Callable[[date], Any]:
    """Condition: the body has a meeting in this period, held or to come."""

    def condition(_today: date) -> Any:
        start, end = Period.at(timezone.now(), every).bounds()
        meetings = Meeting.objects.starting_between(start, end).filter(body=OuterRef("pk"))
        return Exists(meetings.exclude(state__in=STOPPED_STATES))

    return condition


def _day_is_over(_today: date) -> Q:
    to_record = HELD_STATES | {MeetingState.CONVENED}
    return Q(starts_at__lt=timezone.now() - timedelta(days=1), state__in=to_record)


def _wants_minutes(_today: date) -> Q:
    """Condition: the meeting was held two weeks ago or earlier."""
    return Q(starts_at__lt=timezone.now() - PATIENCE, state__in=HELD_STATES)


_of_bodies = partial(Indicator, subject=BODIES.key)
_of_meetings = partial(Indicator, subject=MEETINGS.key)

BODY_INDICATORS: Final = (
    _of_bodies(
        key="no-quarter-meeting",
        rule="R-150",
        basic=Basic.SYSTEM,
        label=_("Extended working committees with a meeting this quarter"),
        missing=_("Extended working committees without a meeting this quarter"),
        of=lambda _today: Q(kind=BodyKind.EXTENDED_COMMITTEE),
        met=_sits_in(PeriodKind.QUARTER),
    ),
    _of_bodies(
        key="no-month-meeting",
        rule="R-180",
        basic=Basic.SYSTEM,
        label=_("Community co-building committees with a meeting this month"),
        missing=_("Community co-building committees without a meeting this month"),
        of=lambda _today: Q(kind=BodyKind.COMMUNITY_COBUILDING),
        met=_sits_in(PeriodKind.MONTH),
    ),
)
MEETING_INDICATORS: Final = (
    _of_meetings(
        key="not-recorded",
        rule="R-150",
        basic=Basic.SYSTEM,
        label=_("Meetings whose day has passed, with a record"),
        missing=_("Meetings whose day has passed without a record"),
        of=_day_is_over,
        met=lambda _today: ~Q(state=MeetingState.CONVENED),
    ),
    _of_meetings(
        key="no-minutes",
        rule="R-150",
        basic=Basic.SYSTEM,
        label=_("Meetings with issued minutes two weeks later"),
        missing=_("Meetings without issued minutes two weeks later"),
        of=_wants_minutes,
        met=lambda _today: ~Q(state__in=RECORDING_STATES),
    ),
)
