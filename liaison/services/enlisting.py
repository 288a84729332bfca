"""Suggestions and matters that an office kept in ledgers, taken over as they stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.matter_enums import MatterState
from liaison.models import Matter, Proposal, ProposalStep
from liaison.proposal_enums import Chain, ProposalAction, ProposalState, Voice
from liaison.proposal_workflow import OFFICE
from liaison.selectors.proposals import groups_of
from liaison.services.matters import PREFIX as MATTER_PREFIX
from liaison.services.proposals import PREFIX
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation
from resources.permissions import street_of
from resources.services.enlisting import owner_fields
from resources.services.facts import check_written, require_no_private_number

NO_BASIS = "—"


class InUse(RuleViolation):
    """Something was done about the row since it was taken over, so it cannot vanish."""

    code = "in_use"


@transaction.atomic
def enlist_suggestion(
    *,
    owner: Any,
    actor: User,
    raised_on: date,
    closed_on: date | None = None,
    group_name: str = "",
    answer: str = "",
    **facts: Any,
) -> Proposal:
    """Take a suggestion over from a ledger, open or closed, with the answer that was given."""
    street = street_of(owner)
    require_role(actor, *OFFICE, over=street)
    require_no_private_number(answer, field="answer")
    proposal = Proposal(
        chain=Chain.SUGGESTION,
        street=street,
        raised_on=raised_on,
        closed_on=closed_on,
        state=ProposalState.CLOSED if closed_on else ProposalState.RAISED,
        group=groups_of(street).filter(name=group_name).first() if group_name else None,
        filed_by=actor,
        **owner_fields(owner),
        **facts,
    )
    check_written(proposal)
    (proposal.code,) = next_codes(street=street, prefix=PREFIX)
    proposal.save(force_insert=True)
    _note(proposal, 1, ProposalAction.RAISE, Voice.MEMBER_UNIT, raised_on, actor)
    if closed_on:
        _note(proposal, 2, ProposalAction.ANSWER, Voice.GROUP, closed_on, actor, answer)
    record(
        actor=actor,
        verb="proposal.enlist",
        subject=proposal,
        changes={"state": [None, proposal.state]},
    )
    return proposal


@transaction.atomic
def take_back_proposal(*, proposal: Proposal, actor: User) -> None:
    """Remove a suggestion that an import brought by mistake and that nobody has touched."""
    proposal = lock(proposal)
    require_role(actor, *OFFICE, over=proposal.street)
    if proposal.version > 1 or proposal.agenda_items.exists():
        raise InUse(_("“%(row)s” has been worked on and stays.") % {"row": proposal})
    record(actor=actor, verb="proposal.take_back", subject=proposal)
    proposal.delete()


@transaction.atomic
def enlist_matter(
    *,
    street: Org,
    starts_on: date,
    ends_on: date,
    actor: User,
    communities: Iterable[Org] = (),
    **facts: Any,
) -> Matter:
    """Take a matter over from a list that was in force already, with its days."""
    require_role(actor, *OFFICE, over=street)
    asked = list(communities)
    is_past = ends_on < timezone.localdate()
    facts["basis"] = facts.get("basis") or NO_BASIS
    matter = Matter(
        street=street,
        owner_org=street,
        is_everywhere=not asked,
        state=MatterState.LEFT if is_past else MatterState.ADMITTED,
        starts_on=starts_on,
        ends_on=ends_on,
        wished_from=starts_on,
        wished_until=ends_on,
        filed_by=actor,
        **facts,
    )
    check_written(matter)
    (matter.code,) = next_codes(street=street, prefix=MATTER_PREFIX)
    matter.save(force_insert=True)
    matter.communities.set(asked)
    record(
        actor=actor,
        verb="matter.enlist",
        subject=matter,
        changes={"state": [None, matter.state]},
    )
    return matter


@transaction.atomic
def take_back_matter(*, matter: Matter, actor: User) -> None:
    """Remove a matter that an import brought by mistake and that nobody has touched."""
    matter = lock(matter)
    require_role(actor, *OFFICE, over=matter.street)
    if matter.version > 1:
        raise InUse(_("“%(row)s” has been worked on and stays.") % {"row": matter})
    record(actor=actor, verb="matter.take_back", subject=matter)
    matter.delete()


def _note(
    proposal: Proposal,
    serial: int,
    action: ProposalAction,
    voice: Voice,
    day: date,
    actor: User,
    words: str = "",
) -> None:
    ProposalStep.objects.create(
        proposal=proposal,
        serial=serial,
        action=action,
        voice=voice,
        state=proposal.state,
        taken_on=day,
        taken_by=actor,
        words=words,
    )
