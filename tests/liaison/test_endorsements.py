"""An adopted resolution endorses the project it is about (A-10)."""

import pytest
from django.db import IntegrityError, transaction

from liaison.enums import Decision, MeetingState
from liaison.services import agenda_items, resolutions
from orgs.enums import Role
from resources.enums import ProjectClass, ProjectState
from tests.liaison.factories import AgendaItemFactory, MeetingFactory
from tests.resources.factories import (
    MatchFactory,
    NeedFactory,
    ProjectFactory,
    ResourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(town):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east), resource=ResourceFactory(owner_partner=town.school)
    )
    return ProjectFactory(match=match, state=ProjectState.CLASSED, project_class=ProjectClass.KEY)


def decide(project, org, actor, **facts):
    item = AgendaItemFactory(
        meeting__body__org=org,
        meeting__in_state=MeetingState.HELD,
        meeting__serial=3,
        project=project,
    )
    facts = {"text": "同意立项", "decision": Decision.ADOPTED, "for_count": 9, **facts}
    resolution = resolutions.record_resolution(item=item, actor=actor, **facts)
    project.refresh_from_db()
    return resolution


def test_the_streets_own_meeting_endorses_with_the_number_of_its_resolution(town, project, office):
    resolution = decide(project, town.root, office)

    assert project.endorsement == resolution.number == "决议〔2026〕3-1"
    assert project.endorsed_at is not None


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.DEFERRED])
def test_what_is_not_adopted_endorses_nothing(town, project, office, decision):
    decide(project, town.root, office, decision=decision)

    assert project.endorsed_at is None


def test_a_communitys_meeting_may_support_a_project_but_not_endorse_it(town, project, person):
    resolution = decide(project, town.east, person(Role.SECRETARY, over=town.east))

    assert resolution.decision == Decision.ADOPTED
    assert project.endorsed_at is None


def test_a_project_that_is_under_way_is_talked_about_without_a_second_endorsement(
    town, project, office
):
    first = decide(project, town.root, office)

    decide(project, town.root, office, text="同意延期")

    assert project.endorsement == first.number


@pytest.mark.parametrize("state", [ProjectState.FILED, ProjectState.RUNNING])
def test_a_project_that_waits_for_no_endorsement_gets_none(town, project, office, state):
    type(project).objects.filter(pk=project.pk).update(
        state=state, project_class=ProjectClass.ORDINARY
    )

    resolution = decide(project, town.root, office)

    assert resolution.pk
    assert project.endorsed_at is None


def test_an_item_is_about_one_row_at_most(town, project, office):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)
    two = {"project": project, "need": project.match.need}

    with pytest.raises(agenda_items.SubjectUnclear):
        agenda_items.propose_item(meeting=meeting, title="示例", actor=office, **two)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItemFactory(meeting=meeting, **two)
    item = agenda_items.propose_item(meeting=meeting, title="示例", actor=office, project=project)
    assert item.subject == project


def test_an_item_that_is_carried_over_is_still_about_the_same_row(town, project, office):
    item = AgendaItemFactory(
        meeting__body__org=town.root, meeting__in_state=MeetingState.HELD, project=project
    )
    later = MeetingFactory(body=item.meeting.body)

    carried = agenda_items.carry_item_over(item=item, meeting=later, actor=office)

    assert carried.subject == project
