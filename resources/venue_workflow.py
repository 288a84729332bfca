"""The lives of venues and bookings as tables (R-188, SM-2)."""

from typing import Final

from orgs.enums import Role
from orgs.workflow import OFFICE, Moves, move
from resources.venue_enums import BookingAction, BookingState, VenueAction, VenueState

PEOPLE: Final = (Role.SECRETARY, Role.PARTNER_LIAISON, Role.OFFICE)

VENUE_MOVES: Final[Moves] = {
    VenueAction.CLOSE: move(
        VenueState.ACTIVE, to=VenueState.CLOSED, by=PEOPLE, over="owner", needs_reason=True
    ),
    VenueAction.REOPEN: move(VenueState.CLOSED, to=VenueState.ACTIVE, by=PEOPLE, over="owner"),
    VenueAction.RENEW_DOOR_KEY: move(
        VenueState.ACTIVE, to=VenueState.ACTIVE, by=PEOPLE, over="owner"
    ),
}

# The venue's side decides, the asking side withdraws; the clock ends what its time has ended.
BOOKING_MOVES: Final[Moves] = {
    BookingAction.APPROVE: move(
        BookingState.ASKED, to=BookingState.APPROVED, by=PEOPLE, over="venue.owner"
    ),
    BookingAction.APPROVE_ON_BEHALF: move(
        BookingState.ASKED, to=BookingState.APPROVED, by=OFFICE, over="street", needs_reason=True
    ),
    BookingAction.APPROVE_AT_ONCE: move(BookingState.ASKED, to=BookingState.APPROVED),
    BookingAction.DECLINE: move(
        BookingState.ASKED,
        to=BookingState.DECLINED,
        by=PEOPLE,
        over="venue.owner",
        needs_reason=True,
    ),
    BookingAction.DECLINE_ON_BEHALF: move(
        BookingState.ASKED, to=BookingState.DECLINED, by=OFFICE, over="street", needs_reason=True
    ),
    BookingAction.GIVE_WAY: move(BookingState.ASKED, to=BookingState.DECLINED),
    BookingAction.WITHDRAW: move(
        BookingState.ASKED, to=BookingState.WITHDRAWN, by=PEOPLE, over="owner"
    ),
    BookingAction.CALL_OFF: move(
        BookingState.APPROVED,
        to=BookingState.CANCELLED,
        by=PEOPLE,
        over="owner",
        needs_reason=True,
    ),
    BookingAction.CANCEL: move(
        BookingState.APPROVED,
        to=BookingState.CANCELLED,
        by=PEOPLE,
        over="venue.owner",
        needs_reason=True,
    ),
    BookingAction.LAPSE: move(BookingState.ASKED, to=BookingState.LAPSED),
    BookingAction.USE: move(BookingState.APPROVED, to=BookingState.USED),
}
