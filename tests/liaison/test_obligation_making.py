"""Duties are drawn up for each subject and period: none twice, none left out, whatever fails."""

from datetime import date, datetime
from unittest import mock

import pytest
from django.utils import timezone

from liaison.models import Obligation, ObligationRule
from liaison.obligations.declarations import declarations
from liaison.services import obligation_making
from liaison.services.obligation_making import make_obligations
from orgs.enums import OrgKind
from orgs.models import AuditEntry, Org
from partybuild.periods import LOCAL_TIME
from tests.factories import CircleFactory, OrgFactory, PairingFactory
from tests.liaison.factories import ObligationRuleFactory

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2025, 6, 1, tzinfo=LOCAL_TIME)
JOINT = "OB-04"


@pytest.fixture
def old_town(town):
    """The town as the portal has known it since long."""
    Org.objects.update(created_at=LONG_AGO)
    return town


def periods_of(org):
    return [str(duty.period) for duty in Obligation.objects.filter(org=org).order_by("starts_on")]


def test_every_obligation_of_the_plans_is_declared():
    declared = {each.key: each for each in declarations()}

    assert {key[:5] for key in declared} == {f"OB-{number:02}" for number in range(1, 21)}
    assert [each.key for each in declarations() if not each.every] == [
        "OB-16",
        *(f"OB-20-{number}" for number in range(1, 7)),
    ]


def test_days_without_a_clock_leave_nothing_out_and_double_nothing(old_town):
    ObligationRuleFactory(street=old_town.root, since=date(2026, 8, 20))

    make_obligations(key=JOINT, today=date(2026, 8, 31))
    make_obligations(key=JOINT, today=date(2026, 8, 31))
    make_obligations(key=JOINT, today=date(2026, 11, 3))

    assert periods_of(old_town.east) == ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert Obligation.objects.count() == 8


def test_a_duty_is_due_on_the_last_workday_and_says_so(old_town):
    ObligationRuleFactory(street=old_town.root, since=date(2026, 10, 1))

    make_obligations(key=JOINT, today=date(2026, 10, 1))

    duty = Obligation.objects.get(org=old_town.east)
    assert (duty.due_on, duty.due_rule) == (date(2026, 10, 30), "last_workday")
    assert duty.closes_on == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("move", "due"), [("before", date(2026, 2, 14)), ("after", date(2026, 2, 24))]
)
def test_a_due_day_within_a_holiday_moves_to_a_workday(old_town, move, due):
    ObligationRuleFactory(street=old_town.root, due_day=18, day_off=move, since=date(2026, 2, 1))

    make_obligations(key=JOINT, today=date(2026, 2, 1))

    assert Obligation.objects.filter(org=old_town.east).get().due_on == due


def test_who_comes_in_the_middle_of_a_period_owes_from_the_next_one(old_town):
    ObligationRuleFactory(street=old_town.root, since=date(2026, 9, 1))
    late = OrgFactory(code="101803", kind=OrgKind.COMMUNITY_COMMITTEE, parent=old_town.root)
    came = datetime(2026, 9, 15, tzinfo=LOCAL_TIME)
    Org.objects.filter(pk=late.pk).update(created_at=came)

    make_obligations(key=JOINT, today=date(2026, 10, 9))

    assert periods_of(late) == ["2026-10"]


def test_a_closed_organisation_owes_nothing_more(old_town):
    ObligationRuleFactory(street=old_town.root, since=date(2026, 9, 1))
    Org.objects.filter(pk=old_town.west.pk).update(status="closed", closed_on=date(2026, 9, 20))

    make_obligations(key=JOINT, today=date(2026, 10, 9))

    assert periods_of(old_town.west) == ["2026-09"]


def test_a_duty_without_interval_or_switched_off_is_not_drawn_up(old_town):
    ObligationRuleFactory(street=old_town.root, key="OB-20-3", period_kind="")
    ObligationRuleFactory(street=old_town.root, is_on=False)

    for key in ("OB-20-3", JOINT):
        make_obligations(key=key, today=date(2026, 10, 9))

    assert not Obligation.objects.exists()


