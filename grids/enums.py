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


class GridPostKind(models.TextChoices):
    """Posts in a grid (R-071, R-074, R-198): who leads it and who works in it."""

    LEAD = "lead", _("grid lead")
    WORKER = "worker", _("grid worker")
    INSTRUCTOR = "instructor", _("work instructor")
    BUILDING_LEAD = "building_lead", _("building lead")


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
