"""Match plans: the best pairs of the whole list, looked through by the office and sent."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

import resources.tasks  # noqa: F401 - jobs of plans are done there
from orgs.models import AuditEntry, Job, Notification
from orgs.services.jobs import run_job
from partybuild.errors import MoveRefused, RuleViolation
from resources.enums import LineState, MatchPlanState, MatchState, NeedState, ResourceState
from resources.models import Match, MatchingWeights, MatchPlan
from resources.selectors.matching import Scale
from resources.selectors.planning import WholeList
from resources.services import matches, plan_lines, plans
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

# Not one of those that the portal gives out itself.
CODE = "DJ-0"


@pytest.fixture
def lists(town):
    """Three needs for services, and two resources of which one serves once, the other twice."""
    haircut = NeedFactory(owner_org=town.east)
    talk = NeedFactory(owner_org=town.west, title="老年人防诈骗宣讲")
    drill = NeedFactory(owner_org=town.east, title="消防安全演练")
    barber = ResourceFactory(owner_partner=town.school, quantity=1)
    speaker = ResourceFactory(owner_partner=town.bank, title="防诈骗宣讲团", quantity=2)
    return SimpleNamespace(haircut=haircut, talk=talk, drill=drill, barber=barber, speaker=speaker)


@pytest.fixture
def plan(town, lists, people):
    return plans.make_match_plan(street=town.root, actor=people.office)


def line_of(plan, need):
    return plan.lines.get(need=need)


def pairs_of(plan):
    return {(line.need_id, line.resource_id) for line in plan.lines.paired()}


def test_a_plan_pairs_the_whole_list_within_what_is_left_of_each_resource(plan, lists):
    lines = {line.need_id: line for line in plan.lines.all()}

    assert plan.state == MatchPlanState.DRAFT
    assert (lists.haircut.pk, lists.barber.pk) in pairs_of(plan)
    assert (lists.talk.pk, lists.speaker.pk) in pairs_of(plan)
    assert len(lines) == 3
    assert plan.is_proven_best
    assert plan.total_score == sum(line.score for line in lines.values())
    assert not Match.objects.exists()


def test_a_plan_keeps_the_weights_and_reasons_it_was_made_with(plan, lists):
    line = line_of(plan, lists.haircut)

    assert plan.weights["same_class"] == 30
    assert {"class_same", "wording_shared"} <= {reason["code"] for reason in line.reasons}
    assert line.score == Scale.of(plan.street).judge(lists.haircut, lists.barber).score


def test_only_the_office_of_the_street_makes_a_plan(town, people):
    with pytest.raises(PermissionDenied):
        plans.make_match_plan(street=town.root, actor=people.east)

    assert not MatchPlan.objects.exists()


def test_a_street_looks_through_one_plan_at_a_time(plan, town, people):
    with pytest.raises(plans.PlanOpen):
        plans.make_match_plan(street=town.root, actor=people.office)

    plans.discard_match_plan(plan=plan, actor=people.office, reason="重新征集")
    assert plans.make_match_plan(street=town.root, actor=people.office).state == "draft"


def test_a_plan_is_made_for_a_whole_street(town, people):
    with pytest.raises(RuleViolation):
        plans.make_match_plan(street=town.north, actor=people.office)


@pytest.mark.parametrize(
    ("need", "resource", "why"),
    [
        ({}, {"resource_class": "policy"}, "no_class"),
        ({}, {"own": True}, "same_side"),
        (
            {"starts_on": "2026-07-01", "ends_on": "2026-07-31"},
            {"starts_on": "2099-01-01"},
            "other_time",
        ),
        ({"title": "消防安全演练"}, {"title": "志愿理发", "weights": 90}, "poor_fit"),
        ({}, {"declined": True}, "declined"),
        ({}, {"proposed": True}, "in_talks"),
        ({}, {"promised": True}, "used_up"),
        ({}, {"state": ResourceState.DRAFT}, "no_class"),
        ({}, {"ends_on": "2026-01-01"}, "no_class"),
    ],
)
def test_an_unserved_need_says_why(town, people, need, resource, why):
    asked = NeedFactory(owner_org=town.east, **need)
    said = {
        name: resource.pop(name, None)
        for name in ("own", "weights", "declined", "proposed", "promised")
    }
    owner = {"owner_org": town.east} if said["own"] else {"owner_partner": town.school}
    offer = ResourceFactory(**owner, **{"quantity": 1, **resource})
    if said["weights"]:
        MatchingWeights.objects.create(street=town.root, least_score=said["weights"])
    if said["declined"] or said["proposed"]:
        MatchFactory(
            need=asked, resource=offer, state="declined" if said["declined"] else "proposed"
        )
    if said["promised"]:
        other = NeedFactory(owner_org=town.west, state=NeedState.LISTED)
        MatchFactory(need=other, resource=offer)

    plan = plans.make_match_plan(street=town.root, actor=people.office)

    line = line_of(plan, asked)
    assert (line.state, line.unserved, line.resource) == (LineState.UNSERVED, why, None)


def test_of_rivals_for_the_last_the_urgent_need_is_served_and_the_other_told_what_would_fit(
    town, people
):
    first = NeedFactory(owner_org=town.east)
    urgent = NeedFactory(owner_org=town.east, urgency="urgent")
    last = ResourceFactory(owner_partner=town.school, quantity=1)

    plan = plans.make_match_plan(street=town.root, actor=people.office)

    assert pairs_of(plan) == {(urgent.pk, last.pk)}
    assert line_of(plan, first).unserved == "used_up"
    assert [each["title"] for each in line_of(plan, first).rivals] == [last.title]


def test_needs_that_take_several_at_once_never_exceed_what_is_left(town, people):
    wanted = [NeedFactory(owner_org=town.east, quantity=3, unit="次") for _ in range(3)]
    offer = ResourceFactory(owner_partner=town.school, quantity=4)

    plan = plans.make_match_plan(street=town.root, actor=people.office)

    served = list(plan.lines.paired())
    assert [(line.resource, line.quantity) for line in served] == [(offer, 3)]
    assert plan.lines.filter(unserved="used_up").count() == len(wanted) - 1


def test_the_score_alone_is_the_score_of_the_judgement(town, lists):
    found = WholeList.of(town.root)

    assert found.pairs
    for pair in found.pairs:
        need, resource = found.needs[pair.need], found.resources[pair.resource]
        assert pair.score == found.scale.judge(need, resource).score


def test_a_plan_costs_the_same_queries_for_more_rows(town, lists, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        WholeList.of(town.root).solve()
    for _ in range(3):
        NeedFactory(owner_org=town.east)
        ResourceFactory(owner_partner=town.bank)
    with CaptureQueriesContext(connection) as more:
        WholeList.of(town.root).solve()

    assert len(more) == len(few)


def test_a_locked_pair_stands_and_the_rest_is_worked_out_around_it(plan, lists, people):
    line = plan_lines.choose_resource(
        line=plan_lines.exclude_pair(
            line=line_of(plan, lists.haircut), actor=people.office, reason="另有安排"
        ),
        resource=lists.barber,
        actor=people.office,
    )
    assert (line.state, line.origin) == (LineState.LOCKED, "staff")

    again = plans.solve_again(plan=plan, actor=people.office)

    assert again.state == MatchPlanState.DRAFT
    assert line_of(again, lists.haircut).state == LineState.LOCKED
    assert (lists.haircut.pk, lists.barber.pk) in pairs_of(again)
    assert plan_lines.unlock_line(line=line, actor=people.office).state == LineState.PAIRED


def test_an_excluded_pair_does_not_come_back(plan, lists, people):
    line = plan_lines.exclude_pair(
        line=line_of(plan, lists.haircut), actor=people.office, reason="距离太远"
    )
    assert (line.state, line.unserved) == (LineState.UNSERVED, "excluded")

    again = plans.solve_again(plan=plan, actor=people.office)

    assert (lists.haircut.pk, lists.barber.pk) not in pairs_of(again)
    assert again.excluded.get().reason == "距离太远"


def test_a_need_taken_out_leaves_its_resource_to_others_until_it_is_put_back(plan, lists, people):
    line = plan_lines.take_line_out(line=line_of(plan, lists.haircut), actor=people.office)

    again = plans.solve_again(plan=plan, actor=people.office)
    assert line_of(again, lists.haircut).state == LineState.TAKEN_OUT

    line = plan_lines.put_line_back(line=line, actor=people.office)
    assert line.unserved == "not_solved"
    again = plans.solve_again(plan=plan, actor=people.office)
    assert (lists.haircut.pk, lists.barber.pk) in pairs_of(again)


def test_a_resource_that_the_rest_of_the_plan_needs_is_not_chosen(plan, lists, people):
    line = line_of(plan, lists.talk)

    with pytest.raises(plan_lines.UsedUp):
        plan_lines.choose_resource(line=line, resource=lists.barber, actor=people.office)


def test_a_locked_pair_that_became_impossible_is_let_go(plan, lists, people):
    plan_lines.lock_line(line=line_of(plan, lists.haircut), actor=people.office)
    MatchFactory(need=lists.haircut, resource=lists.speaker)

    again = plans.solve_again(plan=plan, actor=people.office)

    assert line_of(again, lists.haircut).unserved == "in_talks"


LINE_DEEDS = {
    "lock": plan_lines.lock_line,
    "take_out": plan_lines.take_line_out,
    "exclude": lambda **who: plan_lines.exclude_pair(**who, reason="不合适"),
}


@pytest.mark.parametrize("deed", LINE_DEEDS.values(), ids=LINE_DEEDS)
def test_a_line_is_the_offices_alone_and_stays_once_the_plan_is_sent(plan, lists, people, deed):
    line = line_of(plan, lists.haircut)

    with pytest.raises(PermissionDenied):
        deed(line=line, actor=people.east)
    plans.send_match_plan(plan=plan, actor=people.office)
    with pytest.raises(MoveRefused):
        deed(line=line, actor=people.office)


def test_sending_makes_each_pair_an_ordinary_match_with_the_weights_of_the_plan(
    plan, lists, town, people
):
    MatchingWeights.objects.create(street=town.root, same_class=99)

    sent = plans.send_match_plan(plan=plan, actor=people.office)

    match = Match.objects.get(need=lists.haircut)
    assert (sent.state, sent.sent_by) == (MatchPlanState.SENT, people.office)
    assert sent.proposed_count == Match.objects.count() == plan.lines.paired().count()
    assert (match.resource, match.state) == (lists.barber, MatchState.PROPOSED)
    assert match.weights["same_class"] == 30
    assert (match.score, match.reasons) == (
        line_of(plan, lists.haircut).score,
        line_of(plan, lists.haircut).reasons,
    )
    assert line_of(plan, lists.haircut).match == match
    assert Notification.objects.filter(recipient=people.school, verb="match.propose").exists()
    assert AuditEntry.objects.filter(verb="matchplan.deliver").count() == 1


def _need_withdrawn(lists, people):
    lists.haircut.state = NeedState.WITHDRAWN
    lists.haircut.save()


def _capacity_promised(lists, people):
    other = NeedFactory(owner_org=lists.talk.owner_org, state=NeedState.LISTED)
    MatchFactory(need=other, resource=lists.barber, code=CODE)


def _pair_declined(lists, people):
    MatchFactory(need=lists.haircut, resource=lists.barber, state="declined", code=CODE)


def _need_in_talks(lists, people):
    MatchFactory(need=lists.haircut, resource=lists.speaker, code=CODE)


@pytest.mark.parametrize(
    "meanwhile", [_need_withdrawn, _capacity_promised, _pair_declined, _need_in_talks]
)
def test_what_became_impossible_meanwhile_is_left_out_and_told(plan, lists, people, meanwhile):
    meanwhile(lists, people)
    before = Match.objects.count()

    sent = plans.send_match_plan(plan=plan, actor=people.office)

    line = line_of(plan, lists.haircut)
    assert (line.match, bool(line.refusal)) == (None, True)
    assert Match.objects.count() == before + sent.proposed_count
    assert line_of(plan, lists.talk).match is not None
    assert Notification.objects.filter(recipient=people.office, verb="matchplan.deliver").exists()


def test_a_plan_without_pairs_is_not_sent(town, people):
    plan = plans.make_match_plan(street=town.root, actor=people.office)

    with pytest.raises(plans.NothingToSend):
        plans.send_match_plan(plan=plan, actor=people.office)
    plan.refresh_from_db()
    assert plan.state == MatchPlanState.DRAFT


PLAN_DEEDS = {
    "solve_again": plans.solve_again,
    "send": plans.send_match_plan,
    "discard": lambda **who: plans.discard_match_plan(**who, reason="重新征集"),
}


@pytest.mark.parametrize("deed", PLAN_DEEDS.values(), ids=PLAN_DEEDS)
def test_a_plan_is_the_offices_alone_and_done_with_once_it_is_sent(plan, people, deed):
    with pytest.raises(PermissionDenied):
        deed(plan=plan, actor=people.east)
    plans.send_match_plan(plan=plan, actor=people.office)
    with pytest.raises(MoveRefused):
        deed(plan=plan, actor=people.office)


@pytest.mark.parametrize("step", ["make", "send"])
def test_a_large_list_is_left_to_a_job_that_may_come_twice(monkeypatch, town, lists, people, step):
    if step == "make":
        monkeypatch.setattr(plans, "PAIRS_AT_ONCE", 0)
    monkeypatch.setattr(plans, "PROPOSALS_AT_ONCE", 0)
    plan = plans.make_match_plan(street=town.root, actor=people.office)
    if step == "make":
        assert (plan.state, plan.lines.count()) == (MatchPlanState.SOLVING, 0)
    else:
        plan = plans.send_match_plan(plan=plan, actor=people.office)
        assert (plan.state, Match.objects.count()) == (MatchPlanState.SENDING, 0)

    job = Job.objects.get()
    run_job(job_pk=job.pk)
    state, lines = MatchPlan.objects.get().state, plan.lines.count()
    assert plans.solve_match_plan(plan_pk=plan.pk, actor=people.office) is None
    assert plans.deliver_match_plan(plan_pk=plan.pk, actor=people.office) is None

    assert state == (MatchPlanState.DRAFT if step == "make" else MatchPlanState.SENT)
    assert lines == 3
    assert Match.objects.count() == MatchPlan.objects.get().proposed_count


def test_a_job_that_fails_hands_the_plan_back(monkeypatch, town, lists, people):
    monkeypatch.setattr(plans, "PAIRS_AT_ONCE", 0)
    plan = plans.make_match_plan(street=town.root, actor=people.office)
    monkeypatch.setattr(plans, "note_solution", _refuse)

    run_job(job_pk=plan.job.pk)

    plan.refresh_from_db()
    assert (plan.state, plan.job.error) == (MatchPlanState.DRAFT, "坏了")
    assert plans.solve_again(plan=plan, actor=people.office).state == MatchPlanState.SOLVING


def _refuse(*_args):
    raise RuleViolation("坏了")


def test_pairs_of_the_same_question_are_the_same(plan, lists, people):
    first = pairs_of(plan)

    again = plans.solve_again(plan=plan, actor=people.office)

    assert pairs_of(again) == first
    assert again.solved_at <= timezone.now()


def test_declining_a_sent_pair_keeps_it_out_of_the_next_plan(plan, lists, town, people):
    plans.send_match_plan(plan=plan, actor=people.office)
    match = Match.objects.get(need=lists.haircut)
    matches.decline_for_resource(match=match, actor=people.school, reason="人手不足")

    after = plans.make_match_plan(street=town.root, actor=people.office)

    assert (lists.haircut.pk, lists.barber.pk) not in pairs_of(after)
