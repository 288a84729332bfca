"""Rivals for the same thing: real threads, one winner, and polite refusals for the rest."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry
from partybuild.errors import RuleViolation
from resources.enums import FundingSource, MatchState, NeedState, Verdict
from resources.models import (
    Agreement,
    AnnualPledge,
    AppraisalSheet,
    AppraisalTally,
    BudgetLine,
    Expense,
    Match,
    MatchPlan,
    Need,
    Resource,
    VolunteerActivity,
    VolunteerTally,
    Wish,
)
from resources.services import (
    agreements,
    appraisals,
    budgets,
    matches,
    needs,
    plans,
    pledges,
    projects,
    volunteers,
    wishes,
)
from resources.services.appraisal_links import answer_appraisal, issue_links
from tests.factories import OrgFactory, PartnerFactory, RoleAssignmentFactory
from tests.resources.factories import (
    AppraisalFactory,
    MatchFactory,
    NeedFactory,
    ProjectFactory,
    ResourceFactory,
    VolunteerTallyFactory,
    WishFactory,
)

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def street():
    return OrgFactory(code="101")


@pytest.fixture
def east(street):
    org = OrgFactory(code="101801", kind=OrgKind.COMMUNITY_COMMITTEE, parent=street)
    street.refresh_from_db()
    org.refresh_from_db()
    return org


@pytest.fixture
def school(street):
    return PartnerFactory(street=street)


@pytest.fixture
def secretary(east):
    return RoleAssignmentFactory(role=Role.SECRETARY, org=east).user


@pytest.fixture
def liaison(school):
    return RoleAssignmentFactory(role=Role.PARTNER_LIAISON, partner=school).user


def run_together(*deeds):
    """Start all deeds at the same moment; return the codes with which some were refused."""
    start, refused = threading.Barrier(len(deeds)), []

    def run(deed):
        start.wait()
        try:
            deed()
        except RuleViolation as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_of_eight_rival_consents_for_the_last_of_a_resource_one_wins(
    east, school, secretary, liaison
):
    last = ResourceFactory(owner_partner=school, quantity=1)
    rivals = [MatchFactory(need=NeedFactory(owner_org=east), resource=last) for _ in range(8)]
    for rival in rivals:
        matches.agree_for_resource(match=rival, actor=liaison)

    refused = run_together(
        *(lambda m=m: matches.agree_for_need(match=m, actor=secretary) for m in rivals)
    )

    assert refused == ["capacity_gone"] * 7
    assert Match.objects.filter(state=MatchState.AGREED).count() == 1
    assert Need.objects.filter(state=NeedState.MATCHED).count() == 1
    assert (Resource.objects.get().taken, Resource.objects.get().state) == (1, "taken")


def test_rivals_for_parts_of_a_resource_never_take_more_than_there_is(
    east, school, secretary, liaison
):
    hall = ResourceFactory(owner_partner=school, quantity=100, unit="座")
    rivals = [
        MatchFactory(need=NeedFactory(owner_org=east), resource=hall, quantity=30) for _ in range(8)
    ]
    for rival in rivals:
        matches.agree_for_resource(match=rival, actor=liaison)

    refused = run_together(
        *(lambda m=m: matches.agree_for_need(match=m, actor=secretary) for m in rivals)
    )

    assert refused == ["capacity_gone"] * 5
    hall.refresh_from_db()
    assert (hall.taken, hall.left, hall.state) == (90, 10, "partly_taken")


def test_both_sides_agreeing_at_once_settle_the_match_once(east, school, secretary, liaison):
    match = MatchFactory(
        need=NeedFactory(owner_org=east), resource=ResourceFactory(owner_partner=school)
    )

    refused = run_together(
        lambda: matches.agree_for_need(match=match, actor=secretary),
        lambda: matches.agree_for_resource(match=match, actor=liaison),
    )

    assert refused == []
    assert Match.objects.get().state == MatchState.AGREED
    assert Resource.objects.get().taken == 1


def test_of_eight_resources_for_one_need_one_is_taken(east, school, secretary, liaison):
    need = NeedFactory(owner_org=east)
    rivals = [
        MatchFactory(need=need, resource=ResourceFactory(owner_partner=school)) for _ in range(8)
    ]
    for rival in rivals:
        matches.agree_for_resource(match=rival, actor=liaison)

    refused = run_together(
        *(lambda m=m: matches.agree_for_need(match=m, actor=secretary) for m in rivals)
    )

    assert refused == ["move_refused"] * 7
    assert Match.objects.filter(state=MatchState.AGREED).count() == 1
    assert Resource.objects.filter(taken=1).count() == 1


def test_a_pair_proposed_eight_times_at_once_is_proposed_once(east, school, secretary):
    need, resource = NeedFactory(owner_org=east), ResourceFactory(owner_partner=school)

    refused = run_together(
        *(
            lambda: matches.propose_match(need=need, resource=resource, actor=secretary)
            for _ in range(8)
        )
    )

    assert refused == ["already_proposed"] * 7
    assert Match.objects.count() == 1


def test_a_need_withdrawn_while_it_is_agreed_to_is_either_withdrawn_or_matched(
    east, school, secretary, liaison
):
    match = MatchFactory(
        need=NeedFactory(owner_org=east), resource=ResourceFactory(owner_partner=school)
    )
    matches.agree_for_resource(match=match, actor=liaison)

    refused = run_together(
        lambda: needs.withdraw_need(need=match.need, actor=secretary),
        lambda: matches.agree_for_need(match=match, actor=secretary),
    )

    assert refused == ["move_refused"]
    outcome = (Need.objects.get().state, Match.objects.get().state, Resource.objects.get().taken)
    assert outcome in {("withdrawn", "expired", 0), ("matched", "agreed", 1)}


def test_both_sides_signing_at_once_accept_the_project_once(east, school, secretary, liaison):
    match = MatchFactory(
        need=NeedFactory(owner_org=east, state="matched"),
        resource=ResourceFactory(owner_partner=school, state="partly_taken"),
        state="in_project",
    )
    project = ProjectFactory(match=match, state="running")

    refused = run_together(
        lambda: projects.sign_for_need(project=project, actor=secretary),
        lambda: projects.sign_for_resource(project=project, actor=liaison),
    )

    assert refused == []
    project.refresh_from_db()
    assert (project.state, Need.objects.get().state) == ("accepted", "solved")


def test_eight_needs_filed_at_once_have_eight_codes(east, secretary):
    refused = run_together(
        *(
            lambda: needs.file_need(
                owner=east, actor=secretary, resource_class="venue", title="借用会议室"
            )
            for _ in range(8)
        )
    )

    assert refused == []
    assert len(set(Need.objects.values_list("code", flat=True))) == 8


def test_of_people_who_make_a_plan_together_one_makes_it(street, east):
    office = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    NeedFactory(owner_org=east)

    refused = run_together(
        *(lambda: plans.make_match_plan(street=street, actor=office) for _ in range(4))
    )

    assert refused == ["plan_open"] * 3
    assert MatchPlan.objects.get().lines.count() == 1


def test_of_two_people_who_send_a_plan_together_one_sends_it(street, east, school):
    offices = [RoleAssignmentFactory(role=Role.OFFICE, org=street).user for _ in range(2)]
    for _ in range(5):
        NeedFactory(owner_org=east)
    ResourceFactory(owner_partner=school, quantity=3)
    ResourceFactory(owner_partner=school, quantity=1)
    plan = plans.make_match_plan(street=street, actor=offices[0])

    refused = run_together(
        *(lambda who=who: plans.send_match_plan(plan=plan, actor=who) for who in offices)
    )

    assert refused == ["move_refused"]
    assert Match.objects.count() == plan.lines.paired().count() == 4
    assert AuditEntry.objects.filter(verb="matchplan.deliver").count() == 1


def test_a_plan_sent_while_sides_propose_pairs_of_it_doubles_nothing(
    street, east, school, secretary
):
    office = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    asked = [NeedFactory(owner_org=east) for _ in range(4)]
    offers = [ResourceFactory(owner_partner=school, quantity=1) for _ in asked]
    plan = plans.make_match_plan(street=street, actor=office)

    run_together(
        lambda: plans.send_match_plan(plan=plan, actor=office),
        *(
            lambda need=need, offer=offer: matches.propose_match(
                need=need, resource=offer, actor=secretary
            )
            for need, offer in zip(asked, reversed(offers), strict=True)
        ),
    )

    plan.refresh_from_db()
    sent = plan.lines.exclude(match=None)
    assert plan.state == "sent"
    assert plan.proposed_count == sent.count()
    assert Match.objects.values("need", "resource").distinct().count() == Match.objects.count()


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
