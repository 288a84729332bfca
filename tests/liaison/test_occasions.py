"""Trainings and receptions: noted with a count, each proving its duty (R-272, R-193)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.models import Finding, Occasion
from liaison.obligation_enums import ObligationState
from liaison.services import findings, occasions
from liaison.services.obligation_settling import settle_obligations
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused, PrivateWords
from partybuild.periods import Period, PeriodKind
from tests.liaison.factories import ObligationFactory
from tests.liaison.occasions import OccasionFactory

pytestmark = pytest.mark.django_db

TRAINING = {"kind": "training", "topic": "基层治理实务", "headcount": 45, "hours": 16}
RECEPTION = {"kind": "reception", "topic": "党代表接待日", "headcount": 6}


def duty_of(key, org, kind):
    period = Period.of(timezone.localdate(), kind)
    return ObligationFactory(
        rule__street=org.get_root(),
        rule__key=key,
        rule__period_kind=kind,
        org=org,
        period_kind=kind,
        starts_on=period.first_day,
        ends_on=period.last_day,
        due_on=period.last_day,
        closes_on=period.next().last_day,
    )


def test_the_training_of_the_street_settles_its_duty_and_taking_it_back_opens_it(town, people):
    duty = duty_of("OB-12", town.root, PeriodKind.YEAR)
    OccasionFactory(org=town.east)
    settle_obligations(key="OB-12")
    duty.refresh_from_db()
    assert duty.record_pk is None

    training = occasions.note_occasion(org=town.root, actor=people.office, **TRAINING)
    settle_obligations(key="OB-12")
    duty.refresh_from_db()

    assert (duty.record_pk, duty.record_on) == (training.pk, training.held_on)
    with pytest.raises(PermissionDenied):
        occasions.take_back_occasion(occasion=training, actor=people.east, reason="重复")
    occasions.take_back_occasion(occasion=training, actor=people.office, reason="重复")
    settle_obligations(key="OB-12")
    duty.refresh_from_db()
    assert duty.state == ObligationState.NOT_BEGUN
    assert AuditEntry.objects.filter(verb="occasion.take_back").count() == 1


def test_a_reception_settles_its_duty_and_a_matter_becomes_a_need_or_a_case(town, people):
    duty = duty_of("OB-20-5", town.east, PeriodKind.QUARTER)
    reception = occasions.note_occasion(
        org=town.east, actor=people.east, findings=["活动室缺座椅\n\n路灯不亮"], **RECEPTION
    )
    settle_obligations(key="OB-20-5")
    duty.refresh_from_db()
    chairs, lamp = Finding.objects.filter(occasion=reception).order_by("pk")

    need = findings.make_need(finding=chairs, resource_class="facility", actor=people.east).need
    case = findings.make_case(finding=lamp, actor=people.office).case

    assert duty.record_pk == reception.pk
    assert (need.owner_org, case.community) == (town.east, town.east)
    assert not Finding.objects.visible_to(people.west).exists()
    with pytest.raises(occasions.StillNeeded):
        occasions.take_back_occasion(occasion=reception, actor=people.office, reason="重复")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (TRAINING | {"hours": None}, FactRefused),
        (RECEPTION | {"hours": 2}, FactRefused),
        (TRAINING | {"findings": ["路灯不亮"]}, FactRefused),
        (RECEPTION | {"headcount": 0}, FactRefused),
        (RECEPTION | {"topic": "请联系 19000000021"}, PrivateWords),
        (RECEPTION | {"held_on": date(2999, 1, 1)}, occasions.NotYet),
    ],
)
def test_what_is_noted_is_whole_names_nobody_and_was_held(town, people, facts, refusal):
    with pytest.raises(refusal):
        occasions.note_occasion(org=town.east, actor=people.office, **facts)

    assert not Occasion.objects.exists()


def test_an_occasion_is_noted_once_by_the_own_people_where_such_are_held(town, people):
    reception = occasions.note_occasion(org=town.east, actor=people.east, **RECEPTION)

    with pytest.raises(occasions.NotedAlready):
        occasions.note_occasion(org=town.east, actor=people.office, **RECEPTION)
    with pytest.raises(PermissionDenied):
        occasions.note_occasion(org=town.east, actor=people.west, **RECEPTION)
    with pytest.raises(occasions.PlaceRefused):
        occasions.note_occasion(org=town.group, actor=people.office, **RECEPTION)
    yesterday = timezone.localdate() - timedelta(days=1)
    amended = occasions.amend_occasion(occasion=reception, held_on=yesterday, actor=people.east)
    assert (amended.held_on, amended.version) == (yesterday, 2)
    with pytest.raises(PermissionDenied):
        occasions.amend_occasion(occasion=reception, headcount=9, actor=people.west)
