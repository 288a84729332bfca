"""What is done about the check-in of units (SM-16)."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from orgs.models import AuditEntry, Org, Pairing
from orgs.services.facts import FactRefused
from orgs.services.pairings import AgreementRefused, NotACommunity
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from resources.models import Agreement
from resources.pledge_enums import AgreementAction, AgreementState
from resources.pledge_workflow import AGREEMENT_MOVES
from resources.selectors.waiting import waiting_for
from resources.services import agreements
from tests.factories import PairingFactory
from tests.resources.deeds import WHY, made_by_people, refused_moves
from tests.resources.factories import AgreementFactory

pytestmark = pytest.mark.django_db

AGREEMENTS = "/api/v1/agreements/"
TERM = {"signed_on": date(2026, 3, 1), "ends_on": date(2029, 2, 28)}
DEEDS = {
    AgreementAction.ACCEPT: agreements.accept_check_in,
    AgreementAction.DECLINE: partial(agreements.decline_check_in, **WHY),
    AgreementAction.WITHDRAW: agreements.withdraw_check_in,
    AgreementAction.SIGN: partial(agreements.sign_agreement, **TERM),
    AgreementAction.RENEW: partial(agreements.renew_agreement, ends_on=date(2030, 1, 1)),
    AgreementAction.END: partial(agreements.end_agreement, **WHY),
}


def made(town, state=AgreementState.APPLIED):
    return AgreementFactory(partner=town.school, community=town.east, state=state)


def who(people, action):
    return people.school if AGREEMENT_MOVES[action].over == "partner" else people.east


def test_a_unit_applies_and_the_community_finds_it_waiting(town, people):
    agreement = agreements.apply_to_check_in(
        partner=town.school, community=town.east, mode="paired", actor=people.school
    )

    assert agreement.state == AgreementState.APPLIED
    assert [each.title for each in waiting_for(reader=people.east)] == [str(agreement)]
    assert not Pairing.objects.exists()
    with pytest.raises(agreements.CheckedInAlready):
        agreements.apply_to_check_in(
            partner=town.school, community=town.east, mode="paired", actor=people.school
        )


def test_nobody_applies_for_a_strange_unit_and_the_office_says_why(town, people):
    ask = {"partner": town.school, "community": town.east, "mode": "paired"}

    for stranger in (people.bank, people.west):
        with pytest.raises(PermissionDenied):
            agreements.apply_to_check_in(**ask, actor=stranger)
    with pytest.raises(ReasonMissing):
        agreements.apply_to_check_in(**ask, actor=people.office)
    with pytest.raises(NotACommunity):
        agreements.apply_to_check_in(**ask | {"community": town.north}, actor=people.school)


def test_accepting_pairs_the_two_and_moves_no_organisation(town, people):
    before = list(Org.objects.order_by("pk").values_list("pk", "parent", "lft", "rght"))

    agreements.accept_check_in(agreement=made(town), actor=people.east)

    pairing = Pairing.objects.get()
    assert (pairing.partner, pairing.community) == (town.school, town.east)
    assert pairing.checked_in is not None
    assert list(Org.objects.order_by("pk").values_list("pk", "parent", "lft", "rght")) == before


def test_the_term_stands_on_the_pairing_and_is_renewed_to_a_later_day(town, people):
    agreement = made(town, AgreementState.ACCEPTED)

    agreement = agreements.sign_agreement(agreement=agreement, actor=people.east, **TERM)
    with pytest.raises(FactRefused):
        agreements.renew_agreement(agreement=agreement, ends_on=TERM["ends_on"], actor=people.east)
    later = TERM["ends_on"] + timedelta(days=365)
    agreements.renew_agreement(agreement=agreement, ends_on=later, actor=people.east)

    pairing = Pairing.objects.get()
    assert (pairing.agreement_on, pairing.agreement_ends_on) == (TERM["signed_on"], later)
    assert Agreement.objects.for_list().get().term_ends_on == later


def test_an_agreement_does_not_end_before_it_is_signed(town, people):
    with pytest.raises(AgreementRefused):
        agreements.sign_agreement(
            agreement=made(town, AgreementState.ACCEPTED),
            signed_on=TERM["ends_on"],
            ends_on=TERM["signed_on"],
            actor=people.east,
        )


def test_an_earlier_pairing_keeps_what_is_known_of_it(town, people):
    PairingFactory(
        partner=town.school,
        community=town.east,
        checked_in_on=date(2020, 5, 1),
        checked_in_precision="month",
    )

    agreements.accept_check_in(agreement=made(town), actor=people.east)

    assert Pairing.objects.get().checked_in_on == date(2020, 5, 1)


def test_the_end_of_the_agreement_ends_the_pairing(town, people):
    agreements.end_agreement(
        agreement=made(town, AgreementState.SIGNED), actor=people.east, reason="期满不续"
    )

    assert not Pairing.objects.exists()
    assert AuditEntry.objects.filter(verb="partner.unpair", reason="期满不续").count() == 1


def test_every_step_a_person_makes_is_tried_here():
    assert set(DEEDS) == made_by_people(AGREEMENT_MOVES)


@pytest.mark.parametrize("action", DEEDS)
def test_a_step_changes_the_state_along_the_table_and_is_nobody_elses(town, people, action):
    for source in AGREEMENT_MOVES[action].sources:
        Agreement.objects.all().delete()
        agreement = made(town, source)
        for stranger in (people.west, people.bank):
            with pytest.raises(PermissionDenied):
                DEEDS[action](agreement=agreement, actor=stranger)

        moved = DEEDS[action](agreement=agreement, actor=who(people, action))

        assert moved.state == AGREEMENT_MOVES[action].target
        assert AuditEntry.objects.about(agreement).get().verb == f"agreement.{action}"


@pytest.mark.parametrize(("action", "state"), refused_moves(AGREEMENT_MOVES, AgreementState))
def test_a_step_is_refused_in_every_other_state(town, people, action, state):
    with pytest.raises(MoveRefused):
        DEEDS[action](agreement=made(town, state), actor=who(people, action))


@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_a_check_in_out_of_reach_does_not_exist(town, people, browser, api, stranger):
    agreement, reader = made(town), getattr(people, stranger)

    assert browser(reader).get(agreement.get_absolute_url()).status_code == 404
    assert api(reader).get(f"{AGREEMENTS}{agreement.public_id}/").status_code == 404


def test_a_unit_checks_in_on_pages(town, people, browser):
    address = reverse("resources:agreement-apply")

    browser(people.school).post(
        address,
        {"partner": "示例小学", "community": str(town.east.public_id), "mode": "paired"},
    )
    agreement = Agreement.objects.get()
    url = reverse("resources:agreement-step", args=[agreement.public_id, "accept"])
    shown = browser(people.east).get(agreement.get_absolute_url())
    answer = browser(people.east).post(url)

    assert url in shown.text
    assert (answer.status_code, Pairing.objects.count()) == (302, 1)
    assert browser(people.east).get(address).status_code == 403


def test_a_check_in_goes_its_way_over_http(town, people, api):
    east, school = api(people.east), api(people.school)
    filed = school.post(
        AGREEMENTS,
        {"partner": str(town.school.public_id), "community": "101801", "mode": "joint"},
    )
    address = f"{AGREEMENTS}{filed.json()['public_id']}/"

    answers = [
        east.post(f"{address}accept/"),
        east.post(f"{address}sign/", {"signed_on": "2026-03-01", "ends_on": "2029-02-28"}),
        east.post(f"{address}renew/", {"ends_on": "2031-02-28"}),
        east.post(f"{address}end/", {"reason": "期满"}),
    ]

    assert filed.status_code == 201
    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[2].json()["term_ends_on"] == "2031-02-28"


def test_the_list_costs_the_same_at_any_length(town, people, browser, api, cost):
    page, address = browser(people.office), reverse("resources:agreements")
    made(town)
    one = cost(page, address), cost(api(people.office), AGREEMENTS)
    AgreementFactory(partner=town.bank, community=town.east)
    AgreementFactory(partner=town.bank, community=town.west)

    assert (cost(page, address), cost(api(people.office), AGREEMENTS)) == one
