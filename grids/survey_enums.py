"""Words of the survey of residents: how far it has come, and how content an answer is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SurveyState(models.TextChoices):
    OPEN = "open", pgettext_lazy("survey", "open")
    CLOSED = "closed", pgettext_lazy("survey", "closed")


class SurveyAction(models.TextChoices):
    CLOSE = "close", _("close the survey")
    LAPSE = "lapse", _("close the survey on its last day")


class SurveyWork(models.TextChoices):
    """Deeds that leave a survey as open as it was."""

    ISSUE_LINKS = "issue_links", _("issue links")
    REVOKE_LINKS = "revoke_links", _("revoke unused links")


class Mark(models.IntegerChoices):
    """How content one answer is, from one to five."""

    VERY_DISSATISFIED = 1, _("very dissatisfied")
    DISSATISFIED = 2, _("dissatisfied")
    FAIR = 3, _("fair")
    SATISFIED = 4, _("satisfied")
    VERY_SATISFIED = 5, _("very satisfied")


BEST_MARK = max(Mark.values)

# What residents are asked first; an item of the scheme that is surveyed is asked after it.
FIRST_QUESTION = _("Overall, how satisfied are you with the property service of your estate?")
