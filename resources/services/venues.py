"""What is done about a venue: opened for booking, corrected, closed (R-188)."""

from copy import copy
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Facility
from orgs.models import Org, Partner, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, changed_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, lock
from orgs.workflow import OFFICE
from partybuild.errors import RuleViolation
from partybuild.locks import LockSpace, hold_until_commit
from partybuild.opening_hours import Unreadable, hours_in, in_words, overlap
from resources.models import Booking, Venue
from resources.models.venues import LONGEST_BUFFER, QUARTER
from resources.permissions import is_own_person, require_standing
from resources.services.facts import check_written
from resources.services.quarters import free_part, share_with_part
from resources.venue_enums import BookingState, VenueAction
from resources.venue_workflow import VENUE_MOVES

FACTS = frozenset(
    {
        "name",
        "seat_count",
        "hours_text",
        "buffer_before",
        "buffer_after",
        "permit",
        "equipment",
        "contact_name",
        "contact_phone",
        "remark",
    }
)
PREFIX = "CD"


class NameTaken(RuleViolation):
    """Two rooms of one house need two names."""

    code = "name_taken"


class NoPart(RuleViolation):
    """A part belongs to a whole room of the same house, which is no part itself."""

    code = "no_part"


class VenueBooked(RuleViolation):
    """Somebody relies on having the venue."""

    code = "venue_booked"


@transaction.atomic
def open_venue(
    *,
    place: Facility | Partner,
    actor: User,
    whole: Venue | None = None,
    on_behalf: str = "",
    **facts: Any,
) -> Venue:
    """Let a room of a facility or of a unit be booked by the sub-district."""
    venue = _drafted(place, only_known(facts, FACTS))
    stands_in = require_standing(actor, venue.owner, on_behalf=on_behalf)
    _keep(venue, whole)
    record(
        actor=actor,
        verb="venue.open",
        subject=venue,
        changes={"state": [None, venue.state]},
        reason=on_behalf if stands_in else "",
    )
    return venue


@transaction.atomic
def enlist_venue(
    *, place: Facility | Partner, actor: User, whole: Venue | None = None, **facts: Any
) -> Venue:
    """Open a venue that a ledger of the office names."""
    venue = _drafted(place, only_known(facts, FACTS))
    require_role(actor, *OFFICE, over=venue.street)
    _keep(venue, whole)
    record(actor=actor, verb="venue.enlist", subject=venue, changes={"state": [None, venue.state]})
    return venue


@transaction.atomic
def amend_venue(*, venue: Venue, actor: User, version: int | None = None, **facts: Any) -> Venue:
    """Correct what is known of a venue; what is booked already stays booked."""
    hold_until_commit(LockSpace.BOOKINGS, venue.street_id)
    venue = lock(venue)
    if not may_run_venue(actor, venue):
        require_role(actor, *OFFICE, over=venue.street)
    require_version(venue, version)
    changed = changed_facts(venue, _tidied(only_known(facts, FACTS | {"whole"})))
    if not changed:
        return venue
    draft = copy(venue)
    for name, value in changed.items():
        setattr(draft, name, value)
    _check(draft)
    before = venue.whole
    venue = change(venue, changed, actor=actor, action="amend")
    if "whole" in changed:
        if before:
            free_part(part=venue, whole=before)
        if venue.whole:
            share_with_part(part=venue, whole=venue.whole)
    return venue


def may_run_venue(user: Any, venue: Venue) -> bool:
    """True for the people of the unit, or of the organisation that runs the facility."""
    return is_own_person(user, venue.owner)


@transaction.atomic
def close_venue(*, venue: Venue, actor: User, reason: str) -> Venue:
    """Take a venue off the list; whoever was promised it must be told first."""
    hold_until_commit(LockSpace.BOOKINGS, venue.street_id)
    venue = begin(venue, VenueAction.CLOSE, VENUE_MOVES, actor=actor, reason=reason)
    ahead = Booking.objects.filter(
        venue=venue, state=BookingState.APPROVED, ends_at__gt=timezone.now()
    ).count()
    if ahead:
        words = _("%(count)s approved bookings lie ahead: cancel them first, with the reason.")
        raise VenueBooked(words % {"count": ahead})
    changes = {"state": VENUE_MOVES[VenueAction.CLOSE].target, "close_reason": reason[:300]}
    return change(venue, changes, actor=actor, action=VenueAction.CLOSE, reason=reason)


