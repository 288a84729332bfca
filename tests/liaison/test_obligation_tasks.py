"""What the clock hands on: each obligation by itself, so that one that fails stops no other."""

from datetime import datetime

import pytest

from liaison import tasks
from liaison.models import Obligation
from liaison.obligations.declarations import declarations
from orgs.models import Org
from partybuild.periods import LOCAL_TIME

pytestmark = pytest.mark.django_db


def test_the_clock_hands_each_obligation_to_a_task_of_its_own(town, monkeypatch):
    Org.objects.update(created_at=datetime(2026, 1, 1, tzinfo=LOCAL_TIME))
    handed = []
    for task in (tasks.make_one, tasks.settle_one):
        monkeypatch.setattr(task, "delay", lambda key, task=task: handed.append((task, key)))

    made, settled = tasks.make_obligations(), tasks.settle_obligations()
    for task, key in handed:
        task(key)

    assert made == settled == len(declarations())
    assert Obligation.objects.filter(key="OB-01", org=town.root).count() == 1
