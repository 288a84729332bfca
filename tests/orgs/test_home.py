"""The workbench: what waits, what is missing, what is new."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orgs.enums import DatePrecision, OrgKind, PostKind, Role
from orgs.models import Org, Posting
from orgs.selectors.changes import latest_changes
from orgs.selectors.indicators import gaps
from orgs.selectors.waiting import waiting_for
from orgs.services import pairings
from orgs.services.audit import record
from tests.factories import OrgFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def counts(reader):
    return {gap.key: gap.count for gap in gaps(reader=reader, subject="orgs")}


def test_each_gap_is_counted_below_the_reader(town, office):
    assert counts(office) == {
        "no-secretary": 6,
        "no-partner": 2,
        "area-without-branch": 1,
        "no-reserve": 6,
        "no-quota": 2,
        "no-residents-committee": 2,
        "members-unknown": 7,
        "community-without-need": 2,
        "volunteer-rate-low": 2,
        "volunteer-activity-missing": 2,
        "community-centre": 2,
        "community-space": 2,
        "no-office-head": 1,
        "no-contact-leader": 2,
        "org-no-grid": 4,
        "community-no-grid": 2,
        "community-unvisited": 2,
        "no-matters-list": 2,
    }


def test_what_was_mended_is_no_gap(town, office):
    pairings.pair_partner(partner=town.school, community=town.east, actor=office)
    Posting.objects.create(org=town.east, kind=PostKind.SECRETARY, person_name="示例")
    Org.objects.filter(pk=town.east.pk).update(member_count=3)

    found = counts(office)

    assert (found["no-partner"], found["no-secretary"], found["members-unknown"]) == (1, 5, 6)


def test_a_post_that_has_ended_fills_nothing(town, office, today):
    Posting.objects.create(
        org=town.east,
        kind=PostKind.SECRETARY,
        person_name="示例",
        ends_on=today - timedelta(days=1),
    )

    assert counts(office)["no-secretary"] == 6


def test_an_enterprise_needs_its_instructor_and_its_worker(town, office):
    OrgFactory(code="101900", kind=OrgKind.ENTERPRISE, parent=town.root)

    found = counts(office)

    assert (found["no-instructor"], found["no-full-time-worker"]) == (1, 1)


def test_a_closed_organisation_misses_nothing(town, office, today):
    Org.objects.filter(pk=town.south.pk).update(status="closed", closed_on=today)

    assert "area-without-branch" not in counts(office)


def test_gaps_end_at_the_border_of_the_subtree(town, person):
    secretary = person(Role.SECRETARY, over=town.east)

    assert counts(secretary)["no-partner"] == 1


@pytest.mark.parametrize("size", [1, 3])
def test_gaps_cost_the_same_in_any_tree(town, office, size, django_assert_num_queries):
    OrgFactory.create_batch(size, parent=town.root, kind=OrgKind.ENTERPRISE)

    with django_assert_num_queries(2):
        gaps(reader=office, subject="orgs")


def test_a_term_that_ends_soon_waits_for_those_who_run_the_organisation(town, person, today):
    Org.objects.filter(pk=town.east.pk).update(
        term_ends_on=today + timedelta(days=7), term_ends_precision=DatePrecision.DAY
    )

    titles = [
        [each.title for each in waiting_for(reader=person(role, over=town.east))]
        for role in (Role.SECRETARY, Role.LEADER)
    ]

    assert titles == [[town.east.name], []]


def test_a_role_that_ends_soon_waits_for_its_keeper(town, person, today):
    held = RoleAssignmentFactory(role=Role.SECRETARY, org=town.east, ends_on=today)
    RoleAssignmentFactory(role=Role.SECRETARY, org=town.west, ends_on=today + timedelta(days=90))

    waiting = waiting_for(reader=person(Role.SECURITY, over=town.root))

    assert [(each.url, each.due_on) for each in waiting] == [
        (held.user.get_absolute_url(), held.ends_on)
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_what_waits_costs_the_same_at_any_length(
    town, person, today, size, django_assert_num_queries
):
    for org in (town.east, town.west, town.north)[:size]:
        RoleAssignmentFactory(role=Role.SECRETARY, org=org, ends_on=today)
    keeper = person(Role.SECURITY, over=town.root)

    with django_assert_num_queries(8):
        waiting_for(reader=keeper)


def test_the_latest_changes_are_those_of_the_subtree_and_no_comings_and_goings(town, person):
    secretary = person(Role.SECRETARY, over=town.east)
    actor = UserFactory(org=town.east)
    record(actor=actor, verb="org.amend", subject=town.east)
    record(actor=actor, verb="org.amend", subject=town.west)
    record(actor=actor, verb="user.sign_in", subject=actor)

    changes = latest_changes(reader=secretary)

    assert [(change.subject, change.url) for change in changes] == [
        (town.east.name, town.east.get_absolute_url())
    ]


def test_the_workbench_costs_the_same_at_any_length(town, office, browser, today):
    client = browser(office)
    costs = []

    for org in (town.east, town.west, town.north):
        record(actor=office, verb="org.amend", subject=org)
        Org.objects.filter(pk=org.pk).update(
            term_ends_on=today, term_ends_precision=DatePrecision.DAY
        )
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        costs.append(len(asked))

    assert costs == [costs[0]] * 3


def test_what_is_due_first_stands_first(town, office, browser, today):
    for org, days in ((town.east, 9), (town.west, -3)):
        Org.objects.filter(pk=org.pk).update(
            term_ends_on=today + timedelta(days=days), term_ends_precision=DatePrecision.DAY
        )

    page = browser(office).get("/")

    assert [each.title for each in page.context["waiting"]] == [town.west.name, town.east.name]
    assert 'class="is-over"' in page.text
