"""Limits of handling by category and urgency, set by the office and named in the reckoning."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from grids.enums import CaseCategory, CaseUrgency
from grids.models import Case, CaseLimit
from grids.selectors.case_limits import limit_of, reckon
from grids.selectors.case_lines import words_of
from grids.services.case_limits import clear_case_limit, set_case_limit
from orgs.enums import Role
from orgs.selectors.calendar import work_calendar
from orgs.services.facts import FactRefused
from partybuild.errors import RuleViolation

pytestmark = pytest.mark.django_db

ECOLOGY = {"category": CaseCategory.ECOLOGY, "urgency": CaseUrgency.ORDINARY}


@pytest.fixture
def limit(town, office):
    return set_case_limit(street=town.root, amount=5, unit="hours", actor=office, **ECOLOGY)


def reckoned(town, **facts):
    start = datetime(2026, 11, 16, 9, tzinfo=timezone.get_default_timezone())
    case = Case(street=town.root, **facts)
    found = reckon(start, limit_of(case, "handle"), calendar=work_calendar())
    return found.due_at - start, words_of(found.lines[1])


def test_the_limit_of_a_category_holds_and_is_named(town, limit):
    span, words = reckoned(town, **ECOLOGY)

    assert span == timedelta(hours=5)
    assert str(CaseCategory.ECOLOGY.label) in words


def test_other_cases_keep_the_number_of_their_urgency(town, limit):
    for facts in ({**ECOLOGY, "urgency": "urgent"}, {"urgency": "urgent"}):
        span, words = reckoned(town, **facts)
        assert span == timedelta(hours=24)
        assert str(CaseUrgency.URGENT.label) in words


def test_a_limit_is_set_anew_and_cleared(town, office, limit):
    set_case_limit(street=town.root, amount=2, unit="workdays", actor=office, **ECOLOGY)
    assert CaseLimit.objects.get().words.startswith("2 ")

    clear_case_limit(limit=limit, actor=office)
    assert not CaseLimit.objects.exists()


def test_limits_are_the_offices_and_lie_in_bounds(town, office, person, limit):
    stranger = person(Role.SECRETARY, over=town.east)
    with pytest.raises(PermissionDenied):
        set_case_limit(street=town.root, amount=1, unit="days", actor=stranger, **ECOLOGY)
    with pytest.raises(PermissionDenied):
        clear_case_limit(limit=limit, actor=stranger)
    with pytest.raises(RuleViolation):
        set_case_limit(street=town.root, amount=400, unit="days", actor=office, **ECOLOGY)
    with pytest.raises(FactRefused):
        set_case_limit(
            street=town.root, category="x", urgency="urgent", amount=1, unit="days", actor=office
        )


def test_limits_over_http(town, office, person, api):
    limits, client = "/api/v1/case-limits/", api(office)
    facts = {"street": "101", **ECOLOGY, "amount": 5, "unit": "hours"}

    put = client.post(limits, facts, format="json")

    url = f"{limits}{put.json()['public_id']}/"
    assert put.status_code == 201
    assert api(person(Role.SECRETARY, over=town.east)).get(url).status_code == 404
    assert client.post(f"{url}clear/").status_code == 200
    assert client.get(limits).json()["count"] == 0


def test_the_page_sets_and_clears(town, office, person, browser, limit):
    page = reverse("grids:case-limits", args=[town.root.public_id])
    client = browser(office)

    answer = client.post(page, {**ECOLOGY, "amount": 7, "unit": "days"})
    assert answer.status_code == 302
    assert CaseLimit.objects.get().amount == 7
    stranger = browser(person(Role.SECRETARY, over=town.east))
    clear = reverse("grids:caselimit-clear", args=[limit.public_id])
    assert stranger.get(page).status_code == 404
    assert stranger.post(clear).status_code == 404
    assert client.post(clear).status_code == 302
    assert not CaseLimit.objects.exists()
