"""What people do to a match (SM-3): both sides agree, in either order, or one declines."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from resources.enums import (
    AVAILABLE_STATES,
    OPEN_MATCH_STATES,
    MatchAction,
    MatchState,
    NeedState,
    ResourceState,
)
from resources.models import Match, Need, Resource
from resources.permissions import OwnerSpeaksForItself
from resources.services import matches
from resources.services.matches import AgreedAlready, AlreadyProposed, PairRefused
from resources.services.proposals import expire_match
from resources.services.resources import CapacityGone
from resources.tasks import expire_overdue_matches
from resources.workflow import MATCH_MOVES
from tests.factories import OrgFactory, PartnerFactory, UserFactory
from tests.resources.deeds import MATCH_DEEDS, WHY, made_by_people, refused_moves
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

ACTOR_OVER = {"need.owner": "east", "resource.owner": "school", "street": "office"}
NEED_FIRST = (MatchAction.AGREE_FOR_NEED, MatchAction.AGREE_FOR_RESOURCE)


def actor_of(people, action):
    return getattr(people, ACTOR_OVER[MATCH_MOVES[action].over])


def agreed(people, match):
    matches.agree_for_need(match=match, actor=people.east)
    return matches.agree_for_resource(match=match, actor=people.school)


def test_a_proposal_keeps_why_it_was_made(need, resource, people):
    match = matches.propose_match(need=need, resource=resource, actor=people.office)

    assert match.code.startswith("DJ-")
    assert (match.state, match.proposed_by) == (MatchState.PROPOSED, people.office)
    assert match.score == round(sum(reason["points"] for reason in match.reasons))
    assert sum(reason["weight"] for reason in match.reasons) == sum(match.weights.values())
    assert match.expires_on > timezone.localdate()
    told = set(Notification.objects.values_list("recipient", flat=True))
    assert told == {people.east.pk, people.school.pk}


def test_the_portal_may_propose_by_itself(need, resource):
    match = matches.propose_match(need=need, resource=resource, actor=None)

    assert (match.proposed_by, match.state) == (None, MatchState.PROPOSED)
    assert AuditEntry.objects.get(verb="match.propose").actor is None


def test_who_speaks_for_a_side_agrees_by_proposing(need, resource, people):
    match = matches.propose_match(need=need, resource=resource, actor=people.school)

    assert (match.resource_agreed_by, match.need_agreed_by) == (people.school, None)
    assert match.state == MatchState.PROPOSED


@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_strangers_propose_nothing(need, resource, people, stranger):
    with pytest.raises(PermissionDenied):
        matches.propose_match(need=need, resource=resource, actor=getattr(people, stranger))


def test_a_pair_is_proposed_once_while_it_is_open(match, people):
    with pytest.raises(AlreadyProposed):
        matches.propose_match(need=match.need, resource=match.resource, actor=people.office)


@pytest.mark.parametrize("state", [s for s in MatchState if s not in OPEN_MATCH_STATES])
def test_a_closed_pair_may_be_proposed_again(need, resource, people, state):
    MatchFactory(need=need, resource=resource, state=state)

    matches.propose_match(need=need, resource=resource, actor=people.office)

    assert Match.objects.open().count() == 1


@pytest.mark.parametrize("state", [s for s in NeedState if s != NeedState.LISTED])
def test_only_a_listed_need_is_matched(town, resource, people, state):
    need = NeedFactory(owner_org=town.east, state=state)

    with pytest.raises(PairRefused):
        matches.propose_match(need=need, resource=resource, actor=people.office)


@pytest.mark.parametrize("state", [s for s in ResourceState if s not in AVAILABLE_STATES])
def test_only_an_available_resource_is_matched(town, need, people, state):
    resource = ResourceFactory(owner_partner=town.school, state=state)

    with pytest.raises(PairRefused):
        matches.propose_match(need=need, resource=resource, actor=people.office)


def test_nobody_is_matched_with_itself(town, need, people):
    own = ResourceFactory(owner_org=town.east)

    with pytest.raises(PairRefused):
        matches.propose_match(need=need, resource=own, actor=people.office)


def test_nobody_is_matched_across_streets(need):
    away = ResourceFactory(owner_partner=PartnerFactory(street=OrgFactory(code="909")))

    with pytest.raises(PairRefused):
        matches.propose_match(need=need, resource=away, actor=None)


@pytest.mark.parametrize(
    ("quantity", "refusal"), [(Decimal(0), PairRefused), (Decimal(5), CapacityGone)]
)
def test_a_proposal_takes_something_and_no_more_than_is_left(
    need, resource, people, quantity, refusal
):
    with pytest.raises(refusal):
        matches.propose_match(need=need, resource=resource, actor=people.office, quantity=quantity)


@pytest.mark.parametrize("order", [NEED_FIRST, NEED_FIRST[::-1]])
def test_the_second_consent_settles_the_match_whichever_side_gives_it(match, people, order):
    first, second = order

    waiting = MATCH_DEEDS[first](match=match, actor=actor_of(people, first))
    settled = MATCH_DEEDS[second](match=match, actor=actor_of(people, second))

    assert (waiting.state, settled.state) == (MatchState.PROPOSED, MatchState.AGREED)
    assert Need.objects.get().state == NeedState.MATCHED
    assert (Resource.objects.get().state, Resource.objects.get().taken) == ("partly_taken", 1)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        f"match.{first}",
        f"match.{second}",
        "need.match",
        "resource.draw",
        "match.settle",
    ]


def test_a_settled_need_lets_its_other_proposals_go(town, match, people):
    rival = MatchFactory(need=match.need, resource=ResourceFactory(owner_partner=town.bank))

    agreed(people, match)

    rival.refresh_from_db()
    assert rival.state == MatchState.EXPIRED
    assert Notification.objects.filter(recipient=people.bank, verb="match.expire").exists()


def test_a_consent_for_capacity_that_is_gone_is_refused_and_not_kept(town, people):
    last = ResourceFactory(owner_partner=town.school, quantity=1)
    first, second = (
        MatchFactory(need=NeedFactory(owner_org=town.east), resource=last) for _ in range(2)
    )
    agreed(people, first)
    matches.agree_for_need(match=second, actor=people.east)

    with pytest.raises(CapacityGone):
        matches.agree_for_resource(match=second, actor=people.school)

    second.refresh_from_db()
    assert (second.state, second.resource_agreed_at) == (MatchState.PROPOSED, None)
    assert Need.objects.get(pk=second.need_id).state == NeedState.LISTED


@pytest.mark.parametrize("action", NEED_FIRST)
def test_a_side_agrees_once(match, people, action):
    MATCH_DEEDS[action](match=match, actor=actor_of(people, action))

    with pytest.raises(AgreedAlready):
        MATCH_DEEDS[action](match=match, actor=actor_of(people, action))


def test_the_office_agrees_on_behalf_of_a_unit_and_everybody_can_see_it(match, people):
    settled = matches.agree_for_resource_on_behalf(
        match=match, actor=people.office, reason="学校电话同意"
    )

    assert (settled.resource_agreed_by, settled.resource_agreed_on_behalf) == (people.office, True)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.reason) == ("match.agree_for_resource_on_behalf", "学校电话同意")
    assert entry.changes["resource_agreed_on_behalf"] == [False, True]
    assert Notification.objects.filter(recipient=people.school).exists()


def test_on_behalf_needs_a_reason(match, people):
    with pytest.raises(ReasonMissing):
        matches.agree_for_resource_on_behalf(match=match, actor=people.office, reason=" ")


def test_the_office_does_not_stand_in_for_a_community(match, people):
    with pytest.raises(OwnerSpeaksForItself):
        matches.agree_for_need_on_behalf(match=match, actor=people.office, **WHY)

    match.refresh_from_db()
    assert match.need_agreed_at is None


def test_every_step_a_person_makes_is_tried_here():
    assert set(MATCH_DEEDS) == made_by_people(MATCH_MOVES)


@pytest.mark.parametrize(("action", "state"), refused_moves(MATCH_MOVES, MatchState))
def test_a_step_is_refused_in_every_other_state(need, resource, people, action, state):
    match = MatchFactory(need=need, resource=resource, state=state)

    with pytest.raises(MoveRefused):
        MATCH_DEEDS[action](match=match, actor=actor_of(people, action))

    assert Match.objects.get().state == state


@pytest.mark.parametrize("action", MATCH_DEEDS)
def test_a_step_is_refused_to_strangers_and_to_the_other_side(match, people, person, town, action):
    asked = actor_of(people, action)
    strangers = [
        people.west,
        people.bank,
        person(Role.LEADER, over=town.root),
        *({people.east, people.school} - {asked}),
    ]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            MATCH_DEEDS[action](match=match, actor=stranger)


@pytest.mark.parametrize(
    "action",
    [MatchAction.DECLINE_FOR_NEED, MatchAction.DECLINE_FOR_RESOURCE, MatchAction.CALL_OFF],
)
def test_either_side_and_the_office_decline_with_a_reason(match, people, action):
    declined = MATCH_DEEDS[action](match=match, actor=actor_of(people, action))

    assert (declined.state, declined.decline_reason) == (MatchState.DECLINED, WHY["reason"])
    assert AuditEntry.objects.get().reason == WHY["reason"]


def test_declining_what_was_agreed_frees_both_sides(match, people):
    agreed(people, match)

    matches.decline_for_need(match=match, actor=people.east, reason="改期")

    assert Need.objects.get().state == NeedState.LISTED
    assert (Resource.objects.get().state, Resource.objects.get().taken) == ("published", 0)


def test_a_proposal_nobody_settles_expires_once(match, people):
    day_after = match.expires_on + timedelta(days=1)

    early = expire_match(match_pk=match.pk, today=match.expires_on)
    found = [expire_match(match_pk=match.pk, today=day_after) for _ in range(2)]

    assert (early, found[0].state, found[1]) == (None, MatchState.EXPIRED, None)
    assert AuditEntry.objects.filter(verb="match.expire", actor=None).count() == 1
    assert Notification.objects.filter(recipient=people.east).count() == 1


@pytest.mark.parametrize("state", [s for s in MatchState if s != MatchState.PROPOSED])
def test_only_a_proposal_expires(need, resource, state):
    match = MatchFactory(need=need, resource=resource, state=state)

    assert expire_match(match_pk=match.pk, today=match.expires_on + timedelta(days=1)) is None


def test_the_clock_finds_overdue_proposals(match, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    Match.objects.update(expires_on=timezone.localdate() - timedelta(days=1))

    found = [expire_overdue_matches(), expire_overdue_matches()]

    assert found == [1, 0]
    assert Match.objects.get().state == MatchState.EXPIRED


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": MatchState.AGREED},
        {"state": MatchState.DECLINED},
        {"quantity": 0},
        {"score": 101},
        {"need_agreed_at": timezone.now()},
        {"need_agreed_on_behalf": True},
    ],
)
def test_the_database_keeps_consents_true(match, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.update(**wrong)


def test_a_need_is_settled_once(town, match):
    MatchFactory(need=match.need, resource=ResourceFactory(owner_org=town.west), state="agreed")
    clerk, now = UserFactory(), timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(
            state=MatchState.AGREED,
            need_agreed_by=clerk,
            need_agreed_at=now,
            resource_agreed_by=clerk,
            resource_agreed_at=now,
        )


def test_a_match_is_seen_by_both_sides_and_the_street(match, people):
    seen = {name: Match.objects.visible_to(user).exists() for name, user in vars(people).items()}

    assert seen == {"office": True, "east": True, "school": True, "west": False, "bank": False}


def test_a_taken_resource_is_still_seen_by_the_other_side(town, people, need):
    resource = ResourceFactory(owner_partner=town.school, state=ResourceState.EXPIRED)
    MatchFactory(need=need, resource=resource)

    assert Resource.objects.visible_to(people.east).exists()
    assert not Resource.objects.visible_to(people.west).exists()