def test_one_failing_street_stops_no_other_and_keeps_its_fault(old_town, monkeypatch):
    other = OrgFactory(code="999")
    OrgFactory(code="999801", kind=OrgKind.COMMUNITY_COMMITTEE, parent=other)
    Org.objects.update(created_at=LONG_AGO)
    broken, sound = (
        ObligationRuleFactory(street=street, since=date(2026, 10, 1))
        for street in (old_town.root, Org.objects.get(pk=other.pk))
    )
    subjects = obligation_making._subjects

    def faulty(declared, trees, day):
        if old_town.root.tree_id in list(trees):
            raise ValueError("示例")
        return subjects(declared, trees, day)

    with monkeypatch.context() as patched:
        patched.setattr(obligation_making, "_subjects", faulty)
        made = make_obligations(key=JOINT, today=date(2026, 10, 9))

    broken.refresh_from_db()
    assert made == 1
    assert "ValueError" in broken.fault
    assert AuditEntry.objects.get(verb="obligationrule.fail").org == old_town.root
    assert list(Obligation.objects.values_list("rule", flat=True)) == [sound.pk]
    make_obligations(key=JOINT, today=date(2026, 10, 10))
    assert Obligation.objects.filter(rule=broken).count() == 2
    assert ObligationRule.objects.exclude(fault="").count() == 0


def test_one_failing_subject_stops_no_other(old_town, monkeypatch):
    rule = ObligationRuleFactory(street=old_town.root, since=date(2026, 10, 1))
    bulk_create = Obligation.objects.bulk_create

    def faulty(rows, **kwargs):
        rows = list(rows)
        if any(row.org_id == old_town.east.pk for row in rows):
            raise ValueError("示例")
        return bulk_create(rows, **kwargs)

    monkeypatch.setattr(Obligation.objects, "bulk_create", faulty)
    make_obligations(key=JOINT, today=date(2026, 10, 9))

    rule.refresh_from_db()
    assert [duty.org for duty in Obligation.objects.all()] == [old_town.west]
    assert old_town.east.name in rule.fault
    assert rule.made_through is None


def test_each_kind_of_subject_owes_its_duty(old_town):
    with mock.patch.object(timezone, "now", return_value=LONG_AGO):
        CircleFactory(street=old_town.root)
    PairingFactory(partner=old_town.school, community=old_town.east)
    old_town.school.__class__.objects.update(created_at=LONG_AGO)
    today = date(2026, 10, 9)

    for each in declarations():
        make_obligations(key=each.key, today=today)

    made = {
        (duty.key, duty.org.name, duty.partner and duty.partner.name)
        for duty in Obligation.objects.select_related("org", "partner")
    }
    root, east, west = (org.name for org in (old_town.root, old_town.east, old_town.west))
    assert made == {
        ("OB-01", root, None),
        ("OB-02", root, None),
        ("OB-05", root, None),
        ("OB-06", root, None),
        ("OB-09", root, None),
        ("OB-12", root, None),
        ("OB-19", root, None),
        *(
            (key, name, None)
            for key in ("OB-03", "OB-04", "OB-11", "OB-17")
            for name in (east, west)
        ),
        ("OB-13", root, "示例小学"),
        ("OB-14", root, "示例小学"),
        ("OB-14", root, "示例银行"),
        ("OB-15", east, "示例小学"),
    }


def test_drawing_up_costs_the_same_for_one_community_and_for_many(
    old_town, django_assert_max_num_queries
):
    ObligationRuleFactory(street=old_town.root, since=date(2026, 10, 1))
    for number in range(5):
        OrgFactory(code=f"10190{number}", kind=OrgKind.COMMUNITY_COMMITTEE, parent=old_town.root)
    Org.objects.update(created_at=LONG_AGO)

    with django_assert_max_num_queries(12):
        make_obligations(key=JOINT, today=date(2026, 10, 9))

    assert Obligation.objects.count() == 7