@transaction.atomic
def reopen_venue(*, venue: Venue, actor: User) -> Venue:
    """Let the venue be booked again."""
    return advance(venue, VenueAction.REOPEN, VENUE_MOVES, actor=actor, close_reason="")


@transaction.atomic
def renew_door_key(*, venue: Venue, actor: User) -> Venue:
    """Make the QR code that hangs at the door worthless and allow for a new one."""
    venue = begin(venue, VenueAction.RENEW_DOOR_KEY, VENUE_MOVES, actor=actor)
    venue.door_key = uuid4()
    venue.save(update_fields=["door_key"])
    # The key itself stays out of the trail: whoever reads the trail is not at the door.
    record(actor=actor, verb=f"venue.{VenueAction.RENEW_DOOR_KEY}", subject=venue)
    return venue


@transaction.atomic
def take_back_venue(*, venue: Venue, actor: User) -> None:
    """Remove a venue that an import brought by mistake and that nobody has asked for."""
    venue = lock(venue)
    require_role(actor, *OFFICE, over=venue.street)
    if venue.bookings.exists() or venue.parts.exists():
        raise VenueBooked(_("“%(row)s” has bookings or parts and stays.") % {"row": venue})
    record(actor=actor, verb="venue.take_back", subject=venue)
    venue.delete()


def _drafted(place: Facility | Partner, facts: dict[str, Any]) -> Venue:
    at = {"partner" if isinstance(place, Partner) else "facility": place}
    street: Org = place.street
    return Venue(street=street, **at, **_tidied(facts))


def _keep(venue: Venue, whole: Venue | None) -> None:
    """Keep a new venue; a part of a room that is booked is booked with it."""
    hold_until_commit(LockSpace.BOOKINGS, venue.street_id)
    venue.whole = whole
    _check(venue)
    (venue.code,) = next_codes(street=venue.street, prefix=PREFIX)
    try:
        with transaction.atomic():
            venue.save(force_insert=True)
    except IntegrityError as clash:
        beside = Venue.objects.filter(facility=venue.facility, partner=venue.partner)
        if not beside.filter(name=venue.name).exists():
            raise
        raise NameTaken(_("A venue of this house is called this."), field="name") from clash
    if whole:
        share_with_part(part=venue, whole=whole)


def _tidied(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the hours as the portal writes them."""
    hours = facts.get("hours_text")
    if not hours:
        return facts
    try:
        spans = hours_in(hours)
    except Unreadable as error:
        words = _("Write hours as in 周一至周五 8:30-17:30；周六 9:00-12:00.")
        raise FactRefused(words, field="hours_text") from error
    if overlap(spans):
        raise FactRefused(_("Some of the hours overlap."), field="hours_text")
    return {**facts, "hours_text": in_words(spans)}


def _check(venue: Venue) -> None:
    check_written(venue)
    if venue.seat_count < 1:
        raise FactRefused(_("Give a number above zero."), field="seat_count")
    for name in ("buffer_before", "buffer_after"):
        buffer: timedelta = getattr(venue, name)
        if buffer % QUARTER or not timedelta() <= buffer <= LONGEST_BUFFER:
            words = _("Give quarters of an hour, four hours at most.")
            raise FactRefused(words, field=name)
    beside = Venue.objects.filter(facility=venue.facility, partner=venue.partner)
    if venue.pk and beside.filter(name=venue.name).exclude(pk=venue.pk).exists():
        raise NameTaken(_("A venue of this house is called this."), field="name")
    _check_whole(venue)


def _check_whole(venue: Venue) -> None:
    whole = venue.whole
    if whole is None:
        return
    is_beside = (whole.facility_id, whole.partner_id) == (venue.facility_id, venue.partner_id)
    is_part = whole.pk == venue.pk or whole.whole_id is not None
    if not is_beside or is_part:
        words = _("Choose a whole room of the same house.")
        raise NoPart(words, field="whole")
    if venue.pk and venue.parts.exists():
        raise NoPart(_("It has parts itself, so it cannot be a part."), field="whole")
