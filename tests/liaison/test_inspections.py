"""Inspections and censures: drawn by a seed, decided by people, seen by few (R-128, A-40, D10)."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.followup_enums import CensureState, FindingState
from liaison.followup_workflow import CENSURE_MOVES, INSPECTION_MOVES
from liaison.models import Censure, Inspection
from liaison.selectors.followup_papers import censure_document
from liaison.selectors.waiting_followup import waiting_for
from liaison.services import censures, findings, inspections
from orgs.models import AuditEntry, Notification
from orgs.services.facts import PrivateWords
from partybuild.documents import render
from partybuild.errors import MoveRefused
from tests.factories import OrgFactory
from tests.liaison.followup import ActionItemFactory, CensureFactory

pytestmark = pytest.mark.django_db

FACTS = {"title": "主题党日落实情况", "kind": "random"}


@pytest.fixture
def prepared(town, people):
    return inspections.prepare_inspection(
        street=town.root,
        subjects=[town.school, town.west, town.north, town.east, town.south, town.east],
        actor=people.office,
        **FACTS,
    )


def test_the_same_list_and_seed_always_draw_the_same():
    assert inspections.drawn_from(3, 10, "2026-11") == inspections.drawn_from(3, 10, "2026-11")
    assert inspections.drawn_from(3, 10, "2026-11") == [2, 7, 10]


def test_a_draw_keeps_its_seed_and_marks_exactly_those_drawn(town, people, prepared):
    assert [str(each) for each in prepared.subjects.for_list()] == [
        str(each) for each in (town.school, town.north, town.south, town.east, town.west)
    ]

    drawn = inspections.draw_subjects(inspection=prepared, count=2, actor=people.office)

    positions = list(drawn.subjects.drawn().values_list("position", flat=True))
    assert positions == inspections.drawn_from(2, 5, drawn.seed)
    with pytest.raises(MoveRefused):
        inspections.draw_subjects(inspection=prepared, count=2, actor=people.office)


def test_an_inspection_goes_its_way_and_closes_when_nothing_is_left(town, people):
    inspection = inspections.prepare_inspection(
        street=town.root, subjects=[town.east], actor=people.office, **FACTS | {"kind": "special"}
    )
    with pytest.raises(inspections.SubjectsRefused):
        inspections.draw_subjects(inspection=inspection, count=1, actor=people.office)
    inspection = inspections.settle_subjects(inspection=inspection, actor=people.office)
    (subject,) = inspection.subjects.drawn()
    inspections.find_at_inspection(
        inspection=inspection, subject=subject, content="未按时开展", actor=people.office
    )
    inspections.conclude_inspection(inspection=inspection, conclusion="需整改", actor=people.office)
    inspections.recheck_inspection(inspection=inspection, recheck="已整改", actor=people.office)
    close = partial(inspections.close_inspection, inspection=inspection, actor=people.office)
    with pytest.raises(inspections.StillOpen):
        close()

    (finding,) = subject.findings.all()
    findings.assign_finding(finding=finding, owner=town.east, actor=people.office)
    with pytest.raises(inspections.StillOpen):
        close()
    finding.action_item.__class__.objects.update(
        state="struck_off", struck_off_on=timezone.localdate()
    )

    assert close().state == "closed"
    assert Notification.objects.filter(recipient=people.east).exists()
    assert finding.__class__.objects.get().state == FindingState.ASSIGNED


def test_an_inspection_is_the_offices_alone(town, people, prepared):
    for stranger in (people.east, people.leader, people.school):
        with pytest.raises(PermissionDenied):
            inspections.draw_subjects(inspection=prepared, count=1, actor=stranger)
        with pytest.raises(PermissionDenied):
            inspections.cancel_inspection(inspection=prepared, reason="合并", actor=stranger)
    with pytest.raises(inspections.SubjectsRefused):
        inspections.prepare_inspection(
            street=town.root, subjects=[OrgFactory(code="201")], actor=people.office, **FACTS
        )
    assert set(INSPECTION_MOVES) >= {"draw", "settle", "conclude", "recheck", "close", "cancel"}


def test_an_inspection_is_seen_by_those_who_were_drawn(town, people, prepared):
    assert not Inspection.objects.visible_to(people.east).exists()

    prepared.subjects.filter(org=town.east).update(is_drawn=True)

    assert Inspection.objects.visible_to(people.east).exists()
    assert not Inspection.objects.visible_to(people.west).exists()


@pytest.fixture
def overdue(town):
    day = timezone.localdate() - timedelta(days=8)
    return ActionItemFactory(owner_org=town.east, due_on=day, assigned_on=day - timedelta(days=20))


DRAFT = {"kind": "circular", "topic": "楼道堆物清理", "facts": "逾期未办结。"}


def test_a_person_drafts_and_a_leader_decides(people, overdue):
    draft = censures.draft_censure_of_item(item=overdue, actor=people.office, **DRAFT)
    assert [each.title for each in waiting_for(reader=people.leader)] == [str(draft)]
    with pytest.raises(PermissionDenied):
        censures.approve_censure(censure=draft, actor=people.office)

    censures.approve_censure(censure=draft, actor=people.leader)
    censures.deliver_censure(censure=draft, actor=people.office)
    censures.note_rectification(censure=draft, rectification="已清理", actor=people.office)
    closed = censures.close_censure(censure=draft, actor=people.leader)

    assert (closed.state, closed.delivered_on) == (CensureState.CLOSED, timezone.localdate())
    assert render(censure_document(closed)).startswith(b"PK")
    with pytest.raises(MoveRefused):
        censures.drop_censure(censure=closed, reason="不再需要", actor=people.leader)
    assert set(CENSURE_MOVES) == {"approve", "deliver", "rectify", "close", "drop"}


def test_a_censure_is_drafted_by_the_office_about_what_is_overdue(town, people, overdue):
    for stranger in (people.east, people.leader):
        with pytest.raises(PermissionDenied):
            censures.draft_censure_of_item(item=overdue, actor=stranger, **DRAFT)
    in_time, private = ActionItemFactory(owner_org=town.east), {"facts": "联系 19000000021"}
    with pytest.raises(censures.NotOverdue):
        censures.draft_censure_of_item(item=in_time, actor=people.office, **DRAFT)
    with pytest.raises(PrivateWords):
        censures.draft_censure_of_item(item=overdue, actor=people.office, **DRAFT | private)


def test_only_the_office_and_leaders_ever_see_a_censure(town, people):
    censure = CensureFactory(target_org=town.east)

    for name in ("office", "leader"):
        assert Censure.objects.visible_to(getattr(people, name)).get() == censure
    for name in ("east", "west", "school"):
        assert not Censure.objects.visible_to(getattr(people, name)).exists()


def test_the_trail_tells_nothing_of_what_stands_in_a_censure(people, overdue):
    draft = censures.draft_censure_of_item(item=overdue, actor=people.office, **DRAFT)
    censures.amend_censure(censure=draft, topic="另一事项", actor=people.office)
    censures.drop_censure(censure=draft, reason="情有可原", actor=people.leader)

    told = str(list(AuditEntry.objects.about(draft).values("subject_label", "changes", "reason")))

    assert not any(word in told for word in ("堆物", "逾期", "另一事项", "情有可原"))
