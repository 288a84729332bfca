"""The words that fields of plans, their phases and their targets can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("plan", "drafted")
    RUNNING = "running", pgettext_lazy("plan", "running")
    CLOSED = "closed", pgettext_lazy("plan", "closed")
    ABANDONED = "abandoned", pgettext_lazy("plan", "abandoned")


# While it is one of these, phases and targets can be set.
OPEN_PLAN_STATES = frozenset({PlanState.DRAFTED, PlanState.RUNNING})


class PlanAction(models.TextChoices):
    START = "start", pgettext_lazy("plan", "start the plan")
    CLOSE = "close", pgettext_lazy("plan", "close the plan")
    ABANDON = "abandon", pgettext_lazy("plan", "abandon the plan")


class TargetMeasure(models.TextChoices):
    """Which part of a counted standard a target speaks of."""

    SHARE = "share", _("percent that meet it, at least")
    MET = "met", _("number that meet it, at least")
    MISSING = "missing", _("number still missing, at most")


class Lamp(models.TextChoices):
    """How a target stands today; it is worked out and never set by hand."""

    REACHED = "reached", pgettext_lazy("target", "reached")
    AHEAD = "ahead", pgettext_lazy("target", "on the way")
    DUE_SOON = "due_soon", pgettext_lazy("target", "due soon")
    OVERDUE = "overdue", pgettext_lazy("target", "overdue")
    MISSED = "missed", pgettext_lazy("target", "not reached")
