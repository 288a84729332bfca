"""The words that fields of the grid app can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.enums import OrgKind


class GridTier(models.TextChoices):
    """The three tiers of R-054."""

    AREA = "area", _("area grid")
    UNIT = "unit", _("unit grid")
    BASE = "base", _("base grid")


# Which tier stands directly above (N-01), and which kind of organisation a grid goes with (N-03).
PARENT_TIER: dict[str, str | None] = {
    GridTier.AREA: None,
    GridTier.UNIT: GridTier.AREA,
    GridTier.BASE: GridTier.UNIT,
}
ORG_KIND_OF_TIER: dict[str, str] = {
    GridTier.AREA: OrgKind.GENERAL_BRANCH,
    GridTier.UNIT: OrgKind.BRANCH,
    GridTier.BASE: OrgKind.GROUP,
}


class GridStatus(models.TextChoices):
    ACTIVE = "active", _("in use")
    CLOSED = "closed", _("retired")


class UrbanStatus(models.TextChoices):
    """How far a unit grid outside the villages is on the way to a purely urban community."""

    PILOT = "pilot", _("pilot")
    ACCEPTED = "accepted", _("pilot accepted")
    EXTENDED = "extended", _("extended to it")


class ConversionStatus(models.TextChoices):
    """How far a village is on the way to a community (R-080); the assets are kept elsewhere."""

    NOT_STARTED = "not_started", _("not started")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")


class SuccessionKind(models.TextChoices):
    """How one grid came out of another (R-082, R-268)."""

    SPLIT = "split", _("split off")
    MERGER = "merger", _("merged into")


class GridPostKind(models.TextChoices):
    """Posts in a grid: who leads it, who works in it, and who answers for a part of it.

    Of the three levels of R-225 the leader who answers for a community is a post of the
    community's organisation; units and cadres have their posts here.
    """

    LEAD = "lead", _("grid lead")
    WORKER = "worker", _("grid worker")
    INSTRUCTOR = "instructor", _("work instructor")
    BUILDING_LEAD = "building_lead", _("building lead")
    STAIRWELL_LEAD = "stairwell_lead", _("stairwell lead")
    RESPONSIBLE_UNIT = "responsible_unit", _("responsible unit")
    RESPONSIBLE_CADRE = "responsible_cadre", _("responsible cadre")


class CaseSource(models.TextChoices):
    """Where a case comes from (R-094: one register for all of them)."""

    HOTLINE = "hotline", _("superior hotline")
    GRID = "grid", pgettext_lazy("source of a case", "grid")
    CENTRE = "centre", _("dispatch centre")
    VISIT = "visit", _("visit or inspection")
    PUBLIC = "public", _("public page")


class CaseKind(models.TextChoices):
    """What a resident wants, in the hotline's five words."""

    REQUEST = "request", pgettext_lazy("case", "request")
    COMPLAINT = "complaint", pgettext_lazy("case", "complaint")
    ENQUIRY = "enquiry", pgettext_lazy("case", "enquiry")
    HELP = "help", pgettext_lazy("case", "call for help")
    SUGGESTION = "suggestion", pgettext_lazy("case", "suggestion")


class CaseCategory(models.TextChoices):
    """The six all-round duties of a grid (R-092, R-093), and what grids hear beside them."""

    PUBLIC_SECURITY = "public_security", _("public security")
    WORK_SAFETY = "work_safety", _("work safety")
    ECOLOGY = "ecology", _("ecology and environment")
    POVERTY_HELP = "poverty_help", _("targeted poverty help")
    LIVING_ENVIRONMENT = "living_environment", _("living environment")
    EMERGENCY = "emergency", _("emergency report")
    OPINION = "opinion", _("residents' opinion")
    NEIGHBOURS = "neighbours", _("dispute of neighbours")
    HOT_ISSUE = "hot_issue", _("hot and hard issue")
    ERRAND = "errand", _("errand done for a resident")


class CaseUrgency(models.TextChoices):
    ORDINARY = "ordinary", pgettext_lazy("urgency", "ordinary")
    URGENT = "urgent", pgettext_lazy("case", "urgent")
    MOST_URGENT = "most_urgent", pgettext_lazy("case", "most urgent")
    COMPLEX = "complex", pgettext_lazy("urgency", "complex")


class CasePart(models.TextChoices):
    """The part the sub-district has in a case that the hotline gave out."""

    LEAD = "lead", pgettext_lazy("case", "handles it")
    ASSIST = "assist", pgettext_lazy("case", "assists")
    FORWARD = "forward", pgettext_lazy("case", "passes it on")


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", _("satisfied")
    FAIRLY = "fairly", _("fairly satisfied")
    DISSATISFIED = "dissatisfied", _("dissatisfied")
    UNRATED = "unrated", _("not rated")


class FacilityKind(models.TextChoices):
    """What a site is to people: hubs, centres and stations, and rooms with one purpose."""

    HUB = "hub", _("hub")
    CENTRE = "centre", _("service centre")
    STATION = "station", _("member service station")
    HALL = "hall", _("discussion hall")
    STUDIO = "studio", _("delegates' studio")
    POINT = "point", _("service point")


