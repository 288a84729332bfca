"""Property firms, their contracts with estates, and bundles of estates (R-097, R-100, R-214)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.enums import BundleAction, BundleState, EstateState, FirmKind, ManagementMode, PartyState
from grids.models import Estate, PropertyFirm, ServiceContract
from grids.services import bundles, contracts, firms
from grids.services.contracts import ContractRefused, ContractsOverlap
from grids.workflow import BUNDLE_MOVES
from orgs.enums import Role
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import (
    BundleFactory,
    EstateFactory,
    OrgFactory,
    PropertyFirmFactory,
    ServiceContractFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YEAR = {"starts_on": date(2026, 1, 1), "starts_precision": "day"} | {
    "ends_on": date(2026, 12, 31),
    "ends_precision": "day",
}


@pytest.fixture
def firm(town):
    return PropertyFirmFactory(street=town.root)


@pytest.fixture
def estate(town):
    return EstateFactory(street=town.root, community=town.east)


def test_a_firm_is_registered_and_corrected_by_the_office_only(town, office, person):
    secretary = person(Role.SECRETARY, over=town.east)
    firm = firms.register_firm(street=town.root, name="示例物业", actor=office)
    firms.amend_firm(firm=firm, party_state=PartyState.JOINT, version=1, actor=office)

    assert PropertyFirm.objects.get().party_state == PartyState.JOINT
    with pytest.raises(PermissionDenied):
        firms.register_firm(street=town.root, name="样例物业", actor=secretary)
    with pytest.raises(PermissionDenied):
        firms.amend_firm(firm=firm, remark="示", actor=secretary)
    with pytest.raises(firms.NotAStreet):
        firms.register_firm(street=town.north, name="样例物业", actor=office)


@pytest.mark.parametrize("field", ["name", "credit_code"])
def test_a_name_and_a_credit_code_stand_for_one_firm(town, office, field):
    PropertyFirmFactory(street=town.root, **{field: "示例"})
    facts = {"name": "另一家", "credit_code": "", field: "示例"}

    with pytest.raises(firms.FirmKnownAlready) as refused:
        firms.register_firm(street=town.root, actor=office, **facts)

    assert refused.value.field == field


def test_a_firm_is_seen_where_it_serves(town, firm, estate, person):
    ServiceContractFactory(firm=firm, estate=estate)

    def seen(org):
        return list(PropertyFirm.objects.visible_to(person(Role.SECRETARY, over=org)))

    assert (seen(town.east), seen(town.west), seen(town.root)) == ([firm], [], [firm])


def span(first, last):
    return {
        "starts_on": first,
        "starts_precision": "day" if first else "",
        "ends_on": last,
        "ends_precision": "day" if last else "",
    }


D = date


@pytest.mark.parametrize(
    ("first", "last", "is_free"),
    [
        (D(2025, 1, 1), D(2025, 12, 31), True),
        (D(2027, 1, 1), None, True),
        (None, D(2025, 12, 31), True),
        (D(2025, 1, 1), D(2026, 1, 1), False),
        (D(2026, 12, 31), D(2027, 1, 1), False),
        (D(2026, 3, 1), D(2026, 4, 1), False),
        (D(2025, 1, 1), None, False),
        (None, None, False),
    ],
)
def test_two_contracts_of_an_estate_share_no_day(firm, estate, office, first, last, is_free):
    contracts.sign_contract(firm=firm, estate=estate, actor=office, **YEAR)
    second = {"firm": firm, "estate": estate, "actor": office, **span(first, last)}

    if is_free:
        contracts.sign_contract(**second)
    else:
        with pytest.raises(ContractsOverlap):
            contracts.sign_contract(**second)
    assert ServiceContract.objects.count() == 1 + is_free


def test_a_contract_is_not_stretched_over_another(firm, estate, office):
    contracts.sign_contract(firm=firm, estate=estate, actor=office, **YEAR)
    later = contracts.sign_contract(
        firm=firm, estate=estate, actor=office, **span(D(2027, 1, 1), D(2027, 12, 31))
    )

    with pytest.raises(ContractsOverlap):
        contracts.amend_contract(contract=later, starts_on=D(2026, 6, 1), actor=office)
    contracts.amend_contract(contract=later, household_count=9, actor=office)


def test_a_contract_ends_once_and_after_it_starts(firm, estate, office):
    contract = contracts.sign_contract(
        firm=firm, estate=estate, actor=office, is_open_ended=True, **span(D(2020, 1, 1), None)
    )

    with pytest.raises(ContractRefused):
        contracts.end_contract(contract=contract, on=D(2019, 1, 1), actor=office)
    ended = contracts.end_contract(
        contract=contract, on=TODAY - timedelta(days=1), reason="退出", actor=office
    )

    assert (ended.is_open_ended, list(ServiceContract.objects.current())) == (False, [])
    with pytest.raises(ContractRefused):
        contracts.end_contract(contract=contract, on=TODAY, actor=office)


def test_a_term_without_an_end_has_no_last_day(firm, estate, office):
    with pytest.raises(ContractRefused):
        contracts.sign_contract(firm=firm, estate=estate, is_open_ended=True, actor=office, **YEAR)


def test_a_firm_of_another_street_signs_nothing_here(estate, office):
    with pytest.raises(ContractRefused):
        contracts.sign_contract(firm=PropertyFirmFactory(), estate=estate, actor=office)


def test_a_secretary_signs_no_contract(town, firm, estate, person):
    secretary = person(Role.SECRETARY, over=town.east)
    contract = ServiceContractFactory(firm=firm, estate=estate)

    for deed, facts in (
        (contracts.sign_contract, {"firm": firm, "estate": estate}),
        (contracts.amend_contract, {"contract": contract, "remark": "示"}),
        (contracts.end_contract, {"contract": contract, "on": TODAY}),
    ):
        with pytest.raises(PermissionDenied):
            deed(actor=secretary, **facts)


@pytest.fixture
def bundle(town, ground):
    return BundleFactory(street=town.root, area_grid=ground.north)


def packed(bundle, town, office, count=2):
    found = [
        EstateFactory(street=town.root, community=town.east, surveyed=True) for _ in range(count)
    ]
    for estate in found:
        bundles.add_to_bundle(bundle=bundle, estate=estate, actor=office)
    return found


def test_a_bundle_goes_from_packing_to_its_firm(town, bundle, firm, office):
    packed(bundle, town, office)

    bundle = bundles.invite_firms(bundle=bundle, actor=office)
    bundle = bundles.sign_bundle(bundle=bundle, firm=firm, actor=office, **YEAR)
    signed = set(Estate.objects.values_list("state", "mode"))
    bundle = bundles.take_over_bundle(bundle=bundle, actor=office)

    assert signed == {(EstateState.SIGNED, ManagementMode.ENTERPRISE)}
    assert (bundle.state, bundle.firm) == (BundleState.TAKEN_OVER, firm)
    assert set(Estate.objects.values_list("state", flat=True)) == {EstateState.MANAGED}
    assert ServiceContract.objects.filter(firm=firm, **YEAR).count() == 2


def test_the_firm_says_who_manages(town, bundle, office):
    packed(bundle, town, office)
    firm = PropertyFirmFactory(street=town.root, kind=FirmKind.PUBLIC_WELFARE)
    bundle = bundles.invite_firms(bundle=bundle, actor=office)

    bundles.sign_bundle(bundle=bundle, firm=firm, actor=office, is_open_ended=True)

    assert set(Estate.objects.values_list("mode", flat=True)) == {ManagementMode.PUBLIC_WELFARE}


def test_nothing_of_a_bundle_is_signed_when_one_estate_is_under_contract(
    town, bundle, firm, office
):
    first, _second = packed(bundle, town, office)
    ServiceContractFactory(firm=PropertyFirmFactory(street=town.root), estate=first)
    bundle = bundles.invite_firms(bundle=bundle, actor=office)

    with pytest.raises(ContractsOverlap):
        bundles.sign_bundle(bundle=bundle, firm=firm, actor=office, **YEAR)

    bundle.refresh_from_db()
    assert (bundle.state, ServiceContract.objects.count()) == (BundleState.INVITING, 1)


def test_an_estate_goes_into_one_bundle(town, ground, bundle, office):
    estate, _other = packed(bundle, town, office)
    second = BundleFactory(street=town.root, area_grid=ground.south)

    with pytest.raises(MoveRefused):
        bundles.add_to_bundle(bundle=second, estate=estate, actor=office)
    bundles.remove_from_bundle(bundle=bundle, estate=estate, actor=office)
    bundles.add_to_bundle(bundle=second, estate=estate, actor=office)


def test_a_bundle_holds_estates_of_one_area(town, ground, bundle, office):
    far = EstateFactory(street=town.root, surveyed=True, unit_grid=ground.other)

    with pytest.raises(bundles.BundleRefused):
        bundles.add_to_bundle(bundle=bundle, estate=far, actor=office)


def test_a_bundle_of_one_estate_is_none(town, bundle, office):
    packed(bundle, town, office, count=1)

    with pytest.raises(bundles.BundleRefused):
        bundles.invite_firms(bundle=bundle, actor=office)


def test_a_closed_package_takes_nothing_more_until_it_is_packed_again(town, bundle, office):
    estate, _other = packed(bundle, town, office)
    bundle = bundles.invite_firms(bundle=bundle, actor=office)

    with pytest.raises(bundles.BundleRefused):
        bundles.remove_from_bundle(bundle=bundle, estate=estate, actor=office)
    bundle = bundles.repack_bundle(bundle=bundle, reason="无企业报名", actor=office)
    bundles.remove_from_bundle(bundle=bundle, estate=estate, actor=office)


def test_a_dissolved_bundle_frees_its_estates(town, bundle, office):
    packed(bundle, town, office)

    with pytest.raises(ReasonMissing):
        bundles.dissolve_bundle(bundle=bundle, reason="", actor=office)
    bundles.dissolve_bundle(bundle=bundle, reason="改走自治", actor=office)

    assert set(Estate.objects.values_list("state", "bundle")) == {(EstateState.SURVEYED, None)}


def test_a_bundle_is_of_an_area_and_has_a_name_of_its_own(town, ground, bundle, office):
    with pytest.raises(bundles.BundleRefused):
        bundles.pack_bundle(street=town.root, name="示", area_grid=ground.unit, actor=office)
    with pytest.raises(bundles.BundleNamedAlready):
        bundles.pack_bundle(
            street=town.root, name=bundle.name, area_grid=ground.north, actor=office
        )


STEPS = {
    BundleAction.INVITE: lambda b, a: bundles.invite_firms(bundle=b, actor=a),
    BundleAction.REPACK: lambda b, a: bundles.repack_bundle(bundle=b, reason="示", actor=a),
    BundleAction.SIGN: lambda b, a: bundles.sign_bundle(
        bundle=b, firm=PropertyFirmFactory(street=b.street), actor=a
    ),
    BundleAction.TAKE_OVER: lambda b, a: bundles.take_over_bundle(bundle=b, actor=a),
    BundleAction.DISSOLVE: lambda b, a: bundles.dissolve_bundle(bundle=b, reason="示", actor=a),
}


@pytest.mark.parametrize("action", STEPS)
def test_a_step_is_refused_in_every_other_state_and_to_strangers(
    town, ground, office, person, action
):
    stranger = person(Role.SECRETARY, over=town.root)

    for state in BundleState:
        firm = PropertyFirmFactory(street=town.root) if "signed taken_over".count(state) else None
        bundle = BundleFactory(street=town.root, area_grid=ground.north, state=state, firm=firm)
        is_possible = state in BUNDLE_MOVES[action].sources
        with pytest.raises(PermissionDenied if is_possible else MoveRefused):
            STEPS[action](bundle, stranger if is_possible else office)


def test_somebody_from_another_street_packs_nothing(town, ground, person):
    stranger = person(Role.OFFICE, over=OrgFactory())

    with pytest.raises(PermissionDenied):
        bundles.pack_bundle(street=town.root, name="示", area_grid=ground.north, actor=stranger)
