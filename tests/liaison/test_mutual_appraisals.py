"""Mutual appraisal in a circle: done when each member has its verdict (R-026)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.models import MutualAppraisal
from liaison.obligation_enums import ObligationState
from liaison.selectors.waiting_followup import waiting_for
from liaison.services import mutual_appraisals
from liaison.services.obligation_settling import settle_obligations
from orgs.enums import MembershipState
from orgs.services.facts import FactRefused
from partybuild.periods import Period, PeriodKind
from tests.factories import CircleFactory, CircleMembershipFactory
from tests.liaison.factories import ObligationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(town):
    found = CircleFactory(street=town.root)
    CircleMembershipFactory(circle=found, member_partner=town.school, core=True)
    CircleMembershipFactory(circle=found, member_partner=town.bank)
    CircleMembershipFactory(circle=found, member_org=town.east)
    return found


@pytest.fixture
def appraisal(circle, people):
    return mutual_appraisals.open_mutual_appraisal(circle=circle, actor=people.school)


def line_of(appraisal, member):
    found = [each for each in appraisal.lines.for_list() if each.membership.member == member]
    return found[0]


def judge(appraisal, member, actor, **verdict):
    return mutual_appraisals.score_member(
        appraisal=appraisal,
        membership=line_of(appraisal, member).membership,
        actor=actor,
        **verdict,
    )


def test_it_settles_the_duty_once_every_member_is_scored_or_nothing_was_found(
    town, people, circle, appraisal
):
    half = Period.of(timezone.localdate(), PeriodKind.HALF)
    duty = ObligationFactory(
        rule__street=town.root,
        rule__key="OB-06",
        rule__period_kind=PeriodKind.HALF,
        org=town.root,
        subject_pk=circle.pk,
        period_kind=PeriodKind.HALF,
        starts_on=half.first_day,
        ends_on=half.last_day,
        due_on=half.last_day,
        closes_on=date(half.year + 1, 12, 31),
    )
    judge(appraisal, town.school, people.office, score=92, feedback="台账规范")
    judge(appraisal, town.bank, people.office, has_no_findings=True)
    settle_obligations(key="OB-06")
    duty.refresh_from_db()
    assert duty.state == ObligationState.IN_PROGRESS

    judge(appraisal, town.east, people.office, score=88)
    settle_obligations(key="OB-06")

    duty.refresh_from_db()
    assert (duty.state, duty.record_pk) == (ObligationState.DONE, appraisal.pk)


def test_each_member_is_checked_by_another_whose_people_alone_judge(town, people, appraisal):
    lines = list(appraisal.lines.for_list())
    assert {line.membership_id for line in lines} == {line.checker_id for line in lines}
    checker = line_of(appraisal, town.east).checker.member
    mine, other = (
        (people.school, people.bank) if checker == town.school else (people.bank, people.school)
    )
    assert town.east.name in [each.title for each in waiting_for(reader=mine)]

    judge(appraisal, town.east, mine, score=90)

    assert town.east.name not in [each.title for each in waiting_for(reader=mine)]
    for stranger in (other, people.east, people.west):
        with pytest.raises(PermissionDenied):
            judge(appraisal, town.east, stranger, score=10)


def test_a_verdict_is_a_score_or_that_nothing_was_found(town, people, appraisal):
    for verdict in ({}, {"score": 90, "has_no_findings": True}, {"score": 101}):
        with pytest.raises(FactRefused):
            judge(appraisal, town.bank, people.office, **verdict)

    assert not MutualAppraisal.objects.complete().exists()


def test_a_circle_has_one_round_at_a_time_opened_by_the_office_or_a_core(
    town, people, circle, appraisal
):
    with pytest.raises(mutual_appraisals.StillUnderWay):
        mutual_appraisals.open_mutual_appraisal(circle=circle, actor=people.office)
    with pytest.raises(PermissionDenied):
        mutual_appraisals.open_mutual_appraisal(circle=circle, actor=people.bank)
    with pytest.raises(mutual_appraisals.MembersRefused):
        mutual_appraisals.open_mutual_appraisal(
            circle=CircleFactory(street=town.root), actor=people.office
        )
    mutual_appraisals.take_back_mutual_appraisal(
        appraisal=appraisal, actor=people.office, reason="误建"
    )
    assert not MutualAppraisal.objects.exists()


def test_who_joins_is_taken_in_and_who_leaves_is_no_longer_asked_for(
    town, people, circle, appraisal
):
    with pytest.raises(mutual_appraisals.MembersRefused):
        mutual_appraisals.take_in_members(appraisal=appraisal, actor=people.office)
    CircleMembershipFactory(circle=circle, member_org=town.west)
    mutual_appraisals.take_in_members(appraisal=appraisal, actor=people.office)
    for member in (town.school, town.bank, town.east):
        judge(appraisal, member, people.office, has_no_findings=True)
    assert not MutualAppraisal.objects.complete().exists()

    circle.memberships.filter(member_org=town.west).update(
        state=MembershipState.LEFT, left_on=timezone.localdate()
    )

    assert MutualAppraisal.objects.complete().get() == appraisal
