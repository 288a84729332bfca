"""Which units can put their name under minutes, and what they have answered."""

from typing import Any

from liaison.enums import MinutesState
from liaison.models import Countersignature, Meeting, Minutes
from liaison.selectors.bodies import voters_of
from liaison.workflow import OWN_PEOPLE
from orgs.models import User
from orgs.scoping import reach_of


def seats_that_can_sign(meeting: Meeting) -> list[Any]:
    """The units with a vote on the body, other than the organisation that issues the minutes."""
    units: Any = (voter.unit_org or voter.unit_partner for voter in voters_of(meeting.body))
    return [unit for unit in dict.fromkeys(filter(None, units)) if unit != meeting.org]


def signatures_of(minutes: Minutes, *, reader: User) -> list[Countersignature]:
    """The answers of the last round that the reader can see."""
    visible = Countersignature.objects.visible_to(reader).filter(minutes=minutes)
    return list(visible.filter(round=minutes.round).for_list())


def signatures_asked_of(reader: User) -> Any:
    """What the reader's own units are asked to countersign now."""
    own = reach_of(reader, *OWN_PEOPLE)
    if own.everything:
        return Countersignature.objects.none()
    asked = Countersignature.objects.of_units(own).asked().of_this_round()
    return asked.filter(minutes__state=MinutesState.COUNTERSIGNING).for_list()
