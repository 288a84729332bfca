"""Who belongs to a body, what stands beneath which, and which bodies take nominations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.bodies import BODIES
from liaison.enums import MembershipRole
from liaison.models import Body, Membership
from liaison.models.bodies import counted as rows_beside
from orgs.enums import Role, RotationState
from orgs.models import CircleMembership, Org, Pairing, Partner, User
from orgs.scoping import reach_of
from orgs.selectors.indicators import Figure, counted, indicators
from partybuild.pictures import Node


class Level(StrEnum):
    """Where a body stands in the chart."""

    STREET = "street"
    PART = "part"
    COMMUNITY = "community"
    CIRCLE = "circle"


LEVELS: Final[Mapping[Level, Any]] = {
    Level.STREET: gettext_lazy("body of the sub-district"),
    Level.PART: gettext_lazy("sub-body"),
    Level.COMMUNITY: gettext_lazy("body of a community"),
    Level.CIRCLE: gettext_lazy("body of a circle"),
}


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
    unit_org: Org | None = None
    unit_partner: Partner | None = None
    unit_name: str = ""

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
            unit_org=seat.unit_org,
            unit_partner=seat.unit_partner,
            unit_name=seat.unit_name,
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
    stays = Q(left_on=None) | Q(left_on__gt=day)
    members = circle.memberships.filter(stays, joined_on__lte=day)
    voters = [
        Voter(
            unit=str(each.member),
            role=MembershipRole.LEADER if each.pk in leading else MembershipRole.MEMBER,
            unit_org=each.member_org,
            unit_partner=each.member_partner,
        )
        for each in members.select_related("member_org", "member_partner").order_by("pk")
    ]
    return sorted(voters, key=lambda voter: voter.role != MembershipRole.LEADER)


def sits_on(user: User, body: Body) -> bool:
    """True when the person has a seat, or a unit of the person has one or is of the circle."""
    if Membership.objects.seats_of(user, reach_of(user)).filter(body=body).exists():
        return True
    own = reach_of(user, Role.SECRETARY, Role.PARTNER_LIAISON)
    if body.circle_id is None or not own:
        return False
    members = CircleMembership.objects.current().filter(circle=body.circle_id)
    return members.filter(own.orgs("member_org") | own.partners("member_partner")).exists()


def chart_of_bodies(*, reader: User) -> QuerySet[Body]:
    """The bodies that meet and that the reader can see, with ``level`` and ``part_count``."""
    level = Case(
        When(circle__isnull=False, then=Value(Level.CIRCLE.value)),
        When(parent__isnull=False, then=Value(Level.PART.value)),
        When(org__parent=None, then=Value(Level.STREET.value)),
        default=Value(Level.COMMUNITY.value),
        output_field=CharField(),
    )
    rows = Body.objects.visible_to(reader).active().with_leader().with_seat_count().for_list()
    # A join would count a whole once for each of its parts, wherever these rows are counted.
    parts = rows_beside(Body.objects.active().filter(parent=OuterRef("pk")), "parent")
    drawn: QuerySet[Body] = rows.annotate(level=level, part_count=parts)
    return drawn


def nodes_of(rows: Any) -> list[Node]:
    """The bodies as nodes of a picture, each beneath its whole if that is shown too."""
    found = list(rows)
    shown = {body.pk for body in found}
    return [
        Node(
            id=str(body.public_id),
            parent=str(body.parent.public_id) if body.parent_id in shown else "",
            label=body.name,
            mark=body.level,
            note=_("leader: %(name)s · %(count)s seats")
            % {"name": body.leader_name or "—", "count": body.seat_count},
            url=body.get_absolute_url(),
            count=body.part_count,
        )
        for body in found
    ]


def shortfalls_of(body: Body) -> list[Figure]:
    """The standards of composition that the body does not meet today."""
    if not body.is_active:
        return []
    figures = counted(Body.objects.filter(pk=body.pk), indicators("bodies"))
    return [figure for figure in figures if figure.missing]


def lacks_parts(body: Body) -> bool:
    """True when the plans give the body sub-bodies that have not been set up."""
    wanted = {(part.kind.value, str(part.subject)) for part in BODIES[body.kind].parts}
    return bool(wanted) and bool(wanted - set(body.parts.active().values_list("kind", "subject")))


def bodies_open_to(reader: User) -> QuerySet[Body]:
    """The bodies for which the reader can nominate (R-313).

    Those the reader sees, those of the sub-district, and those of communities that are paired with
    a unit of the reader's.
    """
    reach = reach_of(reader)
    own = {subtree.tree_id for subtree in reach.subtrees}
    units = Partner.objects.filter(pk__in=reach.partner_pks)
    streets = Org.objects.filter(Q(tree_id__in=own) | Q(partners__in=units), parent=None)
    paired = Pairing.objects.filter(partner__in=units).values("community")
    near = Q(org__in=streets.values("pk")) | Q(org__in=paired)
    seen = Q(pk__in=Body.objects.visible_to(reader).values("pk"))
    found: QuerySet[Body] = Body.objects.active().filter(near | seen, circle=None).for_list()
    return found
