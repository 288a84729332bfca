"""Ledgers of estates and of property firms: what a careful clerk reads in them, and back."""

from datetime import date
from decimal import Decimal

import pytest

from grids.enums import EstateState, FirmKind, GridTier, ManagementMode, PartyState
from grids.models import Building, Estate, PropertyFirm, ServiceContract
from orgs.imports import centre
from orgs.models import AuditEntry, ImportRun
from tests.factories import EstateFactory, GridFactory, ServiceContractFactory
from tests.orgs.imports import GRIDS, ORGANIZATIONS, TRUTH, figures, imported
from tests.orgs.test_imports import dump

pytestmark = pytest.mark.django_db

FIRMS = "物业企业台账.xlsx"
HEAD = ["物业企业名称", "信用代码", "小区名称", "户数", "面积(万㎡)", "是否建立党组织", "合同期限"]
MARKET = ["青梧样例物业服务有限公司", "91000000MA0000000N", "锦程花园", "1,062", 11.8, "√"]
ESTATES = ["小区名称", "别名", "所属社区", "所属基础网格", "类型", "楼栋数", "户数", "建成年份"]
KEPT = (Estate, Building, PropertyFirm, ServiceContract)


@pytest.fixture
def qingwu(office):
    """The street with its organisations and grids."""
    return [imported(name, office) for name in (ORGANIZATIONS, GRIDS)]


def test_the_ledger_of_firms_stands_in_the_database_as_a_careful_clerk_read_it(qingwu, office):
    run = imported(FIRMS, office)

    rows = TRUTH[FIRMS]["rows"]
    assert figures(run) == (len(rows), 0, 0, 1)
    assert [held["reason"] for held in run.report["held"]] == ["lost_credit_code"]
    contracts = ServiceContract.objects.select_related("firm", "estate__unit_grid")
    assert {
        (c.firm.name, c.firm.credit_code, c.estate.name, c.estate.unit_grid.name): (
            c.household_count,
            float(c.area_10k_sqm),
            str(c.starts),
            str(c.ends),
        )
        for c in contracts
    } == {
        (r["firm"], r["credit_code"], r["estate"], r["unit_grid"]): (
            r["households"],
            r["area_10k_sqm"],
            r["contract_start"],
            r["contract_end"],
        )
        for r in rows
        if r["firm"]
    }
    alone = {r["estate"] for r in rows if not r["firm"]}
    unmanaged = Estate.objects.filter(state=EstateState.UNMANAGED, mode=ManagementMode.NONE)
    assert {estate.name for estate in unmanaged} == alone
    assert Estate.objects.managed().count() == len(rows) - len(alone)
    parties = {r["firm"]: r["has_party_org"] for r in rows if r["firm"]}
    assert {
        firm.name: firm.party_state != PartyState.NONE for firm in PropertyFirm.objects.all()
    } == parties


def test_the_same_ledger_again_changes_nothing_and_undo_leaves_nothing(qingwu, office):
    before = dump(*KEPT)
    first = imported(FIRMS, office)
    stored, lines = dump(*KEPT), AuditEntry.objects.exclude(verb__startswith="import.").count()

    again = imported(FIRMS, office)

    assert (figures(again)[:2], dump(*KEPT)) == ((0, 0), stored)
    assert AuditEntry.objects.exclude(verb__startswith="import.").count() == lines
    for run in (again, first):
        centre.undo(run=ImportRun.objects.get(pk=run.pk), actor=office)
    assert dump(*KEPT) == before


