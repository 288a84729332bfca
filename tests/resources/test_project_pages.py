"""Pages of projects: the list, the board, one project with its line."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from resources.enums import ProjectClass, ProjectState
from resources.models import Project
from resources.selectors.projects import PER_LANE, board, line_of
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"resources:{name}", args=args)


@pytest.fixture
def carried(town):
    """``carried(state, …)``: a project of the east community and the school."""

    def make(state="filed", **facts):
        match = MatchFactory(
            need=NeedFactory(owner_org=town.east, state="matched"),
            resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
            state="in_project",
        )
        return ProjectFactory(match=match, state=state, **facts)

    return make


def test_a_project_is_filed_from_its_match(town, people, browser):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="agreed",
    )

    answer = browser(people.school).post(
        address("project-file", match.public_id), {"name": "银龄理发", "due_on": "2026-12-31"}
    )

    assert answer.url == Project.objects.get().get_absolute_url()


@pytest.mark.parametrize("name", ["project", "project-amend"])
def test_a_project_out_of_reach_does_not_exist(carried, people, browser, name):
    project = carried()

    assert browser(people.west).get(address(name, project.public_id)).status_code == 404


def test_an_accepted_project_is_not_corrected(carried, people, browser):
    project = carried("accepted")

    assert browser(people.east).get(address("project-amend", project.public_id)).status_code == 403


def test_an_unfunded_project_with_a_grant_is_refused_beside_the_grant(carried, people, browser):
    project = carried("reviewed")

    answer = browser(people.office).post(
        address("project-step", project.public_id, "classify"),
        {"project_class": "unfunded", "grant": "100"},
    )

    assert answer.status_code == 409
    assert 'href="#classify-grant"' in answer.text


def test_a_key_project_offers_the_approval_only_once_it_is_endorsed(carried, people, browser):
    project = carried("classed", project_class=ProjectClass.KEY)
    approve = address("project-step", project.public_id, "approve")
    client = browser(people.office)

    before = client.get(project.get_absolute_url()).text
    client.post(
        address("project-step", project.public_id, "endorse"), {"endorsement": "联席〔2026〕3号"}
    )
    after = client.get(project.get_absolute_url()).text

    assert (approve in before, approve in after) == (False, True)


def test_the_line_leads_from_the_need_to_the_acceptance(carried, people):
    project = carried("classed", project_class=ProjectClass.KEY)
    match = project.match

    stations = line_of(project, reader=people.office)

    assert [(each.url, each.is_reached) for each in stations] == [
        (match.need.get_absolute_url(), True),
        (match.resource.get_absolute_url(), True),
        (match.get_absolute_url(), True),
        ("", False),
        ("", True),
        ("", False),
    ]


def test_an_ordinary_project_passes_no_meeting(carried, people):
    assert len(line_of(carried("classed"), reader=people.office)) == 5


def test_the_board_puts_the_soonest_due_first_and_says_how_many_there_are(carried, people):
    late = carried("running", due_on=timezone.localdate() - timedelta(days=3))
    undated = carried("running")
    carried("archived")
    soon = carried("running", due_on=timezone.localdate())

    lanes = {lane.states[0]: lane for lane in board(reader=people.office)}

    running = lanes[ProjectState.RUNNING]
    assert (running.cards, running.count) == ((late, soon, undated), 3)
    assert sum(lane.count for lane in lanes.values()) == 3


def test_a_crowded_lane_is_cut_and_says_so(carried, people):
    for _ in range(PER_LANE + 1):
        carried("running")

    (running,) = [lane for lane in board(reader=people.office) if lane.count]

    assert (len(running.cards), running.is_cut) == (PER_LANE, True)


@pytest.mark.parametrize("name", ["projects", "board", "project"])
def test_a_page_costs_the_same_with_one_row_and_with_three(carried, people, browser, cost, name):
    client, project = browser(people.office), carried("running")
    url = address(name, *([project.public_id] if name == "project" else []))

    with_one = cost(client, url)
    carried("filed")
    carried("running")

    assert cost(client, url) == with_one


def test_the_export_stands_under_the_headers_of_the_ledger(carried, people, browser):
    carried("running")

    answer = browser(people.office).post(address("projects"), {"format": "csv"})

    header = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()[0]
    assert header == (
        "项目编号,项目名称,项目类别,需求编号,资源编号,承办社区,共建单位,经费(元),经费来源,"
        "开始时间,完成时限,责任人,进度(%),成效,满意度,状态"
    )
