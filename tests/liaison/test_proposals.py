"""What is done to proposals on each of their chains (SM-6, SM-7, R-315)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.enums import BodyKind, MembershipRole
from liaison.models import Proposal, ProposalReport, ProposalStep
from liaison.proposal_enums import Chain, ProposalState, Voice
from liaison.proposal_enums import ProposalAction as A
from liaison.proposal_workflow import CHAINS
from liaison.selectors.proposal_papers import notice_document, report_document
from liaison.selectors.proposals import alike, line_of, open_steps
from liaison.selectors.waiting import waiting_for
from liaison.services import proposals
from liaison.services.proposal_asks import NotAGroup, NumbersContradict, TooFewPresent
from liaison.services.proposals import NotForThisChain, NoticeRunning, SamePerson, WordsMissing
from orgs.enums import Role
from orgs.models import AuditEntry, Notification, StreetNumber
from orgs.selectors.calendar import work_calendar
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import GridFactory
from tests.liaison.factories import BodyFactory, MembershipFactory
from tests.liaison.proposals import FACTS, VERDICTS, VOTES, WHY, ProposalFactory, a_group

pytestmark = pytest.mark.django_db

REPORT = {"words": "已增设充电棚两处，投入使用。"}


@pytest.fixture
def people(town, person):
    """Those who raise, discuss, do and decide."""
    return SimpleNamespace(
        office=person(Role.OFFICE, over=town.root),
        leader=person(Role.LEADER, over=town.root),
        east=person(Role.SECRETARY, over=town.east),
        west=person(Role.SECRETARY, over=town.west),
        branch=person(Role.SECRETARY, over=town.branch),
        school=person(Role.PARTNER_LIAISON, over=town.school),
        bank=person(Role.PARTNER_LIAISON, over=town.bank),
    )


def take(proposal, action, actor, **given):
    return proposals.take_step(proposal=proposal, action=action, actor=actor, **given)


def raised(chain, owner, actor, **facts):
    return proposals.raise_proposal(chain=chain, owner=owner, actor=actor, **{**FACTS, **facts})


@pytest.fixture
def matter(town, people):
    """Something the east community has raised for the four things."""
    return raised(Chain.FOUR_THINGS, town.east, people.east)


@pytest.fixture
def decision(town, people):
    """Something the branch has proposed to the east community, which its grid belongs to."""
    area = GridFactory(street=town.root, org=town.north)
    GridFactory(street=town.root, org=town.branch, community=town.east, tier="unit", parent=area)
    return raised(Chain.COMMUNITY_DECISION, town.branch, people.branch)


def announced(decision, people):
    for action, given in ((A.CONSULT, {}), (A.DELIBERATE, VOTES), (A.RESOLVE, VOTES)):
        decision = take(decision, action, people.east, **given)
    return take(decision, A.ANNOUNCE, people.east)


def routed(town, people):
    suggestion = raised(Chain.SUGGESTION, town.school, people.school)
    return take(suggestion, A.ROUTE, people.office, group=a_group(town.root))


def test_four_things_are_each_done_by_another(town, people, matter):
    matter = take(matter, A.TAKE_UP, people.leader, undertaker=town.school)
    matter = take(matter, A.REPORT, people.school, **REPORT)
    matter = take(matter, A.APPRAISE, people.east, **VERDICTS)
    matter = take(matter, A.CLOSE, people.leader)

    voices = list(matter.steps.order_by("serial").values_list("voice", flat=True))
    assert (matter.state, matter.closed_on) == (ProposalState.CLOSED, timezone.localdate())
    assert voices == [
        Voice.COMMUNITY,
        Voice.WORKING_COMMITTEE,
        Voice.UNDERTAKER,
        Voice.REPRESENTATIVES,
        Voice.WORKING_COMMITTEE,
    ]
    assert matter.steps.get(action=A.APPRAISE).satisfied_count == 18
    assert ProposalReport.objects.get().is_sound


def test_the_deadline_is_counted_in_workdays_and_kept_with_its_rule(town, people, matter):
    StreetNumber.objects.create(street=town.root, key="four-things-workdays", value=3)

    matter = take(matter, A.TAKE_UP, people.leader)

    assert matter.due_on == work_calendar().add_workdays(timezone.localdate(), 3)
    assert "SM-6" in matter.due_rule


def test_what_is_not_appraised_well_is_done_again_in_a_new_round(town, people, matter):
    matter = take(matter, A.TAKE_UP, people.leader, undertaker=town.school)
    matter = take(matter, A.REPORT, people.school, **REPORT)
    matter = take(matter, A.APPRAISE, people.east, **VERDICTS)
    matter = take(matter, A.REDO, people.leader, **WHY)
    _raised, discussed, done, *_later = line_of(matter)
    matter = take(matter, A.REPORT, people.school, **REPORT)

    assert (matter.round, matter.state) == (2, ProposalState.DONE)
    assert (done.is_next, done.last) == (True, None)
    assert discussed.last.action == A.TAKE_UP


def test_nobody_discusses_what_the_same_person_raised(town, people):
    matter = raised(Chain.FOUR_THINGS, town.east, people.office)

    with pytest.raises(SamePerson):
        take(matter, A.TAKE_UP, people.office)


def test_nobody_appraises_what_the_same_person_did(town, people, matter):
    matter = take(matter, A.TAKE_UP, people.leader, undertaker=town.east)
    matter = take(matter, A.REPORT, people.east, **REPORT)

    with pytest.raises(SamePerson):
        take(matter, A.APPRAISE, people.east, **VERDICTS)


@pytest.mark.parametrize("action", [A.DECLINE, A.REFER])
def test_what_is_not_taken_up_ends_with_its_reason(people, matter, action):
    with pytest.raises(ReasonMissing):
        take(matter, action, people.leader)
    ended = take(matter, action, people.leader, **WHY)

    assert ended.is_over
    assert ended.steps.get(action=action).words == WHY["reason"]


def test_each_chain_begins_with_its_own_people(town, people):
    with pytest.raises(NotForThisChain):
        raised(Chain.FOUR_THINGS, town.branch, people.branch)
    with pytest.raises(NotForThisChain):
        raised(Chain.COMMUNITY_DECISION, town.east, people.east)
    with pytest.raises(PermissionDenied):
        raised(Chain.FOUR_THINGS, town.east, people.west)


def test_a_branch_without_a_community_names_one(town, people):
    with pytest.raises(FactRefused):
        raised(Chain.COMMUNITY_DECISION, town.branch, people.branch)


def test_a_step_is_refused_by_state_by_chain_and_to_a_stranger(people, matter):
    with pytest.raises(MoveRefused):
        take(matter, A.CLOSE, people.leader)
    with pytest.raises(MoveRefused):
        take(matter, A.ROUTE, people.office)
    with pytest.raises(PermissionDenied):
        take(matter, A.TAKE_UP, people.west)


def test_a_proposal_names_nobody(town, people, matter):
    with pytest.raises(PrivateWords):
        raised(Chain.FOUR_THINGS, town.east, people.east, content="请联系 19000000021")
    with pytest.raises(PrivateWords):
        take(matter, A.DECLINE, people.leader, reason="已电话 19000000021 告知")


def test_a_decision_is_deliberated_resolved_announced_and_executed(town, people, decision):
    decision = announced(decision, people)
    ends_on = decision.notice_ends_on
    with pytest.raises(NoticeRunning):
        take(decision, A.EXECUTE, people.east)
    decision = take(decision, A.NOTE_OBJECTIONS, people.east, objection_count=2)
    decision.notice_starts_on -= timedelta(days=30)
    decision.notice_ends_on -= timedelta(days=30)
    decision.save()
    decision = take(decision, A.EXECUTE, people.east, undertaker=town.school)
    decision = take(decision, A.REPORT, people.school, **REPORT)
    decision = take(decision, A.FEED_BACK, people.east, **REPORT)

    assert decision.community == town.east
    assert ends_on == work_calendar().add_workdays(timezone.localdate(), 5)
    assert (decision.state, decision.objection_count) == (ProposalState.CLOSED, 2)
    assert ProposalReport.objects.filter(proposal=decision).count() == 1


def test_a_vote_that_fails_ends_the_chain_and_keeps_its_numbers(people, decision):
    decision = take(decision, A.CONSULT, people.east)

    lost = take(decision, A.DELIBERATE, people.east, **{**VOTES, "for_count": 17})

    assert lost.state == ProposalState.DECLINED
    assert lost.steps.get(action=A.DELIBERATE).for_count == 17
    assert AuditEntry.objects.filter(verb="proposal.vote_down").count() == 1


@pytest.mark.parametrize(
    ("numbers", "refusal"),
    [
        ({"present_count": 20, "for_count": 15}, TooFewPresent),
        ({"present_count": 41}, NumbersContradict),
        ({"for_count": 34}, NumbersContradict),
    ],
)
def test_the_numbers_of_a_vote_hold_together(people, decision, numbers, refusal):
    decision = take(decision, A.CONSULT, people.east)

    with pytest.raises(refusal):
        take(decision, A.DELIBERATE, people.east, **{**VOTES, **numbers})


def test_the_street_sets_the_majority(town, people, decision):
    StreetNumber.objects.create(street=town.root, key="delegates-majority", value=90)
    decision = take(decision, A.CONSULT, people.east)

    assert take(decision, A.DELIBERATE, people.east, **VOTES).state == ProposalState.DECLINED


def test_a_decision_that_meets_objections_is_consulted_on_anew(people, decision):
    again = take(announced(decision, people), A.RECONSIDER, people.east, **WHY)

    assert (again.state, again.round, again.notice_ends_on) == (ProposalState.RAISED, 2, None)


def test_a_suggestion_is_handled_by_its_group_and_answered_in_writing(town, people, person):
    suggestion = routed(town, people)
    chair = person(Role.GRID_WORKER, over=town.group)
    MembershipFactory(body=suggestion.group, role=MembershipRole.LEADER, user=chair)

    suggestion = take(suggestion, A.STUDY, chair)
    with pytest.raises(WordsMissing):
        take(suggestion, A.ANSWER, chair)
    suggestion = take(suggestion, A.ANSWER, chair, **REPORT)
    suggestion = take(suggestion, A.CONFIRM, people.school)

    assert suggestion.state == ProposalState.CLOSED
    assert ProposalReport.objects.get().proposal == suggestion
    assert Notification.objects.filter(recipient=people.school, verb="proposal.answer").exists()


def test_members_of_a_group_read_along_and_others_do_not(town, people, person):
    suggestion = routed(town, people)
    member = person(Role.GRID_WORKER, over=town.group)
    MembershipFactory(body=suggestion.group, user=member)

    assert open_steps(suggestion, reader=member) == []
    with pytest.raises(PermissionDenied):
        take(suggestion, A.STUDY, member)
    with pytest.raises(PermissionDenied):
        take(suggestion, A.STUDY, people.bank)


def test_a_suggestion_goes_to_a_coordination_group_only(town, people):
    suggestion = raised(Chain.SUGGESTION, town.school, people.school)
    other = a_group(town.root)
    other.kind = "owners_committee"
    other.save()

    with pytest.raises(NotAGroup):
        take(suggestion, A.ROUTE, people.office, group=other)


def test_the_same_words_are_pointed_at(town, people, matter):
    again = raised(Chain.FOUR_THINGS, town.east, people.east)

    assert [each.row for each in alike(again, reader=people.office)] == [matter]
    assert alike(again, reader=people.west) == []


def test_words_are_corrected_until_somebody_has_decided(people, matter):
    proposals.amend_proposal(proposal=matter, title="增设两处充电棚", actor=people.east)
    matter = take(matter, A.TAKE_UP, people.leader)

    with pytest.raises(PermissionDenied):
        proposals.amend_proposal(proposal=matter, title="再改", actor=people.east)


def test_a_deadline_is_extended_with_a_reason(people, matter):
    matter = take(matter, A.TAKE_UP, people.leader)
    later = matter.due_on + timedelta(days=10)

    extended = take(matter, A.EXTEND, people.leader, due_on=later, **WHY)

    assert extended.due_on == later


@pytest.mark.parametrize("chain", Chain)
def test_each_chain_says_everything_about_each_of_its_steps(chain):
    table = CHAINS[chain]

    made = {action for action in table.moves if action != A.VOTE_DOWN}
    on_the_line = {action for stage in table.line for action in stage.actions}

    assert made == set(table.works)
    assert on_the_line - {A.RAISE} <= made


@pytest.mark.parametrize("chain", [Chain.FOUR_THINGS, Chain.COMMUNITY_DECISION])
def test_the_parts_of_a_chain_speak_with_different_voices(chain):
    table = CHAINS[chain]
    parts = {
        Chain.FOUR_THINGS: (A.TAKE_UP, A.REPORT, A.APPRAISE),
        Chain.COMMUNITY_DECISION: (A.CONSULT, A.DELIBERATE, A.RESOLVE),
    }[chain]

    voices = [table.raised_as, *(table.works[part].voice for part in parts)]

    assert len(set(voices)) == len(voices)


def test_a_proposal_waits_for_whoever_goes_on(town, people, matter):
    def waits_for(user):
        return [each.title for each in waiting_for(reader=user)]

    first = waits_for(people.office), waits_for(people.school)
    matter = take(matter, A.TAKE_UP, people.leader, undertaker=town.school)

    assert first == ([matter.title], [])
    assert (waits_for(people.office), waits_for(people.school)) == ([], [matter.title])


def test_few_votes_are_kept_but_not_shown(people, decision):
    decision = take(decision, A.CONSULT, people.east)
    few = {"expected_count": 4, "present_count": 4, "for_count": 4, "against_count": 0}

    decision = take(decision, A.DELIBERATE, people.east, **few)
    said = [part.block.text for part in notice_document(decision).body]

    assert ProposalStep.objects.get(action=A.DELIBERATE).for_count == 4
    assert not [words for words in said if "赞成" in words]


def test_a_report_goes_to_the_committee_above_with_a_copy_for_the_proposer(town, people):
    suggestion = routed(town, people)
    committee = BodyFactory(org=town.root, kind=BodyKind.COBUILDING_COMMITTEE)
    suggestion = take(suggestion, A.STUDY, people.office)
    suggestion = take(suggestion, A.ANSWER, people.office, **REPORT)

    paper = report_document(suggestion)

    assert (paper.addressee, paper.signature) == (committee.name, suggestion.group.name)
    assert paper.copies_to == town.school.name


def test_a_unit_reads_its_own_and_what_it_shall_do(town, people):
    doing = ProposalFactory(owner_org=town.east, undertaker_partner=town.school, state="in_hand")
    seen = Proposal.objects.visible_to

    assert list(seen(people.school)) == [doing]
    assert list(seen(people.bank)) == []
    assert list(seen(people.west)) == []
