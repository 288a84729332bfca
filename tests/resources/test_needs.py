"""What people do to a need (SM-1)."""

import pytest
from django.core.exceptions import PermissionDenied

from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused, StaleVersion
from resources.enums import MatchState, NeedAction, NeedState, ResourceClass
from resources.models import Need
from resources.permissions import OwnerSpeaksForItself
from resources.services import needs
from resources.services.enlisting import InUse
from resources.workflow import NEED_MOVES
from tests.factories import OrgFactory, PartnerFactory
from tests.resources.deeds import NEED_DEEDS, made_by_people, refused_moves
from tests.resources.factories import MatchFactory, NeedFactory

pytestmark = pytest.mark.django_db

FACTS = {"resource_class": ResourceClass.VENUE, "content": "周末借用会议室，约40人"}


def test_filing_gives_a_code_a_title_and_a_trace(town, people):
    need = needs.file_need(owner=town.east, actor=people.east, **FACTS)

    assert (need.state, need.title, need.street) == (NeedState.DRAFT, "周末借用会议室", town.root)
    assert need.code.startswith("XQ-")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.org) == (people.east, "need.file", town.east)


def test_what_is_handed_in_at_once_waits_for_the_office(town, people):
    need = needs.file_need(owner=town.school, actor=people.school, submit=True, **FACTS)

    assert (need.state, need.owner) == (NeedState.SUBMITTED, town.school)
    assert Notification.objects.get().recipient == people.office


def test_the_office_files_for_a_unit_only_with_a_reason_and_the_trail_shows_it(town, people):
    with pytest.raises(ReasonMissing):
        needs.file_need(owner=town.school, actor=people.office, **FACTS)

    need = needs.file_need(
        owner=town.school, actor=people.office, on_behalf="学校来电委托", **FACTS
    )

    assert need.state == NeedState.SUBMITTED
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.reason) == (people.office, "学校来电委托")
    assert entry.changes["on_behalf"] == [None, "示例小学"]


@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_nobody_files_for_somebody_else(town, people, stranger):
    for owner in (town.east, town.school):
        with pytest.raises(PermissionDenied):
            needs.file_need(owner=owner, actor=getattr(people, stranger), on_behalf="代填", **FACTS)


@pytest.mark.parametrize("number", ["19000000021", "11010119900101001X"])
@pytest.mark.parametrize("field", ["title", "content", "remark"])
def test_a_text_that_all_can_read_names_no_private_number(town, people, field, number):
    with pytest.raises(PrivateWords) as refusal:
        needs.file_need(
            owner=town.east, actor=people.east, **FACTS | {field: f"请联系李样 {number}"}
        )

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "ends_on"),
        ({"resource_class": "hope"}, "resource_class"),
        ({"content": ""}, "title"),
        ({"wished_on": "2026-12-01"}, "wished_on"),
    ],
)
def test_facts_that_cannot_be_are_refused_beside_their_field(town, people, facts, field):
    with pytest.raises(FactRefused) as refusal:
        needs.file_need(owner=town.east, actor=people.east, **FACTS | facts)

    assert refusal.value.field == field


def test_every_step_a_person_makes_is_tried_here():
    assert set(NEED_DEEDS) == made_by_people(NEED_MOVES)


@pytest.mark.parametrize("action", NEED_DEEDS)
def test_a_step_changes_the_state_along_the_table_and_leaves_a_trace(town, people, action):
    step = NEED_MOVES[action]
    for source in step.sources:
        need = NeedFactory(owner_partner=town.school, state=source)
        actor = people.office if step.over == "street" else people.school

        moved = NEED_DEEDS[action](need=need, actor=actor)

        assert moved.state == step.target
        entry = AuditEntry.objects.about(need).get()
        assert (entry.actor, entry.verb) == (actor, f"need.{action}")


@pytest.mark.parametrize(("action", "state"), refused_moves(NEED_MOVES, NeedState))
def test_a_step_is_refused_in_every_other_state(town, people, action, state):
    need = NeedFactory(owner_partner=town.school, state=state)
    actor = people.office if NEED_MOVES[action].over == "street" else people.school

    with pytest.raises(MoveRefused):
        NEED_DEEDS[action](need=need, actor=actor)

    assert Need.objects.get(pk=need.pk).state == state


@pytest.mark.parametrize("action", NEED_DEEDS)
def test_a_step_is_refused_to_strangers(town, people, person, action):
    need = NeedFactory(owner_org=town.east, state=next(iter(NEED_MOVES[action].sources)))
    strangers = [people.west, people.school, person(Role.LEADER, over=town.root)]
    own = [] if NEED_MOVES[action].over == "owner" else [people.east]

    for stranger in [*strangers, *own]:
        with pytest.raises(PermissionDenied):
            NEED_DEEDS[action](need=need, actor=stranger)


def test_the_office_stands_in_for_units_alone(town, people):
    need = NeedFactory(owner_org=town.east)

    with pytest.raises(OwnerSpeaksForItself):
        NEED_DEEDS[NeedAction.WITHDRAW_ON_BEHALF](need=need, actor=people.office)

    assert Need.objects.get().state == NeedState.LISTED


