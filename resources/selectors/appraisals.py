"""Which sheets of a two-way appraisal a person may read."""

from dataclasses import dataclass
from typing import Any

from orgs.scoping import Reach, reach_of
from resources.models import Appraisal
from resources.pledge_enums import Side
from resources.pledge_workflow import COMMUNITY, UNIT


@dataclass(frozen=True, slots=True)
class SheetReader:
    """For whom somebody speaks: resolved once, for any number of appraisals."""

    unit: Reach
    community: Reach

    @classmethod
    def of(cls, reader: Any) -> "SheetReader":
        return cls(reach_of(reader, *UNIT), reach_of(reader, *COMMUNITY))

    def sides_of(self, appraisal: Appraisal) -> frozenset[str]:
        """The sides whose sheets may be read: the own one, and both once both are in."""
        may = {
            Side.UNIT: appraisal.is_complete or self.unit.covers(appraisal.partner),
            Side.COMMUNITY: appraisal.is_complete or self.community.covers(appraisal.community),
        }
        return frozenset(side for side, is_shown in may.items() if is_shown)
