"""Who sits on the bodies of a street, when they are away, and in which meetings they sit already.

A person is an account, or a name where there is none. The keys never leave the machine.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Self

from django.utils import timezone

from liaison.enums import MembershipRole
from liaison.models import Body, BusyTime, Meeting, Membership, SeriesSitting
from liaison.models.series import USUAL_LENGTH
from liaison.selectors.planning.problem import Busy, Span
from liaison.selectors.series import STANDING_STATES
from orgs.enums import PostKind
from orgs.models import CircleMembership, Posting

# A body keeps its distance from meetings just outside the period, too.
MARGIN = timedelta(days=60)


@dataclass(slots=True)
class People:
    """The seats of all bodies of a street, by the keys of the persons."""

    seats: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    leaders: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    known: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, tree_id: int, today: date) -> Self:
        seats = Membership.objects.current(today).filter(
            body__org__tree_id=tree_id, body__is_active=True
        )
        # Observers sit in, but nothing depends on their coming.
        rows = list(seats.exclude(role=MembershipRole.OBSERVER).for_list())
        found = cls()
        for seat in rows:
            if seat.user_id is not None:
                found.known.setdefault(seat.person_name, f"account {seat.user_id}")
        for seat in rows:
            key = found.key(seat.user_id, seat.person_name)
            found.seats[seat.body_id].add(key)
            found.posts.setdefault(key, seat.unit_and_post)
            if seat.role == MembershipRole.LEADER:
                found.leaders[seat.body_id].add(key)
        found._take_circles(tree_id, today)
        return found

    def _take_circles(self, tree_id: int, today: date) -> None:
        """On the meeting of a circle sit the secretaries of its members, who have no seats."""
        bodies = Body.objects.active().filter(org__tree_id=tree_id).exclude(circle=None)
        of_circle = dict(bodies.values_list("circle", "pk"))
        if not of_circle:
            return
        members = CircleMembership.objects.current().filter(circle__in=of_circle)
        orgs = members.values("member_org")
        secretaries = Posting.objects.current(today).filter(kind=PostKind.SECRETARY, org__in=orgs)
        names = dict(secretaries.order_by("-pk").values_list("org", "person_name"))
        for each in members.select_related("member_org", "member_partner").order_by("pk"):
            name = names.get(each.member_org_id or 0)
            key = self.key(None, name) if name else f"unit {each.member}"
            self.seats[of_circle[each.circle_id]].add(key)
            self.posts.setdefault(key, str(each.member))

    def key(self, user_pk: int | None, name: str) -> str:
        """One person on several bodies is one person, with an account or by the name."""
        if user_pk is not None:
            return f"account {user_pk}"
        return self.known.get(name, f"name {name}")

    def away(self, tree_id: int, starts_at: datetime, ends_at: datetime) -> dict[str, list[Busy]]:
        """The busy times of the persons between two moments."""
        found: dict[str, list[Busy]] = defaultdict(list)
        times = BusyTime.objects.filter(org__tree_id=tree_id).meeting(starts_at, ends_at)
        for busy in times.order_by("starts_at", "pk"):
            key = self.key(busy.user_id, busy.person_name)
            found[key].append(Busy(local_span(busy.starts_at, busy.ends_at)))
        return found


@dataclass(slots=True)
class Standing:
    """The meetings that stand already: who sits in them, and on which days a body meets."""

    sitting: dict[str, list[Busy]] = field(default_factory=lambda: defaultdict(list))
    meets_on: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))
    in_place: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    # By body and kind, and by further series: on which days meetings serve them.
    of_kind: dict[tuple[int, str], list[date]] = field(default_factory=lambda: defaultdict(list))
    of_series: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, tree_id: int, starts_at: datetime, ends_at: datetime, people: People) -> "Standing":
        found = cls()
        meetings = Meeting.objects.filter(
            body__org__tree_id=tree_id, state__in=STANDING_STATES
        ).starting_between(starts_at - MARGIN, ends_at + MARGIN)
        rows = list(meetings.select_related("body").order_by("starts_at", "pk"))
        further = _further(rows)
        for meeting in rows:
            found._take(meeting, further.get(meeting.pk, ()), people)
        return found

    def _take(self, meeting: Meeting, further: Iterable[SeriesSitting], people: People) -> None:
        span = local_span(meeting.starts_at, meeting.ends_at or meeting.starts_at + USUAL_LENGTH)
        bodies = {meeting.body_id} | {each.series.body_id for each in further}
        self.of_kind[meeting.body_id, meeting.kind].append(span.day)
        for each in further:
            self.of_series[each.series_id].append(span.day)
        for body in sorted(bodies):
            self.meets_on[body].append(span.day)
            for person in people.seats.get(body, ()):
                self.sitting[person].append(Busy(span, meeting.title))
        self.in_place[f"{meeting.body.org_id} {meeting.place}"].append(span)


def local_span(starts_at: datetime, ends_at: datetime) -> Span:
    return Span.between(timezone.localtime(starts_at), timezone.localtime(ends_at))


def _further(meetings: Iterable[Meeting]) -> Mapping[int, list[SeriesSitting]]:
    found: dict[int, list[SeriesSitting]] = defaultdict(list)
    rows = SeriesSitting.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
    for each in rows.select_related("series"):
        found[each.meeting_id].append(each)
    return found
