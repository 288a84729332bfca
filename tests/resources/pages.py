"""The pages of the three lists."""

from django.utils import timezone

from orgs.enums import Role
from resources.services.plans import make_match_plan, send_match_plan
from tests.factories import RoleAssignmentFactory
from tests.pages import Page
from tests.resources.factories import (
    AgreementFactory,
    AnnualPledgeFactory,
    AppraisalFactory,
    BookingFactory,
    MatchFactory,
    NeedFactory,
    ProjectFactory,
    ResourceFactory,
    VenueFactory,
    VolunteerTallyFactory,
    WishFactory,
)

PHONE = {"contact_name": "李样", "contact_phone": "19000000021"}


def need(town, **facts):
    return NeedFactory(owner_org=town.east, **PHONE, **facts)


def doubled(town):
    """A need handed in twice, into which another has been merged."""
    found = need(town, state="submitted")
    need(town, state="submitted")
    need(town, state="merged", merged_into=found)
    return found


def open_to_all(town, **facts):
    return need(town, opened_at=timezone.now(), **facts)


def claim(town, state):
    """A claim in this state, and another need of the hall."""
    open_to_all(town)
    offer = resource(town, offered_for=open_to_all(town))
    return MatchFactory(
        need=offer.offered_for,
        resource=offer,
        state=state,
        claimed_at=timezone.now(),
        claim_words="我校志愿者每月上门理发",
    )


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


def agreement(town, **facts):
    return AgreementFactory(partner=town.school, community=town.east, **facts)


def pledge(town, **facts):
    return AnnualPledgeFactory(partner=town.school, **facts)


def appraisal(town, **facts):
    return AppraisalFactory(partner=town.school, community=town.east, **facts)


def tally(town, **facts):
    return VolunteerTallyFactory(community=town.east, **facts)


def wish(town, **facts):
    return WishFactory(community=town.east, unit=town.school, **facts)


def venue(town, **facts):
    """A hall of a unit with a part, a request and a booking, and the phone of a contact."""
    hall = VenueFactory(partner=town.school, hours_text="每天 08:00-20:00", **PHONE, **facts)
    VenueFactory(partner=town.school, whole=hall)
    booking(town, venue=hall, state="approved")
    return hall


def booking(town, **facts):
    facts.setdefault("venue", VenueFactory(partner=town.school))
    return BookingFactory(owner_org=town.east, **facts)


def crowd(town):
    """A need with a fitting resource, a match and projects in several states."""
    found = need(town)
    resource(town)
    match(town)
    for state in ("filed", "classed", "running", "accepted"):
        project(town, state=state)
    return found


def plan(town, *, sent=False):
    """A plan with pairs, an unserved need, a declined pair and something left over."""
    office = RoleAssignmentFactory(role=Role.OFFICE, org=town.root).user
    match(town, state="declined", code="DJ-0")
    need(town)
    need(town, resource_class="policy")
    resource(town, resource_class="funds")
    ResourceFactory(owner_partner=town.bank, quantity=1)
    made = make_match_plan(street=town.root, actor=office)
    return send_match_plan(plan=made, actor=office) if sent else made


def line(town, state):
    return plan(town).lines.filter(state=state).first()


REASONS = [{"code": "class_same", "parts": {"one": "service"}, "points": 30, "weight": 30}]


