"""Projects side by side over half a year."""

from datetime import date

import pytest
from django.urls import reverse

from resources.models import Milestone
from resources.selectors.timelines import line_in, months_from, months_on, timelined
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db

TIMELINE = reverse("resources:timeline")


@pytest.fixture
def made(town):
    def make(state="running", **facts):
        match = MatchFactory(
            need=NeedFactory(owner_org=town.east, state="matched"),
            resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
            state="in_project",
        )
        project = ProjectFactory(match=match, state=state, **facts)
        Milestone.objects.create(project=project, title="启动", due_on="2026-01-05")
        return project

    return make


@pytest.mark.parametrize(
    ("count", "expected"), [(1, (2027, 1)), (0, (2026, 12)), (-12, (2025, 12)), (13, (2028, 1))]
)
def test_months_go_over_the_turn_of_the_year(count, expected):
    assert months_on(date(2026, 12, 31), count) == date(*expected, 1)


def test_a_milestone_stands_in_its_month_and_a_late_one_before_the_first(made, people):
    made(starts_on=date(2026, 1, 2), due_on=date(2026, 3, 31))
    (project,) = timelined(reader=people.east)

    shown = line_in(project, months_from(date(2026, 1, 1)))
    later = line_in(project, months_from(date(2026, 2, 1)))

    assert [len(each.milestones) for each in shown.stretches] == [1, 0, 0, 0, 0, 0]
    assert [each.is_under_way for each in shown.stretches] == [True] * 3 + [False] * 3
    assert (shown.stretches[0].starts, shown.stretches[2].ends) == (True, True)
    assert [each.title for each in later.late_before] == ["启动"]


def test_the_timeline_shows_what_is_within_reach_and_says_what_is_overdue(made, people, browser):
    project = made()

    seen = browser(people.school).get(f"{TIMELINE}?from=2026-01").content.decode()
    unseen = browser(people.west).get(f"{TIMELINE}?from=2026-01").content.decode()

    assert project.get_absolute_url() in seen
    assert "is-over" in seen
    assert project.get_absolute_url() not in unseen


@pytest.mark.parametrize("asked", ["", "2026-13", "示例"])
def test_a_month_that_is_none_is_about_now(made, people, browser, asked):
    made()

    assert browser(people.east).get(TIMELINE, {"from": asked}).status_code == 200


def test_a_project_that_is_over_stands_no_more(made, people):
    made("stopped")

    assert not timelined(reader=people.east).exists()


def test_the_timeline_costs_the_same_at_any_length(made, people, browser, cost):
    client = browser(people.office)
    made()
    once = cost(client, TIMELINE)
    made()
    made()

    assert cost(client, TIMELINE) == once
