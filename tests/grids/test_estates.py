"""Estates: put on the register, corrected, placed, and brought to being managed (SM-15)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.enums import EstateAction, EstateState, GridTier, ManagementMode
from grids.models import Estate
from grids.services import contracts, estates, management
from grids.workflow import BUNDLE_MOVES, ESTATE_MOVES
from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from orgs.services.workflow import ReasonMissing
from orgs.verbs import VERBS
from partybuild.errors import MoveRefused, StaleVersion
from tests.factories import (
    BuildingFactory,
    BundleFactory,
    EstateFactory,
    OrgFactory,
    PropertyFirmFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_an_estate_gets_the_next_code_and_a_line_in_the_trail(town, office):
    first, second = (
        estates.open_estate(street=town.root, name=name, community=town.east, actor=office)
        for name in ("示例新村", "样例新村")
    )

    assert first.code < second.code
    assert (first.state, first.org) == (EstateState.UNMANAGED, town.east)
    assert AuditEntry.objects.filter(verb="estate.open").count() == 2


def test_an_estate_that_comes_with_its_manager_is_managed(town, office):
    estate = estates.open_estate(street=town.root, name="示例", mode="station", actor=office)

    assert estate.state == EstateState.MANAGED


def test_a_secretary_opens_estates_of_the_own_community_only(town, person):
    secretary = person(Role.SECRETARY, over=town.east)

    estates.open_estate(street=town.root, name="一", community=town.east, actor=secretary)
    for community in (town.west, None):
        with pytest.raises(PermissionDenied):
            estates.open_estate(street=town.root, name="二", community=community, actor=secretary)


@pytest.mark.parametrize("field", ["name", "code"])
def test_a_name_and_a_code_stand_for_one_estate(town, office, field):
    EstateFactory(street=town.root, **{field: "示例"})
    facts = {"name": "另一个", "code": "另一个", field: "示例"}

    with pytest.raises(estates.EstateKnownAlready) as refused:
        estates.open_estate(street=town.root, actor=office, **facts)

    assert refused.value.field == field


def test_an_estate_belongs_to_a_community_of_its_own_street(town, office):
    elsewhere = OrgFactory(kind=OrgKind.COMMUNITY_COMMITTEE, parent=OrgFactory())

    for community in (town.north, elsewhere):
        with pytest.raises(estates.EstateRefused):
            estates.open_estate(street=town.root, name="示例", community=community, actor=office)


def test_a_base_grid_is_no_unit_grid(town, ground, office):
    with pytest.raises(estates.EstateRefused):
        estates.open_estate(street=town.root, name="示例", unit_grid=ground.base, actor=office)


def test_facts_are_corrected_under_the_version_that_was_read(town, office):
    estate = EstateFactory(street=town.root)

    estates.amend_estate(estate=estate, household_count=318, version=1, actor=office)

    estate.refresh_from_db()
    assert (estate.household_count, estate.version) == (318, 2)
    with pytest.raises(StaleVersion):
        estates.amend_estate(estate=estate, household_count=1, version=1, actor=office)
    with pytest.raises(FactRefused):
        estates.amend_estate(estate=estate, kind="palace", actor=office)


def test_a_correction_cannot_contradict_how_far_the_estate_has_come(town, office):
    unmanaged = EstateFactory(street=town.root)
    managed = EstateFactory(street=town.root, managed=True)

    with pytest.raises(estates.EstateRefused):
        estates.amend_estate(estate=unmanaged, mode=ManagementMode.ENTERPRISE, actor=office)
    with pytest.raises(estates.EstateRefused):
        estates.amend_estate(estate=managed, is_without_manager=True, actor=office)
    changed = estates.amend_estate(estate=managed, mode=ManagementMode.STATION, actor=office)
    assert changed.mode == ManagementMode.STATION


def test_the_office_places_and_the_secretary_does_not(town, ground, office, person):
    estate = EstateFactory(street=town.root, community=town.east)
    secretary = person(Role.SECRETARY, over=town.east)
    place = {"estate": estate, "community": town.east, "unit_grid": ground.unit}

    with pytest.raises(PermissionDenied):
        estates.place_estate(**place, actor=secretary)
    placed = estates.place_estate(**place, actor=office)

    assert placed.unit_grid == ground.unit


@pytest.mark.parametrize("how", ["community", "unit_grid", "building"])
def test_an_estate_is_seen_through_its_community_and_its_grids(town, ground, person, how):
    tie = {"community": {"community": town.east}, "unit_grid": {"unit_grid": ground.unit}}
    estate = EstateFactory(street=town.root, **tie.get(how, {}))
    if how == "building":
        BuildingFactory(estate=estate, base_grid=ground.base)
    EstateFactory(street=town.root, community=town.west)
    seer = town.east if how == "community" else town.branch

    def seen(org):
        return list(Estate.objects.visible_to(person(Role.SECRETARY, over=org)))

    assert seen(seer) == [estate]
    assert estate not in seen(town.west)
    assert len(seen(town.root)) == 2


def a_surveyed(town, **facts):
    return EstateFactory(street=town.root, community=town.east, surveyed=True, **facts)


def test_the_way_through_a_public_welfare_firm(town, office):
    estate = EstateFactory(street=town.root)
    estate = management.survey_estate(
        estate=estate, on=TODAY, is_without_cleaning=True, actor=office
    )
    estate = management.fall_back(estate=estate, actor=office)
    with pytest.raises(management.ContractMissing):
        management.sign_for_estate(estate=estate, actor=office)
    firm = PropertyFirmFactory(street=town.root, kind="public_welfare")
    contracts.sign_contract(firm=firm, estate=estate, is_open_ended=True, actor=office)
    estate = management.sign_for_estate(estate=estate, actor=office)
    estate = management.take_over_estate(estate=estate, actor=office)

    assert (estate.state, estate.mode, estate.is_without_manager) == (
        EstateState.MANAGED,
        ManagementMode.PUBLIC_WELFARE,
        False,
    )
    assert (estate.surveyed_on, estate.is_without_cleaning) == (TODAY, True)


def test_the_way_of_an_estate_that_runs_itself_needs_no_contract(town, person):
    secretary = person(Role.SECRETARY, over=town.east)
    estate = management.run_itself(estate=a_surveyed(town), mode="station", actor=secretary)

    estate = management.sign_for_estate(estate=estate, actor=person(Role.OFFICE, over=town.root))
    estate = management.take_over_estate(estate=estate, actor=secretary)

    assert (estate.state, estate.mode) == (EstateState.MANAGED, ManagementMode.STATION)


def test_a_way_that_led_nowhere_is_left_with_a_reason(town, office):
    estate = EstateFactory(street=town.root, fallback=True)

    with pytest.raises(ReasonMissing):
        management.go_back_to_survey(estate=estate, reason=" ", actor=office)
    estate = management.go_back_to_survey(estate=estate, reason="企业退出", actor=office)

    assert (estate.state, estate.mode) == (EstateState.SURVEYED, ManagementMode.NONE)
    assert AuditEntry.objects.get(verb="estate.go_back").reason == "企业退出"


def test_management_lapses_with_a_reason(town, office):
    estate = EstateFactory(street=town.root, managed=True)

    estate = management.lapse_management(estate=estate, reason="合同到期", actor=office)

    assert (estate.state, estate.mode) == (EstateState.UNMANAGED, ManagementMode.NONE)


def test_who_manages_already_is_written_down(town, office):
    estate = EstateFactory(street=town.root, is_without_manager=True)

    with pytest.raises(estates.EstateRefused):
        management.recognise_manager(estate=estate, mode="none", actor=office)
    estate = management.recognise_manager(estate=estate, mode="self_run", actor=office)

    assert (estate.state, estate.is_without_manager) == (EstateState.MANAGED, False)


def test_a_survey_of_tomorrow_has_not_been_made(town, office):
    with pytest.raises(estates.EstateRefused):
        management.survey_estate(
            estate=EstateFactory(street=town.root),
            on=TODAY.replace(TODAY.year + 1, day=1),
            actor=office,
        )


DEEDS = {
    EstateAction.SURVEY: lambda e, a: management.survey_estate(estate=e, on=TODAY, actor=a),
    EstateAction.RECOGNISE: lambda e, a: management.recognise_manager(
        estate=e, mode="station", actor=a
    ),
    EstateAction.FALL_BACK: lambda e, a: management.fall_back(estate=e, actor=a),
    EstateAction.RUN_ITSELF: lambda e, a: management.run_itself(estate=e, mode="station", actor=a),
    EstateAction.SIGN: lambda e, a: management.sign_for_estate(estate=e, actor=a),
    EstateAction.TAKE_OVER: lambda e, a: management.take_over_estate(estate=e, actor=a),
    EstateAction.GO_BACK: lambda e, a: management.go_back_to_survey(estate=e, reason="示", actor=a),
    EstateAction.LAPSE: lambda e, a: management.lapse_management(estate=e, reason="示", actor=a),
}


def standing_at(town, state):
    mode = {
        EstateState.FALLBACK: "public_welfare",
        EstateState.SELF_MANAGED: "station",
        EstateState.SIGNED: "station",
        EstateState.MANAGED: "station",
    }.get(state, "")
    bundle = BundleFactory(street=town.root) if state == EstateState.BUNDLED else None
    return EstateFactory(
        street=town.root, community=town.east, state=state, mode=mode, bundle=bundle
    )


@pytest.mark.parametrize("action", DEEDS)
def test_a_step_is_refused_in_every_other_state_and_to_strangers(town, office, person, action):
    move = ESTATE_MOVES[action]
    stranger = person(Role.SECRETARY, over=town.west)

    for state in set(EstateState) - move.sources:
        with pytest.raises(MoveRefused):
            DEEDS[action](standing_at(town, state), office)
    for state in move.sources:
        with pytest.raises(PermissionDenied):
            DEEDS[action](standing_at(town, state), stranger)


def test_every_step_has_its_sentence():
    tables = {"estate": ESTATE_MOVES, "bundle": BUNDLE_MOVES}

    steps = {f"{noun}.{action}" for noun, moves in tables.items() for action in moves}

    assert steps <= set(VERBS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "managed", "mode": ""},
        {"state": "unmanaged", "mode": "enterprise"},
        {"state": "bundled"},
        {"state": "surveyed", "in_bundle": True},
        {"state": "managed", "mode": "station", "is_without_manager": True},
    ],
)
def test_the_database_refuses_what_cannot_be(town, wrong):
    wrong = dict(wrong)
    bundle = BundleFactory(street=town.root) if wrong.pop("in_bundle", False) else None

    with pytest.raises(IntegrityError), transaction.atomic():
        EstateFactory(street=town.root, bundle=bundle, **wrong)


def test_an_estate_lies_in_the_area_of_its_unit_grid(town, ground):
    assert ground.unit.tier == GridTier.UNIT
    assert EstateFactory(street=town.root, unit_grid=ground.unit).area_pk == ground.north.pk
    assert EstateFactory(street=town.root).area_pk is None
