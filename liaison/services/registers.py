"""Entering meetings of the past from a register, archived as they are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liaison.enums import AgendaItemState, MeetingState
from liaison.models import AgendaItem, Body, Meeting
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import line, record, record_all
from partybuild.errors import RuleViolation

_BATCH = 500


class NoBody(RuleViolation):
    """A meeting is a meeting of some body, and the street has none yet."""

    code = "no_body"


class RegisterOnly(RuleViolation):
    """Only what a register brought can be taken back; what was held here stays."""

    code = "register_only"


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """One line of a register: how many came, and the items with what was decided on them."""

    body: Body
    kind: str
    title: str
    starts_at: datetime
    place: str = ""
    chair: str = ""
    present_count: int | None = None
    items: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def enter_past_meetings(*, meetings: Sequence[PastMeeting], actor: User) -> list[Meeting]:
    """Keep meetings of the past as archived history; all of them or none.

    They get no number, and nobody knows who was expected: a register does not say so.
    """
    for org in {past.body.org for past in meetings}:
        require_role(actor, *RUNNERS, over=org)
    rows = [_row(past) for past in meetings]
    Meeting.objects.bulk_create(rows, batch_size=_BATCH)
    items = [
        AgendaItem(
            meeting=row,
            position=place,
            title=title,
            outcome=outcome,
            state=AgendaItemState.CONCLUDED,
        )
        for row, past in zip(rows, meetings, strict=True)
        for place, (title, outcome) in enumerate(past.items, start=1)
    ]
    AgendaItem.objects.bulk_create(items, batch_size=_BATCH)
    changes = {"state": [None, MeetingState.ARCHIVED]}
    record_all(
        [line(actor=actor, verb="meeting.enter_past", subject=row, changes=changes) for row in rows]
    )
    return rows


@transaction.atomic
def take_back_past_meetings(*, meetings: Sequence[Meeting], actor: User) -> None:
    """Remove meetings that a register brought by mistake.

    Raises RegisterOnly for a meeting that was held here.
    """
    for meeting in meetings:
        require_role(actor, *RUNNERS, over=meeting.org)
        if not meeting.is_from_register:
            raise RegisterOnly(str(meeting))
        record(actor=actor, verb="meeting.take_back", subject=meeting)
    AgendaItem.objects.filter(meeting__in=list(meetings)).delete()
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).delete()


def _row(past: PastMeeting) -> Meeting:
    return Meeting(
        body=past.body,
        kind=past.kind,
        title=past.title,
        starts_at=past.starts_at,
        place=past.place,
        chair=past.chair,
        present_count=past.present_count,
        notice_due_on=timezone.localdate(past.starts_at),
        state=MeetingState.ARCHIVED,
        is_from_register=True,
    )
