"""What is done to a proposal: raised, then taken along its chain (SM-6, SM-7, R-315)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import Proposal, ProposalStep
from liaison.proposal_enums import OVER_STATES, Chain, ProposalAction, ProposalState
from liaison.proposal_workflow import CHAINS, ChainTable, Work
from liaison.selectors.proposals import (
    chain_of,
    community_of,
    kind_of_raiser,
    speaks_for_group,
)
from liaison.services.proposal_asks import Outcome, answer, notice_days
from liaison.services.proposal_reports import file_report
from liaison.services.proposal_telling import tell_concerned
from orgs.models import Org, User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, only_known
from orgs.services.workflow import begin, change, follow, lock, require_reason, require_state
from partybuild.errors import MoveRefused, RuleViolation
from resources.permissions import require_standing, street_of
from resources.services.enlisting import owner_fields
from resources.services.facts import amend, check_written, require_no_private_number

FACTS = frozenset({"title", "content", "proposer_kind", "proposer_count", "need", "resolution"})
WORDS = FACTS - {"need", "resolution"}
PREFIX = "TA"


class NotForThisChain(RuleViolation):
    """Each chain begins with somebody else (R-152, R-162, R-315)."""

    code = "not_for_this_chain"


class SamePerson(RuleViolation):
    """One person does not judge what the same person put forward or did."""

    code = "same_person"


class WordsMissing(RuleViolation):
    """What was done, answered or reported back is said in words."""

    code = "words_missing"


class NoticeRunning(RuleViolation):
    """A decision is executed once its public notice is over (SM-7)."""

    code = "notice_running"


@transaction.atomic
def raise_proposal(
    *,
    chain: str,
    owner: Any,
    actor: User,
    community: Org | None = None,
    on_behalf: str = "",
    today: date | None = None,
    **facts: Any,
) -> Proposal:
    """Put something forward for an organisation or unit; it gets its number and its chain.

    Raises NotForThisChain when the chain begins with others, FactRefused without a community.
    """
    table = CHAINS[Chain(chain)]
    stands_in = require_standing(actor, owner, on_behalf=on_behalf)
    if kind_of_raiser(owner) not in table.raisers:
        raise NotForThisChain(
            _("“%(chain)s” is not begun by this organisation.") % {"chain": Chain(chain).label},
            field="owner",
        )
    proposal = Proposal(
        chain=chain,
        street=street_of(owner),
        community=_community(table, owner, community),
        raised_on=today or timezone.localdate(),
        filed_by=actor,
        **owner_fields(owner),
        **only_known(facts, FACTS),
    )
    check_written(proposal)
    (proposal.code,) = next_codes(street=proposal.street, prefix=PREFIX)
    proposal.save(force_insert=True)
    changes = {"chain": [None, proposal.chain], "state": [None, proposal.state]}
    reason = on_behalf if stands_in else ""
    record(actor=actor, verb="proposal.raise", subject=proposal, changes=changes, reason=reason)
    _note(proposal, ProposalAction.RAISE, Work(table.raised_as), actor, words=reason)
    tell_concerned(proposal, ProposalAction.RAISE, actor=actor)
    return proposal


@transaction.atomic
def amend_proposal(
    *, proposal: Proposal, actor: User, version: int | None = None, **facts: Any
) -> Proposal:
    """Correct the words of a proposal on which nobody has decided anything yet."""
    proposal = lock(proposal)
    if not may_amend_proposal(actor, proposal):
        raise PermissionDenied
    return amend(proposal, only_known(facts, WORDS), actor=actor, version=version)


def may_amend_proposal(user: Any, proposal: Proposal) -> bool:
    """Its own people correct it until the first step was made."""
    roles = chain_of(proposal).moves[ProposalAction.WITHDRAW].roles
    is_new = proposal.state == ProposalState.RAISED and proposal.round == 1
    return is_new and holds_role(user, *roles, over=proposal.owner)


@transaction.atomic
def take_step(
    *,
    proposal: Proposal,
    action: ProposalAction,
    actor: User,
    words: str = "",
    reason: str = "",
    **given: Any,
) -> Proposal:
    """Make one step of the proposal's chain, and write down in whose name and with which numbers.

    ``given`` is what the step asks for beside its words. Raises MoveRefused, PermissionDenied,
    ReasonMissing, SamePerson, NoticeRunning, and what the answers are refused for.
    """
    table = chain_of(proposal)
    proposal, work = _begin(proposal, action, table, actor, reason)
    words = words or reason
    if work.needs_words and not words.strip():
        raise WordsMissing(_("Say it in words."), field="words")
    require_no_private_number(words, field="reason" if reason else "words")
    outcome = Outcome()
    for ask in work.asks:
        answer(ask, proposal, table, given, outcome)
    if work.begins_round:
        outcome.proposal |= _new_round(proposal)
    if work.begins_notice:
        outcome.proposal |= notice_days(proposal, timezone.localdate())
    if outcome.is_voted_down:
        return _vote_down(proposal, action, work, actor, words, outcome)
    proposal = _go_on(proposal, action, table, actor, reason, outcome)
    _note(proposal, action, work, actor, words=words, **outcome.step)
    if work.files_report:
        file_report(proposal=proposal, actor=actor)
    tell_concerned(proposal, action, actor=actor)
    return proposal


def _begin(
    proposal: Proposal, action: ProposalAction, table: ChainTable, actor: User, reason: str
) -> tuple[Proposal, Work]:
    """The locked row and the work, once the step is the actor's, may follow, and is not barred."""
    if action not in table.works:
        raise MoveRefused(_("This chain has no such step: %(step)s.") % {"step": action.label})
    work, move = table.works[action], table.moves[action]
    if work.is_for_the_group:
        proposal = lock(proposal)
        if not speaks_for_group(proposal, user=actor):
            raise PermissionDenied
        require_state(proposal, action, move)
        if move.needs_reason:
            require_reason(reason)
    else:
        proposal = begin(proposal, action, table.moves, actor=actor, reason=reason)
    _require_apart(proposal, work, actor)
    ends_on = proposal.notice_ends_on
    if work.waits_for_notice and ends_on and timezone.localdate() <= ends_on:
        raise NoticeRunning(_("The public notice stands until %(day)s.") % {"day": ends_on})
    return proposal, work


