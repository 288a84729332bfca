"""Organisations as people see them: the tree, the list, one organisation and its deeds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import AuditEntry, Org
from orgs.services import tree
from partybuild import trees
from tests.factories import OrgFactory, PairingFactory, PostingFactory, UserFactory

pytestmark = pytest.mark.django_db

TREE = reverse("orgs:orgs")
TODAY = timezone.localdate().isoformat()


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def step(org, action):
    return reverse("orgs:org-step", args=[org.public_id, action])


@pytest.fixture
def desk(office, browser):
    return browser(office)


def test_the_tree_opens_at_the_top_of_what_i_may_see(town, desk):
    html = text_of(desk, TREE)

    assert all(name in html for name in ("示例街道党工委", "北片区党总支", "东社区党委"))
    assert "北一网格党支部" not in html


def test_a_secretary_finds_the_own_subtree_at_the_top(town, person, browser):
    html = text_of(browser(person(Role.SECRETARY, over=town.north)), TREE)

    assert "北一网格党支部" in html
    assert "示例街道党工委" not in html


def test_the_tree_opens_down_to_the_organisation_that_is_asked_for(town, desk):
    html = text_of(desk, f"{TREE}?at={town.branch.public_id}")

    assert "北一01党小组" in html
    assert f'id="org-{town.branch.public_id}"' in html
    assert html.count("is-here") == 1


def test_a_branch_opens_and_shuts_in_place(town, office, browser):
    client = browser(office, htmx=True)
    url = reverse("orgs:org-branch", args=[town.north.public_id])

    assert "北一网格党支部" in text_of(client, url)
    assert "北一网格党支部" not in text_of(client, f"{url}?shut=1")


def test_a_node_with_very_many_children_leads_to_a_list_of_all(town, desk, monkeypatch):
    monkeypatch.setattr(trees, "AT_ONCE", 2)

    html = text_of(desk, TREE)

    assert f"{reverse('orgs:org-list')}?parent={town.root.public_id}" in html
    assert "东社区党委" not in html


@pytest.mark.parametrize("query", ["", "?q=示例", "?at=north"])
def test_the_tree_costs_the_same_at_any_size(town, desk, query, cost):
    url = TREE + query.replace("north", str(town.north.public_id))
    OrgFactory(parent=Org.objects.get(pk=town.root.pk), kind=OrgKind.ENTERPRISE)
    few = cost(desk, url)
    OrgFactory.create_batch(30, parent=Org.objects.get(pk=town.root.pk), kind=OrgKind.ENTERPRISE)

    assert cost(desk, url) == few


def test_a_search_finds_by_name_and_code_and_says_where(town, desk):
    by_name, by_code = (
        text_of(desk, f"{TREE}?q={word}") for word in ("北一 党小组", "101001001001")
    )

    for html in (by_name, by_code):
        assert "北一01党小组" in html
        assert "示例街道党工委 › 北片区党总支 › 北一网格党支部" in html


def test_a_search_ends_at_the_border_of_my_reach(town, person, browser):
    html = text_of(browser(person(Role.SECRETARY, over=town.north)), f"{TREE}?q=党")

    assert "北一01党小组" in html
    assert town.south.name not in html


@pytest.mark.parametrize(
    "name", ["orgs:org", "orgs:org-branch", "orgs:posting", "orgs:org-step", "at"]
)
def test_what_is_out_of_reach_does_not_exist(town, person, browser, name):
    client = browser(person(Role.SECRETARY, over=town.north))
    row = PostingFactory(org=town.south) if name == "orgs:posting" else town.south
    if name == "at":
        status = client.get(f"{TREE}?at={row.public_id}").status_code
    elif name == "orgs:org-step":
        status = client.post(step(row, "amend")).status_code
    else:
        status = client.get(reverse(name, args=[row.public_id])).status_code

    assert status == 404


def test_the_list_is_narrowed_by_links_and_words(town, desk):
    html = text_of(desk, f"{reverse('orgs:org-list')}?kind=branch&under=101001")

    assert "北一网格党支部" in html
    assert "南片区党总支" not in html


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(town, desk, size, django_assert_num_queries):
    for org in OrgFactory.create_batch(
        size, parent=Org.objects.get(pk=town.south.pk), kind=OrgKind.BRANCH
    ):
        PostingFactory(org=org, kind="secretary")

    url = f"{reverse('orgs:org-list')}?parent={town.south.public_id}"
    # session, person, the menu's roles and messages; the reach, count, page and secretaries; the
    # office's reach and the superiors' templates it keeps; the reach and the tags to choose from
    with django_assert_num_queries(9):
        desk.get(url)


def test_the_page_adds_up_what_is_in_use_below(town, desk):
    Org.objects.filter(pk=town.north.pk).update(member_count=3)
    Org.objects.filter(pk=town.branch.pk).update(member_count=20)
    Org.objects.filter(pk=town.group.pk).update(
        member_count=7, status=OrgStatus.CLOSED, closed_on=TODAY
    )

    context = desk.get(town.north.get_absolute_url()).context

    assert context["sums"][0][1:] == (3, 23)
    assert [count for _kind, count in context["kinds"]] == [1]


def test_the_page_shows_posts_masked_children_units_and_the_trail(town, desk, office):
    PostingFactory(org=town.east, person_name="王示范", work_phone="19000000001")
    PairingFactory(partner=town.school, community=town.east)
    tree.amend_org(org=town.east, member_count=5, actor=office)

    html = text_of(desk, town.east.get_absolute_url())

    assert "王示范" in html
    assert "190****0001" in html
    assert "19000000001" not in html
    assert "示例小学" in html
    assert "5" in desk.get(town.east.get_absolute_url()).context["history"][0].changes[0].after


def test_showing_a_phone_is_put_on_record(town, desk, office):
    posting = PostingFactory(org=town.east, work_phone="19000000001")

    response = desk.post(reverse("orgs:contact-read", args=["posting", posting.public_id]))

    assert "19000000001" in response.content.decode()
    assert AuditEntry.objects.get(verb="contact.read").actor == office


@pytest.mark.parametrize("size", [1, 4])
def test_the_page_costs_the_same_however_much_hangs_on_it(town, desk, size, cost):
    PostingFactory.create_batch(size, org=town.root)
    OrgFactory.create_batch(size, parent=Org.objects.get(pk=town.root.pk), kind=OrgKind.ENTERPRISE)

    assert cost(desk, town.root.get_absolute_url()) == 18


@pytest.mark.parametrize(
    ("role", "over", "offered"),
    [
        (Role.OFFICE, "root", ["open", "amend", "tag", "fill", "move", "close"]),
        (Role.SECRETARY, "north", ["amend", "fill"]),
        (Role.LEADER, "root", []),
    ],
)
def test_a_page_offers_what_its_reader_may_do(town, person, browser, role, over, offered):
    client = browser(person(role, over=getattr(town, over)))

    offers = client.get(town.north.get_absolute_url()).context["offers"]

    assert [offer.action for offer in offers] == offered


def test_a_closed_organisation_offers_only_its_correction(town, desk, office):
    tree.close_org(org=town.group, on=timezone.localdate(), reason="合并", actor=office)

    offers = desk.get(town.group.get_absolute_url()).context["offers"]

    assert [offer.action for offer in offers] == ["amend"]


def test_opening_one_below_leads_to_its_page(town, desk):
    response = desk.post(
        step(town.south, "open"),
        {"name": "南一支部", "code": "101002001", "kind": "branch", "founded": "2021.9"},
    )

    opened = Org.objects.get(code="101002001")
    assert response.headers["Location"] == opened.get_absolute_url()
    assert (str(opened.founded), opened.parent) == ("2021-09", town.south)


@pytest.mark.parametrize(
    ("facts", "status", "field"),
    [
        ({"founded": "2024.6.31"}, 422, "founded"),
        ({"kind": "group"}, 422, "kind"),
        ({"code": "101001"}, 409, "code"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(town, desk, facts, status, field):
    asked = {"name": "南一支部", "code": "101002001", "kind": "branch", **facts}

    response = desk.post(step(town.south, "open"), asked)

    assert response.status_code == status
    failed = next(o for o in response.context["offers"] if o.is_failed)
    assert list(failed.form.errors) == [field]


def test_a_correction_of_an_old_reading_is_refused_and_says_so(town, desk, office):
    form = desk.get(town.north.get_absolute_url()).context["offers"][1].form
    asked = {name: form[name].value() or "" for name in form.fields}
    tree.amend_org(org=town.north, remark="先改了", actor=office)

    response = desk.post(step(town.north, "amend"), {**asked, "remark": "后改了"})

    assert response.status_code == 409
    assert Org.objects.get(pk=town.north.pk).remark == "先改了"


def test_moving_closing_filling_and_pairing_from_the_page(town, desk):
    moved = desk.post(step(town.branch, "move"), {"new_parent": "101002", "reason": "调整"})
    filled = desk.post(step(town.branch, "fill"), {"kind": "member", "person_name": "王示范"})
    paired = desk.post(
        step(town.east, "pair"), {"partner": town.school.pk, "checked_in": "2024-04"}
    )
    closed = desk.post(step(town.group, "close"), {"on": TODAY, "reason": "合并"})

    assert [r.status_code for r in (moved, filled, paired, closed)] == [302] * 4
    assert Org.objects.get(pk=town.branch.pk).parent == town.south
    assert town.branch.postings.get().person_name == "王示范"
    assert str(town.east.pairings.get().checked_in) == "2024-04"
    assert Org.objects.get(pk=town.group.pk).status == OrgStatus.CLOSED


def test_a_leader_who_posts_a_deed_is_turned_away(town, person, browser):
    client = browser(person(Role.LEADER, over=town.root))

    response = client.post(step(town.group, "close"), {"on": TODAY, "reason": "合并"})

    assert response.status_code == 403


def test_an_unknown_step_does_not_exist(town, desk):
    assert desk.post(step(town.group, "abolish")).status_code == 404


def test_an_office_founds_a_street_and_a_secretary_does_not(town, desk, person, browser):
    url = reverse("orgs:org-found")

    founded = desk.post(url, {"name": "另一街道党工委", "code": "202"})
    taken = desk.post(url, {"name": "", "code": "303"})
    refused = browser(person(Role.SECRETARY, over=town.root)).post(
        url, {"name": "示", "code": "404"}
    )

    assert founded.headers["Location"] == Org.objects.get(code="202").get_absolute_url()
    assert (taken.status_code, refused.status_code) == (422, 403)


def test_a_stranger_sees_an_empty_tree(town, browser):
    html = text_of(browser(UserFactory()), TREE)

    assert town.root.name not in html


@pytest.mark.parametrize("htmx", [False, True])
def test_the_panel_is_the_same_inside_the_page_and_alone(town, office, browser, htmx):
    response = browser(office, htmx=htmx).get(f"{TREE}?q=示例")

    html = response.content.decode()
    assert ("<html" in html) is not htmx
    assert 'id="org-tree"' in html
