"""The lives of a meeting, its agenda items and its minutes as tables: what may follow what."""

from liaison.enums import (
    AHEAD_STATES,
    BEFORE_NOTICE_STATES,
    AgendaItemAction,
    AgendaItemState,
    MeetingAction,
    MeetingState,
    MinutesAction,
    MinutesState,
)
from orgs.enums import Role
from orgs.workflow import Moves, move

# The office runs the meetings of the street, a secretary those of the own organisation.
RUNNERS = (Role.OFFICE, Role.SECRETARY)

# SM-5; sending back, postponing and cancelling need a reason.
MEETING_MOVES: Moves = {
    MeetingAction.GATHER: move(
        MeetingState.PLANNED, to=MeetingState.GATHERING, by=RUNNERS, over="body.org"
    ),
    MeetingAction.SET_AGENDA: move(
        MeetingState.GATHERING, to=MeetingState.AGENDA_SET, by=RUNNERS, over="body.org"
    ),
    MeetingAction.CONVENE: move(
        MeetingState.AGENDA_SET, to=MeetingState.CONVENED, by=RUNNERS, over="body.org"
    ),
    MeetingAction.REOPEN_AGENDA: move(
        MeetingState.AGENDA_SET,
        to=MeetingState.GATHERING,
        by=RUNNERS,
        over="body.org",
        needs_reason=True,
    ),
    MeetingAction.HOLD: move(
        MeetingState.CONVENED, to=MeetingState.HELD, by=RUNNERS, over="body.org"
    ),
    MeetingAction.MINUTE: move(
        MeetingState.HELD, to=MeetingState.MINUTED, by=RUNNERS, over="body.org"
    ),
    MeetingAction.ISSUE: move(
        MeetingState.MINUTED, to=MeetingState.ISSUED, by=RUNNERS, over="body.org"
    ),
    MeetingAction.ARCHIVE: move(
        MeetingState.ISSUED, to=MeetingState.ARCHIVED, by=RUNNERS, over="body.org"
    ),
    MeetingAction.RESCHEDULE: move(
        MeetingState.POSTPONED, to=MeetingState.GATHERING, by=RUNNERS, over="body.org"
    ),
    MeetingAction.POSTPONE: move(
        *BEFORE_NOTICE_STATES,
        MeetingState.CONVENED,
        to=MeetingState.POSTPONED,
        by=RUNNERS,
        over="body.org",
        needs_reason=True,
    ),
    MeetingAction.CANCEL: move(
        *AHEAD_STATES,
        to=MeetingState.CANCELLED,
        by=RUNNERS,
        over="body.org",
        needs_reason=True,
    ),
}

# An item is proposed while the agenda is gathered; the state of the meeting bounds these steps too.
AGENDA_ITEM_MOVES: Moves = {
    AgendaItemAction.CONCLUDE: move(
        AgendaItemState.OPEN,
        AgendaItemState.CONCLUDED,
        to=AgendaItemState.CONCLUDED,
        by=RUNNERS,
        over="meeting.body.org",
    ),
    AgendaItemAction.CARRY_OVER: move(
        AgendaItemState.OPEN,
        to=AgendaItemState.CARRIED_OVER,
        by=RUNNERS,
        over="meeting.body.org",
    ),
    AgendaItemAction.WITHDRAW: move(
        AgendaItemState.OPEN,
        to=AgendaItemState.WITHDRAWN,
        by=RUNNERS,
        over="meeting.body.org",
        needs_reason=True,
    ),
}

# Issued minutes never change; a correction is a new edition of them.
MINUTES_MOVES: Moves = {
    MinutesAction.ISSUE: move(
        MinutesState.DRAFT, to=MinutesState.ISSUED, by=RUNNERS, over="meeting.body.org"
    ),
}
