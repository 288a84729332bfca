"""Who belongs to a body: by the seats that are held, or by the roster of its circle."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from liaison.enums import MembershipRole
from liaison.models import Body, Membership
from orgs.enums import RotationState


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who is expected at a meeting of a body and votes there.

    Of a circle's secretaries' meeting only the unit is known: it is there as a member, not by a
    seat.
    """

    unit: str
    role: MembershipRole
    post: str = ""
    person_name: str = ""
    seat: Membership | None = None

    @property
    def unit_and_post(self) -> str:
        """The voter as an official document names them."""
        return f"{self.unit}{self.post}" or self.person_name


def voters_of(body: Body, day: date | None = None) -> list[Voter]:
    """Who has a vote on the body on a day, the leader first; observers have none.

    Their number is how many are expected at a meeting of that day.
    """
    day = day or timezone.localdate()
    if body.circle_id is not None:
        return _of_the_circle(body, day)
    seats = body.memberships.current(day).exclude(role=MembershipRole.OBSERVER).for_list()
    return [
        Voter(
            unit=seat.unit,
            role=MembershipRole(seat.role),
            post=seat.post,
            person_name=seat.person_name,
            seat=seat,
        )
        for seat in seats
    ]


def _of_the_circle(body: Body, day: date) -> list[Voter]:
    """The members of the circle; the core whose turn it is leads (R-018, R-025)."""
    circle = body.circle
    if circle is None:
        return []
    turns = circle.rotations.filter(starts_on__lte=day, ends_on__gte=day)
    on_duty = turns.exclude(state=RotationState.SKIPPED).values_list("membership", flat=True)
    leading = set(on_duty)
    stays = Q(left_on=None) | Q(left_on__gte=day)
    members = circle.memberships.filter(stays, joined_on__lte=day)
    voters = [
        Voter(
            unit=str(each.member),
            role=MembershipRole.LEADER if each.pk in leading else MembershipRole.MEMBER,
        )
        for each in members.select_related("member_org", "member_partner").order_by("pk")
    ]
    return sorted(voters, key=lambda voter: voter.role != MembershipRole.LEADER)
