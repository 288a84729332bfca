"""What people see when something cannot be."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.http import require_safe

from orgs.enums import Role
from partybuild.errors import RuleViolation, StaleVersion
from partybuild.urls import urlpatterns as own

pytestmark = pytest.mark.django_db


@require_safe
def refusing(_request):
    raise RuleViolation("Not on a Sunday.")


@require_safe
def failing(_request):
    raise ZeroDivisionError


@require_safe
def outdated(_request):
    raise StaleVersion("Read it again.")


@require_safe
def fine(_request):
    return HttpResponse("fine")


urlpatterns = [
    *own,
    path("refusing/", refusing),
    path("failing/", failing),
    path("outdated/", outdated),
    path("fine/", fine),
]


@pytest.fixture(autouse=True)
def _other_urls():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def client(town, person, browser):
    return browser(person(Role.SECRETARY, over=town.east))


def test_what_is_not_there_is_a_page_with_a_way_home(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert 'href="/"' in response.text
    assert response.text.count("<h1>") == 1


def test_what_one_may_not_do_says_who_can_help(client):
    response = client.get("/orgs/audit/")

    assert response.status_code == 403
    assert response.text.count("<h1>") == 1


def test_a_refusal_that_no_view_caught_is_told_in_its_words(client):
    response = client.get("/refusing/")

    assert response.status_code == 409
    assert "Not on a Sunday." in response.text
    assert "<html" in response.text


def test_a_refusal_inside_a_swap_stands_above_the_page(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east), htmx=True)

    response = client.get("/refusing/")

    assert (response.status_code, response.headers["HX-Retarget"]) == (409, "#refusal")
    assert "<html" not in response.text


def test_a_fault_is_a_page_that_needs_nothing_of_the_portal(client):
    client.raise_request_exception = False

    response = client.get("/failing/")

    assert response.status_code == 500
    assert response.text.count("<h1>") == 1


def test_a_form_without_its_token_changes_nothing_and_says_so(town, person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        person(Role.SECRETARY, over=town.east),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    response = client.post("/reading/", {"language": "en"})

    assert response.status_code == 403
    assert 'href="/"' in response.text


def test_every_page_carries_the_policy_that_forbids_foreign_and_inline_code(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
