"""Pages of the grid app."""

from grids.case_standards import PUBLIC_PAGE
from grids.enums import ChecklistKind, EstateState, FacilityKind, GridTier
from grids.models import CaseLimit, FirmScore, Grid
from grids.selectors.facilities import Finding
from grids.services import case_sides, case_steps
from grids.services.checks import check_facility
from grids.services.filing_cases import file_case
from grids.services.objections import file_objection
from grids.services.sanctions import propose_sanction
from orgs.enums import Role
from orgs.models import StreetNumber
from tests.factories import (
    BuildingFactory,
    BundleFactory,
    CaseFactory,
    EstateFactory,
    FacilityFactory,
    GridFactory,
    GridPostFactory,
    PropertyFirmFactory,
    RoleAssignmentFactory,
    ServiceContractFactory,
)
from tests.grids.ratings import (
    a_firm_at_work,
    a_published_round,
    a_scheme,
    an_announced_round,
    an_open_round,
    people,
)
from tests.grids.surveys import a_survey, answered
from tests.pages import Page


def a_unit(town):
    area = GridFactory(street=town.root, code="A1", org=town.north)
    unit = GridFactory(
        street=town.root, code="A1U1", tier=GridTier.UNIT, parent=area, community=town.east
    )
    GridFactory(street=town.root, code="A1U1B1", tier=GridTier.BASE, parent=unit)
    GridPostFactory(grid=unit)
    return [unit.public_id]


def a_post(town):
    return [GridPostFactory(grid=GridFactory(street=town.root)).public_id]


def a_hub(town):
    """A hub with a base grid near it."""
    a_unit(town)
    base = Grid.objects.get(code="A1U1B1")
    hub = FacilityFactory(street=town.root, kind=FacilityKind.HUB, grid=Grid.objects.get(code="A1"))
    Grid.objects.filter(pk=base.pk).update(nearest_facility=hub, walking_minutes=3)
    return [hub.public_id]


def a_check(town):
    """A check of a centre that somebody else than the reader made."""
    centre = FacilityFactory(street=town.root, community=town.east)
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=town.root).user
    findings = {"有场所": Finding("yes", "示例", "示〔2026〕1号")}
    return check_facility(
        facility=centre, kind=ChecklistKind.SIX_HAVES, findings=findings, actor=actor
    )


def a_case(town):
    case = CaseFactory(
        street=town.root,
        content="三号楼前路灯不亮",
        community=town.east,
        grid=GridFactory(street=town.root),
        outcome="已更换",
        reply="已修复",
    )
    return [case.public_id]


def a_case_in_hand(town):
    """A case that was dispatched, with a contact and a call upward."""
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=town.root).user
    case = file_case(
        street=town.root, title="路灯不亮", community=town.east, phone="19000000001", actor=actor
    )
    case = case_steps.respond_to_case(case=case, actor=actor)
    case = case_steps.dispatch_case(case=case, org=town.branch, actor=actor)
    case = case_steps.sign_for_case(case=case, actor=actor)
    case = case_sides.escalate_case(case=case, reason="需联办", actor=actor)
    return [case.public_id]


def a_public_street(town):
    """A sub-district that takes cases from people without an account."""
    StreetNumber.objects.create(street=town.root, key=PUBLIC_PAGE, value=1)
    return [town.root.public_id]


def a_case_limit(town):
    CaseLimit.objects.create(
        street=town.root, category="ecology", urgency="urgent", amount=3, unit="workdays"
    )
    return [town.root.public_id]