class FacilityState(models.TextChoices):
    """R-109, R-113: a site is planned, built, in use, and one day closed."""

    PLANNED = "planned", pgettext_lazy("facility", "planned")
    BUILDING = "building", pgettext_lazy("facility", "under construction")
    ACTIVE = "active", pgettext_lazy("facility", "in use")
    CLOSED = "closed", pgettext_lazy("facility", "closed")


class FacilityAction(models.TextChoices):
    BUILD = "build", pgettext_lazy("facility", "Start building")
    OPEN = "open", pgettext_lazy("facility", "Take into use")
    RENOVATE = "renovate", pgettext_lazy("facility", "Close for renovation")
    CLOSE = "close", pgettext_lazy("facility", "Close the facility")


class BuildingMode(models.TextChoices):
    """R-113: one lot is newly built, another is upgraded."""

    NEW = "new", _("newly built")
    UPGRADED = "upgraded", _("upgraded")


class FunctionTag(models.TextChoices):
    """R-020, R-034, R-196: what else a room is good for; one site has many functions."""

    EDUCATION = "education", _("education and training")
    CULTURE = "culture", _("culture and sport")
    DISCUSSION = "discussion", _("discussion")
    CONVENIENCE = "convenience", _("services close by")
    CONSULTATION = "consultation", _("policy advice")
    ACTIVITIES = "activities", _("planning of activities")
    VOLUNTEERING = "volunteering", _("volunteering")


class ChecklistKind(models.TextChoices):
    """Lists by which a site is checked (R-107, R-111, R-112, R-115, R-121, R-281)."""

    SIX_HAVES = "six-haves", _("six haves")
    FOUR_UNIFIED = "four-unified", _("four unified")
    DEPARTMENTS = "departments", _("departments stationed")
    HUB_SERVICES = "hub-services", _("services of the hub")
    BASIC_SERVICES = "basic-services", _("basic public services")
    DELEGATED = "delegated", _("delegated matters")


# Which lists a site of each kind is checked by.
CHECKLISTS_OF: dict[str, tuple[ChecklistKind, ...]] = {
    FacilityKind.HUB: (
        ChecklistKind.SIX_HAVES,
        ChecklistKind.FOUR_UNIFIED,
        ChecklistKind.DEPARTMENTS,
        ChecklistKind.HUB_SERVICES,
        ChecklistKind.DELEGATED,
    ),
    FacilityKind.CENTRE: (
        ChecklistKind.SIX_HAVES,
        ChecklistKind.FOUR_UNIFIED,
        ChecklistKind.BASIC_SERVICES,
        ChecklistKind.DELEGATED,
    ),
    FacilityKind.STATION: (ChecklistKind.SIX_HAVES,),
    FacilityKind.HALL: (ChecklistKind.SIX_HAVES,),
    FacilityKind.STUDIO: (ChecklistKind.SIX_HAVES,),
    FacilityKind.POINT: (ChecklistKind.SIX_HAVES,),
}

# Version 1 of each list, as the plans word it; the office makes further versions (A-04, N-15).
FIRST_ITEMS: dict[str, tuple[str, ...]] = {
    ChecklistKind.SIX_HAVES: ("有场所", "有设施", "有标志", "有制度", "有经费", "有人员"),
    ChecklistKind.FOUR_UNIFIED: ("统一标识", "统一外观", "统一配置", "统一环境标准"),
    ChecklistKind.DEPARTMENTS: (
        *("工会", "团委", "妇联", "残联", "人社", "计生", "民政", "司法", "公安"),
    ),
    ChecklistKind.HUB_SERVICES: (
        *("就业培训", "计生服务", "理论宣讲", "普法宣传", "医保社保", "权益维护", "矛盾纠纷化解"),
    ),
    ChecklistKind.BASIC_SERVICES: (
        *("公共教育", "劳动就业", "社会保险", "医疗卫生", "社会服务", "住房保障"),
        *("公共文化体育", "优抚安置", "残疾人服务"),
    ),
    ChecklistKind.DELEGATED: ("社保医保", "民政救助", "警医邮"),
}


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("unknown")


class CheckState(models.TextChoices):
    """R-019: checked by oneself, verified by another, and met."""

    CHECKED = "checked", _("self-checked")
    RETURNED = "returned", _("returned")
    VERIFIED = "verified", pgettext_lazy("check", "verified")
    MET = "met", _("standard met")


# A check on its way, and one that says how things are.
OPEN_CHECK_STATES = frozenset({CheckState.CHECKED, CheckState.RETURNED})
SETTLED_CHECK_STATES = frozenset({CheckState.VERIFIED, CheckState.MET})


class CheckAction(models.TextChoices):
    CORRECT = "correct", pgettext_lazy("check", "Check again")
    VERIFY = "verify", pgettext_lazy("check", "Verify")
    SEND_BACK = "send_back", _("Send back")
    CONFIRM = "confirm", _("Confirm that the standard is met")


