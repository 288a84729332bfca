"""The words that fields of the monthly report can hold (SM-13)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class RoundState(models.TextChoices):
    OPEN = "open", pgettext_lazy("report round", "open")
    LOCKED = "locked", pgettext_lazy("report round", "locked")


class RoundAction(models.TextChoices):
    LOCK = "lock", pgettext_lazy("report round", "lock")


class ReturnState(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("report", "drafted")
    SUBMITTED = "submitted", pgettext_lazy("report", "submitted")
    RETURNED = "returned", pgettext_lazy("report", "sent back")
    RECEIVED = "received", pgettext_lazy("report", "received")
    LOCKED = "locked", pgettext_lazy("report", "locked")


# In these the community is at work on it: it counts as not filed.
UNFILED_STATES = frozenset({ReturnState.DRAFTED, ReturnState.RETURNED})
FILED_STATES = frozenset({ReturnState.SUBMITTED, ReturnState.RECEIVED, ReturnState.LOCKED})
SETTLED_STATES = frozenset({ReturnState.RECEIVED, ReturnState.LOCKED})


class ReturnAction(models.TextChoices):
    FILL = "fill", pgettext_lazy("report", "fill in")
    RECOUNT = "recount", pgettext_lazy("report", "count again")
    SUBMIT = "submit", pgettext_lazy("report", "submit")
    RECEIVE = "receive", pgettext_lazy("report", "receive")
    SEND_BACK = "send_back", pgettext_lazy("report", "send back")
    LOCK = "lock", pgettext_lazy("report", "lock")
    CORRECT = "correct", pgettext_lazy("report", "correct")


class SectionKey(models.TextChoices):
    """The sections that a report has unless the office decides otherwise (practice 13.9)."""

    MEETINGS = "meetings", pgettext_lazy("report section", "Meetings")
    LISTS = "lists", pgettext_lazy("report section", "Three lists")
    CASES = "cases", pgettext_lazy("report section", "Requests")
    VISITS = "visits", pgettext_lazy("report section", "Visits")
    VOLUNTEERS = "volunteers", pgettext_lazy("report section", "Volunteers and wishes")
    FOLLOW_UP = "follow_up", pgettext_lazy("report section", "Following up")
    FOUNDATION = "foundation", pgettext_lazy("report section", "Foundation")
    OTHER = "other", pgettext_lazy("report section", "Other")
