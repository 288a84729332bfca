"""The ground of the tests of ratings: a confirmed scheme, firms at estates, filled sheets."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from grids.enums import PartyState
from grids.models import RatingRound, RatingUnit
from grids.rating_enums import RatingSheet, RatingSource
from grids.services.rating_openings import collect_round, open_round
from grids.services.rating_rounds import announce_round, publish_round, review_round, score_round
from grids.services.rating_schemes import amend_scheme, confirm_scheme, draft_scheme
from grids.services.rating_sheets import Entry, fill_sheet, items_of_sheet
from orgs.enums import Role
from partybuild.demo.clock import clock_at
from partybuild.periods import Period, PeriodKind
from tests.factories import (
    EstateFactory,
    PropertyFirmFactory,
    RoleAssignmentFactory,
    ServiceContractFactory,
)

FULL = Decimal(100)


def last_quarter() -> Period:
    return Period.of(timezone.localdate(), PeriodKind.QUARTER).previous()


def people(town: Any) -> SimpleNamespace:
    """Two people of the office, a community secretary, and a liaison who speaks for a firm."""

    def one(role: Role, **place: Any) -> Any:
        return RoleAssignmentFactory(role=role, **place).user

    return SimpleNamespace(
        office=one(Role.OFFICE, org=town.root),
        second=one(Role.OFFICE, org=town.root),
        third=one(Role.LEADER, org=town.root),
        secretary=one(Role.SECRETARY, org=town.east),
        stranger=one(Role.SECRETARY, org=town.west),
        liaison=one(Role.PARTNER_LIAISON, partner=town.school),
        other_firm=one(Role.PARTNER_LIAISON, partner=town.bank),
    )


def a_scheme(town: Any, hands: SimpleNamespace, **rules: Any) -> Any:
    scheme = draft_scheme(street=town.root, actor=hands.office)
    if rules:
        scheme = amend_scheme(scheme=scheme, actor=hands.office, **rules)
    return confirm_scheme(scheme=scheme, actor=hands.office)


def a_firm_at_work(town: Any, name: str = "示例物业", **facts: Any) -> Any:
    """A firm with one estate of the east community, under contract for the whole quarter."""
    facts = {"party_state": PartyState.INDEPENDENT, **facts}
    firm = PropertyFirmFactory(street=town.root, name=name, **facts)
    estate = EstateFactory(street=town.root, community=town.east, household_count=200)
    ServiceContractFactory(firm=firm, estate=estate, household_count=200)
    return firm


def an_open_round(town: Any, hands: SimpleNamespace) -> RatingRound:
    period = last_quarter()
    return open_round(street=town.root, year=period.year, quarter=period.number, actor=hands.office)


def fill(
    unit: RatingUnit, hands: SimpleNamespace, *, share: str = "1", delegates: str = "90"
) -> None:
    """Fill both sheets with the same share of all points."""
    for sheet in (RatingSheet.COMMUNITY, RatingSheet.OFFICE):
        entries = {}
        for item in items_of_sheet(unit.rating_round, sheet):
            value = item.points * Decimal(share)
            if item.source == RatingSource.SURVEY:
                value = Decimal(delegates)
            if item.kind == "basic":
                entries[item.key] = Entry(value)
        fill_sheet(unit=unit, sheet=sheet, entries=entries, actor=hands.office)


def a_scored_round(town: Any, hands: SimpleNamespace) -> RatingRound:
    rating_round = an_open_round(town, hands)
    for unit in rating_round.units.all():
        fill(unit, hands)
    rating_round = collect_round(rating_round=rating_round, actor=hands.office)
    return score_round(rating_round=rating_round, actor=hands.office)


def an_announced_round(town: Any, hands: SimpleNamespace) -> RatingRound:
    rating_round = a_scored_round(town, hands)
    rating_round = review_round(rating_round=rating_round, words="属实", actor=hands.second)
    return announce_round(rating_round=rating_round, actor=hands.office)


def a_published_round(town: Any, hands: SimpleNamespace) -> RatingRound:
    rating_round = an_announced_round(town, hands)
    with clock_at(rating_round.objections_until + timedelta(days=1)):
        return publish_round(rating_round=rating_round, actor=hands.office)
