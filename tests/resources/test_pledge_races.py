"""Wishes, check-ins, sheets, tallies and money under real threads."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from orgs.enums import Role
from resources.enums import FundingSource, Verdict
from resources.models import (
    Agreement,
    AnnualPledge,
    AppraisalSheet,
    AppraisalTally,
    BudgetLine,
    Expense,
    Need,
    VolunteerActivity,
    VolunteerTally,
    Wish,
)
from resources.services import (
    agreements,
    appraisals,
    budgets,
    pledges,
    volunteers,
    wishes,
)
from resources.services.appraisal_links import answer_appraisal, issue_links
from tests.factories import PartnerFactory, RoleAssignmentFactory
from tests.resources.factories import (
    AppraisalFactory,
    MatchFactory,
    NeedFactory,
    ProjectFactory,
    ResourceFactory,
    VolunteerTallyFactory,
    WishFactory,
)
from tests.resources.racing import run_together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_eight_units_that_claim_one_wish_one_has_it(street, east):
    wish = WishFactory(community=east)
    units = [PartnerFactory(street=street) for _ in range(8)]
    liaisons = [
        RoleAssignmentFactory(role=Role.PARTNER_LIAISON, partner=unit).user for unit in units
    ]

    refused = run_together(
        *(
            lambda u=unit, p=person: wishes.claim_wish(wish=wish, partner=u, actor=p)
            for unit, person in zip(units, liaisons, strict=True)
        )
    )

    assert refused == ["move_refused"] * 7
    assert Wish.objects.get().claimant in units


def test_a_wish_turned_by_rival_clocks_becomes_one_need(east):
    wish = WishFactory(community=east, claim_by=timezone.localdate() - timedelta(days=1))

    run_together(
        *(
            lambda: wishes.turn_wish(wish_pk=wish.pk, today=timezone.localdate())
            for _number in range(4)
        )
    )

    assert (Wish.objects.get().need, Need.objects.count()) == (Need.objects.get(), 1)


def test_a_unit_that_applies_eight_times_at_once_applies_once(east, school, liaison):
    refused = run_together(
        *(
            lambda: agreements.apply_to_check_in(
                partner=school, community=east, mode="paired", actor=liaison
            )
            for _number in range(8)
        )
    )

    assert refused == ["checked_in_already"] * 7
    assert Agreement.objects.count() == 1


def test_a_year_reported_eight_times_at_once_is_one_sheet(school, liaison):
    year = timezone.localdate().year

    refused = run_together(
        *(
            lambda: pledges.report_pledge(partner=school, year=year, actor=liaison, member_count=3)
            for _number in range(8)
        )
    )

    assert (refused, AnnualPledge.objects.count()) == ([], 1)


def test_a_sheet_handed_in_eight_times_at_once_is_one_sheet(east, school, liaison):
    appraisal = AppraisalFactory(partner=school, community=east)

    refused = run_together(
        *(
            lambda: appraisals.submit_unit_sheet(appraisal=appraisal, actor=liaison, score=90)
            for _number in range(8)
        )
    )

    assert (refused, AppraisalSheet.objects.count()) == ([], 1)


def test_volunteers_counted_eight_times_at_once_are_one_tally(east, secretary):
    year = timezone.localdate().year

    refused = run_together(
        *(
            lambda: volunteers.report_volunteers(
                community=east, year=year, volunteer_count=9, resident_count=90, actor=secretary
            )
            for _number in range(8)
        )
    )

    assert (refused, VolunteerTally.objects.count()) == ([], 1)


def test_an_activity_noted_eight_times_at_once_stands_once(east, secretary):
    tally = VolunteerTallyFactory(community=east)
    today = timezone.localdate()

    refused = run_together(
        *(
            lambda: volunteers.note_activity(
                tally=tally, held_on=today, title="清洁", head_count=3, hours=6, actor=secretary
            )
            for _number in range(8)
        )
    )

    assert (refused, VolunteerActivity.objects.count()) == (["noted_already"] * 7, 1)


def test_of_two_expenses_that_fit_the_budget_only_one_by_one_the_second_is_refused(
    east, school, secretary
):
    match = MatchFactory(
        need=NeedFactory(owner_org=east, state="matched"),
        resource=ResourceFactory(owner_partner=school, state="partly_taken"),
        state="in_project",
    )
    project = ProjectFactory(match=match, state="running", grant=100)
    BudgetLine.objects.create(project=project, source=FundingSource.BUDGET, amount=100)

    def pay():
        budgets.enter_expense(
            project=project,
            source=FundingSource.BUDGET,
            spent_on=timezone.localdate(),
            purpose="购买理发工具",
            amount=Decimal(60),
            document_number="票1号",
            actor=secretary,
        )

    refused = run_together(*[pay] * 8)

    assert refused == ["budget_exceeded"] * 7
    assert Expense.objects.get().amount == 60


def test_of_eight_answers_on_one_link_one_is_counted(east, school, secretary):
    match = MatchFactory(
        need=NeedFactory(owner_org=east, state="solved"),
        resource=ResourceFactory(owner_partner=school, state="partly_taken"),
        state="in_project",
    )
    project = ProjectFactory(match=match, state="accepted")
    (token,) = issue_links(
        project=project, count=1, expires_on=timezone.localdate(), actor=secretary
    )

    refused = run_together(*[lambda: answer_appraisal(token=token, verdict=Verdict.SATISFIED)] * 8)

    assert refused == ["link_spent"] * 7
    assert AppraisalTally.objects.get().satisfied_count == 1
