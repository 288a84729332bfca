"""Every schedule says in words what it does, and names a task that exists."""

import pytest

from partybuild.celery import app


@pytest.fixture(scope="module", autouse=True)
def tasks():
    app.loader.import_default_modules()
    return app.tasks


@pytest.mark.parametrize("sentence", app.conf.beat_schedule)
def test_a_schedule_names_a_task_that_exists(sentence, tasks):
    assert app.conf.beat_schedule[sentence]["task"] in tasks
    assert sentence.endswith(".")


def test_the_message_of_a_job_names_a_task_that_exists(tasks):
    assert "orgs.tasks.run_job" in tasks
