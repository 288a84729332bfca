"""What the lists tell the workbench: what waits for whom, what is missing, why one sees a row."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import Role
from orgs.selectors.indicators import gaps
from orgs.selectors.sight import reasons_to_see, sight_of
from orgs.services.audit import record
from resources.enums import NeedState, ProjectClass
from resources.models import Need, Project
from resources.selectors.lists import three_lists
from resources.selectors.waiting import waiting_for
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def project_in(town, state, **facts):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    return ProjectFactory(match=match, state=state, **facts)


def waits(reader):
    return {each.url for each in waiting_for(reader=reader)}


def test_what_was_handed_in_waits_for_the_office_alone(town, people):
    need = NeedFactory(owner_org=town.east, state="submitted")
    resource = ResourceFactory(owner_partner=town.school, state="submitted")
    project = project_in(town, "filed")

    assert waits(people.office) == {row.get_absolute_url() for row in (need, resource, project)}
    assert waits(people.east) == waits(people.school) == set()


def test_a_key_project_waits_for_the_office_once_it_is_endorsed(town, people):
    project = project_in(town, "classed", project_class=ProjectClass.KEY)
    before = waits(people.office)

    Project.objects.update(endorsed_at=timezone.now(), endorsement="联席〔2026〕3号")

    assert (before, waits(people.office)) == (set(), {project.get_absolute_url()})


def test_what_was_sent_back_waits_for_its_owner(town, people):
    need = NeedFactory(owner_org=town.east, state="returned")
    resource = ResourceFactory(owner_partner=town.school, state="returned")

    assert waits(people.east) == {need.get_absolute_url()}
    assert waits(people.school) == {resource.get_absolute_url()}
    assert waits(people.west) == waits(people.bank) == set()


def test_a_proposal_waits_for_each_side_until_it_has_agreed(match, people):
    before = waits(people.east), waits(people.school)
    type(match).objects.update(need_agreed_at=timezone.now(), need_agreed_by=people.east)

    address = {match.get_absolute_url()}
    assert before == (address, address)
    assert (waits(people.east), waits(people.school)) == (set(), address)


@pytest.mark.parametrize(
    ("facts", "east", "school"),
    [
        ({"progress": 60}, False, False),
        ({"progress": 100}, True, True),
        ({"accepted_by_resource_side_at": timezone.now()}, True, False),
    ],
)
def test_a_finished_project_waits_for_the_signatures_that_are_missing(
    town, people, facts, east, school
):
    project = project_in(town, "running", **facts)

    found = [project.get_absolute_url() in waits(who) for who in (people.east, people.school)]

    assert found == [east, school]


def test_what_waits_costs_the_same_at_any_number(town, people, django_assert_num_queries):
    for _ in range(3):
        NeedFactory(owner_org=town.east, state="submitted")
        MatchFactory(
            need=NeedFactory(owner_org=town.east),
            resource=ResourceFactory(owner_partner=town.school),
        )

    with django_assert_num_queries(9):
        waiting_for(reader=people.office)
    with django_assert_num_queries(12):
        waiting_for(reader=people.east)


def counted(reader):
    asked = ("need-", "project-", "community-without", "unit-without")
    return {gap.key: gap.count for gap in gaps(reader=reader) if gap.key.startswith(asked)}


def test_each_gap_leads_to_exactly_the_rows_it_counts(town, people, browser):
    long_ago, today = timezone.now() - timedelta(days=30), timezone.now()
    NeedFactory(owner_org=town.east, listed_at=long_ago)
    NeedFactory(owner_org=town.east, listed_at=today)
    MatchFactory(
        need=NeedFactory(owner_org=town.east, listed_at=long_ago),
        resource=ResourceFactory(owner_partner=town.school),
    )
    project_in(town, "running", due_on=timezone.localdate() - timedelta(days=1))
    project_in(town, "running", due_on=timezone.localdate())
    project_in(town, "classed", project_class=ProjectClass.KEY)
    client = browser(people.office)

    found = counted(people.office)

    assert found == {
        "need-unanswered": 1,
        "project-overdue": 1,
        "project-unendorsed": 1,
        "community-without-need": 1,
        "unit-without-resource": 1,
    }
    for key, count in found.items():
        url = reverse("orgs:indicator", args=[key, "missing"])
        assert client.get(url).context["page"].paginator.count == count


def test_a_liaison_is_shown_no_gaps(town, people):
    assert counted(people.school) == {}


def test_a_secretary_is_shown_the_gaps_of_the_own_community(town, people):
    assert counted(people.east) == {"community-without-need": 1}


def test_the_three_lists_count_what_their_reader_can_see(town, match, people):
    project_in(town, "running")
    NeedFactory(owner_org=town.west, state=NeedState.DRAFT)

    lists = {name: three_lists(reader=getattr(people, name)) for name in ("office", "east", "bank")}

    assert {
        name: (each.needs.total, each.listed, each.available, each.proposed, each.under_way)
        for name, each in lists.items()
    } == {"office": (3, 1, 2, 1, 1), "east": (2, 1, 2, 1, 1), "bank": (0, 0, 2, 0, 0)}


def test_the_page_can_say_why_one_sees_a_row(match, people):
    record(actor=None, verb="need.enlist", subject=match.need)
    by_role = reasons_to_see(match.need, sight_of("need"), reader=people.east)
    sideways = list(sight_of("need").sideways(match.need, people.school))
    shared = list(sight_of("resource").sideways(match.resource, people.bank))

    assert [because.role for because in by_role] == [str(Role.SECRETARY.label)]
    assert (len(sideways), len(shared)) == (1, 1)


@pytest.mark.parametrize("kind", ["need", "resource", "match"])
def test_the_page_that_explains_exists_for_each_noun(match, people, browser, kind):
    row = {"need": match.need, "resource": match.resource, "match": match}[kind]

    answer = browser(people.school).get(reverse("why", args=[kind, row.public_id]))

    assert answer.status_code == 200


def test_weights_are_set_on_their_page_by_the_office_of_the_street(town, people, browser):
    url = reverse("resources:weights", args=[town.root.public_id])
    weights = {
        "same_class": 40,
        "wording": 40,
        "nearness": 20,
        "capacity": 0,
        "period": 0,
        "least_score": 20,
        "workdays_open": 5,
    }

    kept = browser(people.office).post(url, weights)

    assert (kept.status_code, town.root.matching_weights.workdays_open) == (302, 5)
    assert browser(people.east).get(url).status_code == 404


def test_a_listed_need_without_an_owner_in_reach_is_not_counted(town, people):
    NeedFactory(owner_org=town.east, listed_at=timezone.now() - timedelta(days=30))

    seen = [counted(reader).get("need-unanswered") for reader in (people.east, people.west)]
    assert seen == [1, None]
    assert Need.objects.count() == 1
