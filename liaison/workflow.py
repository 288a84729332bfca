"""The lives of a meeting, its agenda items and its minutes as tables: what may follow what."""

from collections.abc import Mapping

from liaison.enums import (
    AHEAD_STATES,
    BEFORE_NOTICE_STATES,
    GATHERING_STATES,
    HELD_STATES,
    RECORDING_STATES,
    UNISSUED_STATES,
    AgendaItemAction,
    AgendaItemState,
    CountersignatureAction,
    CountersignatureState,
    MeetingAction,
    MeetingState,
    MinutesAction,
    MinutesState,
)
from liaison.followup_workflow import (  # noqa: F401 - printed with the tables of this app
    ACTION_ITEM_MOVES,
    CENSURE_MOVES,
    FINDING_MOVES,
    INSPECTION_MOVES,
)
from liaison.matter_workflow import MATTER_MOVES
from liaison.nomination_workflow import NOMINATION_MOVES
from liaison.obligation_enums import OWED_STATES, ObligationAction, ObligationState
from liaison.plan_workflow import PLAN_MOVES
from liaison.planning_workflow import PLANNED_SITTING_MOVES, SCHEDULE_PLAN_MOVES
from liaison.proposal_workflow import (
    COMMUNITY_DECISION_MOVES,
    FOUR_THINGS_MOVES,
    SUGGESTION_MOVES,
)
from liaison.report_workflow import (  # noqa: F401 - printed with the tables of this app
    REPORT_RETURN_MOVES,
    REPORT_ROUND_MOVES,
)
from liaison.year_workflow import YEARSHEET_MOVES  # noqa: F401 - printed with the tables of this app
from orgs.enums import Role
from orgs.workflow import Moves, move

__all__ = [
    "AGENDA_ITEM_MOVES",
    "AGENDA_ITEM_TIMES",
    "COMMUNITY_DECISION_MOVES",
    "FOUR_THINGS_MOVES",
    "MATTER_MOVES",
    "MEETING_MOVES",
    "MINUTES_MOVES",
    "NOMINATION_MOVES",
    "OBLIGATION_MOVES",
    "PLANNED_SITTING_MOVES",
    "PLAN_MOVES",
    "RUNNERS",
    "SCHEDULE_PLAN_MOVES",
    "SUGGESTION_MOVES",
    "agenda_item_moves",
]

# The office runs the meetings of the street, a secretary those of the own organisation.
RUNNERS = (Role.OFFICE, Role.SECRETARY)

