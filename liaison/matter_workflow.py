"""How a matter of a department comes into the communities, and leaves them again (SM-11)."""

from typing import Final

from liaison.matter_enums import MatterAction as A
from liaison.matter_enums import MatterState as S
from orgs.enums import Role
from orgs.workflow import Moves, move

OFFICE: Final = (Role.OFFICE,)
DEPARTMENT: Final = (Role.PARTNER_LIAISON, Role.OFFICE)

# Declining, sending back, renewing and ending early carry their reason; the clock ends the rest.
MATTER_MOVES: Final[Moves] = {
    A.REVIEW: move(S.APPLIED, to=S.REVIEWED, by=OFFICE, over="street"),
    A.SEND_BACK: move(
        S.APPLIED, S.REVIEWED, to=S.RETURNED, by=OFFICE, over="street", needs_reason=True
    ),
    A.HAND_IN: move(S.RETURNED, to=S.APPLIED, by=DEPARTMENT, over="owner"),
    A.ADMIT: move(S.REVIEWED, to=S.ADMITTED, by=OFFICE, over="street"),
    A.DECLINE: move(
        S.APPLIED, S.REVIEWED, to=S.DECLINED, by=OFFICE, over="street", needs_reason=True
    ),
    A.RENEW: move(S.ADMITTED, to=S.ADMITTED, by=OFFICE, over="street", needs_reason=True),
    A.END: move(S.ADMITTED, to=S.LEFT, by=OFFICE, over="street", needs_reason=True),
    A.EXPIRE: move(S.ADMITTED, to=S.LEFT),
    A.WITHDRAW: move(S.APPLIED, S.RETURNED, to=S.WITHDRAWN, by=DEPARTMENT, over="owner"),
}
