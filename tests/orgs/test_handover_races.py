"""Two hands that pass the same post on at once: one does, the other is told."""

import threading
from functools import partial

import pytest
from django.db import connection, connections

from orgs.enums import OrgKind, PostKind, Role
from orgs.models import HandOver, Org, Posting
from orgs.services import handovers, postings
from tests.factories import OrgFactory, PostingFactory, RoleAssignmentFactory, UserFactory
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

NAMES = ("李样例", "赵测试", "孙演示", "周拟定")


@pytest.fixture
def town():
    root = OrgFactory(code="1")
    east = OrgFactory(code="11", kind=OrgKind.COMMUNITY_COMMITTEE, parent=root)
    return Org.objects.get(pk=east.pk)


@pytest.fixture
def hands(town):
    """Several people who hand the same post over, each to somebody else with an account."""
    leaver = UserFactory(name="王示范")
    right = RoleAssignmentFactory(user=leaver, role=Role.SECRETARY, org=town)
    held = PostingFactory(org=town, kind=PostKind.SECRETARY, person_name="王示范")
    office = RoleAssignmentFactory(role=Role.OFFICE, org=town.get_root()).user
    return [
        partial(
            handovers.hand_over,
            posting=Posting.objects.get(pk=held.pk),
            person_name=name,
            rights=[right],
            successor=UserFactory(name=name),
            actor=office,
        )
        for name in NAMES
    ]


def test_a_post_passes_over_to_one_of_those_who_ask_at_once(town, hands):
    failures = at_once(hands)

    assert [type(each) for each in failures] == [handovers.HandOverRefused] * (len(NAMES) - 1)
    passed = HandOver.objects.get()
    assert [each.user for each in town.role_assignments.current()] == [passed.successor]
    assert town.postings.get(ends_on=None).person_name == passed.to_name


def test_without_the_lock_nobody_is_told_in_time(town, hands, monkeypatch):
    def unlocked(row):
        return row.__class__._base_manager.get(pk=row.pk)

    for module in (handovers, postings):
        monkeypatch.setattr(module, "lock", unlocked)
    if connection.vendor == "sqlite":  # whose queue is made of transactions that begin as writers
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")

    all_have_looked, look = threading.Barrier(len(hands)), handovers._require_ready

    def look_together(*asked):
        look(*asked)
        all_have_looked.wait(timeout=10)

    monkeypatch.setattr(handovers, "_require_ready", look_together)

    failures = at_once(hands)

    assert handovers.HandOverRefused not in {type(each) for each in failures}
    assert len(failures) >= len(hands) - 1
    assert HandOver.objects.count() <= 1
