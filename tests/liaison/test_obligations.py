"""What people do to duties and their rules, and who may."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.models import Obligation
from liaison.obligation_enums import Debtor, ObligationState
from liaison.selectors.obligations import my_duties
from liaison.services import obligation_rules, obligations
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.tree import StaleVersion
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.liaison.factories import ObligationFactory, ObligationRuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty(town):
    return ObligationFactory(
        rule__street=town.root, org=town.east, due_on=timezone.localdate() + timedelta(days=9)
    )


def test_an_exempt_duty_is_asked_of_nobody_until_it_is_asked_again(duty, office):
    exempt = obligations.exempt_obligation(
        obligation=duty, reason="与街道会议合并召开", actor=office
    )

    assert exempt.state == ObligationState.EXEMPT
    assert not Obligation.objects.owed().exists()
    assert AuditEntry.objects.get(verb="obligation.exempt").reason == "与街道会议合并召开"

    again = obligations.reinstate_obligation(obligation=exempt, actor=office)

    assert (again.state, again.exempt_reason) == (ObligationState.NOT_BEGUN, "")


def test_an_exemption_needs_its_reason(duty, office):
    with pytest.raises(ReasonMissing):
        obligations.exempt_obligation(obligation=duty, reason=" ", actor=office)


def test_nobody_is_exempt_from_what_is_done(duty, office):
    Obligation.objects.update(record_pk=1, record_on=date(2026, 11, 4))

    with pytest.raises(MoveRefused):
        obligations.exempt_obligation(obligation=duty, reason="示例", actor=office)
    with pytest.raises(MoveRefused):
        obligations.reinstate_obligation(obligation=duty, actor=office)


def test_a_duty_of_somebody_closed_is_not_asked_again(duty, office):
    Obligation.objects.update(lapsed_on=date(2026, 11, 4))

    with pytest.raises(obligations.DutyLapsed):
        obligations.reinstate_obligation(obligation=duty, actor=office)


def test_a_secretary_has_it_looked_at_but_exempts_nobody(duty, town, person):
    secretary = person(Role.SECRETARY, over=town.east)

    assert obligations.recheck_obligation(obligation=duty, actor=secretary) == duty
    with pytest.raises(PermissionDenied):
        obligations.exempt_obligation(obligation=duty, reason="示例", actor=secretary)
    with pytest.raises(PermissionDenied):
        obligations.recheck_obligation(
            obligation=duty, actor=person(Role.SECRETARY, over=town.west)
        )


def test_an_office_sets_an_interval_that_the_plans_leave_open(town, office):
    rule = obligation_rules.set_rule(
        street=town.root, key="OB-20-3", period_kind="quarter", due_day=20, actor=office
    )

    assert (rule.period_kind, rule.due_day, rule.since) == ("quarter", 20, timezone.localdate())
    changes = AuditEntry.objects.get(verb="obligationrule.set").changes
    assert changes["period_kind"] == ["", "quarter"]


def test_another_interval_begins_behind_what_is_drawn_up(town, office):
    end = timezone.localdate() + timedelta(days=11)
    ObligationRuleFactory(street=town.root, made_through=end)

    rule = obligation_rules.set_rule(
        street=town.root, key="OB-04", period_kind="quarter", actor=office
    )

    assert rule.since == end + timedelta(days=1)


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("OB-99", {"is_on": True}),
        ("OB-04", {"due_day": 32}),
        ("OB-04", {"period_kind": "week"}),
        ("OB-13", {"period_kind": "month"}),
    ],
)
def test_a_rule_without_sense_is_refused(town, office, key, facts):
    with pytest.raises(obligation_rules.RuleRefused):
        obligation_rules.set_rule(street=town.root, key=key, actor=office, **facts)


def test_a_rule_is_the_office_s_and_its_update_is_not_lost(town, office, person):
    rule = ObligationRuleFactory(street=town.root)

    with pytest.raises(PermissionDenied):
        obligation_rules.set_rule(
            street=town.root,
            key=rule.key,
            is_on=False,
            actor=person(Role.SECRETARY, over=town.root),
        )
    with pytest.raises(StaleVersion):
        obligation_rules.set_rule(
            street=town.root, key=rule.key, version=7, is_on=False, actor=office
        )


def test_a_duty_is_seen_from_above_but_owed_only_where_it_is_asked(town, duty, person, office):
    """A role over the street shows what is below it, and makes nobody owe it."""
    east, west = (person(Role.SECRETARY, over=org) for org in (town.east, town.west))
    liaison = person(Role.PARTNER_LIAISON, over=town.school)
    pledge = ObligationFactory(
        rule=duty.rule,
        partner=town.school,
        debtor=Debtor.PARTNER,
        subject_pk=town.school.pk,
        org=town.root,
        due_on=duty.due_on,
    )
    today = duty.starts_on

    seen = {who: set(Obligation.objects.visible_to(who)) for who in (office, east, west, liaison)}
    mine = {who: set(my_duties(reader=who, today=today)) for who in (office, east, west, liaison)}

    assert seen == {office: {duty, pledge}, east: {duty}, west: set(), liaison: {pledge}}
    assert mine == {office: set(), east: {duty}, west: set(), liaison: {pledge}}
