"""The words of bodies and of those who are nominated for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GroupSubject(models.TextChoices):
    """What each of the four coordination groups is for (R-306, R-307)."""

    PARTY = "party", _("Party building")
    SOCIAL = "social", _("social development")
    ECONOMY = "economy", _("economic development")
    CULTURE = "culture", _("cultural development")


class NominationState(models.TextChoices):
    """SM-14."""

    PROPOSED = "proposed", pgettext_lazy("nomination", "proposed")
    DELIBERATED = "deliberated", pgettext_lazy("nomination", "before the committee")
    IN_OFFICE = "in_office", pgettext_lazy("nomination", "in office")
    REFUSED = "refused", pgettext_lazy("nomination", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "withdrawn")
    TERM_OVER = "term_over", pgettext_lazy("nomination", "term over")
    REMOVED = "removed", pgettext_lazy("nomination", "removed from office")


# Nobody is nominated twice for one body while a nomination is still to be decided.
OPEN_NOMINATIONS = frozenset({NominationState.PROPOSED, NominationState.DELIBERATED})
SEATED_NOMINATIONS = frozenset(
    {NominationState.IN_OFFICE, NominationState.TERM_OVER, NominationState.REMOVED}
)
DECLINED_NOMINATIONS = frozenset({NominationState.REFUSED, NominationState.WITHDRAWN})


class NominationAction(models.TextChoices):
    DELIBERATE = "deliberate", pgettext_lazy("nomination", "put before the committee")
    APPROVE = "approve", pgettext_lazy("nomination", "approve and appoint")
    REFUSE = "refuse", pgettext_lazy("nomination", "refuse")
    WITHDRAW = "withdraw", pgettext_lazy("nomination", "withdraw")
    EXPIRE = "expire", pgettext_lazy("nomination", "term over")
    REMOVE = "remove", pgettext_lazy("nomination", "remove from office")
