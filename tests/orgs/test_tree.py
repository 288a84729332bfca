"""What people do to the organisation tree."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.utils import timezone

from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import AuditEntry, Org
from orgs.services import openings, planting, tree
from orgs.services.facts import FactRefused
from orgs.services.workflow import ReasonMissing
from tests.factories import OrgFactory, PartnerFactory, PostingFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
POSITION = ("code", "tree_id", "lft", "rght", "level")


def positions():
    return list(Org.objects.order_by("pk").values_list(*POSITION))


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


@pytest.mark.parametrize("few", [0, 100])
def test_organisations_opened_together_stand_as_if_opened_one_by_one(
    town, office, monkeypatch, few
):
    monkeypatch.setattr(planting, "FEW", few)
    branch = Org(code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south)
    groups = [
        Org(code=f"10100200100{n}", name=f"南一{n}", kind=OrgKind.GROUP, parent=branch)
        for n in (2, 1)
    ]
    first = Org(code="101001000", name="北零支部", kind=OrgKind.BRANCH, parent=town.north)

    opened = tree.open_orgs(orgs=[branch, *groups, first], actor=office)

    stored = {org.pk: org for org in Org.objects.all()}
    assert [(o.lft, o.rght) for o in opened] == [
        (stored[o.pk].lft, stored[o.pk].rght) for o in opened
    ]
    assert [org.code for org in stored[town.root.pk].get_descendants()] == [
        "101001",
        "101001000",
        "101001001",
        "101001001001",
        "101002",
        "101002001",
        "101002001001",
        "101002001002",
        "101801",
        "101802",
    ]
    before = positions()
    Org.objects.rebuild()
    assert positions() == before


def test_a_parent_that_stands_after_its_child_is_no_place(town, office):
    branch = Org(code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south)
    group = Org(code="101002001001", name="南一组", kind=OrgKind.GROUP, parent=branch)

    with pytest.raises(ValueError, match="neither stored"):
        tree.open_orgs(orgs=[group, branch], actor=office)


def test_one_bad_organisation_keeps_all_of_them_out(town, office):
    good = Org(code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south)
    bad = Org(code="101002002", name="", kind=OrgKind.BRANCH, parent=town.south)

    with pytest.raises(FactRefused) as refusal:
        tree.open_orgs(orgs=[good, bad], actor=office)

    assert refusal.value.field == "name"
    assert not Org.objects.filter(code="101002001").exists()


@pytest.mark.parametrize("code", ["101001", "101002001"])
def test_a_code_stands_for_one_organisation(town, office, code):
    twins = [
        Org(code=each, name="示例", kind=OrgKind.BRANCH, parent=town.south)
        for each in ("101002001", code)
    ]

    with pytest.raises(openings.CodeTaken):
        tree.open_orgs(orgs=twins, actor=office)


def test_nothing_opens_below_a_closed_organisation(town, office):
    tree.close_org(org=town.south, on=TODAY, reason="合并", actor=office)

    with pytest.raises(tree.TreeRefused) as refusal:
        tree.open_org(code="x", name="示例", kind=OrgKind.BRANCH, parent=town.south, actor=office)

    assert refusal.value.field == "parent"


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


def test_an_amendment_keeps_only_what_changed(town, office):
    org = tree.amend_org(org=town.north, name=town.north.name, member_count=12, actor=office)

    assert (org.member_count, org.version) == (12, 2)
    entry = AuditEntry.objects.get(verb="org.amend")
    assert entry.changes == {"member_count": [None, 12]}


def test_an_amendment_that_changes_nothing_leaves_no_trace(town, office):
    org = tree.amend_org(org=town.north, name=town.north.name, actor=office)

    assert org.version == 1
    assert not AuditEntry.objects.filter(verb="org.amend").exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": ""}, "name"),
        ({"member_count": -1}, "member_count"),
        ({"branch_type": "unheard of"}, "branch_type"),
        ({"founded_on": date(2021, 9, 1)}, "founded_on"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_beside_its_field(town, office, facts, field):
    with pytest.raises(FactRefused) as refusal:
        tree.amend_org(org=town.north, actor=office, **facts)

    assert refusal.value.field == field


def test_a_secretary_amends_below_but_not_beside(town, person):
    secretary = person(Role.SECRETARY, over=town.north)

    assert tree.amend_org(org=town.branch, member_count=9, actor=secretary).member_count == 9
    with pytest.raises(PermissionDenied):
        tree.amend_org(org=town.south, member_count=9, actor=secretary)


def test_a_move_keeps_the_tree_sound(town, office):
    tree.move_org(org=town.branch, new_parent=town.south, actor=office, reason="区划调整")

    before = positions()
    Org.objects.rebuild()
    assert positions() == before


def test_a_move_to_where_it_hangs_already_leaves_no_trace(town, office):
    tree.move_org(org=town.branch, new_parent=town.north, actor=office)

    assert not AuditEntry.objects.filter(verb="org.move").exists()


def test_a_branch_may_not_move_where_a_level_would_be_skipped(town, office):
    with pytest.raises(tree.LevelSkipped):
        tree.move_org(org=town.branch, new_parent=town.root, actor=office)


def test_an_organisation_may_not_move_below_itself(town, office):
    temporary = tree.open_org(
        code="t1", name="示临时支部", kind=OrgKind.TEMPORARY, parent=town.branch, actor=office
    )

    with pytest.raises(tree.TreeRefused):
        tree.move_org(org=temporary, new_parent=temporary, actor=office)


def test_an_organisation_stays_in_its_street(town, office):
    other = tree.open_org(
        code="202", name="另一示例街道", kind=OrgKind.COMMITTEE, parent=None, actor=office
    )

    with pytest.raises(tree.TreeRefused) as refusal:
        tree.move_org(org=town.north, new_parent=other, actor=office)

    assert refusal.value.field == "new_parent"


def test_a_secretary_may_not_move_what_is_below(town, person):
    with pytest.raises(PermissionDenied):
        tree.move_org(
            org=town.branch,
            new_parent=town.south,
            actor=person(Role.SECRETARY, over=town.root),
        )


def test_closing_ends_the_posts_and_says_why(town, office):
    posting = PostingFactory(org=town.group)

    tree.close_org(org=town.group, on=TODAY, reason="楼宇拆除", actor=office)

    posting.refresh_from_db()
    assert posting.ends_on == TODAY
    entry = AuditEntry.objects.get(verb="org.close")
    assert entry.reason == "楼宇拆除"
    assert entry.changes == {
        "status": ["active", "closed"],
        "closed_on": [None, TODAY.isoformat()],
    }


def test_an_organisation_with_open_ones_below_stays_open(town, office):
    with pytest.raises(tree.TreeRefused):
        tree.close_org(org=town.branch, on=TODAY, reason="合并", actor=office)


@pytest.mark.parametrize(
    "on", [TODAY + timedelta(days=1), date(1999, 1, 1)], ids=["still to come", "not founded"]
)
def test_no_organisation_closes_before_or_after_its_time(town, office, on):
    tree.amend_org(
        org=town.group, founded_on=date(2001, 3, 1), founded_precision="month", actor=office
    )

    with pytest.raises(tree.TreeRefused) as refusal:
        tree.close_org(org=town.group, on=on, reason="合并", actor=office)

    assert refusal.value.field == "on"


def test_closing_twice_or_without_a_reason_is_refused(town, office):
    with pytest.raises(ReasonMissing):
        tree.close_org(org=town.group, on=TODAY, reason=" ", actor=office)
    tree.close_org(org=town.group, on=TODAY, reason="合并", actor=office)

    with pytest.raises(tree.TreeRefused):
        tree.close_org(org=town.group, on=TODAY, reason="合并", actor=office)
    with pytest.raises(tree.TreeRefused):
        tree.move_org(org=town.group, new_parent=town.branch, actor=office)
    assert Org.objects.get(pk=town.group.pk).status == OrgStatus.CLOSED


def test_a_stranger_may_neither_move_nor_close(town):
    stranger = UserFactory()

    with pytest.raises(PermissionDenied):
        tree.move_org(org=town.branch, new_parent=town.south, actor=stranger)
    with pytest.raises(PermissionDenied):
        tree.close_org(org=town.group, on=TODAY, reason="合并", actor=stranger)


def test_an_organisation_opened_by_mistake_can_be_taken_back_and_leaves_its_lines(town, office):
    org = tree.open_org(
        code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south, actor=office
    )

    tree.take_back_orgs(orgs=[org], actor=office)

    assert not Org.objects.filter(code="101002001").exists()
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "org.open",
        "org.take_back",
    ]
    before = positions()
    Org.objects.rebuild()
    assert positions() == before


def test_a_street_founded_by_mistake_can_be_taken_back(town, office):
    street = tree.open_org(
        code="202", name="另一示例街道", kind=OrgKind.COMMITTEE, parent=None, actor=office
    )

    tree.take_back_orgs(orgs=[street], actor=office)

    assert not Org.objects.filter(code="202").exists()


def test_what_something_hangs_on_is_not_taken_back(town, office):
    street = OrgFactory(code="303")
    PartnerFactory(street=street)
    superuser = UserFactory(is_superuser=True)

    with pytest.raises(ProtectedError):
        tree.take_back_orgs(orgs=[street], actor=superuser)


def test_two_streets_may_number_their_organisations_alike(town, office):
    tree.open_org(code="202", name="另一街道", kind=OrgKind.COMMITTEE, parent=None, actor=office)
    other = Org.objects.get(code="202")

    area = tree.open_org(
        code=town.north.code,
        name="另一片区",
        kind=OrgKind.GENERAL_BRANCH,
        parent=other,
        actor=office,
    )

    assert Org.objects.filter(code=area.code).count() == 2


def test_a_code_stands_once_in_a_street(town, office):
    with pytest.raises(openings.CodeTaken):
        tree.open_org(
            code=town.north.code,
            name="另一片区",
            kind=OrgKind.GENERAL_BRANCH,
            parent=town.root,
            actor=office,
        )
