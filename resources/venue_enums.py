"""The words that fields of venues and bookings can hold."""

from django.db import models
from django.utils.translation import pgettext_lazy


class VenueState(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("venue", "in use")
    CLOSED = "closed", pgettext_lazy("venue", "closed")


class VenueAction(models.TextChoices):
    CLOSE = "close", pgettext_lazy("venue", "close")
    REOPEN = "reopen", pgettext_lazy("venue", "open again")
    RENEW_DOOR_KEY = "renew_door_key", pgettext_lazy("venue", "renew the QR code at the door")


class Permit(models.TextChoices):
    """What it takes to have a venue: nothing but a free hour, or a word of its owner."""

    NONE = "none", pgettext_lazy("permit", "without asking")
    OWNER = "owner", pgettext_lazy("permit", "the owner decides")


class BookingState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("booking", "asked for")
    APPROVED = "approved", pgettext_lazy("booking", "approved")
    DECLINED = "declined", pgettext_lazy("booking", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("booking", "withdrawn")
    LAPSED = "lapsed", pgettext_lazy("booking", "lapsed")
    CANCELLED = "cancelled", pgettext_lazy("booking", "cancelled")
    USED = "used", pgettext_lazy("booking", "used")


# The venue is taken for these.
HOLDING_STATES = frozenset({BookingState.APPROVED, BookingState.USED})
LIVE_BOOKING_STATES = frozenset({BookingState.ASKED, BookingState.APPROVED})
REFUSED_STATES = frozenset({BookingState.DECLINED, BookingState.CANCELLED})


class BookingAction(models.TextChoices):
    APPROVE = "approve", pgettext_lazy("booking", "approve")
    APPROVE_ON_BEHALF = (
        "approve_on_behalf",
        pgettext_lazy("booking", "approve on behalf of the unit"),
    )
    APPROVE_AT_ONCE = "approve_at_once", pgettext_lazy("booking", "approve at once")
    DECLINE = "decline", pgettext_lazy("booking", "decline")
    DECLINE_ON_BEHALF = (
        "decline_on_behalf",
        pgettext_lazy("booking", "decline on behalf of the unit"),
    )
    GIVE_WAY = "give_way", pgettext_lazy("booking", "give way to another")
    WITHDRAW = "withdraw", pgettext_lazy("booking", "withdraw")
    CALL_OFF = "call_off", pgettext_lazy("booking", "call off")
    CANCEL = "cancel", pgettext_lazy("booking", "cancel")
    LAPSE = "lapse", pgettext_lazy("booking", "lapse")
    USE = "use", pgettext_lazy("booking", "note as used")
