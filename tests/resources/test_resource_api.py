"""Resources over HTTP."""

import pytest

from resources.models import Resource
from resources.workflow import RESOURCE_MOVES
from tests.resources.deeds import made_by_people
from tests.resources.factories import NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

RESOURCES = "/api/v1/resources/"


def test_a_resource_is_filed_handed_in_and_published(town, people, api):
    school, office = api(people.school), api(people.office)
    facts = {"resource_class": "venue", "content": "报告厅（300座）", "quantity": "4", "unit": "次"}

    filed = school.post(RESOURCES, {"owner_partner": str(town.school.public_id), **facts})
    address = f"{RESOURCES}{filed.json()['code']}/"
    school.post(f"{address}submit/")
    published = office.post(f"{address}publish/")

    assert (filed.status_code, published.json()["state"]) == (201, "published")
    assert published.json()["left"] == "4.00"


def test_the_office_files_on_behalf_of_a_unit_only_with_a_reason(town, people, api):
    facts = {
        "owner_partner": str(town.school.public_id),
        "resource_class": "venue",
        "title": "报告厅",
    }
    client = api(people.office)

    silent = client.post(RESOURCES, facts)
    told = client.post(RESOURCES, {**facts, "on_behalf": "学校来电委托"})

    assert (silent.status_code, silent.json()["code"]) == (409, "reason_missing")
    assert (told.status_code, told.json()["state"]) == (201, "submitted")


def test_a_published_resource_is_shared_and_a_draft_does_not_exist_for_others(town, people, api):
    published = ResourceFactory(owner_partner=town.school)
    draft = ResourceFactory(owner_partner=town.school, state="draft")
    client = api(people.bank)

    found = [client.get(f"{RESOURCES}{row.public_id}/").status_code for row in (published, draft)]

    assert found == [200, 404]


def test_there_is_an_endpoint_for_each_step_a_person_makes(town, people, api):
    resource = ResourceFactory(owner_partner=town.school)
    client = api(people.school)

    answers = {
        action: client.post(f"{RESOURCES}{resource.code}/{action.replace('_', '-')}/").status_code
        for action in made_by_people(RESOURCE_MOVES)
    }

    assert {action for action, status in answers.items() if status == 404} == set()


def test_correcting_names_the_version_that_was_read(town, people, api):
    resource = ResourceFactory(owner_partner=town.school)
    client, address = api(people.office), f"{RESOURCES}{resource.public_id}/"

    fresh = client.patch(address, {"quantity": "6"}, headers={"If-Match": '"1"'})
    late = client.patch(address, {"quantity": "7"}, headers={"If-Match": '"1"'})

    assert (fresh.status_code, late.status_code) == (200, 412)
    assert Resource.objects.get().quantity == 6


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"A", "B", "C"}),
        ("?available=true", {"A"}),
        ("?state=taken", {"B"}),
        ("?resource_class=venue", {"A"}),
        ("?under=101801", {"C"}),
        ("?search=报告厅", {"A"}),
    ],
)
def test_the_list_is_narrowed(town, people, api, query, found):
    ResourceFactory(owner_partner=town.school, code="A", title="报告厅", resource_class="venue")
    ResourceFactory(owner_partner=town.school, code="B", state="taken")
    ResourceFactory(owner_org=town.east, code="C", state="draft")

    answer = api(people.office).get(RESOURCES + query)

    assert {row["code"] for row in answer.json()["results"]} == found


def test_the_needs_that_a_resource_fits_come_with_their_reasons(town, people, api):
    need = NeedFactory(owner_org=town.east)
    resource = ResourceFactory(owner_partner=town.school)

    (best,) = api(people.office).get(f"{RESOURCES}{resource.public_id}/candidates/").json()

    assert best["need"]["code"] == need.code


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, people, api, size, django_assert_num_queries):
    for _ in range(size):
        ResourceFactory(owner_org=town.east)
        ResourceFactory(owner_partner=town.school)
    client = api(people.office)

    with django_assert_num_queries(3):  # the reader's roles, the count, the page
        client.get(RESOURCES)
