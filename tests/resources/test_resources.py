"""What people do to a resource (SM-2), and how its capacity is drawn and given back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from resources.enums import AVAILABLE_STATES, MatchState, ResourceAction, ResourceState
from resources.models import Resource
from resources.permissions import OwnerSpeaksForItself
from resources.services import resources
from resources.services.resources import CapacityGone
from resources.tasks import expire_past_resources
from resources.workflow import RESOURCE_MOVES
from tests.factories import OrgFactory, PartnerFactory
from tests.resources.deeds import RESOURCE_DEEDS, made_by_people, refused_moves
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

FACTS = {"resource_class": "talent", "content": "书法教师2名", "quantity": 2, "unit": "名"}
TODAY = date(2026, 11, 22)


def test_a_liaison_files_for_its_own_unit(town, people):
    resource = resources.file_resource(owner=town.school, actor=people.school, **FACTS)

    assert (resource.state, resource.owner, resource.left) == ("draft", town.school, 2)
    assert resource.code.startswith("ZY-")
    assert AuditEntry.objects.get().verb == "resource.file"


def test_the_office_files_for_a_unit_only_with_a_reason(town, people):
    with pytest.raises(ReasonMissing):
        resources.file_resource(owner=town.school, actor=people.office, **FACTS)

    resource = resources.file_resource(
        owner=town.school, actor=people.office, on_behalf="学校传真", **FACTS
    )

    assert resource.state == ResourceState.SUBMITTED
    assert AuditEntry.objects.get().reason == "学校传真"


@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_nobody_files_for_somebody_else(town, people, stranger):
    with pytest.raises(PermissionDenied):
        resources.file_resource(
            owner=town.school, actor=getattr(people, stranger), on_behalf="代填", **FACTS
        )


def test_every_step_a_person_makes_is_tried_here():
    assert set(RESOURCE_DEEDS) == made_by_people(RESOURCE_MOVES)


@pytest.mark.parametrize("action", RESOURCE_DEEDS)
def test_a_step_changes_the_state_along_the_table_and_leaves_a_trace(town, people, action):
    step = RESOURCE_MOVES[action]
    for source in step.sources:
        resource = ResourceFactory(owner_partner=town.school, state=source)
        actor = people.office if step.over == "street" else people.school

        moved = RESOURCE_DEEDS[action](resource=resource, actor=actor)

        assert moved.state == step.target
        entry = AuditEntry.objects.about(resource).get()
        assert (entry.actor, entry.verb) == (actor, f"resource.{action}")


@pytest.mark.parametrize(("action", "state"), refused_moves(RESOURCE_MOVES, ResourceState))
def test_a_step_is_refused_in_every_other_state(town, people, action, state):
    resource = ResourceFactory(owner_partner=town.school, state=state)
    actor = people.office if RESOURCE_MOVES[action].over == "street" else people.school

    with pytest.raises(MoveRefused):
        RESOURCE_DEEDS[action](resource=resource, actor=actor)

    assert Resource.objects.get().state == state


@pytest.mark.parametrize("action", RESOURCE_DEEDS)
def test_a_step_is_refused_to_strangers(town, people, person, action):
    state = next(iter(RESOURCE_MOVES[action].sources))
    resource = ResourceFactory(owner_partner=town.school, state=state)
    strangers = [people.east, people.bank, person(Role.LEADER, over=town.root)]
    own = [] if RESOURCE_MOVES[action].over == "owner" else [people.school]

    for stranger in [*strangers, *own]:
        with pytest.raises(PermissionDenied):
            RESOURCE_DEEDS[action](resource=resource, actor=stranger)


def test_the_office_stands_in_for_units_alone(town, people):
    resource = ResourceFactory(owner_org=town.east)

    with pytest.raises(OwnerSpeaksForItself):
        RESOURCE_DEEDS[ResourceAction.WITHDRAW_ON_BEHALF](resource=resource, actor=people.office)


def test_drawing_counts_until_the_last_of_it(resource, people):
    part = resources.draw_on_resource(resource=resource, quantity=Decimal(1), actor=people.office)
    rest = resources.draw_on_resource(resource=resource, quantity=Decimal(3), actor=people.office)

    assert (part.state, part.left) == (ResourceState.PARTLY_TAKEN, 3)
    assert (rest.state, rest.left) == (ResourceState.TAKEN, 0)


def test_more_than_is_left_is_refused(resource, people):
    with pytest.raises(CapacityGone):
        resources.draw_on_resource(resource=resource, quantity=Decimal(5), actor=people.office)


@pytest.mark.parametrize(
    "state", [s for s in ResourceState if s not in AVAILABLE_STATES | {ResourceState.TAKEN}]
)
def test_nothing_is_drawn_from_what_is_not_offered(town, people, state):
    resource = ResourceFactory(owner_partner=town.school, state=state)

    with pytest.raises(MoveRefused):
        resources.draw_on_resource(resource=resource, quantity=Decimal(1), actor=people.office)


@pytest.mark.parametrize(
    ("quantity", "state"),
    [(Decimal(1), ResourceState.PARTLY_TAKEN), (Decimal(4), ResourceState.PUBLISHED)],
)
def test_what_is_given_back_can_be_had_again(town, people, quantity, state):
    resource = ResourceFactory(owner_partner=town.school, state=ResourceState.TAKEN)

    freed = resources.give_back_to_resource(
        resource=resource, quantity=quantity, actor=people.office, reason="项目中止"
    )

    assert (freed.state, freed.left) == (state, quantity)


def test_what_is_given_back_after_the_end_stays_closed_but_is_counted(town, people):
    resource = ResourceFactory(owner_partner=town.school, state=ResourceState.EXPIRED, taken=2)

    freed = resources.give_back_to_resource(
        resource=resource, quantity=Decimal(2), actor=people.office, reason="项目中止"
    )

    assert (freed.state, freed.taken) == (ResourceState.EXPIRED, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"taken": 5},
        {"taken": -1},
        {"quantity": 0},
        {"taken": 1},
        {"state": ResourceState.TAKEN, "taken": 3},
        {"state": ResourceState.PARTLY_TAKEN, "taken": 4},
        {"owner_partner": None},
    ],
)
def test_the_database_keeps_what_is_taken_true(resource, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.update(**wrong)


def test_more_of_a_taken_resource_is_to_be_had_again(town, people):
    resource = ResourceFactory(owner_partner=town.school, state=ResourceState.TAKEN)

    more = resources.amend_resource(resource=resource, actor=people.office, quantity=Decimal(6))

    assert (more.state, more.left) == (ResourceState.PARTLY_TAKEN, 2)


def test_less_than_is_taken_already_is_refused_beside_the_quantity(town, people):
    resource = ResourceFactory(owner_partner=town.school, state=ResourceState.TAKEN)

    with pytest.raises(CapacityGone) as refusal:
        resources.amend_resource(resource=resource, actor=people.office, quantity=Decimal(3))

    assert refusal.value.field == "quantity"


def test_a_published_resource_is_not_corrected_behind_the_office(resource, people):
    with pytest.raises(PermissionDenied):
        resources.amend_resource(resource=resource, actor=people.school, unit="场")


def test_a_ledger_is_published_in_one_go(town, people):
    rows = [
        Resource(owner_partner=town.school, resource_class="venue", content="报告厅（300座）"),
        Resource(owner_org=town.east, resource_class="venue", content="活动室"),
    ]

    resources.enlist_resources(resources=rows, actor=people.office)

    assert Resource.objects.available().filter(street=town.root).count() == 2
    assert AuditEntry.objects.filter(verb="resource.enlist").count() == 2


def test_a_row_of_a_wrong_ledger_is_taken_back(resource, people):
    resources.take_back_resource(resource=resource, actor=people.office)

    assert not Resource.objects.exists()


def test_a_resource_whose_last_day_has_passed_expires_once(town, people, need):
    over = ResourceFactory(owner_partner=town.school, ends_on=TODAY - timedelta(days=1))
    still = ResourceFactory(owner_partner=town.school, ends_on=TODAY)
    match = MatchFactory(need=need, resource=over)

    for _ in range(2):
        for resource in (over, still):
            resources.expire_resource(resource_pk=resource.pk, today=TODAY)

    match.refresh_from_db()
    assert (match.state, Resource.objects.get(pk=over.pk).state) == ("expired", "expired")
    assert Resource.objects.get(pk=still.pk).state == ResourceState.PUBLISHED
    assert AuditEntry.objects.filter(verb="resource.expire", actor=None).count() == 1
    told = Notification.objects.filter(recipient=people.school, verb="resource.expire")
    assert told.count() == 1


def test_the_clock_finds_what_has_expired(town, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    ResourceFactory(owner_partner=town.school, ends_on=timezone.localdate() - timedelta(days=1))
    ResourceFactory(owner_partner=town.school, ends_on=timezone.localdate())

    assert expire_past_resources() == 1


def test_a_withdrawn_resource_lets_its_proposals_go_but_keeps_its_promises(
    town, people, match, resource
):
    kept = MatchFactory(
        need=NeedFactory(owner_org=town.west), resource=resource, state=MatchState.AGREED
    )

    resources.withdraw_resource(resource=resource, actor=people.school)

    match.refresh_from_db()
    kept.refresh_from_db()
    assert (match.state, kept.state) == (MatchState.EXPIRED, MatchState.AGREED)


def test_published_resources_are_shared_with_everybody_who_works_in_the_street(
    town, people, person
):
    published = ResourceFactory(owner_partner=town.school)
    draft = ResourceFactory(owner_partner=town.school, state=ResourceState.DRAFT)
    away = PartnerFactory(street=OrgFactory(code="909"))
    elsewhere = ResourceFactory(owner_partner=away)
    readers = {
        "office": people.office,
        "school": people.school,
        "bank": people.bank,
        "west": people.west,
        "grid": person(Role.GRID_WORKER, over=town.group),
        "auditor": person(Role.AUDITOR, over=town.root),
        "away": person(Role.PARTNER_LIAISON, over=away),
    }

    seen = {name: set(Resource.objects.visible_to(user)) for name, user in readers.items()}

    assert seen == {
        "office": {published, draft},
        "school": {published, draft},
        "bank": {published},
        "west": {published},
        "grid": {published},
        "auditor": set(),
        "away": {elsewhere},
    }
