"""Projects over HTTP."""

import pytest

from resources.enums import ProjectState
from resources.models import Project
from resources.workflow import PROJECT_MOVES
from tests.resources.deeds import WHY, made_by_people
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db

PROJECTS = "/api/v1/projects/"


def agreed_match(town):
    return MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="agreed",
    )


@pytest.fixture
def project(town):
    match = agreed_match(town)
    match.state = "in_project"
    match.save()
    return ProjectFactory(match=match)


def test_a_project_goes_from_the_match_to_the_archive(town, people, api):
    match = agreed_match(town)
    office, east, school = api(people.office), api(people.east), api(people.school)
    filed = east.post(PROJECTS, {"match": match.code, "name": "银龄理发", "due_on": "2026-12-31"})
    address = f"{PROJECTS}{filed.json()['public_id']}/"

    answers = [
        office.post(f"{address}review/"),
        office.post(f"{address}classify/", {"project_class": "key", "grant": "8000", **WHY}),
        office.post(f"{address}approve/"),
        office.post(f"{address}endorse/", {"endorsement": "联席〔2026〕3号"}),
        office.post(f"{address}approve/"),
        east.post(f"{address}start/"),
        office.post(f"{address}name-guide/", {"guide_name": "王示导", "guide_post": "副书记"}),
        east.post(f"{address}start/"),
        east.post(f"{address}report/", {"progress": 60, "outcome": "已服务20人"}),
        school.post(f"{address}sign-for-resource/"),
        east.post(f"{address}sign-for-need/"),
        office.post(f"{address}appraise/", {"appraisal": "受益居民满意"}),
        office.post(f"{address}archive/", {"closing_summary": "服务老人20人"}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 409, 200, 200, 409, *[200] * 7]
    assert answers[2].json()["code"] == "endorsement_missing"
    last = answers[-1].json()
    assert (last["state"], last["need"], last["progress"]) == ("archived", match.need.code, 100)


def test_an_unfunded_project_with_a_grant_is_a_conflict(project, people, api):
    Project.objects.update(state=ProjectState.REVIEWED)

    answer = api(people.office).post(
        f"{PROJECTS}{project.public_id}/classify/", {"project_class": "unfunded", "grant": "1"}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "grant_refused")


def test_a_match_that_is_not_agreed_makes_no_project(match, people, api):
    answer = api(people.east).post(PROJECTS, {"match": match.code, "name": "银龄理发"})

    assert (answer.status_code, answer.json()["code"]) == (409, "move_refused")


@pytest.mark.parametrize(
    ("who", "status"), [("office", 200), ("east", 200), ("school", 200), ("west", 404)]
)
def test_a_project_exists_for_its_two_sides_and_their_street(project, people, api, who, status):
    client = api(getattr(people, who))

    assert client.get(f"{PROJECTS}{project.public_id}/").status_code == status


def test_there_is_an_endpoint_for_each_step_a_person_makes(project, people, api):
    client = api(people.office)

    answers = {
        action: client.post(f"{PROJECTS}{project.code}/{action.replace('_', '-')}/").status_code
        for action in made_by_people(PROJECT_MOVES)
    }

    assert {action for action, status in answers.items() if status == 404} == set()


def test_correcting_names_the_version_that_was_read(project, people, api):
    client, address = api(people.school), f"{PROJECTS}{project.public_id}/"

    fresh = client.patch(address, {"responsible_name": "王示社"}, headers={"If-Match": '"1"'})
    late = client.patch(address, {"responsible_name": "李样"}, headers={"If-Match": '"1"'})

    assert (fresh.status_code, late.status_code) == (200, 412)


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, people, api, size, django_assert_num_queries):
    for _ in range(size):
        ProjectFactory(match=agreed_match(town))
    client = api(people.office)

    with django_assert_num_queries(3):  # the reader's roles, the count, the page
        client.get(f"{PROJECTS}?state=filed")
