"""Pages of matches."""

import pytest
from django.urls import reverse

from resources.enums import MatchState
from resources.models import Match
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def step(match, action):
    return reverse("resources:match-step", args=[match.public_id, action])


def test_a_match_out_of_reach_does_not_exist(match, people, browser):
    client = browser(people.west)

    assert client.get(match.get_absolute_url()).status_code == 404
    assert client.post(step(match, "agree_for_need")).status_code == 404


def test_each_side_is_offered_its_own_consent(match, people, browser):
    pages = {
        name: browser(getattr(people, name)).get(match.get_absolute_url()).text
        for name in ("east", "school", "office")
    }

    offered = {
        name: [
            action
            for action in (
                "agree_for_need",
                "agree_for_resource",
                "agree_for_resource_on_behalf",
                "call_off",
            )
            if f'action="{step(match, action)}"' in page
        ]
        for name, page in pages.items()
    }
    assert offered == {
        "east": ["agree_for_need"],
        "school": ["agree_for_resource"],
        "office": ["agree_for_need", "agree_for_resource_on_behalf", "call_off"],
    }


def test_both_sides_agree_on_the_page(match, people, browser):
    browser(people.school).post(step(match, "agree_for_resource"))
    browser(people.east).post(step(match, "agree_for_need"))

    assert Match.objects.get().state == MatchState.AGREED


def test_consent_on_behalf_asks_for_the_reason_and_says_so_afterwards(match, people, browser):
    client = browser(people.office)

    silent = client.post(step(match, "agree_for_resource_on_behalf"))
    client.post(step(match, "agree_for_resource_on_behalf"), {"reason": "学校来函委托"})

    assert silent.status_code == 422
    assert "学校来函委托" in client.get(match.get_absolute_url()).text


def test_a_consent_for_capacity_that_is_gone_says_how_much_is_left(town, people, browser):
    last = ResourceFactory(owner_partner=town.school, quantity=1)
    rivals = [MatchFactory(need=NeedFactory(owner_org=town.east), resource=last) for _ in range(2)]
    school, east = browser(people.school), browser(people.east)

    for rival in rivals:
        school.post(step(rival, "agree_for_resource"))
    answers = [east.post(step(rival, "agree_for_need")) for rival in rivals]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert "上门理发志愿者" in answers[1].text


def test_an_agreed_match_leads_to_the_filing_of_the_project(need, resource, people, browser):
    match = MatchFactory(need=need, resource=resource, state="agreed")
    filing = reverse("resources:project-file", args=[match.public_id])

    assert filing in browser(people.school).get(match.get_absolute_url()).text


def test_the_list_costs_the_same_with_one_row_and_with_three(town, match, people, browser, cost):
    client, url = browser(people.office), reverse("resources:matches")

    with_one = cost(client, url)
    for _ in range(2):
        MatchFactory(
            need=NeedFactory(owner_partner=town.bank),
            resource=ResourceFactory(owner_org=town.west),
        )

    assert cost(client, url) == with_one
