"""Cases come into the register, find their place, and are taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.enums import CaseCategory
from grids.models import Case
from grids.services import cases
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused, PrivateWords
from partybuild.errors import StaleVersion
from tests.factories import CaseFactory, GridFactory, OrgFactory

pytestmark = pytest.mark.django_db


def test_registered_cases_each_have_their_line(town, office):
    new = [CaseFactory.build(street=town.root, code=code) for code in ("SL1", "SL2")]

    cases.register_cases(cases=new, actor=office)

    assert sorted(Case.objects.values_list("code", flat=True)) == ["SL1", "SL2"]
    assert AuditEntry.objects.filter(verb="case.register", org=town.root).count() == 2


def test_a_number_stands_once_in_a_street(town, office):
    CaseFactory(street=town.root, code="SL1")
    CaseFactory(street=OrgFactory(code="102"), code="SL1")

    with pytest.raises(cases.CaseCodeTaken):
        cases.register_cases(cases=[CaseFactory.build(street=town.root, code="SL1")], actor=office)


@pytest.mark.parametrize(
    "words",
    [
        "联系王示 19000000401",
        "电话190-0000-0402",
        "座机0000-1234567",
        "身份证号110000199001010017",
    ],
)
def test_no_private_number_comes_into_the_register(town, office, words):
    case = CaseFactory.build(street=town.root, content=words)

    with pytest.raises(PrivateWords):
        cases.register_cases(cases=[case], actor=office)


def test_a_case_is_closed_after_it_was_reported(town, office):
    now = timezone.now()
    case = CaseFactory.build(
        street=town.root, reported_at=now, closed_at=now - timedelta(minutes=1)
    )

    with pytest.raises(FactRefused):
        cases.register_cases(cases=[case], actor=office)


def test_the_office_says_where_a_case_lies(town, ground, office):
    case = CaseFactory(street=town.root)

    amended = cases.amend_case(
        case=case, grid=ground.base, category=CaseCategory.WORK_SAFETY, actor=office
    )

    assert (amended.grid, amended.community) == (ground.base, town.east)
    entry = AuditEntry.objects.get(verb="case.amend")
    assert entry.changes == {
        "community": [None, "101801"],
        "grid": [None, "001-01-001-001"],
        "category": ["", "work_safety"],
    }


def test_saying_the_same_again_writes_nothing(town, office):
    case = CaseFactory(street=town.root, community=town.east)

    again = cases.amend_case(case=case, community=town.east, actor=office)

    assert again.version == case.version
    assert not AuditEntry.objects.exists()


def test_a_grid_of_another_community_is_refused(town, ground, office):
    case = CaseFactory(street=town.root, community=town.west)

    with pytest.raises(cases.PlaceRefused, match="北一01"):
        cases.amend_case(case=case, grid=ground.base, actor=office)


def test_a_place_of_another_street_is_refused(town, office):
    other = OrgFactory(code="102")
    community = OrgFactory(code="102801", kind="community_committee", parent=other)
    case = CaseFactory(street=town.root)

    for place in ({"community": community}, {"grid": GridFactory(street=other)}):
        with pytest.raises(cases.PlaceRefused):
            cases.amend_case(case=case, actor=office, **place)


def test_a_branch_is_no_community(town, office):
    with pytest.raises(cases.PlaceRefused):
        cases.amend_case(case=CaseFactory(street=town.root), community=town.branch, actor=office)


def test_a_change_made_on_an_old_version_is_lost_to_nobody(town, office):
    case = CaseFactory(street=town.root)
    cases.amend_case(case=case, community=town.east, version=1, actor=office)

    with pytest.raises(StaleVersion):
        cases.amend_case(case=case, community=town.west, version=1, actor=office)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.LEADER, Role.GRID_WORKER])
def test_only_the_office_places_a_case_or_takes_it_back(town, person, role):
    case, other = CaseFactory(street=town.root), person(role, over=town.root)

    with pytest.raises(PermissionDenied):
        cases.amend_case(case=case, community=town.east, actor=other)
    with pytest.raises(PermissionDenied):
        cases.take_back_cases(cases=[case], actor=other)
    with pytest.raises(PermissionDenied):
        cases.register_cases(cases=[CaseFactory.build(street=town.root)], actor=other)


def test_cases_taken_back_leave_their_line_only(town, office):
    found = [CaseFactory(street=town.root) for _ in range(2)]

    cases.take_back_cases(cases=found, actor=office)

    assert not Case.objects.exists()
    entries = AuditEntry.objects.filter(verb="case.take_back")
    assert [entry.changes["title"] for entry in entries] == [["路灯不亮", None]] * 2


@pytest.fixture
def placed(town, ground):
    """One case nowhere, one in each community, one in the base grid of the east, one abroad."""
    CaseFactory(street=town.root, title="未定")
    CaseFactory(street=town.root, title="东", community=town.east)
    CaseFactory(street=town.root, title="西", community=town.west)
    CaseFactory(street=town.root, title="网格", community=town.east, grid=ground.base)
    CaseFactory(title="外街道")


@pytest.mark.parametrize(
    ("role", "place", "titles"),
    [
        (Role.OFFICE, "root", {"未定", "东", "西", "网格"}),
        (Role.LEADER, "root", {"未定", "东", "西", "网格"}),
        (Role.SECRETARY, "east", {"东", "网格"}),
        (Role.SECRETARY, "west", {"西"}),
        (Role.SECRETARY, "north", {"网格"}),
        (Role.SECRETARY, "branch", {"网格"}),
        (Role.GRID_WORKER, "group", {"网格"}),
        (Role.SECRETARY, "south", set()),
        (Role.PARTNER_LIAISON, "school", set()),
        (Role.AUDITOR, "root", set()),
    ],
)
def test_a_case_is_seen_through_its_street_community_and_grid(
    town, person, placed, role, place, titles
):
    reader = person(role, over=getattr(town, place))

    assert {case.title for case in Case.objects.visible_to(reader)} == titles
