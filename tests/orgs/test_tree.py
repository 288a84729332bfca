"""What people do to the organisation tree."""

import pytest
from django.core.exceptions import PermissionDenied

from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry, Org
from orgs.services import tree
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_opening_an_organisation_hangs_it_under_its_parent_and_leaves_a_trace(town, office):
    org = tree.open_org(
        code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south, actor=office
    )

    assert Org.objects.get(pk=org.pk).parent == town.south
    entry = AuditEntry.objects.get(verb="org.open")
    assert (entry.actor, entry.subject_id) == (office, str(org.public_id))


@pytest.mark.parametrize(
    ("kind", "parent"),
    [(OrgKind.GROUP, "north"), (OrgKind.BRANCH, "root"), (OrgKind.GENERAL_BRANCH, "branch")],
)
def test_no_level_may_be_skipped(town, office, kind, parent):
    with pytest.raises(tree.LevelSkipped):
        tree.open_org(code="x", name="示例", kind=kind, parent=getattr(town, parent), actor=office)


def test_many_organisations_opened_at_once_stand_as_if_opened_one_by_one(town, office):
    branch = Org(code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south)
    groups = [
        Org(code=f"10100200100{n}", name=f"南一{n}", kind=OrgKind.GROUP, parent=branch)
        for n in (2, 1)
    ]

    tree.open_orgs(orgs=[branch, *groups], actor=office)

    assert list(
        Org.objects.get(pk=town.south.pk).get_descendants().values_list("code", flat=True)
    ) == ["101002001", "101002001001", "101002001002"]
    before = list(Org.objects.order_by("pk").values_list("lft", "rght", "level"))
    Org.objects.rebuild()
    assert list(Org.objects.order_by("pk").values_list("lft", "rght", "level")) == before


def test_a_stranger_may_not_open_anything(town):
    with pytest.raises(PermissionDenied):
        tree.open_org(
            code="x", name="示例", kind=OrgKind.BRANCH, parent=town.south, actor=UserFactory()
        )


def test_an_office_that_runs_a_street_may_found_another_and_answers_for_it(town, office):
    street = tree.open_org(
        code="202", name="另一示例街道", kind=OrgKind.COMMITTEE, parent=None, actor=office
    )

    assert Org.objects.governed_by(office, Role.OFFICE).filter(pk=street.pk).exists()


def test_moving_takes_everything_below_along(town, office):
    tree.move_org(org=town.branch, new_parent=town.south, actor=office)

    assert list(Org.objects.get(pk=town.south.pk).get_descendants()) == [town.branch, town.group]


def test_an_amendment_from_an_old_reading_is_refused(town, office):
    tree.amend_org(org=town.north, name="北片区总支", version=1, actor=office)

    with pytest.raises(tree.StaleVersion):
        tree.amend_org(org=town.north, name="北总支", version=1, actor=office)