PAGES = [
    Page("grids:grids", args=lambda town: a_unit(town)[1:]),
    Page("grids:grids", query="?q=A1", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-list", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-rings", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-rings", query="?shade=size&answer=none", args=lambda town: a_unit(town)[1:]),
    Page("grids:area-open"),
    Page("grids:grid", args=a_unit),
    Page("orgs:indicator", args=lambda town: [*a_unit(town)[1:], "no-org", "missing"]),
    Page("grids:gridposts"),
    Page("grids:gridpost", args=a_post),
    Page("grids:grids", query="?on=2026-01-01", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-split", args=a_unit, query="?parts=2"),
    Page("grids:grid-merge", args=a_unit),
    Page("grids:grid-gather", args=a_unit),
    Page("grids:vacancies", args=lambda town: a_unit(town)[1:]),
    Page("grids:sources"),
    Page("why", args=lambda town: ["grid", *a_unit(town)]),
    Page("grids:facilities", args=lambda town: a_hub(town)[1:]),
    Page("grids:facility", args=a_hub),
    Page("grids:facility", args=lambda town: [a_check(town).facility.public_id]),
    Page("grids:facility-register"),
    Page("grids:facility-check", args=lambda town: [*a_hub(town), "departments"]),
    Page("grids:checks", args=lambda town: [a_check(town)][1:]),
    Page("grids:check", args=lambda town: [a_check(town).public_id]),
    Page("grids:checklists"),
    Page("grids:checklist", args=lambda town: [a_check(town).checklist.public_id]),
    Page("grids:checklist-revise", args=lambda town: [town.root.public_id, "six-haves"]),
    Page("grids:coverage", args=lambda town: a_hub(town)[1:]),
    Page("grids:space"),
    Page("why", args=lambda town: ["facility", *a_hub(town)]),
    Page("grids:cases"),
    Page("grids:cases", query="?category=none", args=lambda town: a_case(town)[1:]),
    Page("grids:case", args=a_case),
    Page("why", args=lambda town: ["case", *a_case(town)]),
    Page("grids:case", args=a_case_in_hand),
    Page("grids:case-file"),
    Page("grids:case-queue", args=lambda town: a_case_in_hand(town)[1:]),
    Page("grids:case-desk", args=lambda town: a_case_in_hand(town)[1:]),
    Page("grids:case-breaches", args=lambda town: a_case_in_hand(town)[1:]),
    Page("grids:case-public", role=None, args=a_public_street),
    Page("grids:case-public-state", role=None, args=a_public_street),
    Page("grids:case-public-sheet", args=a_public_street),
    Page("grids:case-limits", args=a_case_limit),
    Page("grids:case-rates", args=lambda town: a_case_in_hand(town)[1:]),
    Page("grids:case-routes", args=lambda town: [*a_case_in_hand(town)[1:], town.root.public_id]),
]


def an_estate(town):
    """A surveyed estate with a building in a base grid, a contract, and a firm."""
    unit = a_unit(town)
    estate = EstateFactory(street=town.root, community=town.east, surveyed=True)
    base = Grid.objects.get(code="A1U1B1")
    BuildingFactory(estate=estate, base_grid=base, number="1")
    Grid.objects.filter(public_id=unit[0]).update(building_count=2)
    Grid.objects.filter(pk=base.pk).update(building_count=9)
    return estate


def a_contract(town):
    return ServiceContractFactory(
        estate=an_estate(town),
        firm=PropertyFirmFactory(street=town.root),
        manager_phone="19000000001",
    )


def a_bundle(town):
    bundle = BundleFactory(street=town.root)
    EstateFactory(street=town.root, state=EstateState.BUNDLED, bundle=bundle, community=town.east)
    return bundle


PAGES += [
    Page("grids:estates", args=lambda town: [an_estate(town)][1:]),
    Page("grids:estates", query="?managed=no&q=x"),
    Page("grids:estate-open"),
    Page("grids:estate", args=lambda town: [an_estate(town).public_id]),
    Page("grids:estate", args=lambda town: [a_contract(town).estate.public_id]),
    Page("grids:buildings", args=lambda town: [an_estate(town)][1:]),
    Page("grids:building", args=lambda town: [an_estate(town).buildings.get().public_id]),
    Page("grids:firms", args=lambda town: [a_contract(town)][1:]),
    Page("grids:firm-register"),
    Page("grids:firm", args=lambda town: [a_contract(town).firm.public_id]),
    Page("grids:contracts", args=lambda town: [a_contract(town)][1:]),
    Page("grids:contract", args=lambda town: [a_contract(town).public_id]),
    Page("grids:bundles", args=lambda town: [a_bundle(town)][1:]),
    Page("grids:bundle-pack"),
    Page("grids:bundle", args=lambda town: [a_bundle(town).public_id]),
    Page("grids:completeness", args=lambda town: [an_estate(town)][1:]),
    Page("why", args=lambda town: ["estate", an_estate(town).public_id]),
    Page("why", args=lambda town: ["propertyfirm", a_contract(town).firm.public_id]),
    Page("why", args=lambda town: ["bundle", a_bundle(town).public_id]),
]


def a_collecting_round(town):
    a_firm_at_work(town, partner=town.school)
    hands = people(town)
    a_scheme(town, hands)
    return an_open_round(town, hands)


def an_objection(town):
    """A rating that is announced, with an objection to it."""
    a_firm_at_work(town, partner=town.school)
    hands = people(town)
    a_scheme(town, hands)
    an_announced_round(town, hands)
    score = FirmScore.objects.exclude(estate=None).get()
    return file_objection(score=score, words="保洁扣分有误", actor=hands.liaison)


def a_plate(town):
    """A published rating with a reward that follows it."""
    a_firm_at_work(town, partner=town.school)
    hands = people(town)
    a_scheme(town, hands)
    rating_round = a_published_round(town, hands)
    plate = rating_round.plates.get()
    propose_sanction(
        plate=plate,
        kind="reward_funds",
        words="奖励",
        due_on=rating_round.publish_by,
        actor=hands.office,
    )
    return plate


PAGES += [
    Page("grids:ratings", args=lambda town: [a_collecting_round(town)][1:]),
    Page("grids:rating-open"),
    Page("grids:ratinground", args=lambda town: [a_collecting_round(town).public_id]),
    Page("grids:ratinground", args=lambda town: [a_plate(town).rating_round.public_id]),
    Page("grids:ratingunit", args=lambda town: [a_collecting_round(town).units.get().public_id]),
    Page(
        "grids:ratingunit-sheet",
        args=lambda town: [a_collecting_round(town).units.get().public_id, "office"],
    ),
    Page(
        "grids:ratingunit-sheet",
        Role.PARTNER_LIAISON,
        args=lambda town: [a_collecting_round(town).units.get().public_id, "self"],
        over=lambda town: town.school,
    ),
    Page("grids:ratingschemes", args=lambda town: [a_collecting_round(town)][1:]),
    Page("grids:ratingscheme-draft"),
    Page("grids:ratingscheme", args=lambda town: [a_collecting_round(town).scheme.public_id]),
    Page("grids:ratingscheme-word", args=lambda town: [a_collecting_round(town).scheme.public_id]),
    Page("grids:firmscore", args=lambda town: [an_objection(town).score.public_id]),
    Page("grids:objections", args=lambda town: [an_objection(town)][1:]),
    Page("grids:objection", args=lambda town: [an_objection(town).public_id]),
    Page("grids:plates", args=lambda town: [a_plate(town)][1:]),
    Page("grids:plates-published", None, args=lambda town: [a_plate(town) and town.root.public_id]),
    Page("grids:plate", args=lambda town: [a_plate(town).public_id]),
    Page("grids:sanctions", args=lambda town: [a_plate(town)][1:]),
    Page("grids:sanction", args=lambda town: [a_plate(town).sanctions.get().public_id]),
    Page("why", args=lambda town: ["ratinground", a_collecting_round(town).public_id]),
    Page("why", args=lambda town: ["plate", a_plate(town).public_id]),
]


def a_survey_of(town):
    """A survey of a round with sheets that came back."""
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=town.root).user
    survey = a_survey(town.root, actor=actor, community=town.east)
    answered(survey, [5, 4, 3, 4, 5], actor=actor)
    return survey


PAGES += [
    Page("grids:surveys", args=lambda town: [a_survey_of(town)][1:]),
    Page("grids:survey-open", args=lambda town: [a_survey_of(town)][1:]),
    Page("grids:survey", args=lambda town: [a_survey_of(town).public_id]),
    Page("grids:survey-links", args=lambda town: [a_survey_of(town).public_id]),
    Page("grids:rating-margins", args=lambda town: [a_plate(town).rating_round.public_id]),
    Page("grids:rating-simulation", args=lambda town: [a_plate(town).rating_round.public_id]),
    Page("why", args=lambda town: ["survey", a_survey_of(town).public_id]),
]
