"""What of meetings and bodies passes over when the holder of a post changes."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from liaison.matter_enums import OPEN_MATTER_STATES
from liaison.models import Matter, Meeting, Membership, Minutes, Proposal
from orgs.models import Org, User
from orgs.selectors.handovers import Holder, OpenThing
from orgs.services.audit import record
from orgs.services.workflow import change, lock

SEAT = ("body", "role", "post", "unit_org", "unit_partner", "unit_name", "is_part_time", "ends_on")


def open_in_liaison(org: Org, holder: Holder) -> Iterable[OpenThing]:
    """Meetings ahead, draft minutes, open proposals and matters, and the holder's seats."""
    meetings = Meeting.objects.ahead().filter(body__org=org).select_related("body__org")
    for meeting in meetings.order_by("starts_at", "pk"):
        is_own = meeting.contact_name == holder.name
        yield OpenThing(
            Meeting._meta.verbose_name, meeting, meeting.day, hand_on_meeting if is_own else None
        )
    for minutes in Minutes.objects.drafts().filter(meeting__body__org=org).for_list():
        yield OpenThing(Minutes._meta.verbose_name, minutes)
    proposals = Proposal.objects.open().filter(Q(owner_org=org) | Q(undertaker_org=org))
    for proposal in proposals.order_by("due_on", "pk"):
        yield OpenThing(Proposal._meta.verbose_name, proposal, proposal.due_on)
    matters = Matter.objects.filter(owner_org=org, state__in=OPEN_MATTER_STATES)
    for matter in matters.order_by("ends_on", "pk"):
        yield OpenThing(Matter._meta.verbose_name, matter, matter.ends_on)
    seats = Membership.objects.current().filter(unit_org=org)
    theirs = Q(person_name=holder.name)
    if holder.user:
        theirs |= Q(user=holder.user)
    for seat in seats.filter(theirs).select_related("body", "unit_org"):
        yield OpenThing(Membership._meta.verbose_name, seat, seat.ends_on, hand_on_seat)


def hand_on_meeting(*, row: Meeting, to: Holder, actor: User) -> None:
    """Name the successor as the contact of a meeting, as a part of a hand-over."""
    names = {"contact_name": to.name, "contact_phone": to.phone}
    change(lock(row), names, actor=actor, action="hand_on")


def hand_on_seat(*, row: Membership, to: Holder, actor: User) -> None:
    """End a seat that is held for the organisation, and let the successor take it.

    The seat and its role stay what they are, so none of the rules of a new seat is asked again.
    """
    lock(row.body)
    seat, today = lock(row), timezone.localdate()
    person = {"person_name": to.name, "work_phone": to.phone, "user": to.user}
    if seat.starts_on == today:
        change(seat, person, actor=actor, action="hand_on")
        return
    kept = {name: getattr(seat, name) for name in SEAT}
    change(seat, {"ends_on": today - timedelta(days=1)}, actor=actor, action="end")
    taken = Membership.objects.create(**kept, **person, starts_on=today)
    record(
        actor=actor,
        verb="membership.hand_on",
        subject=taken,
        changes={"person_name": [seat.person_name, taken.person_name]},
    )
