"""Several offices import at the same moment; every row comes in once."""

from functools import partial

import pytest

from orgs.enums import ImportState, Role
from orgs.imports import centre
from orgs.models import AuditEntry, ImportRun, Org
from orgs.selectors.soundness import org_breaches
from orgs.services import imports
from partybuild.errors import MoveRefused
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.orgs.imports import checked
from tests.races import at_once, take_the_queue_away

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS = 5
HEAD = ["党组织名称", "上级党组织", "组织类别", "党员总数"]
NEW = ["东片区党总支", "示例街道党工委", "党总支", 7]


@pytest.fixture
def street():
    return OrgFactory(code="101", name="示例街道党工委")


def checked_by_each(street):
    """The same ledger without codes, checked by several people before anybody imports it."""
    people = [RoleAssignmentFactory(role=Role.OFFICE, org=street).user for _ in range(HANDS)]
    return [(checked([HEAD, NEW], person), person) for person in people]


def import_each(brought):
    return at_once([partial(centre.apply, run=run, actor=actor) for run, actor in brought])


def test_the_same_ledger_from_many_hands_opens_an_organisation_once(street):
    failures = import_each(checked_by_each(street))

    assert failures == []
    assert Org.objects.filter(name="东片区党总支").count() == 1
    assert AuditEntry.objects.filter(verb="org.open").count() == 1
    assert sorted(run.report["created"] for run in ImportRun.objects.all()) == [0, 0, 0, 0, 1]
    assert org_breaches() == []


def test_without_the_queue_it_would_not(street, monkeypatch):
    brought = checked_by_each(street)
    take_the_queue_away(monkeypatch, imports)

    failures = import_each(brought)

    opened = AuditEntry.objects.filter(verb="org.open").count()
    assert failures or opened > 1


def test_one_ledger_confirmed_by_many_hands_comes_in_once(street):
    ((run, actor), *_) = checked_by_each(street)

    failures = at_once([partial(centre.apply, run=run, actor=actor)] * HANDS)

    assert [type(failure) for failure in failures] == [MoveRefused] * (HANDS - 1)
    assert ImportRun.objects.filter(state=ImportState.DONE).count() == 1
    assert AuditEntry.objects.filter(verb="org.open").count() == 1
