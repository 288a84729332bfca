"""Signing in and out, passwords, and how people read."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from orgs.models import AuditEntry, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "A-good-one-2026"


@pytest.fixture
def member(town):
    user = UserFactory(org=town.root)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, password=PASSWORD, **kwargs):
    return client.post("/sign-in/", {"username": user.username, "password": password}, **kwargs)


def test_signing_in_leads_to_the_workbench_and_leaves_a_trace(member):
    client = Client()

    response = sign_in(client, member)

    assert response.headers["Location"] == "/"
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.org) == ("user.sign_in", member, member.org)


def test_a_wrong_password_is_noted_without_what_was_typed(member):
    response = sign_in(Client(), member, "wrong-one")

    assert response.status_code == 200
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject_id) == ("user.sign_in_failed", str(member.public_id))


def test_a_name_that_nobody_has_is_not_kept(db):
    Client().post("/sign-in/", {"username": "my-secret-password", "password": "x"})

    entry = AuditEntry.objects.get()
    assert "my-secret-password" not in f"{entry.subject_label}{entry.changes}"


def test_the_fifth_failure_locks_the_door_and_is_noted_once(member):
    client = Client()

    answers = [sign_in(client, member, "wrong-one").status_code for _ in range(7)]

    assert answers == [200] * 4 + [429] * 3
    locked = AuditEntry.objects.filter(changes__locked=[None, True])
    assert (AuditEntry.objects.count(), locked.count()) == (5, 1)
    assert sign_in(client, member).status_code == 429


def test_signing_out_ends_the_session(member, browser):
    client = browser(member)

    client.post("/sign-out/")

    assert client.get("/").headers["Location"] == "/sign-in/?next=%2F"


def test_a_session_left_alone_ends_and_the_door_says_so(member, browser):
    client = browser(member)
    session = client.session
    session["seen_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()

    response = Client.get(client, "/my/settings/", follow=True)

    assert response.redirect_chain == [("/sign-in/?next=%2Fmy%2Fsettings%2F&idle=1", 302)]
    assert response.context["idled_out"] is True


def test_a_swap_without_a_session_leads_the_whole_page_to_the_door(db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/orgs/messages/?page=2"}

    response = Client().get("/orgs/messages/", headers=headers)

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/sign-in/?next=%2Forgs%2Fmessages%2F"


def test_a_temporary_password_is_replaced_before_anything_else(member, browser):
    member.password_is_temporary = True
    member.save()
    client = browser(member)

    assert client.get("/").headers["Location"] == "/my/password/"
    assert client.get("/my/password/").status_code == 200


def test_people_change_their_own_password(member, browser):
    new = {"old_password": PASSWORD, "password": "Another-one-26", "repeated": "Another-one-26"}
    client = browser(member)

    response = client.post("/my/password/", new)

    assert response.status_code == 302
    assert User.objects.get(pk=member.pk).check_password("Another-one-26")
    assert client.get("/").status_code == 200
    assert AuditEntry.objects.get().verb == "user.change_password"


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"old_password": "wrong"}, 409),
        ({"password": "alllowercase", "repeated": "alllowercase"}, 409),
        ({"password": PASSWORD, "repeated": PASSWORD}, 409),
        ({"repeated": "differs"}, 422),
    ],
)
def test_a_password_that_will_not_do_is_refused_beside_its_input(member, browser, facts, status):
    good = {"old_password": PASSWORD, "password": "Another-one-26", "repeated": "Another-one-26"}

    response = browser(member).post("/my/password/", {**good, **facts})

    assert response.status_code == status
    assert "error-summary" in response.text
    assert User.objects.get(pk=member.pk).check_password(PASSWORD)


def test_the_way_one_reads_is_remembered_with_the_person(member, browser):
    client = browser(member)

    client.post("/reading/", {"language": "en", "next": "/my/settings/"})
    client.post("/reading/", {"large_text": "on"})

    page = client.get("/my/settings/").text
    assert '<html lang="en" class="large-text">' in page
    assert AuditEntry.objects.filter(verb="user.amend").count() == 2


def test_a_reader_who_is_not_signed_in_is_remembered_by_the_browser(db):
    client = Client()

    client.post("/reading/", {"language": "en", "large_text": "on", "next": "/sign-in/"})

    assert '<html lang="en" class="large-text">' in client.get("/sign-in/").text


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_switching_never_leads_to_another_host(db, target):
    response = Client().post("/reading/", {"language": "en", "next": target})

    assert response.headers["Location"] == "/"


def test_own_settings_are_kept(member, browser):
    response = browser(member).post("/my/settings/", {"language": "en", "large_text": "on"})

    assert response.status_code == 302
    stored = User.objects.get(pk=member.pk)
    assert (stored.language, stored.large_text) == ("en", True)


def test_the_admin_has_no_door_of_its_own(member, browser):
    assert Client().get("/admin/").headers["Location"] == "/sign-in/?next=%2Fadmin%2F"
    assert (
        Client().get("/admin/login/?next=/admin/").headers["Location"]
        == "/sign-in/?next=%2Fadmin%2F"
    )
    assert browser(member).get("/admin/login/?next=/admin/").status_code == 403


def test_every_page_but_the_door_needs_a_person(db):
    assert Client().get("/").headers["Location"] == "/sign-in/?next=%2F"
    assert settings.LOGIN_URL == "sign-in"
