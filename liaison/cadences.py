"""How often each kind of body meets according to the plans: the series that a new body begins with.

A plan that says “regularly” sets no interval; the office does (OB-20).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from liaison.enums import BodyKind, MeetingKind
from partybuild.periods import PeriodKind


@dataclass(frozen=True, slots=True)
class Cadence:
    """A series as a plan wants it, and the rule that says so."""

    rule: str
    kind: MeetingKind
    every: str = ""
    times: int = 1
    length: timedelta = timedelta(minutes=90)
    allows_urgent: bool = False
    allows_joint: bool = True

    def facts(self, body_name: str) -> dict[str, Any]:
        """The fields of the series that a body of this name gets."""
        return {
            "kind": self.kind,
            "title": _("%(body)s: %(kind)s") % {"body": body_name, "kind": self.kind.label},
            "every": self.every,
            "times": self.times,
            "length": self.length,
            "allows_urgent": self.allows_urgent,
            "allows_joint": self.allows_joint,
        }


_TWO_HOURS: Final = timedelta(hours=2)

# By the kind of the body. What is called for a matter as it comes up, such as a hearing, has none.
CADENCES: Final[Mapping[str, tuple[Cadence, ...]]] = {
    BodyKind.EXTENDED_COMMITTEE: (
        Cadence("R-150", MeetingKind.JOINT, PeriodKind.QUARTER, length=_TWO_HOURS),
    ),
    BodyKind.LEADING_GROUP: (Cadence("R-146", MeetingKind.JOINT),),
    BodyKind.LEADING_GROUP_OFFICE: (Cadence("R-295", MeetingKind.PROGRESS),),
    BodyKind.SECRETARIES_MEETING: (Cadence("R-025", MeetingKind.SECRETARIES, PeriodKind.QUARTER),),
    BodyKind.COBUILDING_COMMITTEE: (Cadence("R-305", MeetingKind.COMMITTEE),),
    BodyKind.COORDINATION_GROUP: (Cadence("R-318", MeetingKind.CONSULTATION),),
    BodyKind.COMMUNITY_COMMITTEE: (
        Cadence(
            "R-161",
            MeetingKind.COMMITTEE,
            PeriodKind.MONTH,
            allows_urgent=True,
        ),
    ),
    BodyKind.COMMUNITY_COBUILDING: (
        Cadence("R-180", MeetingKind.JOINT, PeriodKind.MONTH),
        Cadence("R-175", MeetingKind.WORKING),
    ),
    BodyKind.COMMUNITY_COUNCIL: (Cadence("R-312", MeetingKind.CONSULTATION),),
    BodyKind.THREE_PARTY: (Cadence("R-084", MeetingKind.THREE_PARTY),),
}
