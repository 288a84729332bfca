"""What the composition of bodies shall be: leaders, numbers, parts, part-time members, terms."""

from datetime import date
from functools import partial
from typing import Any, Final

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from liaison.bodies import BODIES, LEAST, MOST, number_key
from liaison.enums import BodyKind, MembershipRole
from liaison.indicators.meetings import BODIES as SUBJECT
from liaison.models import Body, Membership
from liaison.models.bodies import counted
from orgs.enums import Basic, RotationState
from orgs.models import CircleMembership, Rotation
from orgs.selectors.indicators import Indicator
from orgs.selectors.numbers import number_in

LED_FROM_ABOVE: Final = sorted(kind for kind, rule in BODIES.items() if rule.leads_from)
ABOVE: Final = sorted({kind for rule in BODIES.values() for kind in rule.leads_from})
WITH_PARTS: Final = sorted(kind for kind, rule in BODIES.items() if rule.parts)
COUNTED: Final = sorted(kind for kind, rule in BODIES.items() if rule.seats_least)
BOUNDED: Final = sorted(kind for kind, rule in BODIES.items() if rule.seats_most)
WITH_OUTSIDERS: Final = (BodyKind.EXTENDED_COMMITTEE, BodyKind.COMMUNITY_COMMITTEE)


def _leaders(today: date) -> Any:
    seats = Membership.objects.current(today).filter(role=MembershipRole.LEADER)
    return seats.filter(body=OuterRef("pk"))


def _led(today: date) -> Q:
    """Condition: somebody leads the body; a circle is led by the core whose turn it is."""
    turns = Rotation.objects.exclude(state=RotationState.SKIPPED)
    on_duty = turns.filter(circle=OuterRef("circle"), starts_on__lte=today, ends_on__gte=today)
    return Q(Exists(_leaders(today))) | Q(Exists(on_duty))


def _leader_sits_above(today: date) -> Q:
    """Condition: the leader sits on the whole that the body is a part of (R-309)."""
    of_the_whole = Q(body=OuterRef("body__parent")) | Q(
        body__kind__in=ABOVE, body__org__tree_id=OuterRef("body__org__tree_id")
    )
    above = Membership.objects.current(today).filter(
        of_the_whole, body__is_active=True, person_name=OuterRef("person_name")
    )
    above = above.exclude(role=MembershipRole.OBSERVER).exclude(body=OuterRef("body"))
    return Q(Exists(_leaders(today).filter(Exists(above))))


def _seats(today: date) -> Any:
    """Expression: how many voters the body has, by seats or by the roster of its circle."""
    seats = Membership.objects.current(today).exclude(role=MembershipRole.OBSERVER)
    return Case(
        When(circle=None, then=counted(seats.filter(body=OuterRef("pk")), "body")),
        default=counted(
            CircleMembership.objects.current().filter(circle=OuterRef("circle")), "circle"
        ),
        output_field=IntegerField(),
    )


def _bound(which: str) -> Any:
    """Expression: the least or the most seats of a body's kind, as its sub-district sets them."""
    cases = []
    for kind, rule in BODIES.items():
        fixed = rule.seats_least if which == LEAST else rule.seats_most
        number: Any = Value(fixed)
        if rule.is_adjustable and fixed:
            number = number_in(number_key(kind, which), "org")
        cases.append(When(kind=kind, then=number))
    return Case(*cases, default=Value(0), output_field=IntegerField())


def _has_parts(_today: date) -> Q:
    parts = Body.objects.active().filter(parent=OuterRef("pk"))
    wanted = Case(
        *(When(kind=kind, then=Value(len(BODIES[kind].parts))) for kind in WITH_PARTS),
        default=Value(0),
        output_field=IntegerField(),
    )
    return Q(GreaterThanOrEqual(counted(parts, "parent"), wanted))


def _has_outsiders(today: date) -> Q:
    seats = Membership.objects.current(today).filter(body=OuterRef("pk"), is_part_time=True)
    return Q(Exists(seats))


_of_bodies = partial(Indicator, subject=SUBJECT.key, basic=Basic.ORGANISATION)

BODY_INDICATORS: Final = (
    _of_bodies(
        key="no-leader",
        rule="N-17",
        label=_("Bodies with a leader"),
        missing=_("Bodies without a leader"),
        met=_led,
    ),
    _of_bodies(
        key="leader-not-above",
        rule="R-309",
        label=_("Sub-bodies led by a member of the body above"),
        missing=_("Sub-bodies whose leader does not sit on the body above"),
        of=lambda today: Q(kind__in=LED_FROM_ABOVE) & Q(Exists(_leaders(today))),
        met=_leader_sits_above,
    ),
    _of_bodies(
        key="too-few-seats",
        rule="R-308",
        label=_("Bodies with as many members as they need"),
        missing=_("Bodies with too few members"),
        of=lambda _today: Q(kind__in=COUNTED),
        met=lambda today: Q(GreaterThanOrEqual(_seats(today), _bound(LEAST))),
    ),
    _of_bodies(
        key="too-many-seats",
        rule="R-148",
        label=_("Bodies with no more members than planned"),
        missing=_("Bodies with too many members"),
        of=lambda _today: Q(kind__in=BOUNDED),
        met=lambda today: Q(LessThanOrEqual(_seats(today), _bound(MOST))),
    ),
    _of_bodies(
        key="parts-missing",
        rule="R-311",
        label=_("Bodies with all their sub-bodies"),
        missing=_("Bodies without some of their sub-bodies"),
        of=lambda _today: Q(kind__in=WITH_PARTS),
        met=_has_parts,
    ),
    _of_bodies(
        key="no-part-time-member",
        rule="R-158",
        label=_("Committees with part-time members of units"),
        missing=_("Committees without a part-time member of a unit"),
        of=lambda _today: Q(kind__in=WITH_OUTSIDERS),
        met=_has_outsiders,
    ),
    _of_bodies(
        key="body-term-over",
        rule="SM-14",
        label=_("Bodies within their term"),
        missing=_("Bodies whose term is over"),
        of=lambda _today: Q(term_ends_on__isnull=False),
        met=lambda today: Q(term_ends_on__gte=today),
    ),
)