PAGES = [
    Page("resources:lists"),
    Page("resources:lists", args=lambda town: crowd(town) and ()),
    Page("resources:lists", role=Role.LEADER),
    Page("resources:flows", args=lambda town: crowd(town) and ()),
    Page("resources:flows", query="?by=place", args=lambda town: crowd(town) and ()),
    Page("resources:gaps", args=lambda town: crowd(town) and ()),
    Page("resources:gap-rows", args=lambda town: need(town) and ["asked"]),
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
    Page("resources:need", args=lambda town: [need(town, state="shelved").public_id]),
    Page("resources:need", args=lambda town: [need(town, state="merged").public_id]),
    Page("resources:need", args=lambda town: [doubled(town).public_id]),
    Page("resources:need-amend", args=lambda town: [need(town).public_id]),
    Page("resources:desk", args=lambda town: [crowd(town).public_id]),
    Page("resources:desk", args=lambda town: [need(town).public_id]),
    Page("resources:hall", args=lambda town: open_to_all(town) and ()),
    Page("resources:hall"),
    Page("resources:hall-need", args=lambda town: [open_to_all(town).public_id]),
    Page("resources:hall-need", role=Role.LEADER, args=lambda town: [open_to_all(town).public_id]),
    Page("resources:match", args=lambda town: [claim(town, "proposed").public_id]),
    Page("resources:match", args=lambda town: [claim(town, "declined").public_id]),
    Page("resources:resources", args=lambda town: resource(town) and ()),
    Page("resources:resource-file"),
    Page("resources:resource", args=lambda town: [(crowd(town), resource(town))[1].public_id]),
    Page("resources:resource-amend", args=lambda town: [resource(town).public_id]),
    Page("resources:matches", args=lambda town: match(town) and ()),
    Page("resources:match", args=lambda town: [match(town).public_id]),
    Page("resources:match", args=lambda town: [match(town, state="declined").public_id]),
    Page("resources:match", args=lambda town: [match(town, state="agreed").public_id]),
    Page("resources:project-file", args=lambda town: [match(town, state="agreed").public_id]),
    Page("resources:match-plans", args=lambda town: plan(town) and ()),
    Page("resources:match-plans"),
    Page("resources:match-plan-make"),
    Page("resources:match-plan", args=lambda town: [plan(town).public_id]),
    Page("resources:match-plan", args=lambda town: [plan(town, sent=True).public_id]),
    Page("resources:match-plan-lines", args=lambda town: [plan(town).public_id]),
    Page("resources:match-plan-line", args=lambda town: [line(town, "paired").public_id]),
    Page("resources:match-plan-line", args=lambda town: [line(town, "unserved").public_id]),
    Page("resources:projects", args=lambda town: project(town) and ()),
    Page("resources:board", args=lambda town: crowd(town) and ()),
    Page("resources:timeline", args=lambda town: crowd(town) and ()),
    Page("resources:project", args=lambda town: [project(town, state="running").public_id]),
    Page("resources:project", args=lambda town: [project(town, state="reviewed").public_id]),
    Page("resources:project", args=lambda town: [project(town, state="stopped").public_id]),
    Page("orgs:attach", args=lambda town: ["project", project(town, state="running").public_id]),
    Page("resources:project-amend", args=lambda town: [project(town).public_id]),
    Page("resources:agreements", args=lambda town: agreement(town) and ()),
    Page("resources:agreement-apply"),
    Page("resources:agreement", args=lambda town: [agreement(town).public_id]),
    Page("resources:agreement", args=lambda town: [agreement(town, state="signed").public_id]),
    Page("resources:pledges", args=lambda town: pledge(town) and ()),
    Page("resources:pledge-report"),
    Page("resources:pledge", args=lambda town: [pledge(town).public_id]),
    Page("resources:pledge-amend", args=lambda town: [pledge(town).public_id]),
    Page("resources:appraisals", args=lambda town: appraisal(town) and ()),
    Page("resources:appraisal-open"),
    Page("resources:appraisal", args=lambda town: [appraisal(town).public_id]),
    Page("resources:tallies", args=lambda town: tally(town) and ()),
    Page("resources:tally-report"),
    Page("resources:tally", args=lambda town: [tally(town).public_id]),
    Page("resources:wishes", args=lambda town: wish(town) and ()),
    Page("resources:wishes", role=Role.PARTNER_LIAISON, over=lambda town: town.school),
    Page("resources:wish-gather"),
    Page("resources:wish", args=lambda town: [wish(town).public_id]),
    Page("resources:wish", args=lambda town: [wish(town, state="claimed").public_id]),
    Page("resources:wish-amend", args=lambda town: [wish(town, state="gathered").public_id]),
    Page("resources:venues", args=lambda town: venue(town) and ()),
    Page("resources:venue-find"),
    Page("resources:venue-open"),
    Page("resources:venue", args=lambda town: [venue(town).public_id]),
    Page(
        "resources:venue-amend",
        role=Role.PARTNER_LIAISON,
        over=lambda town: town.school,
        args=lambda town: [venue(town).public_id],
    ),
    Page("resources:venue-book", args=lambda town: [venue(town).public_id]),
    Page(
        "resources:venue-door",
        role=Role.PARTNER_LIAISON,
        over=lambda town: town.school,
        args=lambda town: [venue(town).public_id],
    ),
    Page("resources:bookings", args=lambda town: booking(town) and ()),
    Page("resources:booking", args=lambda town: [booking(town).public_id]),
    Page("resources:booking", args=lambda town: [booking(town, state="cancelled").public_id]),
    Page("resources:weights", args=lambda town: [town.root.public_id]),
    Page("orgs:indicator", args=lambda _town: ["unit-without-resource", "missing"]),
]
