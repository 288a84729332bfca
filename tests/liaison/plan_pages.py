"""The pages of plans, trainings, receptions and mutual appraisals."""

from orgs.enums import Role
from tests.factories import CircleFactory
from tests.liaison.followup import FindingFactory
from tests.liaison.occasions import MutualAppraisalLineFactory, OccasionFactory
from tests.liaison.plans import PhaseFactory, PhaseTargetFactory
from tests.pages import Page


def a_reception(town):
    occasion = OccasionFactory(org=town.east, reception=True)
    FindingFactory(visit=None, occasion=occasion)
    return [occasion.public_id]


def some_occasions(town):
    a_reception(town)
    return []


def an_appraisal(town):
    circle = CircleFactory(street=town.root)
    members = {"membership__member_partner": town.school, "checker__member_partner": town.bank}
    line = MutualAppraisalLineFactory(appraisal__circle=circle, **members)
    return [line.appraisal.public_id]


def a_plan(town):
    target = PhaseTargetFactory(phase__plan__org=town.root, responsible=town.east)
    counted = {"indicator": "community-unvisited", "measure": "share", "goal": 100}
    PhaseTargetFactory(phase=target.phase, **counted)
    return [target.plan.public_id]


def some_plans(town):
    a_plan(town)
    return []


def a_phase(town):
    return [PhaseFactory(plan__org=town.root).public_id]


def a_target(town):
    return [PhaseTargetFactory(phase__plan__org=town.root).public_id]


OCCASIONS = [
    Page("liaison:occasions", args=some_occasions),
    Page("liaison:occasion-note", args=lambda town: ["training"]),
    Page(
        "liaison:occasion-note", Role.SECRETARY, lambda town: ["reception"], lambda town: town.east
    ),
    Page("liaison:occasion", args=a_reception),
    Page("liaison:occasion-amend", args=a_reception),
    Page("liaison:mutualappraisals", args=lambda town: an_appraisal(town)[1:]),
    Page("liaison:mutualappraisal-open", args=lambda town: an_appraisal(town)[1:]),
    Page("liaison:mutualappraisal", args=an_appraisal),
    Page("why", args=lambda town: ["occasion", *a_reception(town)]),
    Page("why", args=lambda town: ["mutualappraisal", *an_appraisal(town)]),
]
PLANS = [
    Page("liaison:plans", args=some_plans),
    Page("liaison:plan-draft"),
    Page("liaison:plan", args=a_plan),
    Page("liaison:plan", Role.SECRETARY, args=a_plan, over=lambda town: town.east),
    Page("liaison:plan-amend", args=a_plan),
    Page("liaison:phase-add", args=a_plan),
    Page("liaison:phase", args=a_phase),
    Page("liaison:phase-amend", args=a_phase),
    Page("liaison:phasetarget-set", args=a_phase),
    Page("liaison:phasetarget", args=a_target),
    Page("liaison:phasetarget-amend", args=a_target),
    Page("why", args=lambda town: ["plan", *a_plan(town)]),
    Page("why", args=lambda town: ["phasetarget", *a_target(town)]),
]
