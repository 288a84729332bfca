"""The pages of the three lists."""

from orgs.enums import Role
from tests.pages import Page
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

PHONE = {"contact_name": "李样", "contact_phone": "19000000021"}


def need(town, **facts):
    return NeedFactory(owner_org=town.east, **PHONE, **facts)


def resource(town, **facts):
    return ResourceFactory(owner_partner=town.school, **PHONE, **facts)


def match(town, **facts):
    return MatchFactory(need=need(town), resource=resource(town), reasons=REASONS, **facts)


def project(town, **facts):
    settled = MatchFactory(
        need=need(town, state="matched"),
        resource=resource(town, state="partly_taken"),
        state="in_project",
    )
    return ProjectFactory(match=settled, due_on="2026-01-31", **facts)


def crowd(town):
    """A need with a fitting resource, a match and projects in several states."""
    found = need(town)
    resource(town)
    match(town)
    for state in ("filed", "classed", "running", "accepted"):
        project(town, state=state)
    return found


REASONS = [{"code": "class_same", "parts": {"one": "service"}, "points": 30, "weight": 30}]


PAGES = [
    Page("resources:lists"),
    Page("resources:lists", args=lambda town: crowd(town) and ()),
    Page("resources:lists", role=Role.LEADER),
    Page("resources:needs", args=lambda town: need(town) and ()),
    Page("resources:needs"),
    Page("resources:need-file"),
    Page("resources:need-file", role=Role.SECRETARY, over=lambda town: town.east),
    Page("resources:need", args=lambda town: [crowd(town).public_id]),
    Page(
        "resources:need",
        role=Role.PARTNER_LIAISON,
        over=lambda town: town.school,
        args=lambda town: [match(town).need.public_id],
    ),
    Page("resources:need-amend", args=lambda town: [need(town).public_id]),
    Page("resources:desk", args=lambda town: [crowd(town).public_id]),
    Page("resources:desk", args=lambda town: [need(town).public_id]),
    Page("resources:resources", args=lambda town: resource(town) and ()),
    Page("resources:resource-file"),
    Page("resources:resource", args=lambda town: [(crowd(town), resource(town))[1].public_id]),
    Page("resources:resource-amend", args=lambda town: [resource(town).public_id]),
    Page("resources:matches", args=lambda town: match(town) and ()),
    Page("resources:match", args=lambda town: [match(town).public_id]),
    Page("resources:match", args=lambda town: [match(town, state="declined").public_id]),
    Page("resources:match", args=lambda town: [match(town, state="agreed").public_id]),
    Page("resources:project-file", args=lambda town: [match(town, state="agreed").public_id]),
    Page("resources:projects", args=lambda town: project(town) and ()),
    Page("resources:board", args=lambda town: crowd(town) and ()),
    Page("resources:timeline", args=lambda town: crowd(town) and ()),
    Page("resources:project", args=lambda town: [project(town, state="running").public_id]),
    Page("resources:project", args=lambda town: [project(town, state="reviewed").public_id]),
    Page("resources:project", args=lambda town: [project(town, state="stopped").public_id]),
    Page("resources:project-amend", args=lambda town: [project(town).public_id]),
    Page("resources:weights", args=lambda town: [town.root.public_id]),
    Page("orgs:indicator", args=lambda _town: ["unit-without-resource", "missing"]),
]
