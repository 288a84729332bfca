"""What is done about a booking: asked for, approved, declined, cancelled, used (R-188)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.locks import LockSpace, hold_until_commit
from partybuild.recurrence import Recurrence
from resources.models import Booking, BookingSeries, Project, Venue
from resources.permissions import is_own_person, require_standing, require_unit
from resources.selectors.occasions import (
    Stretch,
    alternatives,
)
from resources.selectors.vacancies import rivals_of
from resources.services.booking_requests import (
    NotToBeHad,
    require_venue,
    to_be_had,
    wanted_times,
)
from resources.services.enlisting import owner_fields
from resources.services.facts import check_written, require_no_private_number
from resources.services.quarters import SlotTaken, give_back, take
from resources.services.telling import tell_owners
from resources.venue_enums import BookingAction, BookingState, Permit
from resources.venue_workflow import BOOKING_MOVES

PREFIX = "YY"
_LONGEST_REFUSAL = 500


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
    require_venue(venue, owner, project)
    stretches = wanted_times(venue, Stretch(starts_at, ends_at), repeat, until, headcount)
    wanted = to_be_had(venue, stretches, skip_clashes=skip_clashes and len(stretches) > 1)
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
    return _approve(booking, BookingAction.APPROVE, actor, "", whole_series, skip_clashes)


@transaction.atomic
def approve_booking_on_behalf(
    *,
    booking: Booking,
    actor: User,
    reason: str,
    whole_series: bool = False,
    skip_clashes: bool = False,
) -> Booking:
    """Promise the room of a unit that has asked the office to, for the reason given."""
    require_unit(booking.venue.owner)
    action = BookingAction.APPROVE_ON_BEHALF
    return _approve(booking, action, actor, reason, whole_series, skip_clashes)


def _approve(
    booking: Booking,
    action: BookingAction,
    actor: User,
    reason: str,
    whole_series: bool,
    skip_clashes: bool,
) -> Booking:
    _queue_up(booking)
    for each in _together(booking, BookingState.ASKED, whole_series):
        asked = begin(each, action, BOOKING_MOVES, actor=actor, reason=reason)
        if asked.ends_at <= timezone.now():
            raise NotToBeHad(_("The time of the booking has passed."))
        try:
            take(asked)
        except SlotTaken:
            if not skip_clashes or each.pk == booking.pk:
                raise
            continue
        target = {"state": BOOKING_MOVES[action].target}
        asked = change(asked, target, actor=actor, action=action, reason=reason)
        _decline_rivals(asked, actor)
    booking.refresh_from_db()
    tell_owners(_told(booking, reason), verb=f"booking.{action}", subject=booking, actor=actor)
    return booking


def _told(booking: Booking, on_behalf: str) -> list[Any]:
    """Whoever asked, and the unit for which the office has spoken."""
    return [booking.owner, booking.venue.owner] if on_behalf else [booking.owner]


@transaction.atomic
def decline_booking(
    *, booking: Booking, actor: User, reason: str, whole_series: bool = False
) -> Booking:
    """Say no to a request, and why."""
    return _decline(booking, BookingAction.DECLINE, [booking.owner], actor, reason, whole_series)


@transaction.atomic
def decline_booking_on_behalf(
    *, booking: Booking, actor: User, reason: str, whole_series: bool = False
) -> Booking:
    """Say no for a unit that has asked the office to, and why."""
    require_unit(booking.venue.owner)
    action = BookingAction.DECLINE_ON_BEHALF
    return _decline(booking, action, _told(booking, reason), actor, reason, whole_series)


def _decline(
    booking: Booking,
    action: BookingAction,
    told: Sequence[Any],
    actor: User,
    reason: str,
    whole_series: bool,
) -> Booking:
    _queue_up(booking)
    for each in _together(booking, BookingState.ASKED, whole_series):
        advance(
            each,
            action,
            BOOKING_MOVES,
            actor=actor,
            reason=reason,
            refusal=reason[:_LONGEST_REFUSAL],
        )
    booking.refresh_from_db()
    note = _instead(booking)
    tell_owners(told, verb=f"booking.{action}", subject=booking, actor=actor, note=note)
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
