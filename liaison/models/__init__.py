"""What the liaison app keeps."""

from liaison.models.agenda_items import AgendaItem
from liaison.models.bodies import Body
from liaison.models.digests import Digest, DigestLine
from liaison.models.feeds import CalendarFeed
from liaison.models.meetings import Meeting
from liaison.models.memberships import Membership
from liaison.models.minutes import Minutes
from liaison.models.obligation_rules import ObligationRule
from liaison.models.obligations import Obligation
from liaison.models.resolutions import Resolution

__all__ = [
    "AgendaItem",
    "Body",
    "CalendarFeed",
    "Digest",
    "DigestLine",
    "Meeting",
    "Membership",
    "Minutes",
    "Obligation",
    "ObligationRule",
    "Resolution",
]
