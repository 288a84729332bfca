"""Who is told what has happened to a proposal: whoever goes on with it, and its proposer."""

from django.utils.translation import gettext as _

from liaison.models import Membership, Proposal
from liaison.proposal_enums import ProposalAction, ProposalState
from orgs.models import User
from orgs.services.notifications import notify
from resources.services.telling import tell_office, tell_owners


def tell_concerned(proposal: Proposal, action: ProposalAction, *, actor: User | None) -> None:
    """Tell those who go on from here, and the proposer of everything but the raising."""
    verb = f"proposal.{action}"
    if action != ProposalAction.RAISE:
        tell_owners([proposal.owner], verb=verb, subject=proposal, actor=actor)
    if proposal.state == ProposalState.IN_HAND and proposal.named_undertaker is not None:
        tell_owners([proposal.undertaker], verb=verb, subject=proposal, actor=actor)
    if proposal.state == ProposalState.ROUTED:
        _tell_group(proposal, verb, actor)
        return
    if proposal.community is not None and proposal.community != proposal.owner:
        tell_owners([proposal.community], verb=verb, subject=proposal, actor=actor)
    tell_office(proposal.street, verb=verb, subject=proposal, actor=actor)


def _tell_group(proposal: Proposal, verb: str, actor: User | None) -> None:
    """Tell those with a seat on the group who have an account."""
    group = proposal.group
    seats = Membership.objects.current().filter(body=group)
    people = User.objects.filter(pk__in=seats.values("user"), is_active=True)
    notify(
        recipients=[person for person in people if person != actor],
        verb=verb,
        subject=proposal,
        key=f"{verb}:{proposal.public_id}:{proposal.version}",
        because=_("You have a seat on %(body)s.") % {"body": group},
    )
