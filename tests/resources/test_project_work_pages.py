"""The works of a project on its page and over HTTP."""

import pytest
from django.urls import reverse
from django.utils import timezone

from resources.enums import FundingSource
from resources.models import BudgetLine, Expense, Milestone, Project, ProjectNote
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db

SPENT = {
    "source": "budget",
    "spent_on": "2026-01-05",
    "purpose": "购买理发工具",
    "amount": "60",
    "document_number": "票1号",
}


@pytest.fixture
def project(town):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    found = ProjectFactory(match=match, state="running", grant=100)
    BudgetLine.objects.create(project=found, source=FundingSource.BUDGET, amount=100)
    return found


def step(project, action):
    return reverse("resources:project-step", args=[project.public_id, action])


def endpoint(project, name):
    return f"/api/v1/projects/{project.public_id}/{name}/"


def test_an_expense_is_entered_on_the_page_and_the_next_is_refused_beside_its_reason(
    project, people, browser
):
    client = browser(people.east)

    done = client.post(step(project, "enter_expense"), SPENT)
    refused = client.post(step(project, "enter_expense"), SPENT)

    assert (done.status_code, refused.status_code) == (302, 409)
    assert "40.00" in refused.content.decode()
    assert Expense.objects.count() == 1


def test_milestones_are_set_and_reached_on_the_page(project, people, browser):
    client = browser(people.east)
    client.post(step(project, "set_milestone"), {"title": "启动", "due_on": "2026-01-05"})
    milestone = Milestone.objects.get()
    late = client.get(project.get_absolute_url()).content.decode()

    client.post(step(project, "reach_milestone"), {"milestone": milestone.pk})

    assert "is-over" in late
    assert Project.objects.get().progress == 100
    assert Milestone.objects.get().done_on == timezone.localdate()


def test_a_stranger_finds_no_work_to_do(project, people, browser, api):
    page = browser(people.west).post(step(project, "set_milestone"), {"title": "启动"})
    answer = api(people.west).post(endpoint(project, "set-milestone"), {"title": "启动"})
    file = api(people.west).get(endpoint(project, "file"))

    assert [page.status_code, answer.status_code, file.status_code] == [404] * 3


def test_the_works_over_http_and_the_file_that_shows_them(project, people, api):
    east, office = api(people.east), api(people.office)

    answers = [
        east.post(endpoint(project, "set-milestone"), {"title": "启动", "due_on": "2026-01-05"}),
        east.post(
            endpoint(project, "reach-milestone"),
            {"milestone": str(Milestone.objects.get().public_id), "done_on": "2026-01-04"},
        ),
        east.post(endpoint(project, "enter-expense"), SPENT),
        east.post(endpoint(project, "enter-expense"), SPENT),
        office.post(endpoint(project, "set-budget"), {"source": "unit", "amount": "5.50"}),
    ]
    file = east.get(endpoint(project, "file")).json()

    assert [answer.status_code for answer in answers] == [200, 200, 200, 409, 200]
    assert answers[3].json()["code"] == "budget_exceeded"
    assert (file["budgeted"], file["spent"]) == ("105.50", "60.00")
    assert [m["done_on"] for m in file["milestones"]] == ["2026-01-04"]


def test_a_row_of_another_project_is_unknown_over_http(town, project, people, api):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.west, state="matched"),
        resource=ResourceFactory(owner_partner=town.bank, state="partly_taken"),
        state="in_project",
    )
    foreign = Milestone.objects.create(
        project=ProjectFactory(match=match, state="running"), title="启动", due_on="2026-01-05"
    )

    answer = api(people.east).post(
        endpoint(project, "reach-milestone"), {"milestone": str(foreign.public_id)}
    )

    assert answer.status_code == 400


def test_the_page_costs_the_same_with_one_row_and_with_three(project, people, browser, cost):
    client = browser(people.east)
    add_rows(project, people, "一")
    once = cost(client, project.get_absolute_url())

    add_rows(project, people, "二")
    add_rows(project, people, "三")

    assert cost(client, project.get_absolute_url()) == once


def add_rows(project, people, title):
    Milestone.objects.create(project=project, title=title, due_on="2026-01-05")
    ProjectNote.objects.create(project=project, text=title, written_by=people.east)
    Expense.objects.create(
        line=BudgetLine.objects.get(),
        spent_on="2026-01-05",
        purpose=title,
        amount=1,
        document_number="1",
        entered_by=people.east,
    )