# A unit answers for itself: the secretary of an organisation, the liaison of a partner unit.
OWN_PEOPLE = (Role.SECRETARY, Role.PARTNER_LIAISON)

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
    MeetingAction.CHANGE_PLACE: move(
        MeetingState.CONVENED,
        to=MeetingState.CONVENED,
        by=RUNNERS,
        over="body.org",
        needs_reason=True,
    ),
    MeetingAction.RECOUNT: move(
        MeetingState.HELD, to=MeetingState.HELD, by=RUNNERS, over="body.org"
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

AGENDA_ITEM_MOVES: Moves = {
    AgendaItemAction.ADMIT: move(
        AgendaItemState.PROPOSED, to=AgendaItemState.OPEN, by=RUNNERS, over="meeting.body.org"
    ),
    AgendaItemAction.AMEND: move(
        AgendaItemState.OPEN, to=AgendaItemState.OPEN, by=RUNNERS, over="meeting.body.org"
    ),
    AgendaItemAction.PLACE: move(
        AgendaItemState.OPEN, to=AgendaItemState.OPEN, by=RUNNERS, over="meeting.body.org"
    ),
    AgendaItemAction.CALL: move(
        AgendaItemState.OPEN, to=AgendaItemState.OPEN, by=RUNNERS, over="meeting.body.org"
    ),
    AgendaItemAction.CONCLUDE: move(
        AgendaItemState.OPEN,
        AgendaItemState.CONCLUDED,
        to=AgendaItemState.CONCLUDED,
        by=RUNNERS,
        over="meeting.body.org",
    ),
    AgendaItemAction.CARRY_OVER: move(
        AgendaItemState.PROPOSED,
        AgendaItemState.OPEN,
        to=AgendaItemState.CARRIED_OVER,
        by=RUNNERS,
        over="meeting.body.org",
    ),
    AgendaItemAction.WITHDRAW: move(
        AgendaItemState.PROPOSED,
        AgendaItemState.OPEN,
        to=AgendaItemState.WITHDRAWN,
        by=RUNNERS,
        over="meeting.body.org",
        needs_reason=True,
    ),
}

# A step of an item also has its time in the life of the meeting.
AGENDA_ITEM_TIMES: Mapping[AgendaItemAction, frozenset[MeetingState]] = {
    AgendaItemAction.ADMIT: GATHERING_STATES,
    AgendaItemAction.AMEND: GATHERING_STATES,
    AgendaItemAction.PLACE: GATHERING_STATES,
    AgendaItemAction.CALL: frozenset({MeetingState.HELD}),
    AgendaItemAction.CONCLUDE: RECORDING_STATES,
    AgendaItemAction.CARRY_OVER: HELD_STATES | {MeetingState.CANCELLED},
    AgendaItemAction.WITHDRAW: GATHERING_STATES,
}

# Issued minutes never change; a correction is a new edition of them.
MINUTES_MOVES: Moves = {
    MinutesAction.EDIT: move(
        MinutesState.DRAFT, to=MinutesState.DRAFT, by=RUNNERS, over="meeting.body.org"
    ),
    MinutesAction.CIRCULATE: move(
        MinutesState.DRAFT, to=MinutesState.COUNTERSIGNING, by=RUNNERS, over="meeting.body.org"
    ),
    MinutesAction.RECALL: move(
        MinutesState.COUNTERSIGNING,
        to=MinutesState.DRAFT,
        by=RUNNERS,
        over="meeting.body.org",
        needs_reason=True,
    ),
    # A unit that sends its countersignature back brings this about.
    MinutesAction.RETURN: move(
        MinutesState.COUNTERSIGNING, to=MinutesState.DRAFT, over="meeting.body.org"
    ),
    MinutesAction.ISSUE: move(
        *UNISSUED_STATES, to=MinutesState.ISSUED, by=RUNNERS, over="meeting.body.org"
    ),
    MinutesAction.REFILL: move(
        MinutesState.DRAFT, to=MinutesState.DRAFT, by=RUNNERS, over="meeting.body.org"
    ),
    MinutesAction.CORRECT: move(
        MinutesState.ISSUED,
        to=MinutesState.ISSUED,
        by=RUNNERS,
        over="meeting.body.org",
        needs_reason=True,
    ),
}

# A duty is done by its record alone; people only exempt from it, or have it looked at again.
OBLIGATION_MOVES: Moves = {
    ObligationAction.RECHECK: move(*OWED_STATES, to=ObligationState.NOT_BEGUN, by=RUNNERS),
    # Only visits within a circle change hands.
    ObligationAction.REASSIGN: move(
        *OWED_STATES, to=ObligationState.NOT_BEGUN, by=(Role.OFFICE,), needs_reason=True
    ),
    ObligationAction.EXEMPT: move(
        *OWED_STATES, to=ObligationState.EXEMPT, by=(Role.OFFICE,), needs_reason=True
    ),
    ObligationAction.REINSTATE: move(
        ObligationState.EXEMPT, to=ObligationState.NOT_BEGUN, by=(Role.OFFICE,)
    ),
}


COUNTERSIGNATURE_MOVES: Moves = {
    CountersignatureAction.SIGN: move(
        CountersignatureState.ASKED, to=CountersignatureState.SIGNED, by=OWN_PEOPLE, over="unit"
    ),
    CountersignatureAction.SEND_BACK: move(
        CountersignatureState.ASKED,
        to=CountersignatureState.SENT_BACK,
        by=OWN_PEOPLE,
        over="unit",
        needs_reason=True,
    ),
}


def agenda_item_moves(meeting_state: str) -> Moves:
    """The part of the table that has its time while the meeting is in this state."""
    return {
        action: step
        for action, step in AGENDA_ITEM_MOVES.items()
        if meeting_state in AGENDA_ITEM_TIMES[AgendaItemAction(action)]
    }
