"""Cases over HTTP."""

import pytest

from grids.models import Case
from orgs.enums import Role
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

CASES = "/api/v1/cases/"


def test_a_case_is_read_and_placed(town, ground, office, api):
    case = CaseFactory(street=town.root)
    client, url = api(office), f"{CASES}{case.public_id}/"

    read = client.get(url)
    amended = client.patch(
        url,
        {"grid": "001-01-001-001", "category": "ecology"},
        format="json",
        headers={"If-Match": read.headers["ETag"]},
    )
    again = client.patch(
        url, {"category": ""}, format="json", headers={"If-Match": read.headers["ETag"]}
    )

    assert (read.status_code, amended.status_code, again.status_code) == (200, 200, 412)
    told = amended.json()
    assert (told["community"], told["grid"]) == ("101801", "001-01-001-001")
    assert (told["category"], told["version"]) == ("ecology", 2)


def test_what_the_hotline_says_is_not_changed_by_hand(town, office, api):
    case = CaseFactory(street=town.root)
    client = api(office)

    answers = [
        client.patch(
            f"{CASES}{case.public_id}/",
            {"reply": "另写"},
            format="json",
            headers={"If-Match": '"1"'},
        ),
        client.post(CASES, {"code": "SL1"}, format="json"),
        client.delete(f"{CASES}{case.public_id}/"),
    ]

    case.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 400, 405]
    assert (case.reply, case.version) == ("", 1)


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.SECRETARY, "west"), (Role.PARTNER_LIAISON, "school")],
)
def test_a_case_out_of_reach_does_not_exist(town, person, api, role, place):
    case = CaseFactory(street=town.root, community=town.east)
    client = api(person(role, over=getattr(town, place)))

    assert client.get(f"{CASES}{case.public_id}/").status_code == 404
    assert client.get(CASES).json()["count"] == 0


def test_a_secretary_may_not_place_a_case(town, person, api):
    case = CaseFactory(street=town.root, community=town.east)

    answer = api(person(Role.SECRETARY, over=town.east)).patch(
        f"{CASES}{case.public_id}/", {"category": ""}, format="json", headers={"If-Match": '"1"'}
    )

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?community=101801", 1),
        ("?grid=001-01-001-001", 1),
        ("?code=SL1", 1),
        ("?category=none", 2),
        ("?search=电梯", 1),
    ],
)
def test_the_register_is_narrowed(town, ground, office, api, query, count):
    CaseFactory(street=town.root, code="SL1", title="电梯故障")
    CaseFactory(street=town.root, community=town.east, grid=ground.base)

    assert api(office).get(CASES + query).json()["count"] == count


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(
    town, ground, office, api, size, django_assert_num_queries
):
    CaseFactory.create_batch(size, street=town.root, community=town.east, grid=ground.base)
    client = api(office)

    with django_assert_num_queries(3):
        client.get(CASES)


def test_a_case_is_filed_and_goes_its_way_over_http(town, person, office, api):
    client, worker = api(office), api(person(Role.GRID_WORKER, over=town.branch))
    facts = {"street": "101", "title": "路灯不亮", "phone": "19000000001"}
    filed = client.post(CASES, facts, format="json")
    url = f"{CASES}{filed.json()['public_id']}/"

    answers = [
        client.post(f"{url}respond/"),
        client.post(f"{url}dispatch/", {"org": "101001001"}, format="json"),
        worker.post(f"{url}sign-for/"),
        worker.post(f"{url}answer/", {"reply": "已更换灯泡。"}, format="json"),
        worker.post(f"{url}close/"),
    ]

    assert filed.status_code == 201
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 403]
    assert Case.objects.get().state == "answered"
    course = client.get(f"{url}course/").json()
    assert [step["action"] for step in course["steps"]][-1] == "answer"
    assert [clock["is_kept"] for clock in course["deadlines"]] == [True, True, True, None]
    assert "19000000001" not in filed.text + client.get(url).text


def test_the_steps_of_a_case_out_of_reach_do_not_exist(town, person, api):
    case = CaseFactory(street=town.root, community=town.east)
    client = api(person(Role.SECRETARY, over=town.west))

    assert client.post(f"{CASES}{case.public_id}/respond/").status_code == 404
    assert client.get(f"{CASES}{case.public_id}/course/").status_code == 404


def test_a_route_is_added_and_removed_by_the_office_alone(town, person, office, api):
    routes, client = "/api/v1/case-routes/", api(office)
    facts = {"street": "101", "target": "org", "org": "101001001", "category": "ecology"}

    added = client.post(routes, facts, format="json")
    stranger = api(person(Role.SECRETARY, over=town.east))

    url = f"{routes}{added.json()['public_id']}/"
    assert (added.status_code, added.json()["position"]) == (201, 1)
    assert stranger.get(url).status_code == 404
    assert stranger.post(routes, facts, format="json").status_code in (400, 403)
    assert client.post(f"{url}remove/").status_code == 200
    assert client.get(routes).json()["count"] == 0
