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
