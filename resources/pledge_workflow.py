"""The lives of wishes and agreements as tables (SM-16, SM-17)."""

from typing import Final

from orgs.enums import Role
from orgs.workflow import OFFICE, Moves, move
from resources.pledge_enums import (
    CHECKED_IN_STATES,
    AgreementAction,
    AgreementState,
    WishAction,
    WishState,
)

COMMUNITY: Final = (Role.SECRETARY, Role.OFFICE)
UNIT: Final = (Role.PARTNER_LIAISON,)

# Who may claim is decided where the unit is named; the clock turns what nobody claimed.
WISH_MOVES: Final[Moves] = {
    WishAction.REVIEW: move(WishState.GATHERED, to=WishState.REVIEWED, by=OFFICE, over="street"),
    WishAction.SEND_BACK: move(
        WishState.GATHERED,
        WishState.REVIEWED,
        to=WishState.RETURNED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    WishAction.HAND_IN: move(
        WishState.RETURNED, to=WishState.GATHERED, by=COMMUNITY, over="community"
    ),
    WishAction.PUBLISH: move(
        WishState.REVIEWED, to=WishState.PUBLISHED, by=COMMUNITY, over="community"
    ),
    WishAction.CLAIM: move(WishState.PUBLISHED, to=WishState.CLAIMED),
    WishAction.FULFIL: move(WishState.CLAIMED, to=WishState.FULFILLED, by=UNIT, over="claimant"),
    WishAction.FULFIL_ON_BEHALF: move(
        WishState.CLAIMED, to=WishState.FULFILLED, by=OFFICE, over="street", needs_reason=True
    ),
    WishAction.CONFIRM: move(
        WishState.FULFILLED, to=WishState.CONFIRMED, by=COMMUNITY, over="community"
    ),
    WishAction.DOUBT: move(
        WishState.FULFILLED,
        to=WishState.CLAIMED,
        by=COMMUNITY,
        over="community",
        needs_reason=True,
    ),
    WishAction.APPRAISE: move(
        WishState.CONFIRMED, to=WishState.APPRAISED, by=COMMUNITY, over="community"
    ),
    WishAction.GIVE_UP: move(
        WishState.CLAIMED, to=WishState.PUBLISHED, by=UNIT, over="claimant", needs_reason=True
    ),
    WishAction.RELEASE: move(
        WishState.CLAIMED,
        to=WishState.PUBLISHED,
        by=COMMUNITY,
        over="community",
        needs_reason=True,
    ),
    WishAction.WITHDRAW: move(
        WishState.GATHERED,
        WishState.REVIEWED,
        WishState.RETURNED,
        WishState.PUBLISHED,
        to=WishState.WITHDRAWN,
        by=COMMUNITY,
        over="community",
        needs_reason=True,
    ),
    WishAction.TURN: move(WishState.PUBLISHED, to=WishState.TURNED),
}

# A unit applies; from the acceptance on, the community and the pairing go together.
AGREEMENT_MOVES: Final[Moves] = {
    AgreementAction.ACCEPT: move(
        AgreementState.APPLIED, to=AgreementState.ACCEPTED, by=COMMUNITY, over="community"
    ),
    AgreementAction.DECLINE: move(
        AgreementState.APPLIED,
        to=AgreementState.DECLINED,
        by=COMMUNITY,
        over="community",
        needs_reason=True,
    ),
    AgreementAction.WITHDRAW: move(
        AgreementState.APPLIED, to=AgreementState.WITHDRAWN, by=UNIT, over="partner"
    ),
    AgreementAction.SIGN: move(
        AgreementState.ACCEPTED, to=AgreementState.SIGNED, by=COMMUNITY, over="community"
    ),
    AgreementAction.RENEW: move(
        AgreementState.SIGNED, to=AgreementState.SIGNED, by=COMMUNITY, over="community"
    ),
    AgreementAction.END: move(
        *CHECKED_IN_STATES,
        to=AgreementState.ENDED,
        by=COMMUNITY,
        over="community",
        needs_reason=True,
    ),
}
