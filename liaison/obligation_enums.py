"""The words that fields of obligations and their digests can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ObligationState(models.TextChoices):
    """Where a duty stands; read from its record and its day, never set by anybody (R-265)."""

    NOT_BEGUN = "not_begun", pgettext_lazy("duty", "not begun")
    IN_PROGRESS = "in_progress", pgettext_lazy("duty", "in progress")
    DONE = "done", pgettext_lazy("duty", "done")
    LATE = "late", pgettext_lazy("duty", "overdue")
    MADE_UP = "made_up", pgettext_lazy("duty", "made up for")
    EXEMPT = "exempt", pgettext_lazy("duty", "exempt")


OWED_STATES = frozenset(
    {ObligationState.NOT_BEGUN, ObligationState.IN_PROGRESS, ObligationState.LATE}
)


class ObligationAction(models.TextChoices):
    EXEMPT = "exempt", pgettext_lazy("duty", "exempt from it")
    REINSTATE = "reinstate", pgettext_lazy("duty", "take the exemption back")
    RECHECK = "recheck", pgettext_lazy("duty", "look for its record now")
    REASSIGN = "reassign", pgettext_lazy("duty", "give it to another core member")


class Debtor(models.TextChoices):
    """Who answers for a duty: the organisation of the row, its unit, or both sides."""

    ORG = "org", _("the organisation")
    PARTNER = "partner", _("the unit")
    BOTH = "both", _("both sides")


class DayOffMove(models.TextChoices):
    """A day that falls on a day off moves to a workday."""

    BEFORE = "before", _("the workday before")
    AFTER = "after", _("the workday after")


class LadderStep(models.IntegerChoices):
    """The rungs of the ladder, in their order: three before the due day, two after it."""

    FIRST = 1, _("first reminder")
    SECOND = 2, _("second reminder")
    LAST = 3, _("last reminder")
    LATE = 4, _("overdue")
    RAISED = 5, _("overdue, told to the superior")


class LineReason(models.TextChoices):
    """Why somebody is told of a duty."""

    SECRETARY = "secretary", _("You are the secretary of the organisation that owes it.")
    OFFICE = "office", _("You are the office that looks after it.")
    LIAISON = "liaison", _("You speak for the unit that owes it.")
    SUPERIOR = "superior", _("It is overdue below you.")
