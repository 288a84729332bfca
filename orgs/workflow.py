"""A life of a row as a table: which step may follow which state, by whom, over which owner.

Below stand the tables of this app: coverage of units (R-015), membership and turns in circles
(SM-10). A step without roles is made by the portal, because another step brings it about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from orgs.channel_enums import NoticeAction, NoticeState
from orgs.enums import (
    COVERED_STATES,
    PROPOSED_FOR_CORE,
    STANDING_MEMBERS,
    CoverageAction,
    CoverageState,
    MembershipAction,
    MembershipState,
    Role,
    RotationAction,
    RotationState,
)


@dataclass(frozen=True, slots=True)
class Move:
    """One step. ``over`` is the dotted way from the row to the organisation or unit that decides.

    A move without roles is the clock's: no person makes it.
    """

    sources: frozenset[str]
    target: str
    roles: frozenset[Role]
    over: str = "org"
    needs_reason: bool = False


Moves = Mapping[str, Move]


def move(
    *sources: str,
    to: str,
    by: tuple[Role, ...] = (),
    over: str = "org",
    needs_reason: bool = False,
) -> Move:
    """Write one row of a workflow table."""
    return Move(frozenset(sources), to, frozenset(by), over, needs_reason)


OFFICE: Final = (Role.OFFICE,)
# People of a member: the secretary of an organisation, the liaison of a partner unit.
OWN_PEOPLE: Final = (Role.SECRETARY, Role.PARTNER_LIAISON)

COVERAGE_MOVES: Final[Moves] = {
    CoverageAction.COVER_BY_WORK: move(
        CoverageState.UNCOVERED, to=CoverageState.WORK, by=OFFICE, over="street"
    ),
    CoverageAction.COVER_BY_ORGANISATION: move(
        CoverageState.UNCOVERED,
        CoverageState.WORK,
        to=CoverageState.ORGANISATION,
        by=OFFICE,
        over="street",
    ),
    CoverageAction.FALL_BACK_TO_WORK: move(
        CoverageState.ORGANISATION,
        to=CoverageState.WORK,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    CoverageAction.LOSE_COVERAGE: move(
        *COVERED_STATES, to=CoverageState.UNCOVERED, by=OFFICE, over="street", needs_reason=True
    ),
}

CIRCLE_MEMBERSHIP_MOVES: Final[Moves] = {
    MembershipAction.APPLY: move(
        MembershipState.MEMBER, to=MembershipState.APPLIED, by=OWN_PEOPLE, over="member"
    ),
    MembershipAction.RECOMMEND: move(
        MembershipState.MEMBER, to=MembershipState.RECOMMENDED, by=OFFICE, over="street"
    ),
    MembershipAction.ASSESS: move(
        *PROPOSED_FOR_CORE, to=MembershipState.ASSESSED, by=OFFICE, over="street"
    ),
    MembershipAction.PROMOTE: move(
        MembershipState.ASSESSED,
        to=MembershipState.CORE,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    MembershipAction.TURN_DOWN: move(
        *PROPOSED_FOR_CORE,
        MembershipState.ASSESSED,
        to=MembershipState.MEMBER,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    MembershipAction.ADJUST: move(
        MembershipState.CORE,
        to=MembershipState.MEMBER,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    MembershipAction.LEAVE: move(
        *STANDING_MEMBERS,
        to=MembershipState.LEFT,
        by=OWN_PEOPLE,
        over="member",
        needs_reason=True,
    ),
    MembershipAction.RELEASE: move(
        *STANDING_MEMBERS,
        to=MembershipState.LEFT,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
}

ROTATION_MOVES: Final[Moves] = {
    RotationAction.BEGIN: move(
        RotationState.SCHEDULED, to=RotationState.ON_DUTY, by=OFFICE, over="street"
    ),
    RotationAction.HAND_OVER: move(
        RotationState.ON_DUTY, to=RotationState.HANDED_OVER, by=OWN_PEOPLE, over="member"
    ),
    RotationAction.HAND_OVER_ON_BEHALF: move(
        RotationState.ON_DUTY,
        to=RotationState.HANDED_OVER,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    RotationAction.SKIP: move(
        RotationState.SCHEDULED,
        to=RotationState.SKIPPED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    RotationAction.DROP: move(RotationState.SCHEDULED, to=RotationState.SKIPPED),
}

NOTICE_MOVES: Final[Moves] = {
    NoticeAction.SEND: move(NoticeState.DRAFT, to=NoticeState.SENDING, by=OFFICE),
    NoticeAction.DISCARD: move(NoticeState.DRAFT, to=NoticeState.DISCARDED, by=OFFICE),
    NoticeAction.DELIVER: move(NoticeState.SENDING, to=NoticeState.SENT),
}
