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


class GridPostKind(models.TextChoices):
    """Posts in a grid (R-071, R-074, R-198): who leads it and who works in it."""

    LEAD = "lead", _("grid lead")
    WORKER = "worker", _("grid worker")
    INSTRUCTOR = "instructor", _("work instructor")
    BUILDING_LEAD = "building_lead", _("building lead")
