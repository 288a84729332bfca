"""Survey pages: the progress of the samples, the printed sheets, and the page behind each sheet."""

import io
import re

import docx
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids.models import Survey, SurveyAnswer
from grids.services.surveys import issue_survey_links, revoke_survey_links
from grids.views.answering import KNOCKS
from orgs.enums import Role
from tests.grids.surveys import a_round, a_survey, answered

pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]


@pytest.fixture(autouse=True)
def _nobody_knocked_before():
    cache.clear()


@pytest.fixture
def office(town, person):
    return person(Role.OFFICE, over=town.root)


@pytest.fixture
def survey(town, office):
    return a_survey(town.root, actor=office, community=town.east)


def address(token):
    return reverse("grids:survey-answer", args=[token])


def test_the_page_behind_a_sheet_needs_no_account_no_script_and_sets_no_cookie(survey, office):
    (token,) = issue_survey_links(survey=survey, count=1, actor=office)
    visitor = Client(enforce_csrf_checks=True)

    asked = visitor.get(address(token))
    unsaid = visitor.post(address(token), {})
    done = visitor.post(address(token), {"question-1": "5"})
    again = visitor.get(address(token))

    assert [asked.status_code, unsaid.status_code, done.status_code, again.status_code] == [
        200,
        422,
        200,
        410,
    ]
    words = asked.content.decode()
    assert survey.estate.name in words
    assert "<script" not in words
    assert words.count("face-") == 5
    assert 'role="alert"' in unsaid.content.decode()
    assert not visitor.cookies
    assert asked.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert asked.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in asked.headers["Cache-Control"]
    assert SurveyAnswer.objects.get().mark == 5


def test_each_reason_for_which_a_sheet_no_longer_counts_has_its_words(survey, office):
    used, lost = issue_survey_links(survey=survey, count=2, actor=office)
    visitor = Client()
    visitor.post(address(used), {"question-1": "3"})
    revoke_survey_links(survey=survey, actor=office)
    (late,) = issue_survey_links(survey=survey, count=1, actor=office)
    pages = [visitor.get(address(token)) for token in (used, lost, "guessed")]
    Survey.objects.update(closes_at=timezone.now())
    pages.append(visitor.get(address(late)))

    headings = [re.search(r"<h1>(.+?)</h1>", page.content.decode())[1] for page in pages]
    assert len(set(headings)) == 4
    assert [page.status_code for page in pages] == [410, 410, 404, 410]


def test_who_knocks_too_often_is_asked_to_wait(survey):
    visitor = Client()
    for _ in range(KNOCKS):
        visitor.get(address("guessed"))

    assert visitor.get(address("guessed")).status_code == 429


def test_the_sheets_show_each_link_once_on_paper_and_in_word(survey, office, browser):
    client = browser(office)
    url = reverse("grids:survey-links", args=[survey.public_id])

    assert client.get(url).status_code == 200
    page = client.post(url, {"count": "14", "file": "page"}).content.decode()
    file = client.post(url, {"count": "14", "file": "docx"})

    tokens = set(re.findall(r"answer/([\w-]{22})/", page))
    assert len(tokens) == page.count("data:image/svg+xml") == 14
    (table,) = docx.Document(io.BytesIO(b"".join(file.streaming_content))).tables
    cells = [cell.text for row in table.rows for cell in row.cells if cell.text.strip()]
    assert len(table.rows) == 5
    assert len(cells) == len(set(cells)) == 14
    assert Survey.objects.counted().get().issued_count == 28


def test_the_office_opens_surveys_and_watches_the_samples(town, office, browser):
    rating_round = a_round(town.root, households=(80, 100))
    client = browser(office)
    form = {"rating_round": rating_round.pk, "closes_on": ""}

    opened = client.post(reverse("grids:survey-open"), form)
    again = client.post(reverse("grids:survey-open"), form)
    survey = Survey.objects.first()
    answered(survey, [4] * 5, actor=office)
    progress = client.get(
        reverse("grids:surveys"), {"rating_round": rating_round.public_id}
    ).content.decode()
    result = client.get(survey.get_absolute_url()).content.decode()

    assert [opened.status_code, again.status_code] == [302, 409]
    assert progress.count("<tr") == 3
    assert "80.00" in result


def test_strangers_find_no_survey_and_its_community_makes_no_sheets(
    town, survey, person, browser, api
):
    east = person(Role.SECRETARY, over=town.east)
    west = person(Role.SECRETARY, over=town.west)
    links = reverse("grids:survey-links", args=[survey.public_id])

    assert browser(east).get(survey.get_absolute_url()).status_code == 200
    assert browser(east).post(links, {"count": "1"}).status_code == 403
    assert browser(west).get(survey.get_absolute_url()).status_code == 404
    assert api(west).get(f"/api/v1/surveys/{survey.public_id}/").status_code == 404


def test_a_survey_over_http_tells_sums_and_hands_out_links_once(survey, office, api):
    caller = api(office)
    base = f"/api/v1/surveys/{survey.public_id}/"

    made = caller.post(f"{base}links/", {"count": 2}, format="json")
    answered(survey, [5, 5, 5, 5, 4], actor=office)
    row, said = caller.get(base).json(), caller.get(f"{base}result/").json()
    closed = caller.post(f"{base}close/")

    assert made.status_code == 201
    assert len({*made.json()["addresses"]}) == 2
    assert (row["issued_count"], row["answered_count"], row["missing_count"]) == (7, 5, 3)
    assert (said["satisfaction"], said["is_enough"]) == ("96.00", False)
    assert closed.json()["state"] == "closed"