def test_bundled_estates_in_one_cell_are_estates_of_their_own(town, office):
    row = ["示范家园物业（公益）", "/", "北岭1、3、5号院（打包）", 412, 2.9, "×", "长期"]

    run = imported([HEAD, row], office)

    assert figures(run) == (1, 0, 0, 0)
    assert {e.name for e in Estate.objects.all()} == {"北岭1号院", "北岭3号院", "北岭5号院"}
    assert PropertyFirm.objects.get().kind == FirmKind.PUBLIC_WELFARE
    assert {
        (c.is_open_ended, c.household_count, c.estate.mode) for c in ServiceContract.objects.all()
    } == {(True, None, ManagementMode.PUBLIC_WELFARE)}


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("2024.1.1-2026.12.31", "2024-01-01", date(2026, 12, 31)),
        ("2024年1月至2026年底", "2024-01", date(2026, 12, 31)),
        ("2025-07-01—2026-06-30", "2025-07-01", date(2026, 6, 30)),
        ("2024/1/1～2026/12/31", "2024-01-01", date(2026, 12, 31)),
        ("2025-07-01-2026-06-30", "2025-07-01", date(2026, 6, 30)),
        ("2024.3起", "2024-03", None),
        ("2024.3至长期", "2024-03", None),
    ],
)
def test_a_term_is_read_in_each_of_its_forms(town, office, written, starts, ends):
    imported([HEAD, [*MARKET, written]], office)

    contract = ServiceContract.objects.get()
    assert (str(contract.starts), contract.ends_on) == (starts, ends)


@pytest.mark.parametrize("written", ["三年", "2024.1.1", "2024.2.30-2026.1.1"])
def test_a_term_that_is_none_is_held(town, office, written):
    run = imported([HEAD, [*MARKET, written]], office)

    assert (figures(run), Estate.objects.count()) == ((0, 0, 0, 1), 0)


def test_two_firms_for_one_estate_at_a_time_are_decided_by_somebody(town, office):
    other = ["示范家园物业", "/", "锦程花园", 9, 1, "无", "2026.1.1-2027.1.1"]
    after = ["演示物业", "/", "锦程花园", 9, 1, "无", "2027.1.2-2028.1.1"]

    run = imported([HEAD, [*MARKET, "2024.1.1-2026.12.31"], other, after], office)

    assert [held["reason"] for held in run.report["held"]] == ["contracts_overlap"]
    assert ServiceContract.objects.count() == 2


def test_an_area_in_square_metres_is_asked_about(town, office):
    run = imported([HEAD, [*MARKET[:4], 71000, "是", "长期"]], office)

    assert [held["reason"] for held in run.report["held"]] == ["area_in_square_metres"]


def test_a_firm_takes_an_unmanaged_estate_and_undo_gives_it_back(town, office):
    estate = EstateFactory(street=town.root, name="锦程花园", community=town.east, surveyed=True)

    run = imported([HEAD, [*MARKET, "长期"]], office)
    managed = Estate.objects.get()
    centre.undo(run=run, actor=office)

    assert (managed.state, managed.area_10k_sqm) == (EstateState.MANAGED, Decimal("11.8"))
    estate.refresh_from_db()
    assert (estate.state, estate.mode, estate.area_10k_sqm) == (EstateState.SURVEYED, "", None)


def test_that_an_organisation_exists_does_not_unsay_how_it_was_set_up(town, office):
    contract = ServiceContractFactory(
        estate=EstateFactory(street=town.root, managed=True), firm__street=town.root
    )
    PropertyFirm.objects.update(party_state=PartyState.JOINT)
    row = [contract.firm.name, "/", contract.estate.name, "", "", "是", ""]

    run = imported([HEAD, row], office)

    assert figures(run) == (0, 0, 1, 0)


@pytest.fixture
def bases(town):
    """A unit grid of the east community with two base grids."""
    area = GridFactory(street=town.root, code="01", name="北片区")
    unit = GridFactory(
        street=town.root,
        code="01-1",
        name="北一网格",
        tier=GridTier.UNIT,
        parent=area,
        community=town.east,
    )
    return [
        GridFactory(
            street=town.root,
            code=f"01-1-{n}",
            name=f"北一网格0{n}",
            tier=GridTier.BASE,
            parent=unit,
        )
        for n in (1, 2)
    ]


