"""The quarterly rating in the browser: sheets, explained scores, the boards, and strangers."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from grids.models import FirmScore, Objection, Plate, RatingInput, RatingRound, RatingScheme
from grids.rating_enums import PlateKind
from grids.services.rating_sheets import Entry, fill_sheet
from tests.grids.ratings import (
    a_firm_at_work,
    a_published_round,
    a_scheme,
    an_announced_round,
    an_open_round,
    people,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands(town):
    found = people(town)
    a_firm_at_work(town, partner=town.school)
    a_scheme(town, found)
    return found


def test_a_sheet_is_filled_in_on_its_page_and_refuses_too_many_points(town, hands, browser):
    unit = an_open_round(town, hands).units.get()
    url = reverse("grids:ratingunit-sheet", args=[unit.public_id, "community"])
    client = browser(hands.secretary)

    refused = client.post(url, {"cross-posts": "9"})
    saved = client.post(url, {"cross-posts": "4.5", "cross-posts-basis": "示〔2026〕2号"})

    assert (refused.status_code, saved.status_code) == (422, 302)
    assert RatingInput.objects.get().value == Decimal("4.50")
    assert (
        client.get(reverse("grids:ratingunit-sheet", args=[unit.public_id, "office"])).status_code
        == 403
    )


def test_a_liaison_reads_the_explained_score_and_objects_to_it(town, hands, browser):
    an_announced_round(town, hands)
    score = FirmScore.objects.exclude(estate=None).get()
    client = browser(hands.liaison)

    page = client.get(score.get_absolute_url()).text
    answer = client.post(
        reverse("grids:firmscore-step", args=[score.public_id, "object"]), {"words": "有误"}
    )

    assert "党组织覆盖" in page
    assert answer.status_code == 302
    assert Objection.objects.get().filed_by == hands.liaison


def test_rows_of_a_rating_do_not_exist_for_another_firm_or_community(town, hands, browser):
    a_published_round(town, hands)
    rating_round = RatingRound.objects.get()
    own = [
        rating_round.units.get(),
        *FirmScore.objects.all(),
        Plate.objects.get(),
    ]

    for reader in (hands.other_firm, hands.stranger):
        client = browser(reader)
        assert {client.get(row.get_absolute_url()).status_code for row in own} == {404}
    assert browser(hands.other_firm).get(rating_round.get_absolute_url()).status_code == 404


def test_a_firm_does_not_read_what_others_fill_in_before_the_announcement(
    town, hands, browser, api
):
    unit = an_open_round(town, hands).units.get()
    fill_sheet(
        unit=unit, sheet="office", entries={"cleaning": Entry(Decimal("1.25"))}, actor=hands.office
    )

    pages = [
        client.get(unit.get_absolute_url()).text
        for client in (browser(hands.liaison), browser(hands.office))
    ]
    answers = [
        api(user).get(f"/api/v1/rating-units/{unit.public_id}/").json()["inputs"]
        for user in (hands.liaison, hands.office)
    ]

    assert ["1.25" in page for page in pages] == [False, True]
    assert [len(inputs) for inputs in answers] == [0, 1]


def test_a_draft_is_worded_on_its_page(town, hands, browser):
    client = browser(hands.office)
    client.post(reverse("grids:ratingscheme-draft"), {"street": town.root.pk})
    draft = RatingScheme.objects.get(state="drafted")
    url = reverse("grids:ratingscheme-word", args=[draft.public_id])
    form = client.get(url).context["form"]
    posted = {bound.html_name: bound.value() or "" for bound in form}
    posted["name_0"], posted["vetoes"] = "党组织建设", "重大事故"

    answer = client.post(url, posted)

    assert answer.status_code == 302
    assert (draft.items.first().name, draft.items.count()) == ("党组织建设", 18)
    assert [veto.name for veto in draft.vetoes.all()] == ["重大事故"]


def test_the_public_board_shows_low_plates_only_where_the_office_decided_so(town, hands):
    a_published_round(town, hands)
    url = reverse("grids:plates-published", args=[town.root.public_id])
    assert "示例物业" in Client().get(url).text

    Plate.objects.update(kind=PlateKind.RED, rank=None)
    hidden = Client().get(url).text
    RatingScheme.objects.update(shows_low_plates=True)
    shown = Client().get(url).text

    assert ("示例物业" in hidden, "示例物业" in shown) == (False, True)


@pytest.mark.parametrize("name", ["grids:ratings", "grids:plates"])
def test_the_pages_cost_the_same_for_one_firm_and_for_three(town, hands, browser, cost, name):
    a_published_round(town, hands)
    client, url = browser(hands.office), reverse(name)
    once = cost(client, url)
    for number in range(2):
        firm = a_firm_at_work(town, f"样例{number}物业")
        Plate.objects.create(
            rating_round=RatingRound.objects.get(), firm=firm, kind=PlateKind.SILVER, rank=2
        )

    assert cost(client, url) == once
