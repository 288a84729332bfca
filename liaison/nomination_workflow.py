"""The way of a nomination as a table (SM-14): proposed, before the committee, in office, over."""

from typing import Final

from liaison.body_enums import NominationAction, NominationState
from orgs.enums import Role
from orgs.workflow import Moves, move

# The office keeps the bodies of the street, a secretary those of the own organisation.
KEEPERS: Final = (Role.OFFICE, Role.SECRETARY)
# organisations and units of the sub-district put people forward.
NOMINATORS: Final = (Role.OFFICE, Role.SECRETARY, Role.PARTNER_LIAISON)

# An office that ends the seat removes from office; the clock notes a term that is over.
NOMINATION_MOVES: Final[Moves] = {
    NominationAction.DELIBERATE: move(
        NominationState.PROPOSED, to=NominationState.DELIBERATED, by=KEEPERS, over="body.org"
    ),
    NominationAction.APPROVE: move(
        NominationState.DELIBERATED, to=NominationState.IN_OFFICE, by=KEEPERS, over="body.org"
    ),
    NominationAction.REFUSE: move(
        NominationState.PROPOSED,
        NominationState.DELIBERATED,
        to=NominationState.REFUSED,
        by=KEEPERS,
        over="body.org",
        needs_reason=True,
    ),
    NominationAction.WITHDRAW: move(
        NominationState.PROPOSED,
        to=NominationState.WITHDRAWN,
        by=NOMINATORS,
        over="nominator",
        needs_reason=True,
    ),
    NominationAction.EXPIRE: move(NominationState.IN_OFFICE, to=NominationState.TERM_OVER),
    NominationAction.REMOVE: move(NominationState.IN_OFFICE, to=NominationState.REMOVED),
}
