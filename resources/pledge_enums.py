"""The words that fields of wishes, agreements, pledges and appraisals can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WishKind(models.TextChoices):
    """What a wish is for, in the words of the paper form."""

    GOODS = "goods", pgettext_lazy("wish", "goods")
    SERVICE = "service", pgettext_lazy("wish", "service")
    COMPANY = "company", pgettext_lazy("wish", "company")
    LEARNING = "learning", pgettext_lazy("wish", "learning")
    OTHER = "other", pgettext_lazy("wish", "other")


class AgeBand(models.TextChoices):
    """How old somebody is, as closely as the portal knows (D5)."""

    MINOR = "minor", _("under 18")
    ADULT = "adult", _("18 to 59")
    ELDERLY = "elderly", _("60 to 79")
    AGED = "aged", _("80 and above")


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", pgettext_lazy("satisfaction", "satisfied")
    MOSTLY = "mostly", pgettext_lazy("satisfaction", "mostly satisfied")
    UNSATISFIED = "unsatisfied", pgettext_lazy("satisfaction", "not satisfied")


class WishState(models.TextChoices):
    """SM-17."""

    GATHERED = "gathered", pgettext_lazy("wish", "gathered")
    REVIEWED = "reviewed", pgettext_lazy("wish", "reviewed")
    PUBLISHED = "published", pgettext_lazy("wish", "published")
    CLAIMED = "claimed", pgettext_lazy("wish", "claimed")
    FULFILLED = "fulfilled", pgettext_lazy("wish", "fulfilled")
    CONFIRMED = "confirmed", pgettext_lazy("wish", "confirmed")
    APPRAISED = "appraised", pgettext_lazy("wish", "appraised")
    RETURNED = "returned", pgettext_lazy("wish", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("wish", "withdrawn")
    TURNED = "turned", pgettext_lazy("wish", "turned into a need")


# A unit has taken the wish up, and is named on it.
TAKEN_UP_STATES = frozenset(
    {WishState.CLAIMED, WishState.FULFILLED, WishState.CONFIRMED, WishState.APPRAISED}
)
SHARED_WISH_STATES = TAKEN_UP_STATES | {WishState.PUBLISHED, WishState.TURNED}
COME_TRUE_STATES = frozenset({WishState.CONFIRMED, WishState.APPRAISED})


class WishAction(models.TextChoices):
    REVIEW = "review", pgettext_lazy("wish", "pass the review")
    SEND_BACK = "send_back", pgettext_lazy("wish", "send back")
    HAND_IN = "hand_in", pgettext_lazy("wish", "hand in again")
    PUBLISH = "publish", pgettext_lazy("wish", "publish")
    WITHDRAW = "withdraw", pgettext_lazy("wish", "withdraw")
    CLAIM = "claim", pgettext_lazy("wish", "claim")
    GIVE_UP = "give_up", pgettext_lazy("wish", "give up")
    RELEASE = "release", pgettext_lazy("wish", "free for others")
    FULFIL = "fulfil", pgettext_lazy("wish", "report as fulfilled")
    FULFIL_ON_BEHALF = (
        "fulfil_on_behalf",
        pgettext_lazy("wish", "report as fulfilled on behalf of the unit"),
    )
    CONFIRM = "confirm", pgettext_lazy("wish", "confirm")
    DOUBT = "doubt", pgettext_lazy("wish", "not fulfilled yet")
    APPRAISE = "appraise", pgettext_lazy("wish", "appraise")
    TURN = "turn", pgettext_lazy("wish", "turn into a need")


class AgreementState(models.TextChoices):
    """SM-16."""

    APPLIED = "applied", pgettext_lazy("agreement", "applied for")
    ACCEPTED = "accepted", pgettext_lazy("agreement", "accepted")
    SIGNED = "signed", pgettext_lazy("agreement", "signed")
    DECLINED = "declined", pgettext_lazy("agreement", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("agreement", "withdrawn")
    ENDED = "ended", pgettext_lazy("agreement", "ended")


CHECKED_IN_STATES = frozenset({AgreementState.ACCEPTED, AgreementState.SIGNED})
OPEN_AGREEMENT_STATES = CHECKED_IN_STATES | {AgreementState.APPLIED}


class AgreementAction(models.TextChoices):
    ACCEPT = "accept", pgettext_lazy("agreement", "accept the check-in")
    DECLINE = "decline", pgettext_lazy("agreement", "decline")
    WITHDRAW = "withdraw", pgettext_lazy("agreement", "withdraw")
    SIGN = "sign", pgettext_lazy("agreement", "note the signing")
    RENEW = "renew", pgettext_lazy("agreement", "renew")
    END = "end", pgettext_lazy("agreement", "end")


class Side(models.TextChoices):
    """Who appraises whom once a year (R-185)."""

    COMMUNITY = "community", _("the community on the unit")
    UNIT = "unit", _("the unit on the community")
