"""The quarterly rating over HTTP: the whole way of a round, and what others may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grids.models import Objection, Plate, RatingRound
from grids.rating_enums import RatingSource
from partybuild.demo.clock import clock_at
from tests.grids.ratings import a_firm_at_work, fill, last_quarter, people

pytestmark = pytest.mark.django_db

ROUNDS, V1 = "/api/v1/rating-rounds/", "/api/v1"


def test_a_round_goes_its_whole_way_over_http(town, api):
    a_firm_at_work(town, partner=town.school)
    hands = people(town)
    office, second, firm = api(hands.office), api(hands.second), api(hands.liaison)
    scheme = office.post(f"{V1}/rating-schemes/", {"street": town.root.code}).json()
    own = f"{V1}/rating-schemes/{scheme['public_id']}/"
    amended = office.patch(own, {"gold_from": "88"}, headers={"If-Match": '"1"'})
    assert (amended.status_code, amended.json()["gold_from"]) == (200, "88.00")
    assert office.post(f"{own}confirm/").status_code == 200
    period = last_quarter()
    asked = {"street": town.root.code, "year": period.year, "quarter": period.number}
    url = ROUNDS + office.post(ROUNDS, asked).json()["public_id"] + "/"
    rating_round = RatingRound.objects.get()
    unit = f"{V1}/rating-units/{rating_round.units.get().public_id}/fill/"
    entries = [{"item": "repairs", "value": "3.5"}]
    assert firm.post(unit, {"sheet": "self", "entries": entries}, format="json").status_code == 200
    assert firm.post(unit, {"sheet": "office", "entries": []}, format="json").status_code == 403
    fill(rating_round.units.get(), hands)

    for step, client, said in (
        ("collect", office, {}),
        ("score", office, {}),
        ("review", second, {"words": "属实"}),
        ("announce", office, {}),
    ):
        assert client.post(f"{url}{step}/", said).status_code == 200, step

    scores = firm.get(f"{V1}/firm-scores/").json()["results"]
    at_estate = next(each for each in scores if each["estate"])
    objection = firm.post(
        f"{V1}/objections/", {"score": at_estate["public_id"], "words": "有误"}
    ).json()
    decide = f"{V1}/objections/{objection['public_id']}/"
    assert office.post(f"{decide}examine/", {"words": "示"}).status_code == 200
    upheld = second.post(f"{decide}uphold/", {"decision": "示", "item": "repairs", "value": "1"})
    assert upheld.json()["state"] == "upheld"
    with clock_at(timezone.localdate() + timedelta(days=20)):
        assert office.post(f"{url}publish/").json()["state"] == "published"
    assert Plate.objects.get().kind == "gold"
    assert Objection.objects.get().adjustment.item.source == RatingSource.COMMUNITY


def test_rounds_and_scores_of_others_do_not_exist(town, api):
    a_firm_at_work(town, partner=town.school)
    hands = people(town)
    own = api(hands.other_firm)

    for noun in ("rating-rounds", "rating-units", "firm-scores", "plates", "sanctions"):
        assert own.get(f"{V1}/{noun}/").json()["count"] == 0
    assert own.post(ROUNDS, {"street": town.root.code, "year": 2026, "quarter": 1}).status_code in (
        400,
        403,
    )
