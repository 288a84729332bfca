"""The register of cases in the browser."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.enums import CaseCategory, CaseKind, Satisfaction
from orgs.enums import Role
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

LIST = reverse("grids:cases")


def step(case):
    return reverse("grids:case-step", args=[case.public_id, "amend"])


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.GRID_WORKER])
def test_a_case_out_of_reach_does_not_exist(town, person, browser, role):
    case = CaseFactory(street=town.root, community=town.east)
    client = browser(person(role, over=town.west))

    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.post(step(case), {}).status_code == 404
    assert client.get(f"/why/case/{case.public_id}/").status_code == 404


def test_a_partner_liaison_is_shown_no_case_and_no_way_to_them(town, person, browser):
    case = CaseFactory(street=town.root)
    client = browser(person(Role.PARTNER_LIAISON, over=town.school))

    assert client.get(case.get_absolute_url()).status_code == 404
    assert case.title not in client.get(LIST).text
    assert f'href="{LIST}"' not in client.get("/").text


def test_a_community_secretary_reads_the_case_and_is_offered_nothing(town, person, browser):
    case = CaseFactory(street=town.root, community=town.east, reply="已更换灯泡。")
    client = browser(person(Role.SECRETARY, over=town.east))

    page = client.get(case.get_absolute_url()).text

    assert "已更换灯泡。" in page
    assert step(case) not in page
    assert client.post(step(case), {"version": 1}).status_code == 403


def test_the_office_places_a_case_by_the_code_of_its_grid(town, ground, office, browser):
    case = CaseFactory(street=town.root)

    answer = browser(office).post(
        step(case), {"version": 1, "grid": "001-01-001-001", "category": CaseCategory.ECOLOGY}
    )

    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.grid, case.community, case.category) == (ground.base, town.east, "ecology")


def test_a_grid_nobody_knows_is_told_beside_the_field(town, ground, office, browser):
    case = CaseFactory(street=town.root)

    answer = browser(office).post(step(case), {"version": 1, "grid": "无"})

    assert answer.status_code == 422
    assert 'aria-describedby="amend-grid' in answer.text


def test_a_grid_of_another_community_is_a_refusal(town, ground, office, browser):
    case = CaseFactory(street=town.root)

    answer = browser(office).post(
        step(case), {"version": 1, "grid": "001-01-001-001", "community": town.west.pk}
    )

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"灯", "梯", "噪"}),
        ("?kind=complaint", {"梯"}),
        ("?category=ecology", {"噪"}),
        ("?category=none", {"灯", "梯"}),
        ("?solved=yes", {"梯"}),
        ("?solved=unknown", {"灯", "噪"}),
        ("?satisfaction=satisfied", {"梯"}),
        ("?since=2026-10-05", {"梯", "噪"}),
        ("?until=2026-10-05", {"灯", "梯"}),
        ("?q=电梯", {"梯"}),
        ("?community={east}", {"灯"}),
    ],
)
def test_the_register_is_narrowed(town, office, browser, query, titles):
    at = datetime(2026, 10, 5, 23, 30, tzinfo=timezone.get_default_timezone())
    day = timedelta(days=1)
    CaseFactory(street=town.root, title="灯", community=town.east, reported_at=at - day)
    CaseFactory(
        street=town.root,
        title="梯",
        content="电梯故障",
        kind=CaseKind.COMPLAINT,
        is_solved=True,
        satisfaction=Satisfaction.SATISFIED,
        reported_at=at,
    )
    CaseFactory(street=town.root, title="噪", category=CaseCategory.ECOLOGY, reported_at=at + day)

    answer = browser(office).get(LIST + query.format(east=town.east.public_id))

    assert {case.title for case in answer.context["page"]} == titles


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(
    town, ground, office, browser, size, django_assert_num_queries
):
    CaseFactory.create_batch(size, street=town.root, community=town.east, grid=ground.base)
    client = browser(office)

    with django_assert_num_queries(7):
        client.get(LIST)
