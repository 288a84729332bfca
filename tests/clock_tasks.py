"""A scheduled task that only tests know; a test's worker loads it with ``--include``."""

import os
import time
from pathlib import Path

from orgs.models import User
from partybuild.celery import app

app.conf.beat_schedule["Every hour, for tests."] = {
    "task": "tests.welcome_all",
    "schedule": 3600,
}


@app.task(name="tests.welcome_all")
def welcome_all() -> int:
    """Hand each newcomer to a task of its own; the first time, never come further than half."""
    begun = Path(os.environ["TESTS_BEGUN"])
    is_first = not begun.exists()
    for number in range(4):
        welcome_one.delay(f"newcomer{number}")
        if is_first and number == 1:
            begun.touch()
            time.sleep(600)
    return 4


@app.task(name="tests.welcome_one", acks_late=True, subject="orgs.User")
def welcome_one(username: str) -> None:
    """Add one person; the unique name refuses a second, and one of them is always in trouble."""
    if username == "newcomer2":
        raise ValueError(username)
    User.objects.get_or_create(username=username)
