"""The claim hall (R-176, SM-3): a need nobody took up opens to all units, and one claims it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from orgs.models import AuditEntry, Notification, StreetNumber
from orgs.services.facts import PrivateWords
from resources.enums import MatchState, NeedState, ResourceState
from resources.models import Match, Need, Resource
from resources.services import matches, needs
from resources.services.claims import ClaimRefused, claim_need, open_need
from resources.services.matches import AlreadyProposed, PairRefused
from resources.services.proposals import remind_of_match
from resources.standards import HALL
from resources.tasks import open_unclaimed_needs, remind_of_open_matches
from tests.factories import OrgFactory, PartnerFactory
from tests.races import at_once
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

HALL_API = "/api/v1/hall/"


def days_ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def open_to_all(town):
    return NeedFactory(
        owner_org=town.east,
        listed_at=days_ago(40),
        opened_at=days_ago(10),
        contact_name="李样",
        contact_phone="19000000021",
    )


def claim_by(town, people, name, need, **facts):
    return claim_need(need=need, owner=getattr(town, name), actor=getattr(people, name), **facts)


# Opening.


def test_a_need_nobody_took_up_for_ten_workdays_opens_to_all_once(town, people, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    old = NeedFactory(owner_org=town.east, listed_at=days_ago(30))
    NeedFactory(owner_org=town.east, listed_at=days_ago(3))

    assert (open_unclaimed_needs(), open_unclaimed_needs()) == (1, 0)

    assert list(Need.objects.in_hall()) == [old]
    assert AuditEntry.objects.get(verb="need.open").actor is None
    assert Notification.objects.get(verb="need.open").recipient == people.east


def test_a_need_with_a_proposal_does_not_open(town):
    need = NeedFactory(owner_org=town.east, listed_at=days_ago(30))
    MatchFactory(need=need, resource=ResourceFactory(owner_partner=town.school))

    assert open_unclaimed_needs() == 0
    assert open_need(need_pk=need.pk, today=timezone.localdate()) is None


def test_an_office_may_let_needs_wait_longer(town):
    NeedFactory(owner_org=town.east, listed_at=days_ago(30))
    StreetNumber.objects.create(street=town.root, key=HALL, value=60)

    assert open_unclaimed_needs() == 0


def test_a_need_listed_again_starts_to_wait_again(people, open_to_all):
    needs.shelve_need(need=open_to_all, actor=people.office, reason="暂无资源")

    listed = needs.list_need(need=open_to_all, actor=people.office)

    assert listed.opened_at is None


# Claiming.


def test_a_unit_claims_with_a_resource_of_its_own(town, people, open_to_all):
    offer = ResourceFactory(owner_partner=town.school)

    match = claim_by(town, people, "school", open_to_all, resource=offer)

    assert (match.state, match.resource_agreed_by) == (MatchState.PROPOSED, people.school)
    assert match.claimed_at is not None
    told = set(Notification.objects.filter(recipient=people.office).values_list("verb", flat=True))
    assert "match.claim" in told


def test_what_a_unit_says_it_will_do_is_promised_for_this_need_alone(town, people, open_to_all):
    match = claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发")

    promise = match.resource
    assert (promise.offered_for, promise.state) == (open_to_all, ResourceState.PUBLISHED)
    assert promise not in Resource.objects.available()
    assert promise not in Resource.objects.visible_to(people.bank)
    with pytest.raises(PairRefused):
        matches.propose_match(
            need=NeedFactory(owner_org=town.west), resource=promise, actor=people.office
        )


def test_the_owner_settles_one_claim_and_the_others_are_declined(town, people, open_to_all):
    lost = claim_by(town, people, "bank", open_to_all, words="我行派志愿者上门")
    won = claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发")

    matches.agree_for_need(match=won, actor=people.east)

    lost, won = Match.objects.get(pk=lost.pk), Match.objects.get(pk=won.pk)
    assert (won.state, won.resource.state) == (MatchState.AGREED, ResourceState.TAKEN)
    assert (lost.state, lost.resource.state) == (MatchState.DECLINED, ResourceState.EXPIRED)
    assert town.school.name in lost.decline_reason
    assert Need.objects.get().state == NeedState.MATCHED
    assert Notification.objects.get(verb="match.give_way").recipient == people.bank


def test_the_office_settles_for_a_community_too(town, people, open_to_all):
    won = claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发")

    assert matches.agree_for_need(match=won, actor=people.office).state == MatchState.AGREED


def test_a_declined_promise_is_of_no_use_to_others(town, people, open_to_all):
    match = claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发")

    matches.decline_for_need(match=match, actor=people.east, reason="已另有安排")

    assert Resource.objects.get().state == ResourceState.EXPIRED


def test_a_dissolved_claim_puts_the_need_back_into_the_hall(town, people, open_to_all):
    match = claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发")
    matches.agree_for_need(match=match, actor=people.east)

    matches.decline_for_resource(match=match, actor=people.school, reason="人手不足")

    assert list(Need.objects.in_hall()) == [open_to_all]
    assert (Resource.objects.get().state, Resource.objects.get().taken) == ("expired", 0)


def test_who_lost_is_shown_other_open_needs_of_the_class(town, people, open_to_all, browser, api):
    other = NeedFactory(owner_org=town.west, title="上门维修家电", opened_at=days_ago(1))
    NeedFactory(owner_org=town.west, opened_at=days_ago(1), resource_class="venue")
    lost = claim_by(town, people, "bank", open_to_all, words="我行派志愿者上门")
    won = claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发")
    matches.agree_for_need(match=won, actor=people.east)

    page = browser(people.bank).get(lost.get_absolute_url()).content.decode()
    answer = api(people.bank).get(f"/api/v1/matches/{lost.code}/alternatives/")

    assert reverse("resources:hall-need", args=[other.public_id]) in page
    assert [need["code"] for need in answer.json()] == [other.code]


def test_a_unit_claims_a_need_once(town, people, open_to_all):
    claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发")

    with pytest.raises(AlreadyProposed):
        claim_by(town, people, "school", open_to_all, words="我校再派一队")


def test_a_need_outside_the_hall_is_not_claimed(town, people, need):
    with pytest.raises(ClaimRefused):
        claim_by(town, people, "school", need, words="我校志愿者每月上门理发")


def test_a_claim_says_with_what(town, people, open_to_all):
    with pytest.raises(ClaimRefused) as refused:
        claim_by(town, people, "school", open_to_all, words="  ")

    assert refused.value.field == "words"


def test_a_claim_names_no_telephone_number(town, people, open_to_all):
    with pytest.raises(PrivateWords):
        claim_by(town, people, "school", open_to_all, words="请联系19000000021")


def test_a_claim_uses_the_units_own_resource(town, people, open_to_all):
    with pytest.raises(ClaimRefused):
        claim_by(
            town, people, "bank", open_to_all, resource=ResourceFactory(owner_partner=town.school)
        )


def test_a_stranger_claims_for_nobody(town, people, open_to_all):
    with pytest.raises(PermissionDenied):
        claim_need(need=open_to_all, owner=town.school, actor=people.bank, words="我校上门")


# Reminding.


def test_both_sides_are_reminded_once_before_a_proposal_expires(match, people, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    today = timezone.localdate()
    Match.objects.update(remind_on=today)

    assert (remind_of_open_matches(), remind_of_open_matches()) == (1, 0)

    told = Notification.objects.filter(verb="match.remind").values_list("recipient", flat=True)
    assert sorted(told) == sorted([people.east.pk, people.school.pk])
    assert remind_of_match(match_pk=match.pk, today=today) is None


def test_the_day_of_the_reminder_is_kept_with_the_proposal(need, resource, people):
    match = matches.propose_match(need=need, resource=resource, actor=people.office)

    assert timezone.localdate() < match.remind_on < match.expires_on


# Pages and endpoints.


def test_the_hall_shows_needs_without_their_contact(open_to_all, people, browser, api):
    lists = browser(people.bank).get(reverse("resources:hall")).content.decode()
    page = browser(people.bank).get(reverse("resources:hall-need", args=[open_to_all.public_id]))
    answer = api(people.bank).get(HALL_API)

    assert open_to_all.title in lists
    assert "李样" not in lists + page.content.decode() + str(answer.json())
    assert answer.json()["results"][0]["claim_count"] == 0


def test_the_need_itself_stays_hidden_from_those_who_only_see_the_hall(
    open_to_all, people, browser
):
    assert browser(people.bank).get(open_to_all.get_absolute_url()).status_code == 404


def test_another_street_does_not_see_the_hall(open_to_all, person, browser, api):
    stranger = person("partner_liaison", over=PartnerFactory(street=OrgFactory(code="201")))
    address = reverse("resources:hall-need", args=[open_to_all.public_id])

    assert browser(stranger).get(address).status_code == 404
    assert api(stranger).post(f"{HALL_API}{open_to_all.code}/claim/", {}).status_code == 404


def test_a_need_is_claimed_on_its_page(town, people, open_to_all, browser):
    address = reverse("resources:hall-need", args=[open_to_all.public_id])

    answer = browser(people.school).post(
        address, {"owner": town.school.name, "words": "我校志愿者每月上门理发"}
    )

    assert answer.url == Match.objects.get().get_absolute_url()


def test_the_page_says_what_is_wrong_with_a_claim(town, people, open_to_all, browser):
    address = reverse("resources:hall-need", args=[open_to_all.public_id])

    answer = browser(people.school).post(address, {"owner": town.school.name})

    assert answer.status_code == 409
    assert not Match.objects.exists()


def test_a_need_is_claimed_over_http(town, people, open_to_all, api):
    offer = ResourceFactory(owner_partner=town.school)

    answer = api(people.school).post(
        f"{HALL_API}{open_to_all.code}/claim/",
        {"owner_partner": str(town.school.public_id), "resource": offer.code},
    )

    assert (answer.status_code, answer.json()["resource"]) == (201, offer.code)


def test_the_hall_costs_the_same_at_any_length(town, people, open_to_all, browser, cost):
    client, address = browser(people.bank), reverse("resources:hall")
    one = cost(client, address)
    for _ in range(2):
        NeedFactory(owner_org=town.west, opened_at=days_ago(1))

    assert cost(client, address) == one


# Rivals.


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_claims_of_one_unit_at_once_one_stands(town, people, open_to_all):
    failures = at_once(
        [
            lambda number=number: claim_by(
                town, people, "school", open_to_all, words=f"我校第{number}队上门理发"
            )
            for number in range(8)
        ]
    )

    assert [type(failure) for failure in failures] == [AlreadyProposed] * 7
    assert (Match.objects.count(), Resource.objects.count()) == (1, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_claims_settled_at_once_one_is_settled(town, people, open_to_all):
    claims = [
        claim_by(town, people, "school", open_to_all, words="我校志愿者每月上门理发"),
        claim_by(town, people, "bank", open_to_all, words="我行派志愿者上门"),
    ]

    failures = at_once(
        [
            lambda claim=claim: matches.agree_for_need(match=claim, actor=people.east)
            for claim in claims
        ]
    )

    assert [failure.code for failure in failures] == ["move_refused"]
    assert sorted(Match.objects.values_list("state", flat=True)) == ["agreed", "declined"]
    assert connection.in_atomic_block is False
