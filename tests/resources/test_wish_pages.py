"""Wishes on pages and over HTTP."""

import pytest
from django.urls import reverse

from resources.models import Wish
from resources.pledge_workflow import WISH_MOVES
from tests.resources.deeds import made_by_people
from tests.resources.factories import WishFactory

pytestmark = pytest.mark.django_db

WISHES = "/api/v1/wishes/"
FACTS = {"kind": "goods", "age_band": "elderly", "content": "一床过冬的棉被"}


def step(wish, action):
    return reverse("resources:wish-step", args=[wish.public_id, action])


def test_a_wish_is_gathered_on_a_page(town, people, browser):
    client, address = browser(people.east), reverse("resources:wish-gather")

    kept = client.post(address, {**FACTS, "community": "101801"})
    private = client.post(
        address, {**FACTS, "community": "101801", "content": "请联系 19000000021"}
    )

    assert (kept.status_code, private.status_code) == (302, 409)
    assert kept.url == Wish.objects.get().get_absolute_url()


def test_a_liaison_gathers_nothing(town, people, browser):
    assert browser(people.school).get(reverse("resources:wish-gather")).status_code == 403


def test_a_unit_finds_a_published_wish_and_claims_it(town, people, browser):
    wish = WishFactory(community=town.east)
    client = browser(people.school)

    shown = client.get(wish.get_absolute_url())
    client.post(step(wish, "claim"), {"partner": "示例小学"})

    assert step(wish, "claim") in shown.text
    assert Wish.objects.get().claimant == town.school


def test_a_community_is_offered_no_claim(town, people, browser):
    wish = WishFactory(community=town.east)

    assert step(wish, "claim") not in browser(people.east).get(wish.get_absolute_url()).text


@pytest.mark.parametrize("name", ["wish", "wish-amend"])
@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_a_wish_out_of_reach_does_not_exist(town, people, browser, api, name, stranger):
    wish = WishFactory(community=town.east, state="gathered")
    reader = getattr(people, stranger)

    page = browser(reader).get(reverse(f"resources:{name}", args=[wish.public_id]))
    answer = api(reader).get(f"{WISHES}{wish.public_id}/")

    assert (page.status_code, answer.status_code) == (404, 404)


def test_the_list_costs_the_same_at_any_length(town, people, browser, api, cost):
    page, address = browser(people.office), reverse("resources:wishes")
    WishFactory(community=town.east, unit=town.school, state="claimed")
    one = cost(page, address), cost(api(people.office), WISHES)
    for _number in range(2):
        WishFactory(community=town.east, unit=town.bank, state="claimed")

    assert (cost(page, address), cost(api(people.office), WISHES)) == one


def test_a_wish_comes_true_over_http(town, people, api):
    east, office, school = api(people.east), api(people.office), api(people.school)
    filed = east.post(WISHES, {**FACTS, "community": "101801"}).json()
    address = f"{WISHES}{filed['public_id']}/"

    answers = [
        office.post(f"{address}review/"),
        east.post(f"{address}publish/"),
        school.post(f"{address}claim/", {"partner": str(town.school.public_id)}),
        school.post(f"{address}fulfil/", {"outcome": "已送达"}),
        east.post(f"{address}confirm/"),
        east.post(f"{address}appraise/", {"satisfaction": "satisfied"}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 6
    assert answers[-1].json()["state"] == "appraised"


def test_there_is_an_endpoint_for_each_step_a_person_makes(town, people, api):
    wish = WishFactory(community=town.east)
    client = api(people.office)

    answers = {
        action: client.post(f"{WISHES}{wish.public_id}/{action.replace('_', '-')}/").status_code
        for action in {*made_by_people(WISH_MOVES), "claim"}
    }

    assert 404 not in answers.values()
    assert 405 not in answers.values()


def test_a_wish_is_corrected_with_its_version(town, people, api):
    wish = WishFactory(community=town.east, state="gathered")
    client, address = api(people.office), f"{WISHES}{wish.public_id}/"

    mended = client.patch(address, {"content": "一床棉被"}, headers={"If-Match": '"1"'})
    late = client.patch(address, {"content": "两床棉被"}, headers={"If-Match": '"1"'})

    assert (mended.status_code, late.status_code) == (200, 412)


@pytest.mark.parametrize("state", ["published", "claimed"])
def test_a_published_wish_is_not_corrected_any_more(town, people, browser, state):
    wish = WishFactory(community=town.east, unit=town.school, state=state)

    answer = browser(people.office).get(reverse("resources:wish-amend", args=[wish.public_id]))

    assert answer.status_code == 403
