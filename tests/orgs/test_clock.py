"""What the clock starts is kept as a run; a run whose worker died is started again, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orgs.clock_enums import RunState
from orgs.enums import Role
from orgs.models import RunFailure, TaskRun
from orgs.selectors.clock import scheduled_tasks, worker_life
from orgs.services import task_runs
from partybuild import heart
from partybuild.celery import app
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TASK = "orgs.tasks.seal_trail"
LONG_AGO = timezone.now() - timedelta(hours=1)


def lost_run(**facts):
    return TaskRun.objects.create(task=TASK, message="m", begun_at=LONG_AGO, **facts)


def test_a_run_keeps_what_it_handled_and_its_message_starts_no_second_one():
    done = []

    for _ in range(2):
        task_runs.keep_run(TASK, "message", lambda: done.append(1) or 3)

    run = TaskRun.objects.get()
    assert (run.state, run.handled_count, done) == (RunState.DONE, 3, [1])


def test_a_run_that_fails_keeps_the_kind_of_fault_and_none_of_its_words():
    def stumble():
        raise ValueError("a phone number that nobody else should read")

    with pytest.raises(ValueError, match="phone"):
        task_runs.keep_run(TASK, "message", stumble)

    assert TaskRun.objects.values_list("state", "error").get() == ("failed", "ValueError")


def test_an_item_that_fails_twice_is_listed_once_with_its_run():
    run = lost_run()

    for _ in range(2):
        task_runs.note_failed_item("m", "orgs.Org", "7", ValueError("somebody's name"))
    task_runs.note_failed_item("of nobody", "orgs.Org", "7", ValueError())

    assert list(RunFailure.objects.values_list("run", "item", "error")) == [
        (run.pk, "7", "ValueError")
    ]


def test_a_run_whose_worker_died_is_started_again_once(
    monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, task_id: sent.append((name, task_id)))
    run = lost_run()

    with django_capture_on_commit_callbacks(execute=True):
        again = [task_runs.rerun_lost_runs(now=timezone.now()) for _ in range(2)]

    run.refresh_from_db()
    assert (again, run.state) == ([1, 0], RunState.LOST)
    assert sent == [(TASK, run.again.message)]


def test_a_run_that_keeps_killing_its_worker_is_given_up():
    lost_run(attempt=task_runs.MAX_ATTEMPTS)

    assert task_runs.rerun_lost_runs(now=timezone.now()) == 0
    assert TaskRun.objects.get().state == RunState.LOST


def test_old_runs_are_forgotten_and_those_with_failures_stay_longer():
    ended = {"begun_at": timezone.now() - timedelta(days=8), "ended_at": timezone.now()}
    TaskRun.objects.create(task=TASK, message="sound", state=RunState.DONE, **ended)
    TaskRun.objects.create(task=TASK, message="bad", state=RunState.FAILED, error="X", **ended)

    task_runs.forget_runs(now=timezone.now())

    assert TaskRun.objects.get().message == "bad"


def test_the_schedule_says_when_each_task_is_due_next_and_what_became_of_the_last_run():
    task_runs.keep_run(TASK, "message", lambda: 2)
    now = timezone.now()

    found = {each.task: each for each in scheduled_tasks(now)}

    assert set(found) == {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert found[TASK].last.handled_count == 2
    assert not found[TASK].is_overdue
    TaskRun.objects.update(begun_at=LONG_AGO)
    assert {each.task for each in scheduled_tasks(now) if each.is_overdue} == {TASK}
    assert timedelta(minutes=9) < found[TASK].next_due_at - now <= timedelta(minutes=10, seconds=1)


def test_a_worker_that_was_not_seen_for_long_is_taken_for_dead():
    now = timezone.now()
    heart.beat(now)

    assert worker_life(now).is_alive
    assert not worker_life(now + timedelta(hours=1)).is_alive


def test_only_a_system_administrator_reads_the_clock(town, person, browser, api):
    run = lost_run()
    RunFailure.objects.create(run=run, subject="orgs.Org", item="7", error="ValueError")
    system, stranger = person(Role.SYSTEM, over=town.root), UserFactory()
    pages = ["/orgs/clock/", f"/orgs/clock/{TASK}/", run.get_absolute_url()]

    assert [browser(system).get(page).status_code for page in pages] == [200, 200, 200]
    assert [browser(stranger).get(page).status_code for page in pages] == [403, 403, 404]
    assert "ValueError" in browser(system).get(pages[2]).content.decode()
    assert api(system).get("/api/v1/schedule/").data["tasks"]
    assert api(system).get("/api/v1/task-runs/").data["results"][0]["failures"][0]["item"] == "7"
    assert api(stranger).get("/api/v1/schedule/").status_code == 403
    assert api(stranger).get("/api/v1/task-runs/").data["count"] == 0
