"""What people do to a project (SM-4): two owners carry it from the filing to the archive."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from orgs.services.facts import FactRefused
from partybuild.errors import MoveRefused
from resources.enums import (
    MatchState,
    NeedState,
    ProjectAction,
    ProjectClass,
    ProjectState,
    ResourceState,
)
from resources.models import Match, Need, Project, Resource
from resources.permissions import OwnerSpeaksForItself
from resources.services import matches, projects
from resources.services.projects import EndorsementMissing, GrantRefused, SignedAlready
from resources.workflow import PROJECT_MOVES
from tests.resources.deeds import PROJECT_DEEDS, WHY, made_by_people, refused_moves
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db

ACTOR_OVER = {"need_side": "east", "resource_side": "school", "street": "office"}
BOTH = (ProjectAction.SIGN_FOR_NEED, ProjectAction.SIGN_FOR_RESOURCE)


def actor_of(people, action):
    return getattr(people, ACTOR_OVER[PROJECT_MOVES[action].over])


def project_in(town, state, **facts):
    """A project whose match, need and resource are where such a project has them."""
    is_settled = state != ProjectState.STOPPED
    need = NeedFactory(owner_org=town.east, state="matched" if is_settled else "listed")
    resource = ResourceFactory(
        owner_partner=town.school, state="partly_taken" if is_settled else "published"
    )
    match = MatchFactory(
        need=need, resource=resource, state="in_project" if is_settled else "declined"
    )
    return ProjectFactory(match=match, state=state, **facts)


@pytest.fixture
def agreed_match(match, people):
    matches.agree_for_need(match=match, actor=people.east)
    return matches.agree_for_resource(match=match, actor=people.school)


def test_an_agreed_match_becomes_a_project_of_its_two_sides(town, agreed_match, people):
    project = projects.file_project(
        match=agreed_match, name="银龄理发", actor=people.school, summary="每月一次"
    )

    assert project.code.startswith("XM-")
    assert (project.need_side, project.resource_side) == (town.east, town.school)
    assert Match.objects.get().state == MatchState.IN_PROJECT
    told = set(Notification.objects.filter(verb="project.file").values_list("recipient", flat=True))
    assert told == {people.office.pk, people.east.pk}


@pytest.mark.parametrize("state", [s for s in MatchState if s != MatchState.AGREED])
def test_a_project_is_born_from_an_agreed_match_only(need, resource, people, state):
    match = MatchFactory(need=need, resource=resource, state=state)

    with pytest.raises(MoveRefused):
        projects.file_project(match=match, name="银龄理发", actor=people.east)

    assert not Project.objects.exists()


@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_strangers_file_no_project(agreed_match, people, stranger):
    with pytest.raises(PermissionDenied):
        projects.file_project(match=agreed_match, name="示例", actor=getattr(people, stranger))


def test_every_step_a_person_makes_is_tried_here():
    assert set(PROJECT_DEEDS) == made_by_people(PROJECT_MOVES)


@pytest.mark.parametrize("action", [a for a in PROJECT_DEEDS if not a.endswith("_on_behalf")])
def test_a_step_changes_the_state_along_the_table_and_leaves_a_trace(town, people, action):
    step = PROJECT_MOVES[action]
    for source in step.sources:
        project = project_in(town, source)
        actor = actor_of(people, action)

        moved = PROJECT_DEEDS[action](project=project, actor=actor)

        assert moved.state == step.target
        entry = AuditEntry.objects.about(project).get()
        assert (entry.actor, entry.verb) == (actor, f"project.{action}")


@pytest.mark.parametrize(("action", "state"), refused_moves(PROJECT_MOVES, ProjectState))
def test_a_step_is_refused_in_every_other_state(town, people, action, state):
    project = project_in(town, state)

    with pytest.raises(MoveRefused):
        PROJECT_DEEDS[action](project=project, actor=actor_of(people, action))

    assert Project.objects.get().state == state


@pytest.mark.parametrize("action", PROJECT_DEEDS)
def test_a_step_is_refused_to_strangers_and_to_the_other_side(town, people, person, action):
    project = project_in(town, next(iter(PROJECT_MOVES[action].sources)))
    asked = actor_of(people, action)
    strangers = [
        people.west,
        people.bank,
        person(Role.LEADER, over=town.root),
        *({people.east, people.school} - {asked}),
    ]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            PROJECT_DEEDS[action](project=project, actor=stranger)


@pytest.mark.parametrize(
    ("project_class", "grant"), [(ProjectClass.UNFUNDED, 1), (ProjectClass.ORDINARY, -1)]
)
def test_a_grant_is_refused_where_there_can_be_none(town, people, project_class, grant):
    project = project_in(town, ProjectState.REVIEWED)

    with pytest.raises(GrantRefused) as refusal:
        projects.classify_project(
            project=project,
            project_class=project_class,
            grant=Decimal(grant),
            actor=people.office,
            **WHY,
        )

    assert refusal.value.field == "grant"


def test_a_key_project_is_approved_only_once_a_meeting_endorsed_it(town, people):
    project = project_in(town, ProjectState.REVIEWED)
    projects.classify_project(
        project=project,
        project_class=ProjectClass.KEY,
        grant=Decimal(8000),
        actor=people.office,
        **WHY,
    )

    with pytest.raises(EndorsementMissing):
        projects.approve_project(project=project, actor=people.office)
    projects.endorse_project(project=project, endorsement="联席〔2026〕3号", actor=people.office)
    approved = projects.approve_project(project=project, actor=people.office)

    assert (approved.state, approved.endorsement) == (ProjectState.APPROVED, "联席〔2026〕3号")


def test_an_endorsement_has_a_number(town, people):
    project = project_in(town, ProjectState.CLASSED)

    with pytest.raises(EndorsementMissing):
        projects.endorse_project(project=project, endorsement=" ", actor=people.office)


@pytest.mark.parametrize("order", [BOTH, BOTH[::-1]])
def test_the_second_signature_accepts_the_project_and_solves_the_need(town, people, order):
    project = project_in(town, ProjectState.RUNNING)
    first, second = order

    waiting = PROJECT_DEEDS[first](project=project, actor=actor_of(people, first))
    accepted = PROJECT_DEEDS[second](project=project, actor=actor_of(people, second))

    assert (waiting.state, accepted.state) == (ProjectState.RUNNING, ProjectState.ACCEPTED)
    assert accepted.progress == 100
    assert Need.objects.get().state == NeedState.SOLVED
    assert Resource.objects.get().taken == 1


def test_a_side_signs_once(town, people):
    project = project_in(town, ProjectState.RUNNING)
    projects.sign_for_need(project=project, actor=people.east)

    with pytest.raises(SignedAlready):
        projects.sign_for_need(project=project, actor=people.east)


def test_the_office_signs_on_behalf_of_a_unit_alone(town, people):
    project = project_in(town, ProjectState.RUNNING)

    signed = projects.sign_for_resource_on_behalf(
        project=project, actor=people.office, reason="学校委托"
    )
    with pytest.raises(OwnerSpeaksForItself):
        projects.sign_for_need_on_behalf(project=project, actor=people.office, **WHY)

    assert signed.accepted_by_resource_side_at is not None
    assert AuditEntry.objects.get().verb == "project.sign_for_resource_on_behalf"
    assert Project.objects.get().state == ProjectState.RUNNING


def test_stopping_opens_the_need_and_frees_the_resource(agreed_match, people):
    project = projects.file_project(match=agreed_match, name="银龄理发", actor=people.east)

    stopped = projects.stop_project(project=project, actor=people.office, reason="经费未落实")

    assert (stopped.state, stopped.stop_reason) == (ProjectState.STOPPED, "经费未落实")
    assert Need.objects.get().state == NeedState.LISTED
    assert (Resource.objects.get().state, Resource.objects.get().taken) == ("published", 0)
    match = Match.objects.get()
    assert (match.state, match.decline_reason) == (MatchState.DECLINED, "经费未落实")


@pytest.mark.parametrize("progress", [-1, 101])
def test_progress_is_a_percentage(town, people, progress):
    project = project_in(town, ProjectState.RUNNING)

    with pytest.raises(FactRefused):
        projects.report_on_project(project=project, progress=progress, actor=people.east)


def test_a_report_keeps_the_outcome_that_was_told_before(town, people):
    project = project_in(town, ProjectState.RUNNING, outcome="已服务20人")

    told = projects.report_on_project(project=project, progress=60, actor=people.east)

    assert (told.progress, told.outcome) == (60, "已服务20人")


@pytest.mark.parametrize("who", ["office", "east", "school"])
def test_both_sides_and_the_office_correct_the_plain_facts(town, people, who):
    project = project_in(town, ProjectState.RUNNING)

    amended = projects.amend_project(
        project=project, actor=getattr(people, who), version=1, responsible_name="王示社"
    )

    assert (amended.responsible_name, amended.version) == ("王示社", 2)


@pytest.mark.parametrize(
    ("state", "who"), [(ProjectState.ACCEPTED, "east"), (ProjectState.RUNNING, "west")]
)
def test_an_accepted_project_stands_and_strangers_correct_none(town, people, state, who):
    project = project_in(town, state)

    with pytest.raises(PermissionDenied):
        projects.amend_project(project=project, actor=getattr(people, who), name="改名")


@pytest.mark.parametrize(
    "wrong",
    [
        {"need_org": None},
        {"resource_partner": None},
        {"project_class": ProjectClass.UNFUNDED, "grant": 1},
        {"project_class": ProjectClass.KEY},
        {"project_class": ""},
        {"grant": -1},
        {"endorsed_at": timezone.now()},
        {"state": ProjectState.ACCEPTED},
        {"state": ProjectState.STOPPED},
        {"progress": 101},
    ],
)
def test_the_database_keeps_a_project_true(town, wrong):
    project_in(town, ProjectState.RUNNING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(**wrong)


def test_a_project_has_two_different_sides(town):
    project_in(town, ProjectState.RUNNING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(resource_partner=None, resource_org=town.east)


def test_a_project_is_seen_by_both_sides_and_the_street(town, people):
    project_in(town, ProjectState.FILED)

    seen = {name: Project.objects.visible_to(user).exists() for name, user in vars(people).items()}

    assert seen == {"office": True, "east": True, "school": True, "west": False, "bank": False}


def test_what_a_stopped_project_had_drawn_is_free_although_the_resource_is_over(town, people):
    project = project_in(town, ProjectState.RUNNING)
    Resource.objects.update(state=ResourceState.EXPIRED)

    projects.stop_project(project=project, actor=people.office, reason="经费未落实")

    assert (Resource.objects.get().state, Resource.objects.get().taken) == ("expired", 0)
