"""The words that fields of matters can hold."""

from django.db import models
from django.utils.translation import pgettext_lazy


class MatterState(models.TextChoices):
    """SM-11."""

    APPLIED = "applied", pgettext_lazy("matter", "applied for")
    RETURNED = "returned", pgettext_lazy("matter", "sent back")
    REVIEWED = "reviewed", pgettext_lazy("matter", "reviewed")
    ADMITTED = "admitted", pgettext_lazy("matter", "admitted")
    DECLINED = "declined", pgettext_lazy("matter", "not admitted")
    LEFT = "left", pgettext_lazy("matter", "ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("matter", "withdrawn")


# Its days were decided, and it was or is on the list.
LISTED_MATTER_STATES = frozenset({MatterState.ADMITTED, MatterState.LEFT})
OPEN_MATTER_STATES = frozenset(
    {MatterState.APPLIED, MatterState.RETURNED, MatterState.REVIEWED, MatterState.ADMITTED}
)


class MatterAction(models.TextChoices):
    REVIEW = "review", pgettext_lazy("matter", "pass the review")
    SEND_BACK = "send_back", pgettext_lazy("matter", "send back")
    HAND_IN = "hand_in", pgettext_lazy("matter", "hand in again")
    ADMIT = "admit", pgettext_lazy("matter", "admit")
    DECLINE = "decline", pgettext_lazy("matter", "do not admit")
    RENEW = "renew", pgettext_lazy("matter", "renew")
    END = "end", pgettext_lazy("matter", "end early")
    EXPIRE = "expire", pgettext_lazy("matter", "end on its last day")
    WITHDRAW = "withdraw", pgettext_lazy("matter", "withdraw")
