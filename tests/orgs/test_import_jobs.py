"""Ledgers that a worker has in hand, and how long their cells are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orgs import tasks  # noqa: F401 - a worker knows its kinds of jobs from there
from orgs.enums import ImportState, JobState
from orgs.imports import centre
from orgs.models import ImportRun, Job
from orgs.services import imports, jobs
from orgs.services.imports import ImportStep
from tests.orgs.imports import bring, checked

pytestmark = pytest.mark.django_db

HEAD = ["党组织名称", "党组织代码", "上级党组织", "组织类别", "书记姓名", "联系电话", "党员总数"]
NEW = ["东片区党总支", "101009", "示例街道党工委", "党总支", "李样例", "19000000002", 7]


def test_a_large_ledger_is_taken_in_by_a_worker(town, office, monkeypatch):
    monkeypatch.setattr(centre, "MOST_ROWS_AT_ONCE", 1)
    run = centre.proceed(run=bring([HEAD, NEW], office), step=ImportStep.CHECK, actor=office)
    assert run.is_busy

    for step, state in [
        (None, ImportState.CHECKED),
        (ImportStep.APPLY, ImportState.DONE),
        (ImportStep.UNDO, ImportState.UNDONE),
    ]:
        if step:
            run = centre.proceed(run=run, step=step, actor=office)
        jobs.run_job(job_pk=run.job.pk)
        run = ImportRun.objects.get(pk=run.pk)
        assert (run.state, run.job.state) == (state, JobState.DONE)


def test_a_worker_that_fails_leaves_its_words_and_the_ledger_can_be_checked_again(
    town, office, monkeypatch
):
    run = checked([HEAD, NEW], office)
    monkeypatch.setattr(centre, "MOST_ROWS_AT_ONCE", 1)
    run = centre.proceed(run=run, step=ImportStep.APPLY, actor=office)
    assert run.state == ImportState.RUNNING
    ImportRun.objects.filter(pk=run.pk).update(sheets=[])

    jobs.run_job(job_pk=run.job.pk)

    run = ImportRun.objects.get(pk=run.pk)
    assert (run.state, run.job.state) == (ImportState.FAILED, JobState.FAILED)
    assert run.report["refusal"] == run.job.error
    again = centre.proceed(run=run, step=ImportStep.CHECK, actor=office)
    assert again.is_busy


def test_a_ledger_that_a_worker_has_in_hand_is_not_given_out_twice(town, office, monkeypatch):
    monkeypatch.setattr(centre, "MOST_ROWS_AT_ONCE", 1)
    run = centre.proceed(run=bring([HEAD, NEW], office), step=ImportStep.CHECK, actor=office)

    with pytest.raises(imports.ImportNotAllowed):
        centre.proceed(run=run, step=ImportStep.CHECK, actor=office)

    assert Job.objects.count() == 1


def test_cells_are_forgotten_after_thirty_days_and_the_figures_stay(town, office):
    run = checked([HEAD, NEW, ["", "101010", "无此单位", "党支部", "", "", 1]], office)
    later = timezone.now() + timedelta(days=31)

    forgotten = imports.forget_cells(before=later)

    run.refresh_from_db()
    assert (forgotten, imports.forget_cells(before=later)) == (1, 0)
    assert run.sheets == []
    assert all(isinstance(figure, int) for figure in run.report.values())
    assert run.report["held_count"] == 1
