"""The papers of a meeting: who may hang them on it and on its items, and which hang there."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from liaison.enums import (
    AHEAD_STATES,
    BEFORE_NOTICE_STATES,
    RECORDING_STATES,
    UNFINISHED_STATES,
    MeetingState,
)
from liaison.models import AgendaItem, Meeting
from liaison.workflow import RUNNERS
from orgs.models import Attachment
from orgs.permissions import holds_role

_OPEN_STATES = AHEAD_STATES | RECORDING_STATES
_SENDING_IN_STATES = BEFORE_NOTICE_STATES | {MeetingState.CONVENED}


def may_attach_to_meeting(user: Any, meeting: Meeting) -> bool:
    """True for those who run the meeting, until its minutes are issued."""
    return meeting.state in _OPEN_STATES and holds_role(user, *RUNNERS, over=meeting.org)


def may_attach_to_item(user: Any, item: AgendaItem) -> bool:
    """True for the runners, and for whoever proposed the item until papers are due."""
    meeting = item.meeting
    if item.proposed_by_id == user.pk and item.state in UNFINISHED_STATES:
        due = meeting.papers_due_on or meeting.day
        if meeting.state in _SENDING_IN_STATES and timezone.localdate() <= due:
            return True
    return may_attach_to_meeting(user, meeting)


def papers_of(items: Sequence[AgendaItem]) -> dict[UUID, list[Attachment]]:
    """The files of items that the reader was shown, in one query for all of them."""
    found: defaultdict[UUID, list[Attachment]] = defaultdict(list)
    for attachment in Attachment.objects.on(*items).for_list():
        found[attachment.owner_id].append(attachment)
    return found
