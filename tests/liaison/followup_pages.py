"""The pages of what follows meetings, from action items to year sheets."""

from orgs.enums import Role
from tests.liaison.followup import (
    ActionItemFactory,
    CensureFactory,
    ContactPointFactory,
    FindingFactory,
    InspectionFactory,
    InspectionSubjectFactory,
    VisitFactory,
)
from tests.liaison.year_sheets import YearSheetFactory
from tests.pages import Page


def a_year_sheet(town):
    return [YearSheetFactory(org=town.east, handed_in=True).public_id]


def an_action_item(**facts):
    return lambda town: [ActionItemFactory(owner_org=town.east, **facts).public_id]


def a_visit(town):
    finding = FindingFactory(visit__place_org=town.east)
    ContactPointFactory(community=town.east)
    return [finding.visit.public_id]


def a_finding(town):
    return [FindingFactory(visit__place_partner=town.school).public_id]


def a_contact_point(town):
    point = ContactPointFactory(community=town.east)
    VisitFactory(place_org=town.east, visitor=point.leader, contact_point=point)
    return [point.public_id]


def an_inspection(town):
    inspection = InspectionFactory(
        street=town.root, state="drawn", seed="1", drawn_count=1, drawn_at="2026-11-20T10:00+08:00"
    )
    subject = InspectionSubjectFactory(
        inspection=inspection, org=town.east, position=1, is_drawn=True
    )
    FindingFactory(visit=None, subject=subject)
    return [inspection.public_id]


def a_censure(town):
    return [CensureFactory(target_org=town.east).public_id]


LATE = {"due_on": "2026-01-09", "assigned_on": "2025-12-01"}

FOLLOWED = [
    Page("liaison:action-items"),
    Page("liaison:followup-board"),
    Page("liaison:actionitem-assign"),
    *(
        Page("liaison:actionitem", args=an_action_item(state=state, **LATE))
        for state in ("assigned", "in_hand", "reported", "returned")
    ),
    Page("liaison:actionitem", Role.SECRETARY, args=an_action_item(state="signed_for")),
    Page("liaison:actionitem-amend", args=an_action_item()),
    Page("liaison:censure-draft", args=an_action_item(**LATE)),
    Page("liaison:censures"),
    Page("liaison:yearsheets"),
    Page("liaison:yearsheet-open"),
    Page("liaison:yearsheet", args=a_year_sheet),
    Page("why", args=lambda town: ["yearsheet", *a_year_sheet(town)]),
    Page("liaison:censure", args=a_censure),
    Page("liaison:censure", Role.LEADER, args=a_censure),
    Page("liaison:censure-amend", args=a_censure),
    Page("liaison:visits"),
    Page("liaison:visit-note"),
    Page("liaison:visit-note", Role.LEADER),
    Page("liaison:visit", args=a_visit),
    Page("liaison:visit-amend", args=a_visit),
    Page("liaison:findings"),
    Page("liaison:finding", args=a_finding),
    Page("liaison:contact-points"),
    Page("liaison:contactpoint-name"),
    Page("liaison:contactpoint", args=a_contact_point),
    Page("liaison:inspections"),
    Page("liaison:inspection-prepare"),
    Page("liaison:inspection", args=an_inspection),
    Page("why", args=lambda town: ["actionitem", *an_action_item()(town)]),
    Page("why", args=lambda town: ["visit", *a_visit(town)]),
    Page("why", args=lambda town: ["finding", *a_finding(town)]),
    Page("why", args=lambda town: ["inspection", *an_inspection(town)]),
    Page("why", args=lambda town: ["contactpoint", *a_contact_point(town)]),
    Page("why", args=lambda town: ["censure", *a_censure(town)]),
]
