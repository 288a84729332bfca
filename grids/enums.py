"""The words that fields of the grid app can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
