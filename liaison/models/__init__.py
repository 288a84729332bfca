"""What the liaison app keeps."""

from liaison.models.agenda_items import AgendaItem
from liaison.models.attendance import Attendance
from liaison.models.bodies import Body
from liaison.models.countersignatures import Countersignature
from liaison.models.meetings import Meeting
from liaison.models.memberships import Membership
from liaison.models.minutes import Minutes
from liaison.models.nominations import Nomination
from liaison.models.resolutions import Resolution

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "Countersignature",
    "Meeting",
    "Membership",
    "Minutes",
    "Nomination",
    "Resolution",
]
