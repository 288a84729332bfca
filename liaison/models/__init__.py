"""What the liaison app keeps."""

from liaison.models.agenda_items import AgendaItem
from liaison.models.bodies import Body
from liaison.models.matters import Matter, MattersEdition
from liaison.models.meetings import Meeting
from liaison.models.memberships import Membership
from liaison.models.minutes import Minutes
from liaison.models.nominations import Nomination
from liaison.models.proposal_steps import ProposalReport, ProposalStep
from liaison.models.proposals import Proposal
from liaison.models.resolutions import Resolution

__all__ = [
    "AgendaItem",
    "Body",
    "Matter",
    "MattersEdition",
    "Meeting",
    "Membership",
    "Minutes",
    "Nomination",
    "Proposal",
    "ProposalReport",
    "ProposalStep",
    "Resolution",
]
