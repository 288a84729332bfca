"""What is done about a wish (SM-17)."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import Role
from orgs.models import AuditEntry, Notification, Org, StreetNumber
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from resources import tasks
from resources.models import Need, Wish
from resources.pledge_enums import TAKEN_UP_STATES, WishAction, WishState
from resources.pledge_workflow import WISH_MOVES
from resources.selectors.waiting import waiting_for
from resources.services import wishes
from tests.factories import OrgFactory, PartnerFactory
from tests.resources.deeds import WHY, made_by_people, refused_moves
from tests.resources.factories import WishFactory

pytestmark = pytest.mark.django_db

FACTS = {"kind": "goods", "age_band": "elderly", "content": "一床过冬的棉被"}
DONE = {"outcome": "已送达"}
DEEDS = {
    WishAction.REVIEW: wishes.review_wish,
    WishAction.SEND_BACK: partial(wishes.send_back_wish, **WHY),
    WishAction.HAND_IN: wishes.hand_in_wish,
    WishAction.PUBLISH: wishes.publish_wish,
    WishAction.WITHDRAW: partial(wishes.withdraw_wish, **WHY),
    WishAction.GIVE_UP: partial(wishes.give_wish_up, **WHY),
    WishAction.RELEASE: partial(wishes.release_wish, **WHY),
    WishAction.FULFIL: partial(wishes.fulfil_wish, **DONE),
    WishAction.FULFIL_ON_BEHALF: partial(wishes.fulfil_wish_on_behalf, **DONE, **WHY),
    WishAction.CONFIRM: wishes.confirm_wish,
    WishAction.DOUBT: partial(wishes.doubt_wish, **WHY),
    WishAction.APPRAISE: partial(wishes.appraise_wish, satisfaction="satisfied"),
}


def who(people, action):
    side = WISH_MOVES[action].over
    return {"street": people.office, "community": people.east, "claimant": people.school}[side]


@pytest.mark.parametrize("name", ["示例街道党工委", "中共示例街道工作委员会", "示例镇党委", "示例"])
def test_a_code_bears_the_short_name_of_the_street(town, people, name):
    Org.objects.filter(pk=town.root.pk).update(name=name)

    wish = wishes.gather_wish(community=town.east, actor=people.east, **FACTS)

    assert wish.code.startswith("示例-")


def test_a_wish_gets_a_code_of_its_street_and_year_and_waits_for_the_office(town, people):
    wish = wishes.gather_wish(community=town.east, actor=people.east, **FACTS)

    assert wish.code == f"示例-{timezone.localdate().year}-W001"
    assert (wish.state, wish.street) == (WishState.GATHERED, town.root)
    assert Notification.objects.get().recipient == people.office
    assert AuditEntry.objects.get().verb == "wish.gather"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"content": ""}, "content"),
        ({"age_band": "72"}, "age_band"),
        ({"kind": ""}, "kind"),
    ],
)
def test_a_wish_has_a_text_an_age_band_and_a_kind(town, people, facts, field):
    with pytest.raises(FactRefused) as refusal:
        wishes.gather_wish(community=town.east, actor=people.east, **FACTS | facts)

    assert refusal.value.field == field


@pytest.mark.parametrize("number", ["19000000021", "11010119900101001X"])
@pytest.mark.parametrize("field", ["content", "remark"])
def test_a_wish_names_no_private_number(town, people, field, number):
    with pytest.raises(PrivateWords):
        wishes.gather_wish(community=town.east, actor=people.east, **FACTS | {field: number})


def test_what_was_done_and_its_appraisal_name_no_private_number(town, people):
    claimed = WishFactory(community=town.east, unit=town.school, state=WishState.CLAIMED)
    confirmed = WishFactory(community=town.east, unit=town.school, state=WishState.CONFIRMED)

    with pytest.raises(PrivateWords):
        wishes.fulfil_wish(wish=claimed, outcome="已送到 19000000021", actor=people.school)
    with pytest.raises(PrivateWords):
        wishes.appraise_wish(
            wish=confirmed, satisfaction="mostly", appraisal="19000000021", actor=people.east
        )


def test_only_a_community_gathers_wishes(town, people):
    with pytest.raises(wishes.NotOfCommunity):
        wishes.gather_wish(community=town.north, actor=people.office, **FACTS)
    for stranger in (people.west, people.school):
        with pytest.raises(PermissionDenied):
            wishes.gather_wish(community=town.east, actor=stranger, **FACTS)


def test_every_step_a_person_makes_is_tried_here():
    assert set(DEEDS) == made_by_people(WISH_MOVES)


@pytest.mark.parametrize("action", DEEDS)
def test_a_step_changes_the_state_along_the_table_and_leaves_a_trace(town, people, action):
    for source in WISH_MOVES[action].sources:
        wish = WishFactory(community=town.east, unit=town.school, state=source)

        moved = DEEDS[action](wish=wish, actor=who(people, action))

        assert moved.state == WISH_MOVES[action].target
        assert AuditEntry.objects.about(wish).get().verb == f"wish.{action}"


# A step of the claimant has nobody to try it while no unit has claimed the wish.
REFUSED = [
    (action, state)
    for action, state in refused_moves(WISH_MOVES, WishState)
    if WISH_MOVES[action].over != "claimant" or state in TAKEN_UP_STATES
]


@pytest.mark.parametrize(("action", "state"), REFUSED)
def test_a_step_is_refused_in_every_other_state(town, people, action, state):
    wish = WishFactory(community=town.east, unit=town.school, state=state)

    with pytest.raises(MoveRefused):
        DEEDS[action](wish=wish, actor=who(people, action))


@pytest.mark.parametrize("action", DEEDS)
def test_a_step_is_nobody_elses(town, people, action):
    wish = WishFactory(
        community=town.east, unit=town.school, state=next(iter(WISH_MOVES[action].sources))
    )

    for stranger in (people.west, people.bank):
        with pytest.raises(PermissionDenied):
            DEEDS[action](wish=wish, actor=stranger)


def test_a_published_wish_is_claimed_by_a_unit_and_its_community_hears_of_it(town, people):
    wish = WishFactory(community=town.east)

    wish = wishes.claim_wish(wish=wish, partner=town.school, actor=people.school)

    assert (wish.state, wish.claimant) == (WishState.CLAIMED, town.school)
    assert Notification.objects.get().recipient == people.east
    with pytest.raises(MoveRefused):
        wishes.claim_wish(wish=wish, partner=town.bank, actor=people.bank)


def test_a_unit_claims_for_itself_and_the_office_for_it_with_a_reason(town, people):
    wish = WishFactory(community=town.east)

    with pytest.raises(PermissionDenied):
        wishes.claim_wish(wish=wish, partner=town.bank, actor=people.school)
    with pytest.raises(ReasonMissing):
        wishes.claim_wish(wish=wish, partner=town.bank, actor=people.office)
    wish = wishes.claim_wish(
        wish=wish, partner=town.bank, actor=people.office, on_behalf="银行来电"
    )

    assert (wish.claimant, AuditEntry.objects.get().reason) == (town.bank, "银行来电")


def test_a_unit_of_another_street_claims_nothing(town, people, person):
    elsewhere = PartnerFactory(street=OrgFactory(code="201"))
    liaison = person(Role.PARTNER_LIAISON, over=elsewhere)

    with pytest.raises(wishes.UnitElsewhere):
        wishes.claim_wish(wish=WishFactory(community=town.east), partner=elsewhere, actor=liaison)


def test_a_wish_given_up_waits_anew_with_the_days_its_office_set(town, people):
    StreetNumber.objects.create(street=town.root, key="wish-days", value=10)
    wish = WishFactory(community=town.east, unit=town.school, state=WishState.CLAIMED)

    wish = wishes.give_wish_up(wish=wish, actor=people.school, **WHY)

    assert (wish.claimant, wish.claim_by) == (None, timezone.localdate() + timedelta(days=10))


def test_a_wish_nobody_claimed_becomes_one_need_however_often_the_clock_comes(town, people):
    yesterday = timezone.localdate() - timedelta(days=1)
    late = WishFactory(community=town.east, claim_by=yesterday)
    WishFactory(community=town.east)
    WishFactory(community=town.east, unit=town.school, state="claimed", claim_by=yesterday)

    for _again in range(2):
        tasks.turn_unclaimed_wishes()
        tasks.turn_wish(late.pk)

    need = Need.objects.get()
    late.refresh_from_db()
    assert (late.state, late.need) == (WishState.TURNED, need)
    assert (need.state, need.owner_org, need.beneficiary_code) == ("listed", town.east, late.code)
    assert AuditEntry.objects.filter(verb="wish.turn").count() == 1


def test_who_sees_a_wish(town, people):
    published = WishFactory(community=town.east)
    claimed = WishFactory(community=town.east, unit=town.school, state=WishState.CLAIMED)
    gathered = WishFactory(community=town.east, state=WishState.GATHERED)

    seen = {
        name: set(Wish.objects.visible_to(getattr(people, name)))
        for name in ("office", "east", "west", "school", "bank")
    }

    assert seen["office"] == seen["east"] == {published, claimed, gathered}
    assert seen["school"] == {published, claimed}
    assert seen["west"] == seen["bank"] == {published}


@pytest.mark.parametrize(
    ("state", "name"),
    [("gathered", "office"), ("reviewed", "east"), ("fulfilled", "east"), ("claimed", "school")],
)
def test_a_wish_waits_for_whoever_goes_on_with_it(town, people, state, name):
    wish = WishFactory(community=town.east, unit=town.school, state=state)

    assert [w.title for w in waiting_for(reader=getattr(people, name))] == [str(wish)]
    assert waiting_for(reader=people.bank) == []
