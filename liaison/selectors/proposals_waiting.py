"""What proposals and matters want of a person."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liaison.matter_enums import MatterState
from liaison.models import Matter, Membership, Proposal
from liaison.proposal_enums import Chain, ProposalState
from liaison.standards import EXPIRY_NOTICE
from orgs.enums import Role
from orgs.models import User
from orgs.scoping import Reach, reach_of
from orgs.selectors.waiting import Waiting
from orgs.standards import number
from resources.models.ownership import owned_within

MOST = 20
S = ProposalState
_OF_THE_STREET = Q(chain=Chain.FOUR_THINGS, state__in=(S.RAISED, S.APPRAISED)) | Q(
    chain=Chain.SUGGESTION, state=S.RAISED
)
_OF_THE_COMMUNITY = Q(
    chain=Chain.COMMUNITY_DECISION,
    state__in=(S.RAISED, S.CONSULTED, S.DELIBERATED, S.RESOLVED, S.DONE),
) | Q(chain=Chain.FOUR_THINGS, state=S.DONE)
_TO_CONFIRM = Q(chain=Chain.SUGGESTION, state=S.ANSWERED)


def decisions_waiting(*, reader: User) -> list[Waiting]:
    """The proposals and matters whose next step is the reader's."""
    office = reach_of(reader, Role.OFFICE)
    own = reach_of(reader, Role.SECRETARY, Role.PARTNER_LIAISON)
    return [*_proposals(reader, office, own), *_matters(office, own)]


def _proposals(reader: User, office: Reach, own: Reach) -> list[Waiting]:
    """Those due first stand first."""
    wanted = Q(pk__in=())
    if office:
        wanted |= office.streets("street") & _OF_THE_STREET
    if own:
        wanted |= _own(own)
    seats = Membership.objects.seats_of(reader, own).filter(user=reader).values("body")
    wanted |= Q(group__in=seats, state__in=(S.ROUTED, S.IN_HAND))
    rows = Proposal.objects.filter(wanted).order_by("due_on", "pk")[:MOST]
    return [_waiting(row) for row in rows]


def _matters(office: Reach, own: Reach) -> list[Waiting]:
    """Applications to decide, those to mend, and what ends soon."""
    wanted = Q(pk__in=())
    today = timezone.localdate()
    if office:
        to_decide = Q(state__in=(MatterState.APPLIED, MatterState.REVIEWED))
        wanted |= office.streets("street") & to_decide
    if own:
        ending = Q(pk__in=Matter.objects.ending(today, number(EXPIRY_NOTICE).default).values("pk"))
        wanted |= owned_within(own) & (Q(state=MatterState.RETURNED) | ending)
    rows = Matter.objects.filter(wanted).order_by("ends_on", "pk")[:MOST]
    return [_waiting_matter(row) for row in rows]


def _own(reach: Reach) -> Q:
    doing = Q(state=S.IN_HAND) & (
        reach.orgs("undertaker_org") | reach.partners("undertaker_partner")
    )
    notice_over = Q(state=S.ANNOUNCED, notice_ends_on__lt=timezone.localdate())
    community = reach.orgs("community") & (_OF_THE_COMMUNITY | notice_over)
    return doing | community | (owned_within(reach) & _TO_CONFIRM)


_NOTES: dict[str, Any] = {
    S.RAISED: lambda: _("Discuss it, or route it to a group."),
    S.CONSULTED: lambda: _("Note the deliberation of the delegates."),
    S.DELIBERATED: lambda: _("Note the resolution of the delegates."),
    S.RESOLVED: lambda: _("Put it on public notice."),
    S.ANNOUNCED: lambda: _("The public notice is over: have it executed."),
    S.ROUTED: lambda: _("Take it on in the group."),
    S.IN_HAND: lambda: _("Do it, and report."),
    S.DONE: lambda: _("Have it appraised, or report back."),
    S.APPRAISED: lambda: _("Close it, or send it back to be done again."),
    S.ANSWERED: lambda: _("Agree with the answer, or send it back."),
}


def _waiting(row: Proposal) -> Waiting:
    return Waiting(
        title=row.title,
        url=row.get_absolute_url(),
        since=None if row.due_on else row.raised_on,
        kind=_("proposal"),
        note=f"{row.get_chain_display()} · {_NOTES[row.state]()}",
        due_on=row.due_on,
    )


def _waiting_matter(row: Matter) -> Waiting:
    notes = {
        MatterState.APPLIED: _("Review the application."),
        MatterState.REVIEWED: _("Admit it or not."),
        MatterState.RETURNED: _("It was sent back: mend it."),
        MatterState.ADMITTED: _("It ends soon: ask for its renewal, or let it end."),
    }
    return Waiting(
        title=row.title,
        url=row.get_absolute_url(),
        since=None if row.ends_on else timezone.localdate(row.updated_at),
        kind=pgettext("community", "matter"),
        note=f"{row.department} · {notes[MatterState(row.state)]}",
        due_on=row.ends_on,
    )
