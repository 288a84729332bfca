"""Lists leave the portal as ledgers that come back in: nothing is new, held or changed."""

from pathlib import Path

import pytest
from django.urls import reverse

from grids.models import Building, Estate, Grid
from grids.services.buildings import list_buildings
from grids.services.estates import amend_estate
from orgs.enums import OrgKind, Role
from orgs.imports import centre
from orgs.models import AuditEntry
from tests.factories import GridPostFactory, OrgFactory, PartnerFactory, RoleAssignmentFactory

# What leaves is read from rows that both engines are asked for elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

QINGWU = Path(__file__).parent / "ledgers" / "qingwu"
LEDGERS = (
    "党组织台账.xlsx",
    "网格台账.xlsx",
    "网格员花名册.xlsx",
    "共建单位台账.xlsx",
    "诉求工单.csv",
    "物业企业台账.xlsx",
    "共建单位台账.xlsx",
)


def brought(content, name, *, actor, street):
    runs = centre.bring(content=content, file_name=name, actor=actor, street=street)
    assert len(runs) == 1
    return centre.check(run=runs[0], actor=actor)


@pytest.fixture
def qingwu():
    """The sample street with everything its ledgers hold, and its office."""
    street = OrgFactory(code="001", name="中共青梧街道工作委员会", kind=OrgKind.COMMITTEE)
    office = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    for name in LEDGERS:
        run = brought((QINGWU / name).read_bytes(), name, actor=office, street=street)
        centre.apply(run=run, actor=office)
        street.refresh_from_db()
    return street, office


LISTS = {
    "organizations": ("orgs:org-list", "党组织台账"),
    "partner_units": ("orgs:partners", "共建单位台账"),
    "grids": ("grids:grid-list", "网格台账"),
    "grid_staff": ("grids:gridposts", "网格员花名册"),
    "requests": ("grids:cases", "诉求工单"),
    "estates": ("grids:estates", "小区楼栋台账"),
    "property_firms": ("grids:contracts", "物业企业台账"),
}


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_exported_lists_import_again_and_change_nothing(qingwu, browser, extension):
    street, office = qingwu
    client = browser(office)
    runs = {}
    for kind, (page, name) in LISTS.items():
        response = client.post(reverse(page), {"format": extension})
        content = b"".join(response.streaming_content)
        runs[kind] = brought(content, f"{name}.{extension}", actor=office, street=street)

    assert {kind: run.kind for kind, run in runs.items()} == {kind: kind for kind in LISTS}
    for report in (run.report for run in runs.values()):
        assert report["row_count"] > 15
        assert (report["held"], report["unmapped"], report["dropped_columns"]) == ([], [], [])
        assert (report["created"], report["amended"], report["deeds"]) == (0, 0, [])
    assert AuditEntry.objects.filter(verb="export.make").count() == len(LISTS)


def test_a_base_grid_that_is_only_a_number_comes_back_by_its_code(qingwu, browser):
    street, office = qingwu
    Grid.objects.filter(name="东苑一网格01").update(name="01", code="001-01-001-001")
    base = Grid.objects.get(name="01")
    GridPostFactory(grid=base, kind="worker", person_name="郑拟定", work_phone="19000000007")
    response = browser(office).post(reverse("grids:gridposts"), {"format": "xlsx"})

    run = brought(
        b"".join(response.streaming_content), "网格员花名册.xlsx", actor=office, street=street
    )

    assert (run.report["held"], run.report["created"]) == ([], 0)


def test_boundaries_posts_and_sources_come_back_as_they_went_out(qingwu, browser):
    street, office = qingwu
    school = PartnerFactory(street=street, name="示例小学分校")
    unit = Grid.objects.get(name="东苑一网格")
    sides = {"east": "样例路", "south": "青梧河", "west": "示范街", "north": "演示巷"}
    facts = {**sides, "boundaries": "老城厢一片", "is_unmanaged": False}
    Grid.objects.filter(pk=unit.pk).update(**facts)
    GridPostFactory(
        grid=unit, kind="responsible_unit", partner=school, covers="示例巷", remark="以奖代补"
    )
    GridPostFactory(grid=unit, kind="worker", source="村(社区)两委", is_full_time=False)

    for page in ("grids:grid-list", "grids:gridposts"):
        answer = browser(office).post(reverse(page), {"format": "xlsx"})
        name = {"grids:grid-list": "网格台账", "grids:gridposts": "网格员花名册"}[page]
        content = b"".join(answer.streaming_content)
        run = brought(content, f"{name}.xlsx", actor=office, street=street)
        centre.apply(run=run, actor=office)
        run.refresh_from_db()
        assert (run.report["held"], run.report["created"], run.report["amended"]) == ([], 0, 0)

    unit.refresh_from_db()
    assert {name: getattr(unit, name) for name in facts} == facts


def test_the_words_of_a_ledger_are_chinese_whoever_reads(town, office, browser):
    office.language = "en"
    office.save()

    response = browser(office).post(reverse("orgs:org-list"), {"format": "csv"})

    header, *lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert header.startswith("党组织名称,党组织代码,上级党组织,组织类别")
    assert "党总支" in lines[1]


def test_an_estate_in_two_base_grids_comes_back_with_its_buildings_in_place(qingwu, browser):
    street, office = qingwu
    estate = Estate.objects.order_by("code").first()
    first, second = Grid.objects.filter(tier="base").order_by("code")[:2]
    list_buildings(
        buildings=[
            Building(estate=estate, number=number, base_grid=grid)
            for number, grid in (("1", first), ("2", first), ("3", second), ("甲楼", None))
        ],
        actor=office,
    )
    amend_estate(
        estate=estate,
        kind="old",
        aliases="老院、三号院",
        built_year=1998,
        unit_count=8,
        owners_committee="preparing",
        renovation="under_way",
        surveyed_on="2026-10-08",
        is_without_cleaning=True,
        actor=office,
    )
    response = browser(office).post(reverse("grids:estates"), {"format": "xlsx"})

    run = brought(
        b"".join(response.streaming_content), "小区楼栋台账.xlsx", actor=office, street=street
    )

    assert (run.report["held"], run.report["created"], run.report["amended"]) == ([], 0, 0)
