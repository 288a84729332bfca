"""Redrawing on pages that work without script, and over the API."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import Org
from tests.factories import OrgFactory, PairingFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ASKED = {"on": TODAY, "reason": "区划调整"}
ORGS = "/api/v1/orgs/"


def page(org, how):
    return reverse("orgs:org-redraw", args=[org.public_id, how])


def parent_of(org):
    return Org.objects.get(pk=org.pk).parent


@pytest.fixture
def desk(office, browser):
    return browser(office)


@pytest.mark.parametrize("how", ["merge", "dissolve", "split"])
def test_the_page_of_an_organisation_leads_to_every_way_to_redraw(town, desk, how):
    html = desk.get(town.north.get_absolute_url()).content.decode()

    assert page(town.north, how) in html
    assert desk.get(page(town.north, how)).status_code == 200


def test_others_are_chosen_and_merged_into_it(town, desk):
    answer = desk.post(page(town.south, "merge"), {**ASKED, "orgs": [town.north.public_id]})

    assert answer.headers["Location"] == town.south.get_absolute_url()
    assert parent_of(town.branch) == town.south
    html = desk.get(town.south.get_absolute_url()).content.decode()
    assert town.north.name in html


def test_each_child_has_an_input_of_its_own(town, desk):
    other = OrgFactory(code="101003", kind=OrgKind.GENERAL_BRANCH, parent=town.root)
    chosen = {f"child-{town.branch.public_id}": other.code}

    answer = desk.post(page(town.north, "dissolve"), {**ASKED, **chosen})

    assert answer.status_code == 302
    assert parent_of(town.branch) == other


def test_a_child_that_was_forgotten_is_said_and_nothing_happens(town, desk):
    answer = desk.post(page(town.north, "dissolve"), ASKED)

    assert answer.status_code == 409
    assert town.branch.name in str(answer.context["form"].errors)
    assert Org.objects.get(pk=town.north.pk).status == OrgStatus.ACTIVE


def test_what_hangs_there_is_listed_before_and_in_the_refusal(town, desk):
    PairingFactory(partner=town.school, community=town.east)

    assert town.school.name in desk.get(page(town.east, "dissolve")).content.decode()
    refused = desk.post(page(town.east, "dissolve"), {**ASKED, "successor": "101802"})
    done = desk.post(
        page(town.east, "dissolve"), {**ASKED, "successor": "101802", "belongings_pass": "on"}
    )

    assert (refused.status_code, done.status_code) == (409, 302)
    assert town.west.pairings.get().partner == town.school


def test_a_split_names_its_parts_and_who_goes_to_which(town, desk):
    parts = {"name-1": "中片区党总支", "code-1": "101003", "name-2": "新片区党总支"}
    chosen = {f"child-{town.branch.public_id}": "3"}

    refused = desk.post(page(town.north, "split"), {**ASKED, **parts, **chosen})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"code-2", *chosen}

    done = desk.post(
        page(town.north, "split"),
        {**ASKED, **parts, "code-2": "101004", f"child-{town.branch.public_id}": "1"},
    )
    assert done.status_code == 302
    assert parent_of(town.branch).code == "101003"


def test_only_the_office_finds_the_way_and_a_stranger_finds_nothing(town, person, browser):
    secretary = browser(person(Role.SECRETARY, over=town.north))

    assert (
        page(town.north, "split")
        not in secretary.get(town.north.get_absolute_url()).content.decode()
    )
    assert secretary.get(page(town.north, "split")).status_code == 403
    assert secretary.post(page(town.north, "split"), ASKED).status_code == 403
    assert secretary.get(page(town.south, "split")).status_code == 404


def test_a_sub_district_a_closed_one_and_an_unknown_way_have_no_page(town, desk):
    Org.objects.filter(pk=town.group.pk).update(status=OrgStatus.CLOSED, closed_on=TODAY)

    assert desk.get(page(town.root, "merge")).status_code == 404
    assert desk.get(page(town.group, "merge")).status_code == 404
    assert desk.get(page(town.north, "somehow")).status_code == 404


def test_the_api_merges_dissolves_and_splits(town, office, api):
    client = api(office)
    day = {"on": TODAY.isoformat(), "reason": "区划调整"}

    split = client.post(
        f"{ORGS}101001/split/",
        {**day, "parts": [{"code": "101003", "name": "中", "children": ["101001001"]}]},
        format="json",
    )
    refused = client.post(f"{ORGS}101003/dissolve/", day, format="json")
    dissolved = client.post(
        f"{ORGS}101003/dissolve/",
        {**day, "new_parents": [{"org": "101001001", "parent": "101001"}]},
        format="json",
    )
    merged = client.post(f"{ORGS}101002/merge/", {**day, "orgs": ["101001"]}, format="json")

    assert (split.status_code, split.json()["successors"]) == (200, ["101003"])
    assert (refused.status_code, refused.json()["code"]) == (409, "children_left")
    assert (dissolved.status_code, dissolved.json()["status"]) == (200, "closed")
    assert (merged.status_code, merged.json()["code"]) == (200, "101002")
    assert parent_of(town.branch).code == "101002"


def test_a_leader_redraws_nothing_over_the_api(town, person, api):
    client = api(person(Role.LEADER, over=town.root))
    day = {"on": TODAY.isoformat(), "reason": "区划调整"}

    answer = client.post(f"{ORGS}101002/merge/", {**day, "orgs": ["101001"]}, format="json")

    assert answer.status_code == 403
