"""The words that fields of occasions and mutual appraisals can hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind


class OccasionKind(models.TextChoices):
    TRAINING = "training", _("training of community workers")
    RECEPTION = "reception", _("reception by delegates")


@dataclass(frozen=True, slots=True)
class OccasionFacts:
    """What is noted of one kind of occasion: who holds it, and what is asked beside the count."""

    deed: Any
    held_by: frozenset[OrgKind]
    asks_hours: bool = False
    takes_findings: bool = False


# A further kind of occasion is a line here and, where it proves a duty, one beside the others in
# ``liaison/obligations/occasions.py``.
OCCASIONS: Final[Mapping[str, OccasionFacts]] = {
    OccasionKind.TRAINING: OccasionFacts(
        _("Note a training"),
        frozenset({OrgKind.COMMITTEE, OrgKind.COMMUNITY_COMMITTEE}),
        asks_hours=True,
    ),
    OccasionKind.RECEPTION: OccasionFacts(
        _("Note a reception"),
        frozenset({OrgKind.COMMITTEE, OrgKind.COMMUNITY_COMMITTEE}),
        takes_findings=True,
    ),
}
