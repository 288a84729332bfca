"""What the liaison app keeps."""

from liaison.models.agenda_items import AgendaItem
from liaison.models.bodies import Body
from liaison.models.meetings import Meeting
from liaison.models.memberships import Membership
from liaison.models.minutes import Minutes
from liaison.models.nominations import Nomination
from liaison.models.resolutions import Resolution

__all__ = ["AgendaItem", "Body", "Meeting", "Membership", "Minutes", "Nomination", "Resolution"]