def _go_on(
    proposal: Proposal,
    action: ProposalAction,
    table: ChainTable,
    actor: User,
    reason: str,
    outcome: Outcome,
) -> Proposal:
    target = table.moves[action].target
    changes = {"state": target, **outcome.proposal, **_days_of(target)}
    return change(proposal, changes, actor=actor, action=action, reason=reason)


def _vote_down(
    proposal: Proposal,
    action: ProposalAction,
    work: Work,
    actor: User,
    words: str,
    outcome: Outcome,
) -> Proposal:
    """Keep the numbers of a vote that failed; the chain ends with it."""
    moves = chain_of(proposal).moves
    proposal = follow(
        proposal,
        ProposalAction.VOTE_DOWN,
        moves,
        actor=actor,
        **_days_of(ProposalState.DECLINED),
    )
    _note(proposal, action, work, actor, words=words, **outcome.step)
    tell_concerned(proposal, ProposalAction.VOTE_DOWN, actor=actor)
    return proposal


def _require_apart(proposal: Proposal, work: Work, actor: User) -> None:
    steps = proposal.steps.filter(round=proposal.round, action__in=work.apart_from, taken_by=actor)
    done = steps.first()
    if done is not None:
        raise SamePerson(
            _("You made the step “%(step)s” of this proposal, so somebody else makes this one.")
            % {"step": done.get_action_display()}
        )


def _note(
    proposal: Proposal,
    action: ProposalAction,
    work: Work,
    actor: User,
    *,
    words: str = "",
    **numbers: Any,
) -> None:
    """Write the step down; the caller holds the proposal, so numbers are given once."""
    ProposalStep.objects.create(
        proposal=proposal,
        serial=proposal.steps.count() + 1,
        round=proposal.round,
        action=action,
        voice=work.voice,
        state=proposal.state,
        taken_on=timezone.localdate(),
        taken_by=actor,
        words=words.strip(),
        **numbers,
    )


def _new_round(proposal: Proposal) -> dict[str, Any]:
    notice = {"notice_starts_on": None, "notice_ends_on": None, "notice_rule": ""}
    return {"round": proposal.round + 1, "done_on": None, **notice, "objection_count": 0}


def _days_of(target: str) -> dict[str, Any]:
    """The days that a state brings with it."""
    today = timezone.localdate()
    if target in OVER_STATES:
        return {"closed_on": today}
    if target in (ProposalState.DONE, ProposalState.ANSWERED):
        return {"done_on": today}
    return {}


def _community(table: ChainTable, owner: Any, named: Org | None) -> Org | None:
    """The community a proposal belongs to: its proposer's own, or the one that was named."""
    if not table.has_community:
        return None
    found = community_of(owner) or named
    if found is None or found.tree_id != owner.tree_id:
        raise FactRefused(_("Say to which community it belongs."), field="community")
    return found
