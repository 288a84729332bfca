"""Who visits the units of a circle: the core member whose turn it is to lead (R-039, A-21)."""

from typing import Any

from django.db.models import BigIntegerField, Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from orgs.enums import MembershipState, RotationState
from orgs.models import CircleMembership, Rotation

TO_COME = (RotationState.ON_DUTY, RotationState.SCHEDULED)


def with_visitors() -> Any:
    """The member units of circles, each with the organisation or the unit that visits it now.

    It is the core member on duty, or else the one whose turn comes next, or else the oldest one;
    nobody visits itself. Where there is no such member, the office of the sub-district goes.
    """
    turns = Rotation.objects.filter(
        circle=OuterRef("circle"), state__in=TO_COME, membership__state=MembershipState.CORE
    )
    cores = CircleMembership.objects.cores().filter(circle=OuterRef("circle"))
    on_duty_first = Case(
        When(state=RotationState.ON_DUTY, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    next_turn = turns.exclude(membership=OuterRef("pk")).order_by(on_duty_first, "starts_on")
    oldest = cores.exclude(pk=OuterRef("pk")).order_by("core_since", "pk")
    visitor = CircleMembership.objects.filter(pk=OuterRef("visiting_member"))
    return (
        CircleMembership.objects.exclude(member_partner=None)
        .annotate(
            visiting_member=Coalesce(
                Subquery(next_turn.values("membership")[:1]),
                Subquery(oldest.values("pk")[:1]),
                output_field=BigIntegerField(),
            )
        )
        .annotate(
            visiting_unit=Subquery(visitor.values("member_partner")[:1]),
            visiting_org=Coalesce(
                Subquery(visitor.values("member_org")[:1]),
                "circle__street",
                output_field=BigIntegerField(),
            ),
        )
    )


def visitors_of(membership: CircleMembership) -> Any:
    """The core members to whom the office can give the visits to a unit of their circle."""
    return membership.circle.memberships.filter(
        Q(state=MembershipState.CORE) & ~Q(pk=membership.pk)
    ).select_related("member_org", "member_partner")