@pytest.mark.parametrize("action", [NeedAction.SHELVE, NeedAction.WITHDRAW_ON_BEHALF])
def test_a_need_that_leaves_the_list_takes_its_proposals_along(town, people, resource, action):
    need = NeedFactory(owner_partner=town.bank)
    match = MatchFactory(need=need, resource=resource)

    NEED_DEEDS[action](need=need, actor=people.office)

    match.refresh_from_db()
    assert match.state == MatchState.EXPIRED


def test_owners_hear_what_the_office_did(town, people):
    need = NeedFactory(owner_org=town.east, state=NeedState.SUBMITTED)

    needs.send_back_need(need=need, actor=people.office, reason="请写明人数")
    needs.submit_need(need=need, actor=people.east)
    needs.send_back_need(need=need, actor=people.office, reason="请写明时间")

    told = Notification.objects.filter(recipient=people.east, verb="need.send_back")
    assert told.count() == 2


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (NeedState.DRAFT, "east"),
        (NeedState.RETURNED, "east"),
        (NeedState.SUBMITTED, "office"),
        (NeedState.LISTED, "office"),
    ],
)
def test_a_need_is_corrected_by_whoever_holds_it(town, people, state, who):
    need = NeedFactory(owner_org=town.east, state=state)

    needs.amend_need(
        need=need, actor=getattr(people, who), version=1, beneficiary_count=40, title=need.title
    )

    need.refresh_from_db()
    assert (need.beneficiary_count, need.version) == (40, 2)
    assert AuditEntry.objects.get().changes == {"beneficiary_count": [None, 40]}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (NeedState.LISTED, "east"),
        (NeedState.DRAFT, "west"),
        (NeedState.SOLVED, "office"),
        (NeedState.WITHDRAWN, "office"),
    ],
)
def test_nobody_else_corrects_it(town, people, state, who):
    need = NeedFactory(owner_org=town.east, state=state)

    with pytest.raises(PermissionDenied):
        needs.amend_need(need=need, actor=getattr(people, who), beneficiary_count=40)


def test_a_correction_from_an_old_reading_is_refused(town, people):
    need = NeedFactory(owner_org=town.east)
    needs.amend_need(need=need, actor=people.office, version=1, unit="次")

    with pytest.raises(StaleVersion):
        needs.amend_need(need=need, actor=people.office, version=1, unit="场")


def test_an_amendment_that_changes_nothing_leaves_no_trace(town, people):
    need = NeedFactory(owner_org=town.east)

    needs.amend_need(need=need, actor=people.office, title=need.title)

    assert not AuditEntry.objects.exists()


def test_a_ledger_goes_on_the_list_in_one_go_with_a_line_for_each_row(
    town, people, django_assert_max_num_queries
):
    rows = [
        Need(owner_org=town.east, resource_class="venue", content=f"借用会议室{n}，约40人")
        for n in range(40)
    ] + [Need(owner_partner=town.school, resource_class="talent", content="辅导")]

    with django_assert_max_num_queries(16):
        needs.enlist_needs(needs=rows, actor=people.office)

    listed = Need.objects.listed()
    assert listed.count() == 41
    assert len(set(listed.values_list("code", flat=True))) == 41
    assert AuditEntry.objects.filter(verb="need.enlist", actor=people.office).count() == 41


def test_a_ledger_with_one_bad_row_leaves_nothing(town, people):
    rows = [
        Need(owner_org=town.east, resource_class="venue", content="借用会议室"),
        Need(owner_org=town.east, resource_class="hope", content="借用会议室"),
    ]

    with pytest.raises(FactRefused):
        needs.enlist_needs(needs=rows, actor=people.office)

    assert not Need.objects.exists()


def test_only_the_office_of_its_street_enlists_a_row(town, people):
    elsewhere = PartnerFactory(street=OrgFactory(code="909"))

    for owner, actor in (
        ({"owner_org": town.east}, people.east),
        ({"owner_partner": elsewhere}, people.office),
    ):
        with pytest.raises(PermissionDenied):
            needs.enlist_needs(
                needs=[Need(resource_class="venue", content="借用", **owner)], actor=actor
            )


def test_a_row_of_a_wrong_ledger_is_taken_back_unless_something_hangs_on_it(town, people, resource):
    lone, matched = NeedFactory(owner_org=town.east), NeedFactory(owner_org=town.east)
    MatchFactory(need=matched, resource=resource)

    needs.take_back_need(need=lone, actor=people.office)
    with pytest.raises(InUse):
        needs.take_back_need(need=matched, actor=people.office)

    assert list(Need.objects.all()) == [matched]
    assert AuditEntry.objects.get().subject_id == str(lone.public_id)


def test_a_stranger_takes_nothing_back(town, people):
    need = NeedFactory(owner_org=town.east)

    with pytest.raises(PermissionDenied):
        needs.take_back_need(need=need, actor=people.east)


def test_needs_are_seen_by_their_owner_their_street_and_the_other_side(town, people, person, match):
    others = {
        "leader": person(Role.LEADER, over=town.root),
        "auditor": person(Role.AUDITOR, over=town.root),
    }
    draft = NeedFactory(owner_partner=town.bank, state=NeedState.DRAFT)

    seen = {
        name: set(Need.objects.visible_to(user))
        for name, user in [*vars(people).items(), *others.items()]
    }

    assert seen == {
        "office": {match.need, draft},
        "leader": {match.need, draft},
        "east": {match.need},
        "school": {match.need},
        "bank": {draft},
        "west": set(),
        "auditor": set(),
    }