class EstateKind(models.TextChoices):
    """What kind of housing an estate is (R-085, R-119)."""

    COMMERCIAL = "commercial", _("commercial housing")
    OLD = "old", _("old estate")
    WORK_UNIT = "work_unit", _("owned by a work unit")
    RESETTLEMENT = "resettlement", _("resettlement housing")
    URBAN_VILLAGE = "urban_village", _("urban village")


class OwnersCommittee(models.TextChoices):
    FORMED = "formed", _("formed")
    PREPARING = "preparing", _("in preparation")
    NONE = "none", _("not formed")


class Renovation(models.TextChoices):
    """How far the renovation of an estate has come."""

    NOT_PLANNED = "not_planned", _("not planned")
    PLANNED = "planned", _("on the plan")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")


class ManagementMode(models.TextChoices):
    """Who manages an estate, or is to manage it (R-097, R-215)."""

    ENTERPRISE = "enterprise", _("property firm")
    PUBLIC_WELFARE = "public_welfare", _("public-welfare firm")
    SELF_RUN = "self_run", _("run by the owners")
    STATION = "station", _("community property station")
    NONE = "none", _("nobody")


class EstateState(models.TextChoices):
    """How far an estate has come on its way to being managed (SM-15)."""

    UNMANAGED = "unmanaged", _("unmanaged")
    SURVEYED = "surveyed", _("surveyed")
    FALLBACK = "fallback", _("public-welfare fallback")
    BUNDLED = "bundled", _("bundled")
    SELF_MANAGED = "self_managed", _("to be run by itself")
    SIGNED = "signed", _("signed or filed")
    MANAGED = "managed", _("managed")


BY_FIRM = (ManagementMode.ENTERPRISE, ManagementMode.PUBLIC_WELFARE)
BY_ITSELF = (ManagementMode.SELF_RUN, ManagementMode.STATION)
_NOBODY_YET = ("", ManagementMode.NONE)
# Which mode may stand beside which state: the way an estate takes says who is to manage it.
MODES_OF_STATE: dict[str, tuple[str, ...]] = {
    EstateState.UNMANAGED: _NOBODY_YET,
    EstateState.SURVEYED: _NOBODY_YET,
    EstateState.FALLBACK: (ManagementMode.PUBLIC_WELFARE,),
    EstateState.BUNDLED: _NOBODY_YET,
    EstateState.SELF_MANAGED: BY_ITSELF,
    EstateState.SIGNED: BY_FIRM + BY_ITSELF,
    EstateState.MANAGED: BY_FIRM + BY_ITSELF,
}
# In a bundle, or come to its firm through one.
STATES_WITH_A_BUNDLE = (EstateState.SIGNED, EstateState.MANAGED)


class EstateAction(models.TextChoices):
    SURVEY = "survey", _("note the survey")
    RECOGNISE = "recognise", _("note who manages it")
    FALL_BACK = "fall_back", _("hand to a public-welfare firm")
    RUN_ITSELF = "run_itself", _("let it run itself")
    BUNDLE = "bundle", _("put into a bundle")
    UNBUNDLE = "unbundle", _("take out of the bundle")
    SIGN = "sign", _("note that it is signed or filed")
    SIGN_IN_BUNDLE = "sign_in_bundle", _("sign with the bundle")
    TAKE_OVER = "take_over", _("note the take-over")
    GO_BACK = "go_back", _("go back to the survey")
    LAPSE = "lapse", _("note that nobody manages it any more")


class FirmKind(models.TextChoices):
    """R-097: firms work for the market or for the public welfare."""

    MARKET = "market", _("market firm")
    PUBLIC_WELFARE = "public_welfare", _("public-welfare firm")


MODE_OF_FIRM: dict[str, str] = {
    FirmKind.MARKET: ManagementMode.ENTERPRISE,
    FirmKind.PUBLIC_WELFARE: ManagementMode.PUBLIC_WELFARE,
}


class PartyState(models.TextChoices):
    """How far the Party organisation of a firm is set up (R-214)."""

    NONE = "none", _("not set up")
    SET_UP = "set_up", _("set up, way not stated")
    JOINT = "joint", _("set up jointly")
    INDEPENDENT = "independent", _("set up independently")


WITH_PARTY_ORG = (PartyState.SET_UP, PartyState.JOINT, PartyState.INDEPENDENT)


class BundleState(models.TextChoices):
    """R-100: old estates of one area, packed for one firm."""

    GATHERING = "gathering", _("being packed")
    INVITING = "inviting", _("inviting firms")
    SIGNED = "signed", _("signed")
    TAKEN_OVER = "taken_over", _("taken over")
    DISSOLVED = "dissolved", _("dissolved")


class BundleAction(models.TextChoices):
    INVITE = "invite", _("invite firms")
    REPACK = "repack", _("pack again")
    SIGN = "sign", _("sign with a firm")
    TAKE_OVER = "take_over", _("note the take-over")
    DISSOLVE = "dissolve", _("dissolve the bundle")
