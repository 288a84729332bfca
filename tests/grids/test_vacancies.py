"""Posts that must be held and are not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.enums import GridPostKind
from grids.selectors.vacancies import grids_with_vacancies, vacancies_of, vacant_kinds
from orgs.enums import Role
from tests.factories import GridFactory, GridPostFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("grids:vacancies")
LEAD, INSTRUCTOR = GridPostKind.LEAD, GridPostKind.INSTRUCTOR


def found(reader):
    return {grid.code: vacant_kinds(grid) for grid in grids_with_vacancies(reader=reader)}


def test_a_unit_lacks_a_lead_and_an_instructor_a_base_grid_a_lead_and_an_area_nothing(
    ground, office
):
    GridPostFactory(grid=ground.unit, kind=LEAD)
    yesterday = timezone.localdate() - timedelta(days=1)
    GridPostFactory(grid=ground.base, kind=LEAD, ends_on=yesterday)

    assert found(office) == {
        "001-01-001": [INSTRUCTOR],
        "001-02-001": [LEAD, INSTRUCTOR],
        "001-01-001-001": [LEAD],
    }
    assert (vacancies_of(ground.unit), vacancies_of(ground.north)) == ([INSTRUCTOR], [])


def test_the_list_is_narrowed_to_a_post_and_exported(ground, office, browser):
    client = browser(office)

    listed = client.get(f"{PAGE}?kind=instructor").context["page"]
    exported = client.post(f"{PAGE}?kind=instructor", {"format": "csv"})

    text = b"".join(exported.streaming_content).decode("utf-8-sig")
    assert [grid.code for grid in listed] == ["001-01-001", "001-02-001"]
    assert len(text.splitlines()) == 3


def test_the_list_ends_at_the_border_of_my_reach(town, ground, person):
    assert set(found(person(Role.SECRETARY, over=town.east))) == {"001-01-001", "001-01-001-001"}


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(
    town, office, browser, size, django_assert_num_queries
):
    area = GridFactory(street=town.root, code="x")
    for number in range(size):
        area.refresh_from_db()
        GridFactory(street=town.root, code=f"x{number}", tier="unit", parent=area)
    client = browser(office)

    with django_assert_num_queries(7):
        client.get(PAGE)


def test_the_page_of_a_grid_names_them_and_the_api_finds_them(ground, office, browser, api):
    html = browser(office).get(ground.unit.get_absolute_url()).content.decode()
    rows = api(office).get("/api/v1/grids/?vacant=instructor").json()["results"]

    assert str(INSTRUCTOR.label) in html
    assert [row["code"] for row in rows] == ["001-01-001", "001-02-001"]
