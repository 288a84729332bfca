"""What is done about a booking: asked for, approved, declined, cancelled, used (R-188)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Partner, User
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.errors import RuleViolation
from partybuild.locks import LockSpace, hold_until_commit
from partybuild.recurrence import Recurrence
from resources.models import Booking, BookingSeries, Project, Venue
from resources.permissions import is_own_person, require_standing, street_of
from resources.selectors.occasions import (
    MOST_AT_ONCE,
    Stretch,
    Trouble,
    alternatives,
    is_on_the_quarter,
    stretches_of,
    troubles_of,
)
from resources.selectors.vacancies import rivals_of
from resources.services.enlisting import owner_fields
from resources.services.facts import check_written, require_no_private_number
from resources.services.quarters import SlotTaken, give_back, take
from resources.services.telling import tell_owners
from resources.venue_enums import BookingAction, BookingState, Permit, VenueState
from resources.venue_workflow import BOOKING_MOVES

PREFIX = "YY"
_LONGEST_REFUSAL = 500


class VenueElsewhere(RuleViolation):
    """Venues are lent within a sub-district."""

    code = "venue_elsewhere"


class VenueClosed(RuleViolation):
    """The venue is not lent any longer."""

    code = "venue_closed"


class NotToBeHad(RuleViolation):
    """The venue is closed at that time, or the time cannot be booked."""

    code = "not_to_be_had"


@transaction.atomic
def ask_booking(
    *,
    venue: Venue,
    owner: Any,
    starts_at: datetime,
    ends_at: datetime,
    headcount: int,
    purpose: str,
    actor: User,
    project: Project | None = None,
    repeat: str = "",
    until: date | None = None,
    skip_clashes: bool = False,
    on_behalf: str = "",
) -> Booking:
    """Ask for a venue once, or again and again until a day; all times or, if told so, those free.

    Where no permit is needed, and for those who run the venue, it is approved at once. Raises
    SlotTaken and NotToBeHad with what stands against it. Returns the first booking.
    """
    hold_until_commit(LockSpace.BOOKINGS, venue.street_id)
    stands_in = require_standing(actor, owner, on_behalf=on_behalf)
    venue = lock(venue)
    _require_venue(venue, owner, project)
    stretches = _times(venue, Stretch(starts_at, ends_at), repeat, until, headcount)
    wanted = _to_be_had(venue, stretches, skip_clashes=skip_clashes and len(stretches) > 1)
    common = {
        **owner_fields(owner),
        "street": venue.street,
        "venue": venue,
        "project": project,
        "purpose": purpose.strip(),
        "headcount": headcount,
        "asked_by": actor,
    }
    bookings = _kept(common, wanted, repeat if len(stretches) > 1 else "")
    for booking in bookings:
        record(
            actor=actor,
            verb="booking.ask",
            subject=booking,
            changes={"state": [None, booking.state]},
            reason=on_behalf if stands_in else "",
        )
    if venue.permit == Permit.NONE or is_own_person(actor, venue.owner):
        bookings = [_approve_at_once(booking, actor) for booking in bookings]
    else:
        tell_owners([venue.owner], verb="booking.ask", subject=bookings[0], actor=actor)
    return bookings[0]


@transaction.atomic
def approve_booking(
    *, booking: Booking, actor: User, whole_series: bool = False, skip_clashes: bool = False
) -> Booking:
    """Promise the venue; requests that it rules out are declined with what is free instead.

    Of a series all times are promised or none, unless clashing ones may wait. Raises SlotTaken.
    """
    _queue_up(booking)
    for each in _together(booking, BookingState.ASKED, whole_series):
        asked = begin(each, BookingAction.APPROVE, BOOKING_MOVES, actor=actor)
        if asked.ends_at <= timezone.now():
            raise NotToBeHad(_("The time of the booking has passed."))
        try:
            take(asked)
        except SlotTaken:
            if not skip_clashes or each.pk == booking.pk:
                raise
            continue
        target = {"state": BOOKING_MOVES[BookingAction.APPROVE].target}
        asked = change(asked, target, actor=actor, action=BookingAction.APPROVE)
        _decline_rivals(asked, actor)
    booking.refresh_from_db()
    tell_owners([booking.owner], verb="booking.approve", subject=booking, actor=actor)
    return booking


@transaction.atomic
def decline_booking(
    *, booking: Booking, actor: User, reason: str, whole_series: bool = False
) -> Booking:
    """Say no to a request, and why."""
    _queue_up(booking)
    for each in _together(booking, BookingState.ASKED, whole_series):
        advance(
            each,
            BookingAction.DECLINE,
            BOOKING_MOVES,
            actor=actor,
            reason=reason,
            refusal=reason[:_LONGEST_REFUSAL],
        )
    booking.refresh_from_db()
    note = _instead(booking)
    tell_owners([booking.owner], verb="booking.decline", subject=booking, actor=actor, note=note)
    return booking


@transaction.atomic
def withdraw_booking(*, booking: Booking, actor: User, whole_series: bool = False) -> Booking:
    """Ask for the venue no longer."""
    _queue_up(booking)
    for each in _together(booking, BookingState.ASKED, whole_series):
        advance(each, BookingAction.WITHDRAW, BOOKING_MOVES, actor=actor)
    booking.refresh_from_db()
    return booking


@transaction.atomic
def call_off_booking(
    *, booking: Booking, actor: User, reason: str, whole_series: bool = False
) -> Booking:
    """Do without a venue that was promised; others can have it."""
    booking = _cancel(booking, BookingAction.CALL_OFF, actor, reason, whole_series)
    owners = [booking.venue.owner]
    tell_owners(owners, verb="booking.call_off", subject=booking, actor=actor)
    return booking


@transaction.atomic
def cancel_booking(
    *, booking: Booking, actor: User, reason: str, whole_series: bool = False
) -> Booking:
    """Take a promise back, and say why; what is free instead is told with it."""
    booking = _cancel(booking, BookingAction.CANCEL, actor, reason, whole_series)
    note = _instead(booking)
    tell_owners([booking.owner], verb="booking.cancel", subject=booking, actor=actor, note=note)
    return booking


@transaction.atomic
def end_past_booking(*, booking_pk: int, now: datetime) -> Booking | None:
    """Let a request lapse whose time has begun, and note a promise as used whose time is over.

    Safe to run twice: a booking that is ended or still ahead is left as it is.
    """
    found = Booking.objects.filter(pk=booking_pk).first()
    if found is None:
        return None
    booking = lock(found)
    if booking.state == BookingState.ASKED and booking.starts_at <= now:
        booking = follow(booking, BookingAction.LAPSE, BOOKING_MOVES, actor=None)
        tell_owners([booking.owner], verb="booking.lapse", subject=booking, actor=None)
        return booking
    if booking.state == BookingState.APPROVED and booking.ends_at <= now:
        return follow(booking, BookingAction.USE, BOOKING_MOVES, actor=None)
    return None


def _queue_up(booking: Booking) -> None:
    hold_until_commit(LockSpace.BOOKINGS, booking.street_id)


def _require_venue(venue: Venue, owner: Any, project: Project | None) -> None:
    if venue.state == VenueState.CLOSED:
        raise VenueClosed(_("“%(venue)s” is closed.") % {"venue": venue})
    street = owner.street_id if isinstance(owner, Partner) else street_of(owner).pk
    if street != venue.street_id:
        raise VenueElsewhere(_("Choose a venue of the same sub-district."), field="owner")
    if project is not None and project.street_id != venue.street_id:
        raise VenueElsewhere(_("Choose a project of the same sub-district."), field="project")


def _times(
    venue: Venue, stretch: Stretch, repeat: str, until: date | None, headcount: int
) -> list[Stretch]:
    """When it would be, once it is clear that the input makes sense."""
    _check_stretch(stretch)
    if headcount < 1:
        raise FactRefused(_("Give a number above zero."), field="headcount")
    if headcount > venue.seat_count:
        words = _("“%(venue)s” seats %(count)s.") % {"venue": venue, "count": venue.seat_count}
        raise FactRefused(words, field="headcount")
    if repeat and until is None:
        raise FactRefused(_("Say until when."), field="until")
    stretches = stretches_of(stretch, repeat, until)
    if not stretches:
        raise FactRefused(_("There is no such day until then."), field="until")
    if len(stretches) > MOST_AT_ONCE:
        raise FactRefused(_("Ask for 60 times at most."), field="until")
    return stretches


def _check_stretch(stretch: Stretch) -> None:
    if stretch.ends_at <= stretch.starts_at:
        raise FactRefused(_("The end lies before the beginning."), field="ends_at")
    for name in ("starts_at", "ends_at"):
        if not is_on_the_quarter(getattr(stretch, name)):
            raise FactRefused(_("Begin and end on a quarter of an hour."), field=name)


def _to_be_had(venue: Venue, stretches: Sequence[Stretch], *, skip_clashes: bool) -> list[Stretch]:
    """The times that can be had, which are all of them unless others may be left out."""
    troubles = troubles_of(venue, stretches, now=timezone.now())
    against = {trouble.stretch for trouble in troubles}
    free = [each for each in stretches if each not in against]
    if troubles and not (skip_clashes and free):
        raise _refusal(troubles)
    return free


def _refusal(troubles: Sequence[Trouble]) -> RuleViolation:
    words = " ".join(trouble.words for trouble in troubles)
    is_taken = any(trouble.code == SlotTaken.code for trouble in troubles)
    return (SlotTaken if is_taken else NotToBeHad)(words, field="starts_at")


def _kept(common: dict[str, Any], wanted: Sequence[Stretch], repeat: str) -> list[Booking]:
    """New bookings under the next codes of the street."""
    street = common["street"]
    bookings = [Booking(starts_at=t.starts_at, ends_at=t.ends_at, **common) for t in wanted]
    check_written(bookings[0])
    require_no_private_number(bookings[0].purpose, field="purpose")
    series = None
    if repeat:
        days = [timezone.localdate(each.starts_at) for each in wanted]
        rule = Recurrence.stored(repeat)
        series = BookingSeries(rule=rule.rule if rule else "", first_on=days[0], last_on=days[-1])
        series.save(force_insert=True)
    codes = next_codes(street=street, prefix=PREFIX, count=len(bookings))
    for booking, code in zip(bookings, codes, strict=True):
        booking.code, booking.series = code, series
        booking.save(force_insert=True)
    return bookings


def _approve_at_once(booking: Booking, actor: User) -> Booking:
    take(booking)
    booking = follow(booking, BookingAction.APPROVE_AT_ONCE, BOOKING_MOVES, actor=actor)
    _decline_rivals(booking, actor)
    return booking


def _together(booking: Booking, state: BookingState, whole_series: bool) -> list[Booking]:
    """The booking, or all times of its series that are in this state still."""
    if not whole_series or booking.series_id is None:
        return [booking]
    others = Booking.objects.filter(series=booking.series_id, state=state)
    rest = others.filter(starts_at__gt=booking.starts_at)
    return [booking, *rest.for_list().order_by("starts_at", "pk")]


def _cancel(
    booking: Booking, action: BookingAction, actor: User, reason: str, whole_series: bool
) -> Booking:
    """Take the booking, and the later ones of its series if told so, off the calendar."""
    _queue_up(booking)
    for each in _together(booking, BookingState.APPROVED, whole_series):
        cancelled = advance(
            each,
            action,
            BOOKING_MOVES,
            actor=actor,
            reason=reason,
            refusal=reason[:_LONGEST_REFUSAL],
        )
        give_back(cancelled)
    booking.refresh_from_db()
    return booking


def _decline_rivals(booking: Booking, actor: User) -> None:
    """Tell whoever waited for the same room and time that it is gone, and what is free."""
    for rival in rivals_of(booking):
        reason = _("The venue was given to another request for the same time.")
        declined = follow(
            rival,
            BookingAction.GIVE_WAY,
            BOOKING_MOVES,
            actor=actor,
            reason=reason,
            refusal=reason,
        )
        note = f"{reason} {_instead(declined)}".strip()
        tell_owners(
            [declined.owner], verb="booking.give_way", subject=declined, actor=actor, note=note
        )


def _instead(booking: Booking) -> str:
    """What is free instead of a booking that did not come about."""
    return alternatives(
        reader=booking.asked_by,
        venue=booking.venue,
        stretch=Stretch(booking.starts_at, booking.ends_at),
        seat_count=booking.headcount,
        now=timezone.now(),
    ).words
