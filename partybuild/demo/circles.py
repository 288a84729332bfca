"""The demo street's circles, their members and cores, and a year of their rosters."""

from datetime import date

from django.utils import timezone

from orgs.models import Circle, CircleMembership, Org, Partner, Rotation
from orgs.services import circlememberships, circles, rotations
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import ON_BEHALF
from partybuild.demo.sizes import Size
from partybuild.demo.street import Street
from partybuild.demo.words import CIRCLES
from partybuild.periods import PeriodKind

CORES = 4
HANDOVER = "组织学习观摩一次，交接活动台账和下一季度计划"


def build_circles(street: Street, size: Size) -> list[Circle]:
    """Circles in which the units and the organisations of firms build together."""
    found = []
    for number in range(size.circles):
        name, theme = CIRCLES[number]
        turn = PeriodKind.MONTH if number % 3 == 2 else PeriodKind.QUARTER  # noqa: PLR2004 - one in three turns by months
        circle = circles.found_circle(
            street=street.root, name=name, theme=theme, turn=turn, actor=street.office
        )
        members: list[Partner | Org] = [
            *street.partners[number :: size.circles],
            *street.enterprises[number :: size.circles],
        ]
        for order, member in enumerate(members):
            _take_in(street, circle, member, order)
        found.append(circle)
    return found


def build_rosters(street: Street, founded: list[Circle]) -> None:
    """The turns of this year: those that are over handed on, the present one on duty."""
    for circle in founded:
        with clock_at(date(street.today.year, 1, 2)):
            turns = rotations.lay_out_roster(
                circle=circle, year=street.today.year, actor=street.office
            )
        for turn in turns:
            if turn.starts_on <= street.today:
                _lead(street, turn)


def _lead(street: Street, turn: Rotation) -> None:
    """A turn whose days have come, handed on if they are over."""
    with clock_at(turn.starts_on):
        turn = rotations.begin_turn(rotation=turn, actor=street.office)
    if turn.ends_on >= street.today:
        return
    with clock_at(turn.ends_on):
        rotations.hand_over_turn_on_behalf(
            rotation=turn, handover=HANDOVER, actor=street.office, reason=ON_BEHALF
        )


def _take_in(street: Street, circle: Circle, member: Partner | Org, order: int) -> None:
    """A member; the first few come to the core, and the next are on their way to it."""
    office = street.office
    membership = circles.join_circle(
        circle=circle, member=member, actor=office, joined_on=timezone.localdate()
    )
    if order > CORES + 1:
        return
    membership = circlememberships.recommend_for_core(membership=membership, actor=office)
    if order > CORES:
        return
    membership = circlememberships.assess_membership(
        membership=membership, assessment="组织健全、活动正常，能够带动圈内单位", actor=office
    )
    if order < CORES:
        _promote(street, membership)


def _promote(street: Street, membership: CircleMembership) -> None:
    circlememberships.promote_membership(
        membership=membership, reason="评估合格，条件成熟", actor=street.office
    )
