"""As of a day: which organisations were open, where they hung, who held the posts (R-082)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orgs.enums import OrgKind, PostKind, Role
from orgs.models import FormerPlace, Org, OrgSuccession
from orgs.selectors.past import past_of, tree_on
from orgs.selectors.soundness import org_breaches
from orgs.services import tree
from orgs.services.redrawing import merge_orgs
from tests.factories import OrgFactory, PostingFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
CHANGE = TODAY - timedelta(days=30)
BEFORE = CHANGE - timedelta(days=1)
AFTER = CHANGE + timedelta(days=1)
TREE = reverse("orgs:orgs")
ORGS = "/api/v1/orgs/"


@pytest.fixture
def redrawn(town, office):
    """A month ago the north was merged into the south."""
    PostingFactory(org=town.north, kind=PostKind.SECRETARY, person_name="王示范", starts_on=None)
    merge_orgs(into=town.south, orgs=[town.north], on=CHANGE, reason="区划调整", actor=office)
    return town


def then(org, day, reader):
    past = past_of(Org.objects.get(pk=org.pk), day, reader=reader)
    return past.was_open, past.superior, [child.code for child in past.children]


def test_a_branch_hung_where_it_was_before_the_change(redrawn, office):
    assert then(redrawn.branch, BEFORE, office) == (True, redrawn.north, ["101001001001"])
    assert then(redrawn.branch, CHANGE, office) == (True, redrawn.south, ["101001001001"])
    assert then(redrawn.branch, AFTER, office) == (True, redrawn.south, ["101001001001"])


def test_what_closed_was_open_until_its_last_day(redrawn, office):
    assert then(redrawn.north, BEFORE, office) == (True, redrawn.root, ["101001001"])
    assert then(redrawn.north, CHANGE, office) == (True, redrawn.root, [])
    assert then(redrawn.north, AFTER, office) == (False, None, [])


def test_who_held_the_posts_then(redrawn, office):
    held = [
        [post.person_name for post in past_of(redrawn.north, day, reader=office).postings]
        for day in (BEFORE, CHANGE, AFTER)
    ]

    assert held == [["王示范"], ["王示范"], []]


def test_two_moves_are_two_places(town, office):
    tree.move_org(org=town.branch, new_parent=town.south, on=CHANGE, actor=office)
    tree.move_org(org=town.branch, new_parent=town.north, on=AFTER, actor=office)

    places = [then(town.branch, day, office)[1] for day in (BEFORE, CHANGE, AFTER, TODAY)]

    assert places == [town.north, town.south, town.north, town.north]


def test_what_was_founded_later_was_not_there(town, office):
    young = tree.open_org(
        code="101003",
        name="新片区党总支",
        kind=OrgKind.GENERAL_BRANCH,
        parent=town.root,
        founded_on=AFTER,
        founded_precision="day",
        actor=office,
    )

    assert then(young, BEFORE, office)[0] is False
    assert "101003" not in then(town.root, BEFORE, office)[2]
    assert "101003" in then(town.root, TODAY, office)[2]


def test_the_past_ends_at_the_border_of_my_reach(redrawn, person):
    secretary = person(Role.SECRETARY, over=redrawn.south)

    assert then(redrawn.branch, BEFORE, secretary)[1] is None
    assert [top.code for top in tree_on(BEFORE, reader=secretary).piece.tops] == ["101002"]
    assert tree_on(BEFORE, reader=secretary).below[redrawn.south.pk] == 0


def test_the_tree_of_a_day_opens_down_to_one(redrawn, office):
    found = tree_on(BEFORE, reader=office, at=Org.objects.get(pk=redrawn.branch.pk))

    opened = {pk: [org.code for org in below] for pk, below in found.piece.children.items()}
    assert opened[redrawn.north.pk] == ["101001001"]
    assert opened[redrawn.branch.pk] == ["101001001001"]
    assert (found.below[redrawn.south.pk], found.below[redrawn.root.pk]) == (0, 4)


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_pages_show_the_day_that_is_asked_for(redrawn, office, browser):
    client = browser(office)
    day = f"?on={BEFORE:%Y-%m-%d}"

    assert redrawn.north.name in text_of(client, f"{TREE}{day}")
    page = text_of(client, f"{redrawn.north.get_absolute_url()}{day}")
    assert "王示范" in page
    assert redrawn.branch.name in page
    branch = reverse("orgs:org-branch-on", args=[redrawn.north.public_id, f"{BEFORE:%Y-%m-%d}"])
    assert redrawn.branch.name in text_of(client, branch)
    assert redrawn.branch.name not in text_of(client, f"{branch}?shut=1")


@pytest.mark.parametrize("on", ["2999-01-01", "nonsense"])
def test_a_day_that_cannot_be_asked_for_is_said_beside_the_input(town, office, browser, on):
    answer = browser(office).get(f"{town.north.get_absolute_url()}?on={on}")

    assert (answer.status_code, bool(answer.context["as_of"].errors)) == (200, True)
    day = reverse("orgs:org-branch-on", args=[town.north.public_id, on])
    assert browser(office).get(day).status_code == 404


def test_what_is_out_of_reach_has_no_past(redrawn, person, browser):
    client = browser(person(Role.SECRETARY, over=redrawn.south))
    day = f"{BEFORE:%Y-%m-%d}"

    pages = [
        f"{redrawn.north.get_absolute_url()}?on={day}",
        reverse("orgs:org-branch-on", args=[redrawn.north.public_id, day]),
    ]

    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize("page", ["tree", "org"])
def test_the_past_costs_the_same_at_any_size(town, office, browser, page):
    client = browser(office)
    url = {"tree": TREE, "org": town.root.get_absolute_url()}[page] + f"?on={TODAY:%Y-%m-%d}"

    def cost():
        with CaptureQueriesContext(connection) as asked:
            text_of(client, url)
        return len(asked)

    few = cost()
    OrgFactory.create_batch(9, parent=Org.objects.get(pk=town.root.pk), kind=OrgKind.ENTERPRISE)

    assert cost() == few


def test_the_api_answers_as_of_a_day(redrawn, office, api):
    client = api(office)
    before, after = f"on={BEFORE:%Y-%m-%d}", f"on={AFTER:%Y-%m-%d}"

    parents = [client.get(f"{ORGS}101001001/?{day}").json()["parent"] for day in (before, after)]
    listed = [
        {row["code"] for row in client.get(f"{ORGS}?{day}").json()["results"]}
        for day in (before, after)
    ]
    held = client.get(f"/api/v1/postings/?{before}").json()["count"]

    assert parents == ["101001", "101002"]
    assert ("101001" in listed[0], "101001" in listed[1], held) == (True, False, 1)
    assert client.get(f"{ORGS}101001/?{after}").status_code == 404


def test_a_history_that_cannot_have_been_is_told(town):
    other = OrgFactory(code="202")
    FormerPlace.objects.create(org=town.north, parent=other, left_on=TODAY)
    FormerPlace.objects.create(org=town.branch, parent=town.east, left_on=TODAY)
    FormerPlace.objects.create(org=town.group, parent=town.root, left_on=TODAY)
    OrgSuccession.objects.create(
        predecessor=town.south, successor=other, kind="merged", effective_on=TODAY
    )

    told = " ".join(org_breaches())

    assert len(org_breaches()) == 3
    assert town.group.name in told
    assert other.name in told
