"""The lives of needs, resources, matches and projects as tables (SM-1 to SM-4).

A step without roles is made by the portal: by the clock, or because another step brings it about.
A step “on behalf” is the office's, when a partner unit has asked it to act for the unit; it
carries the reason, and the trail shows who really acted.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from orgs.enums import Role
from orgs.workflow import Move, Moves, move
from resources.enums import (
    PAIRED_LINES,
    LineAction,
    LineState,
    MatchAction,
    MatchPlanAction,
    MatchPlanState,
    MatchState,
    NeedAction,
    NeedState,
    ProjectAction,
    ProjectState,
    ProjectWork,
    ResourceAction,
    ResourceState,
)
from resources.pledge_workflow import AGREEMENT_MOVES, WISH_MOVES
from resources.venue_workflow import BOOKING_MOVES, VENUE_MOVES

# People of an owner: secretaries and the office for an organisation, liaisons for a partner unit.
OWN_PEOPLE: Final = (Role.SECRETARY, Role.PARTNER_LIAISON, Role.OFFICE)
OFFICE: Final = (Role.OFFICE,)

NEED_MOVES: Final[Moves] = {
    NeedAction.SUBMIT: move(
        NeedState.DRAFT, NeedState.RETURNED, to=NeedState.SUBMITTED, by=OWN_PEOPLE, over="owner"
    ),
    NeedAction.LIST: move(
        NeedState.SUBMITTED, NeedState.SHELVED, to=NeedState.LISTED, by=OFFICE, over="street"
    ),
    NeedAction.SEND_BACK: move(
        NeedState.SUBMITTED, to=NeedState.RETURNED, by=OFFICE, over="street", needs_reason=True
    ),
    NeedAction.SHELVE: move(
        NeedState.LISTED, to=NeedState.SHELVED, by=OFFICE, over="street", needs_reason=True
    ),
    NeedAction.REVIEW: move(
        NeedState.SHELVED, to=NeedState.SHELVED, by=OFFICE, over="street", needs_reason=True
    ),
    NeedAction.MERGE: move(
        NeedState.SUBMITTED,
        NeedState.LISTED,
        NeedState.SHELVED,
        to=NeedState.MERGED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    NeedAction.WITHDRAW: move(
        NeedState.DRAFT,
        NeedState.SUBMITTED,
        NeedState.RETURNED,
        NeedState.LISTED,
        NeedState.SHELVED,
        to=NeedState.WITHDRAWN,
        by=OWN_PEOPLE,
        over="owner",
    ),
    NeedAction.WITHDRAW_ON_BEHALF: move(
        NeedState.SUBMITTED,
        NeedState.LISTED,
        NeedState.SHELVED,
        to=NeedState.WITHDRAWN,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    NeedAction.OPEN: move(NeedState.LISTED, to=NeedState.LISTED),
    NeedAction.MATCH: move(NeedState.LISTED, to=NeedState.MATCHED),
    NeedAction.RELEASE: move(NeedState.MATCHED, to=NeedState.LISTED),
    NeedAction.SOLVE: move(NeedState.MATCHED, to=NeedState.SOLVED),
}

RESOURCE_MOVES: Final[Moves] = {
    ResourceAction.SUBMIT: move(
        ResourceState.DRAFT,
        ResourceState.RETURNED,
        to=ResourceState.SUBMITTED,
        by=OWN_PEOPLE,
        over="owner",
    ),
    ResourceAction.PUBLISH: move(
        ResourceState.SUBMITTED, to=ResourceState.PUBLISHED, by=OFFICE, over="street"
    ),
    ResourceAction.SEND_BACK: move(
        ResourceState.SUBMITTED,
        to=ResourceState.RETURNED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ResourceAction.WITHDRAW: move(
        ResourceState.DRAFT,
        ResourceState.SUBMITTED,
        ResourceState.RETURNED,
        ResourceState.PUBLISHED,
        ResourceState.PARTLY_TAKEN,
        to=ResourceState.WITHDRAWN,
        by=OWN_PEOPLE,
        over="owner",
    ),
    ResourceAction.WITHDRAW_ON_BEHALF: move(
        ResourceState.SUBMITTED,
        ResourceState.PUBLISHED,
        ResourceState.PARTLY_TAKEN,
        to=ResourceState.WITHDRAWN,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ResourceAction.DRAW: move(
        ResourceState.PUBLISHED, ResourceState.PARTLY_TAKEN, to=ResourceState.PARTLY_TAKEN
    ),
    ResourceAction.DRAW_LAST: move(
        ResourceState.PUBLISHED, ResourceState.PARTLY_TAKEN, to=ResourceState.TAKEN
    ),
    ResourceAction.GIVE_BACK: move(
        ResourceState.PARTLY_TAKEN, ResourceState.TAKEN, to=ResourceState.PARTLY_TAKEN
    ),
    ResourceAction.GIVE_BACK_ALL: move(
        ResourceState.PARTLY_TAKEN, ResourceState.TAKEN, to=ResourceState.PUBLISHED
    ),
    ResourceAction.EXPIRE: move(
        ResourceState.PUBLISHED,
        ResourceState.PARTLY_TAKEN,
        ResourceState.TAKEN,
        to=ResourceState.EXPIRED,
    ),
}

# Either side agrees first; the second consent settles the match in the same transaction.
MATCH_MOVES: Final[Moves] = {
    MatchAction.AGREE_FOR_NEED: move(
        MatchState.PROPOSED, to=MatchState.PROPOSED, by=OWN_PEOPLE, over="need.owner"
    ),
    MatchAction.AGREE_FOR_RESOURCE: move(
        MatchState.PROPOSED, to=MatchState.PROPOSED, by=OWN_PEOPLE, over="resource.owner"
    ),
    MatchAction.AGREE_FOR_NEED_ON_BEHALF: move(
        MatchState.PROPOSED, to=MatchState.PROPOSED, by=OFFICE, over="street", needs_reason=True
    ),
    MatchAction.AGREE_FOR_RESOURCE_ON_BEHALF: move(
        MatchState.PROPOSED, to=MatchState.PROPOSED, by=OFFICE, over="street", needs_reason=True
    ),
    MatchAction.SETTLE: move(MatchState.PROPOSED, to=MatchState.AGREED),
    MatchAction.DECLINE_FOR_NEED: move(
        MatchState.PROPOSED,
        MatchState.AGREED,
        to=MatchState.DECLINED,
        by=OWN_PEOPLE,
        over="need.owner",
        needs_reason=True,
    ),
    MatchAction.DECLINE_FOR_RESOURCE: move(
        MatchState.PROPOSED,
        MatchState.AGREED,
        to=MatchState.DECLINED,
        by=OWN_PEOPLE,
        over="resource.owner",
        needs_reason=True,
    ),
    MatchAction.CALL_OFF: move(
        MatchState.PROPOSED,
        MatchState.AGREED,
        to=MatchState.DECLINED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    MatchAction.GIVE_WAY: move(MatchState.PROPOSED, to=MatchState.DECLINED),
    MatchAction.EXPIRE: move(MatchState.PROPOSED, to=MatchState.EXPIRED),
    MatchAction.ENTER_PROJECT: move(MatchState.AGREED, to=MatchState.IN_PROJECT),
    MatchAction.DISSOLVE: move(MatchState.IN_PROJECT, to=MatchState.DECLINED),
}

# The acceptance is signed by both sides in either order; the second signature accepts.
PROJECT_MOVES: Final[Moves] = {
    ProjectAction.REVIEW: move(
        ProjectState.FILED, to=ProjectState.REVIEWED, by=OFFICE, over="street"
    ),
    ProjectAction.CLASSIFY: move(
        ProjectState.REVIEWED,
        ProjectState.CLASSED,
        to=ProjectState.CLASSED,
        by=OFFICE,
        over="street",
    ),
    ProjectAction.ENDORSE: move(
        ProjectState.CLASSED,
        to=ProjectState.CLASSED,
        by=(Role.OFFICE, Role.SECRETARY),
        over="street",
    ),
    ProjectAction.APPROVE: move(
        ProjectState.CLASSED, to=ProjectState.APPROVED, by=OFFICE, over="street"
    ),
    ProjectAction.START: move(
        ProjectState.APPROVED, to=ProjectState.RUNNING, by=OWN_PEOPLE, over="need_side"
    ),
    ProjectAction.REPORT: move(
        ProjectState.RUNNING, to=ProjectState.RUNNING, by=OWN_PEOPLE, over="need_side"
    ),
    ProjectAction.SIGN_FOR_NEED: move(
        ProjectState.RUNNING, to=ProjectState.RUNNING, by=OWN_PEOPLE, over="need_side"
    ),
    ProjectAction.SIGN_FOR_RESOURCE: move(
        ProjectState.RUNNING, to=ProjectState.RUNNING, by=OWN_PEOPLE, over="resource_side"
    ),
    ProjectAction.SIGN_FOR_NEED_ON_BEHALF: move(
        ProjectState.RUNNING,
        to=ProjectState.RUNNING,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ProjectAction.SIGN_FOR_RESOURCE_ON_BEHALF: move(
        ProjectState.RUNNING,
        to=ProjectState.RUNNING,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ProjectAction.ACCEPT: move(ProjectState.RUNNING, to=ProjectState.ACCEPTED),
    ProjectAction.APPRAISE: move(
        ProjectState.ACCEPTED, to=ProjectState.APPRAISED, by=OFFICE, over="street"
    ),
    ProjectAction.ARCHIVE: move(
        ProjectState.APPRAISED, to=ProjectState.ARCHIVED, by=OFFICE, over="street"
    ),
    ProjectAction.STOP: move(
        ProjectState.FILED,
        ProjectState.REVIEWED,
        ProjectState.CLASSED,
        ProjectState.APPROVED,
        ProjectState.RUNNING,
        ProjectState.SUSPENDED,
        to=ProjectState.STOPPED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ProjectAction.SUSPEND: move(
        ProjectState.RUNNING,
        to=ProjectState.SUSPENDED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ProjectAction.RESUME: move(
        ProjectState.SUSPENDED, to=ProjectState.RUNNING, by=OFFICE, over="street"
    ),
}


def _work(*states: ProjectState, by: tuple[Role, ...], over: str) -> Move:
    """A deed that may be done in these states and leaves the state as it is."""
    return move(*states, to="", by=by, over=over)


_PLANNING: Final = (ProjectState.CLASSED, ProjectState.APPROVED, ProjectState.RUNNING)
_SPENDING: Final = (ProjectState.RUNNING, ProjectState.ACCEPTED, ProjectState.APPRAISED)

# What is done on a project between its steps.
PROJECT_WORKS: Final[Moves] = {
    ProjectWork.ASSESS: _work(
        ProjectState.REVIEWED, ProjectState.CLASSED, by=OFFICE, over="street"
    ),
    ProjectWork.NAME_GUIDE: _work(
        *_PLANNING, ProjectState.SUSPENDED, by=(Role.OFFICE, Role.SECRETARY), over="street"
    ),
    ProjectWork.SET_BUDGET: _work(*_PLANNING, by=OFFICE, over="street"),
    ProjectWork.SET_MILESTONE: _work(
        ProjectState.FILED, ProjectState.REVIEWED, *_PLANNING, by=OWN_PEOPLE, over="need_side"
    ),
    ProjectWork.REACH_MILESTONE: _work(ProjectState.RUNNING, by=OWN_PEOPLE, over="need_side"),
    ProjectWork.DROP_MILESTONE: _work(
        ProjectState.FILED, ProjectState.REVIEWED, *_PLANNING, by=OWN_PEOPLE, over="need_side"
    ),
    ProjectWork.ENTER_EXPENSE: _work(*_SPENDING, by=OWN_PEOPLE, over="need_side"),
    ProjectWork.CANCEL_EXPENSE: _work(*_SPENDING, by=OWN_PEOPLE, over="need_side"),
    ProjectWork.ISSUE_LINKS: _work(ProjectState.ACCEPTED, by=OWN_PEOPLE, over="need_side"),
}


# A plan that is worked out or sent by a machine goes back to what it was when the machine fails.
MATCH_PLAN_MOVES: Final[Moves] = {
    MatchPlanAction.SETTLE: move(MatchPlanState.SOLVING, to=MatchPlanState.DRAFT),
    MatchPlanAction.SEND: move(
        MatchPlanState.DRAFT, to=MatchPlanState.SENDING, by=OFFICE, over="street"
    ),
    MatchPlanAction.SOLVE_AGAIN: move(
        MatchPlanState.DRAFT, to=MatchPlanState.SOLVING, by=OFFICE, over="street"
    ),
    MatchPlanAction.DELIVER: move(MatchPlanState.SENDING, to=MatchPlanState.SENT),
    MatchPlanAction.HALT: move(
        MatchPlanState.SOLVING, MatchPlanState.SENDING, to=MatchPlanState.DRAFT
    ),
    MatchPlanAction.DISCARD: move(
        MatchPlanState.DRAFT,
        to=MatchPlanState.DISCARDED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
}

# Lines change only while their plan is a draft.
PLAN_LINE_MOVES: Final[Moves] = {
    LineAction.LOCK: move(LineState.PAIRED, to=LineState.LOCKED, by=OFFICE, over="plan.street"),
    LineAction.UNLOCK: move(LineState.LOCKED, to=LineState.PAIRED, by=OFFICE, over="plan.street"),
    LineAction.TAKE_OUT: move(
        *PAIRED_LINES,
        LineState.UNSERVED,
        to=LineState.TAKEN_OUT,
        by=OFFICE,
        over="plan.street",
    ),
    LineAction.PUT_BACK: move(
        LineState.TAKEN_OUT, to=LineState.UNSERVED, by=OFFICE, over="plan.street"
    ),
    LineAction.EXCLUDE: move(
        *PAIRED_LINES, to=LineState.UNSERVED, by=OFFICE, over="plan.street", needs_reason=True
    ),
    LineAction.CHOOSE: move(
        *PAIRED_LINES, LineState.UNSERVED, to=LineState.LOCKED, by=OFFICE, over="plan.street"
    ),
}


def moves_now(row: Any) -> Moves:
    """The part of a row's table that makes sense for it now: what a page offers buttons for."""
    return {
        action: step
        for action, step in _TABLES[row._meta.model_name].items()
        if action not in _NEEDLESS or not _NEEDLESS[action](row)
    }