def test_buildings_are_listed_in_their_base_grid(town, bases, office):
    row = ["示例新村", "老三村", "东社区", "北一网格01", "老旧", "1-6#、8#楼", 318, "1998年"]

    first, again = imported([ESTATES, row], office), imported([ESTATES, row], office)

    estate = Estate.objects.get()
    assert (figures(first), figures(again)) == ((1, 0, 0, 0), (0, 0, 1, 0))
    assert (estate.community, estate.unit_grid.name, estate.building_count, estate.built_year) == (
        town.east,
        "北一网格",
        7,
        1998,
    )
    assert {(b.number, b.base_grid) for b in estate.buildings.all()} == {
        (number, bases[0]) for number in "1234568"
    }


def test_an_estate_spans_two_base_grids_through_its_buildings(town, bases, office):
    spanning = "北一网格01（1-3#）、北一网格02（4#、甲楼）"
    row = ["示例新村", "", "", spanning, "", "", 318, ""]

    run = imported([ESTATES, row], office)
    listed = {b.number: b.base_grid for b in Building.objects.all()}
    moved = imported([ESTATES, [*row[:3], "北一网格02（1-3#）", *row[4:]]], office)
    now = {b.number: b.base_grid for b in Building.objects.all()}
    centre.undo(run=moved, actor=office)

    assert (figures(run), figures(moved)) == ((1, 0, 0, 0), (0, 1, 0, 0))
    assert listed == dict.fromkeys("123", bases[0]) | {"4": bases[1], "甲楼": bases[1]}
    assert now == dict.fromkeys(["1", "2", "3", "4", "甲楼"], bases[1])
    assert {b.number: b.base_grid for b in Building.objects.all()} == listed


def test_several_base_grids_without_a_word_which_is_which_are_noticed(town, bases, office):
    run = imported([ESTATES, ["示例新村", "", "", "北一网格01、02", "", "1-3#", "", ""]], office)

    (notice,) = run.report["notices"]
    assert "01（1-3#）" in str(notice)
    assert set(Building.objects.values_list("base_grid", flat=True)) == {None}


def test_a_number_of_buildings_is_no_list_of_them(town, office):
    imported([ESTATES, ["示例新村", "", "东社区", "", "", "12栋", "", ""]], office)

    assert (Estate.objects.get().building_count, Building.objects.count()) == (12, 0)


def test_an_alias_finds_the_estate(town, office):
    estate = EstateFactory(street=town.root, name="示例新村", aliases="老三村、三村")

    run = imported([ESTATES, ["老三村", "", "东社区", "", "老旧", "", 20, ""]], office)

    estate.refresh_from_db()
    assert (figures(run), estate.name, estate.household_count) == ((0, 1, 0, 0), "示例新村", 20)


MANAGED = ["小区名称", "类型", "物业管理方式", "无人管理/清洁/维护"]


def test_the_three_flags_stand_in_one_cell(town, office):
    imported([MANAGED, ["示例新村", "老旧", "无", "√/×/√"]], office)

    estate = Estate.objects.get()
    assert (estate.is_without_manager, estate.is_without_cleaning, estate.is_without_upkeep) == (
        True,
        False,
        True,
    )
    assert (estate.state, estate.mode) == (EstateState.UNMANAGED, ManagementMode.NONE)


def test_a_managed_estate_of_which_nobody_takes_care_is_asked_about(town, office):
    run = imported([MANAGED, ["示例新村", "老旧", "企业", "√/×/√"]], office)

    assert [held["reason"] for held in run.report["held"]] == ["contradiction"]


def test_who_manages_changes_and_comes_back(town, office):
    imported([MANAGED, ["示例新村", "老旧", "企业", ""]], office)

    run = imported([MANAGED, ["示例新村", "老旧", "无", ""]], office)
    lapsed = Estate.objects.get()
    centre.undo(run=run, actor=office)

    assert (lapsed.state, lapsed.mode) == (EstateState.UNMANAGED, ManagementMode.NONE)
    assert (Estate.objects.get().state, Estate.objects.get().mode) == (
        EstateState.MANAGED,
        ManagementMode.ENTERPRISE,
    )
