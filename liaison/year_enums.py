"""The words of the yearly appraisal sheets of organisations (R-296)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class YearSheetState(models.TextChoices):
    """R-296: the organisation itself, its superior, mutually, then the result."""

    OPEN = "open", pgettext_lazy("year sheet", "to appraise itself")
    SELF_APPRAISED = "self_appraised", pgettext_lazy("year sheet", "appraised itself")
    APPRAISED = "appraised", pgettext_lazy("year sheet", "appraised by the superior")
    MUTUAL = "mutual", pgettext_lazy("year sheet", "mutually appraised")
    GRADED = "graded", pgettext_lazy("year sheet", "result announced")
    ANSWERED = "answered", pgettext_lazy("year sheet", "result answered")


# With figures, which are frozen when the organisation hands its sheet in.
FILLED_STATES = frozenset(YearSheetState) - {YearSheetState.OPEN}
RESULT_STATES = frozenset({YearSheetState.GRADED, YearSheetState.ANSWERED})


class YearSheetAction(models.TextChoices):
    APPRAISE_SELF = "appraise_self", pgettext_lazy("year sheet", "Hand in the own appraisal")
    SEND_BACK = "send_back", pgettext_lazy("year sheet", "Send back")
    APPRAISE = "appraise", pgettext_lazy("year sheet", "Appraise as the superior")
    GATHER = "gather", pgettext_lazy("year sheet", "Take the mutual appraisals over")
    GRADE = "grade", pgettext_lazy("year sheet", "Announce the result")
    ANSWER = "answer", pgettext_lazy("year sheet", "Answer the result")


class YearGrade(models.TextChoices):
    """The band of a result; where the bands begin is a number of the office."""

    GOOD = "good", _("good")
    FAIR = "fair", _("fairly good")
    AVERAGE = "average", _("average")
    POOR = "poor", _("poor")
