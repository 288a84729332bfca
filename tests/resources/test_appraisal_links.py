"""Appraising a project through one-time links: numbers only, nobody is known (R-187, D11)."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from partybuild.errors import MoveRefused
from partybuild.secret_links import digest_of
from resources.enums import ProjectState, Verdict
from resources.models import AppraisalLink, AppraisalTally, Project
from resources.selectors.appraisal_links import results_of
from resources.services.appraisal_links import LinkSpent, answer_appraisal, issue_links
from resources.services.projects import appraise_project
from resources.views.appraisal_links import KNOCKS
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_knocked_before():
    cache.clear()


def project_in(town, state):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    return ProjectFactory(match=match, state=state)


@pytest.fixture
def project(town):
    return project_in(town, "accepted")


def issued(project, people, count=6):
    end = timezone.localdate() + timedelta(days=30)
    return issue_links(project=project, count=count, expires_on=end, actor=people.east)


def address(token):
    return reverse("resources:appraise", args=[token])


def test_only_the_digest_of_a_link_is_kept(project, people):
    tokens = issued(project, people, 3)

    kept = set(AppraisalLink.objects.values_list("digest", flat=True))
    assert kept == {digest_of(token) for token in tokens}
    assert AuditEntry.objects.about(project).get().verb == "project.issue_links"
    assert not any(token in str(AuditEntry.objects.get().changes) for token in tokens)


@pytest.mark.parametrize("state", [s for s in ProjectState if s != "accepted"])
def test_links_are_issued_for_an_accepted_project_only(town, people, state):
    with pytest.raises(MoveRefused):
        issued(project_in(town, state), people)


@pytest.mark.parametrize("who", ["west", "bank", "school"])
def test_strangers_issue_no_links(project, people, who):
    with pytest.raises(PermissionDenied):
        issue_links(
            project=project,
            count=1,
            expires_on=timezone.localdate(),
            actor=getattr(people, who),
        )


@pytest.mark.parametrize(("count", "days"), [(0, 1), (501, 1), (1, -1), (1, 91)])
def test_links_are_few_and_hold_for_a_while(project, people, count, days):
    end = timezone.localdate() + timedelta(days=days)

    with pytest.raises(FactRefused):
        issue_links(project=project, count=count, expires_on=end, actor=people.east)


def test_a_link_is_answered_once_and_leaves_no_line_in_the_trail(project, people):
    token = issued(project, people)[0]
    lines = AuditEntry.objects.count()

    answer_appraisal(token=token, verdict=Verdict.FAIRLY)
    with pytest.raises(LinkSpent):
        answer_appraisal(token=token, verdict=Verdict.SATISFIED)

    tally = AppraisalTally.objects.get()
    assert (tally.satisfied_count, tally.fairly_count) == (0, 1)
    assert AuditEntry.objects.count() == lines


def test_an_expired_link_and_one_of_a_closed_appraisal_count_no_more(project, people):
    late, closed = issued(project, people)[:2]
    AppraisalLink.objects.filter(digest=digest_of(late)).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    with pytest.raises(LinkSpent):
        answer_appraisal(token=late, verdict=Verdict.SATISFIED)

    appraise_project(project=project, appraisal="满意", actor=people.office)
    with pytest.raises(LinkSpent):
        answer_appraisal(token=closed, verdict=Verdict.SATISFIED)


def test_results_are_shown_from_five_answers_on(project, people, api):
    tokens = issued(project, people)
    for token in tokens[:4]:
        answer_appraisal(token=token, verdict=Verdict.SATISFIED)
    hidden, hidden_over_http = results_of(project), file_over_http(project, people, api)
    answer_appraisal(token=tokens[4], verdict=Verdict.DISSATISFIED)

    assert (hidden.answered, hidden.counts, hidden.words) == (4, [], "")
    assert hidden_over_http["satisfied"] is None
    assert [count for _label, count in results_of(project).counts] == [4, 0, 1]
    assert file_over_http(project, people, api)["satisfied"] == 4


def file_over_http(project, people, api):
    address = f"/api/v1/projects/{project.public_id}/file/"
    return api(people.east).get(address).json()["appraisal"]


def test_the_page_behind_a_link_needs_no_door_and_sets_no_cookie(project, people):
    token = issued(project, people)[0]
    visitor = Client(enforce_csrf_checks=True)

    asked = visitor.get(address(token))
    done = visitor.post(address(token), {"verdict": "satisfied"})
    again = visitor.get(address(token))

    assert [asked.status_code, done.status_code, again.status_code] == [200, 200, 404]
    assert project.name in asked.content.decode()
    assert not visitor.cookies
    assert asked.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert asked.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in asked.headers["Cache-Control"]
    assert AppraisalTally.objects.get().satisfied_count == 1


def test_a_guessed_link_and_a_made_up_verdict_count_nothing(project, people):
    token = issued(project, people)[0]

    guessed = Client().post(address("guessed"), {"verdict": "satisfied"})
    made_up = Client().post(address(token), {"verdict": "great"})

    assert (guessed.status_code, made_up.status_code) == (404, 422)
    assert AppraisalTally.objects.get().answer_count == 0


def test_who_knocks_too_often_is_asked_to_wait(project, people):
    token = issued(project, people)[0]
    visitor = Client()
    for _ in range(KNOCKS):
        visitor.get(address(token))

    assert visitor.get(address(token)).status_code == 429


def test_the_sheet_shows_each_link_once_with_its_code(project, people, browser):
    client = browser(people.east)
    url = reverse("resources:appraisal-links", args=[project.public_id])

    asked = client.get(url)
    sheet = client.post(
        url, {"count": "2", "expires_on": str(timezone.localdate() + timedelta(days=9))}
    )

    assert asked.status_code == 200
    words = sheet.content.decode()
    tokens = set(re.findall(r"appraise/([\w-]+)/", words))
    assert len(tokens) == words.count("data:image/svg+xml") == 2
    assert "no-store" in sheet.headers["Cache-Control"]


def test_a_sheet_of_too_many_links_is_refused_beside_the_number(project, people, browser):
    issued(project, people, 499)
    url = reverse("resources:appraisal-links", args=[project.public_id])

    answer = browser(people.east).post(url, {"count": "2", "expires_on": str(timezone.localdate())})

    assert answer.status_code == 409


@pytest.mark.parametrize(("who", "status"), [("west", 404), ("school", 403)])
def test_strangers_print_no_sheet(project, people, browser, who, status):
    url = reverse("resources:appraisal-links", args=[project.public_id])

    assert browser(getattr(people, who)).get(url).status_code == status


def test_links_over_http_open_the_page(project, people, api):
    end = str(timezone.localdate() + timedelta(days=9))
    answer = api(people.east).post(
        f"/api/v1/projects/{project.public_id}/issue-links/", {"count": 1, "expires_on": end}
    )

    (link,) = answer.json()["links"]
    assert Client().get(link).status_code == 200


def test_the_office_finds_the_numbers_in_the_form_of_the_appraisal(project, people, browser):
    for token in issued(project, people)[:5]:
        answer_appraisal(token=token, verdict=Verdict.SATISFIED)

    page = browser(people.office).get(project.get_absolute_url()).content.decode()

    assert "收回5份，满意5份" in page
    assert Project.objects.get().appraisal == ""
