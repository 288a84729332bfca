"""The audit trail, its check, and the jobs that machines do."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import JobState, Role
from orgs.models import AuditEntry, AuditSeal, Job
from orgs.services import audit, trail_checks
from orgs.services.audit import record
from orgs.tasks import run_job
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(town, person):
    return person(Role.AUDITOR, over=town.root)


def found(client, query):
    return [row.subject_label for row in client.get(f"/orgs/audit/{query}").context["page"]]


def test_the_trail_is_found_by_deed_by_person_by_subject_and_by_day(town, auditor, browser):
    wang = UserFactory(name="示例王")
    record(actor=wang, verb="org.amend", subject=town.east)
    record(actor=None, verb="org.move", subject=town.west, reason="Reform")
    client = browser(auditor)
    today = timezone.localdate()

    assert found(client, "?verb=org.amend") == [town.east.name]
    assert found(client, "?actor=王") == [town.east.name]
    assert found(client, "?q=Reform") == [town.west.name]
    assert found(client, f"?until={today - timedelta(days=1)}") == []
    assert found(client, f"?since={today}&until={today}") == [town.west.name, town.east.name]


def test_only_the_office_and_the_auditor_read_the_trail(town, person, office, browser):
    assert browser(office).get("/orgs/audit/").status_code == 200
    assert browser(person(Role.SECRETARY, over=town.east)).get("/orgs/audit/").status_code == 403


def test_a_line_outside_my_reach_does_not_exist_for_me(town, person, browser):
    record(actor=None, verb="org.amend", subject=town.west)
    line = AuditEntry.objects.get()

    response = browser(person(Role.AUDITOR, over=town.east)).get(f"/orgs/audit/{line.public_id}/")

    assert response.status_code == 404


def test_a_line_of_no_organisation_is_for_the_auditor_of_a_whole_street(town, person, auditor):
    record(actor=None, verb="user.sign_in_failed", subject=UserFactory())
    of_the_east = person(Role.AUDITOR, over=town.east)

    assert AuditEntry.objects.visible_to(auditor).count() == 1
    assert AuditEntry.objects.visible_to(of_the_east).count() == 0


def test_a_line_shows_what_it_changed_in_words(town, auditor, browser):
    record(
        actor=auditor,
        verb="org.amend",
        subject=town.east,
        changes={"kind": ["branch", "group"], "name": ["", "东"]},
        reason="A slip",
    )
    line = AuditEntry.objects.get()

    page = browser(auditor).get(f"/orgs/audit/{line.public_id}/")

    changes = page.context["line"].changes
    assert [(change.before, change.after) for change in changes] == [
        (town.branch.get_kind_display(), town.group.get_kind_display()),
        ("", "东"),
    ]
    assert "A slip" in page.text


@pytest.mark.parametrize("size", [1, 3])
def test_the_trail_costs_the_same_at_any_length(
    town, auditor, browser, size, django_assert_num_queries
):
    for _ in range(size):
        record(actor=auditor, verb="org.amend", subject=town.east)
    client = browser(auditor)

    with django_assert_num_queries(7):
        client.get("/orgs/audit/")


def test_the_chain_is_checked_by_a_machine_and_the_result_is_a_line(town, auditor, browser):
    record(actor=auditor, verb="org.amend", subject=town.east)
    audit.seal_trail()
    client = browser(auditor)

    response = client.post("/orgs/audit/check/")
    job = Job.objects.get()
    run_job(job.pk)

    assert response.headers["Location"] == job.get_absolute_url()
    entry = AuditEntry.objects.get(verb="trail.check")
    assert (entry.actor, entry.changes["broken_at"]) == (auditor, [None, None])
    assert client.get("/orgs/audit/").context["is_broken"] is False


def test_a_broken_chain_is_told_in_red(town, auditor, browser):
    record(actor=auditor, verb="org.amend", subject=town.east)
    audit.seal_trail()
    AuditSeal.objects.update(digest="0" * 64)
    client = browser(auditor)

    client.post("/orgs/audit/check/")
    run_job(Job.objects.get().pk)

    page = client.get("/orgs/audit/")
    assert page.context["is_broken"] is True
    assert "notice-error" in page.text


def test_the_check_is_the_auditors(office, browser):
    with pytest.raises(PermissionDenied):
        trail_checks.request_trail_check(actor=office)

    assert browser(office).post("/orgs/audit/check/").status_code == 403


def test_progress_is_reported_while_the_chain_is_walked(town, auditor, monkeypatch):
    monkeypatch.setattr(audit, "CHUNK", 2)
    for _ in range(5):
        record(actor=auditor, verb="org.amend", subject=town.east)
    audit.seal_trail()
    reported = []

    audit.check_chain(lambda done, total: reported.append((done, total)))

    assert reported == [(2, 5), (4, 5)]


def test_an_open_job_asks_for_itself_again_and_an_ended_one_does_not(town, office, browser):
    job = Job.objects.create(kind="trail.check", org=town.root)
    client = browser(office)

    assert 'hx-trigger="every 2s"' in client.get(job.get_absolute_url()).text

    Job.objects.update(state=JobState.FAILED, finished_at=timezone.now(), error="No luck.")
    page = client.get(job.get_absolute_url()).text
    assert "every 2s" not in page
    assert "No luck." in page


def test_a_job_outside_my_reach_does_not_exist_for_me(town, person, browser):
    job = Job.objects.create(kind="trail.check", org=town.west)

    response = browser(person(Role.OFFICE, over=town.east)).get(job.get_absolute_url())

    assert response.status_code == 404
