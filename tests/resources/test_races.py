"""Rivals for the same thing: real threads, one winner, and polite refusals for the rest."""

import pytest

from orgs.enums import Role
from orgs.models import AuditEntry
from resources.enums import MatchState, NeedState
from resources.models import (
    Match,
    MatchPlan,
    Need,
    Resource,
)
from resources.services import (
    matches,
    needs,
    plans,
    projects,
)
from tests.factories import RoleAssignmentFactory
from tests.resources.factories import (
    MatchFactory,
    NeedFactory,
    ProjectFactory,
    ResourceFactory,
)
from tests.resources.racing import run_together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


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