_TABLES: Final[Mapping[str, Moves]] = {
    "need": NEED_MOVES,
    "resource": RESOURCE_MOVES,
    "match": MATCH_MOVES,
    "project": PROJECT_MOVES,
    "matchplan": MATCH_PLAN_MOVES,
    "matchplanline": PLAN_LINE_MOVES,
    "wish": WISH_MOVES,
    "agreement": AGREEMENT_MOVES,
    "venue": VENUE_MOVES,
    "booking": BOOKING_MOVES,
}

# Steps that the state allows and that would still say nothing new: a side agrees or signs once,
# the office stands in for partner units only, and a key project waits for its endorsement.
_NEEDLESS: Final[Mapping[str, Callable[[Any], bool]]] = {
    NeedAction.WITHDRAW_ON_BEHALF: lambda row: row.owner_partner_id is None,
    MatchAction.AGREE_FOR_NEED: lambda match: match.need_agreed_at is not None,
    MatchAction.AGREE_FOR_RESOURCE: lambda match: match.resource_agreed_at is not None,
    MatchAction.AGREE_FOR_NEED_ON_BEHALF: lambda match: (
        match.need_agreed_at is not None or match.need.owner_partner_id is None
    ),
    MatchAction.AGREE_FOR_RESOURCE_ON_BEHALF: lambda match: (
        match.resource_agreed_at is not None or match.resource.owner_partner_id is None
    ),
    **dict.fromkeys(PLAN_LINE_MOVES, lambda line: line.plan.state != MatchPlanState.DRAFT),
    ProjectAction.ENDORSE: lambda project: project.endorsed_at is not None,
    ProjectAction.APPROVE: lambda project: project.lacks_endorsement,
    ProjectAction.SIGN_FOR_NEED: lambda project: project.accepted_by_need_side_at is not None,
    ProjectAction.SIGN_FOR_RESOURCE: lambda project: (
        project.accepted_by_resource_side_at is not None
    ),
    ProjectAction.SIGN_FOR_NEED_ON_BEHALF: lambda project: (
        project.accepted_by_need_side_at is not None or project.need_partner_id is None
    ),
    ProjectAction.SIGN_FOR_RESOURCE_ON_BEHALF: lambda project: (
        project.accepted_by_resource_side_at is not None or project.resource_partner_id is None
    ),
}
