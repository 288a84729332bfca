"""What is missing at bodies and meetings; each count leads to exactly the rows it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.enums import RECORDING_STATES, BodyKind, MeetingState, MembershipRole
from liaison.models import Body, Meeting, Membership
from orgs.models import User
from orgs.selectors.gaps import Gap
from partybuild.periods import Period, PeriodKind

PATIENCE: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap that a row can have: the rule behind it and the condition that finds it."""

    rule: str
    label: Any
    condition: Callable[[datetime], Any]


def _leaderless(now: datetime) -> Any:
    today = timezone.localdate(now)
    leaders = Membership.objects.current(today).filter(
        body=OuterRef("pk"), role=MembershipRole.LEADER
    )
    return Q(is_active=True) & ~Exists(leaders)


def _idle(kind: BodyKind, every: PeriodKind) -> Callable[[datetime], Any]:
    """Condition: a body of the kind has no meeting in this period, neither held nor to come."""

    def condition(now: datetime) -> Any:
        start, end = Period.at(now, every).bounds()
        meetings = Meeting.objects.starting_between(start, end).filter(body=OuterRef("pk"))
        sitting = meetings.exclude(state__in=(MeetingState.CANCELLED, MeetingState.POSTPONED))
        return Q(is_active=True, kind=kind) & ~Exists(sitting)

    return condition


BODY_GAPS: Final[Mapping[str, Missing]] = {
    "no-leader": Missing("N-17", _("Bodies without a leader"), _leaderless),
    "no-quarter-meeting": Missing(
        "R-150",
        _("Extended working committees without a meeting this quarter"),
        _idle(BodyKind.EXTENDED_COMMITTEE, PeriodKind.QUARTER),
    ),
    "no-month-meeting": Missing(
        "R-180",
        _("Community co-building committees without a meeting this month"),
        _idle(BodyKind.COMMUNITY_COBUILDING, PeriodKind.MONTH),
    ),
}

MEETING_GAPS: Final[Mapping[str, Missing]] = {
    "not-recorded": Missing(
        "R-150",
        _("Meetings whose day has passed without a record"),
        lambda now: Q(state=MeetingState.CONVENED, starts_at__lt=now - timedelta(days=1)),
    ),
    "no-minutes": Missing(
        "R-150",
        _("Meetings without issued minutes two weeks later"),
        lambda now: Q(state__in=RECORDING_STATES, starts_at__lt=now - PATIENCE),
    ),
}


def gaps(*, reader: User) -> list[Gap]:
    """The gaps of the bodies and meetings that the reader can see; two queries of counts."""
    return [
        *_counted(Body.objects.visible_to(reader), BODY_GAPS, "liaison:bodies"),
        *_counted(Meeting.objects.visible_to(reader), MEETING_GAPS, "liaison:meetings"),
    ]


def _counted(rows: Any, known: Mapping[str, Missing], url_name: str) -> list[Gap]:
    now = timezone.now()
    counts = {
        key.replace("-", "_"): Count("pk", filter=gap.condition(now)) for key, gap in known.items()
    }
    found = rows.aggregate(**counts)
    return [
        Gap(gap.rule, gap.label, count, f"{reverse(url_name)}?gap={key}")
        for key, gap in known.items()
        if (count := found[key.replace("-", "_")])
    ]
