"""What follows a plate: drawn up by one, approved by another, carried out, shown (R-106)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Plate, Sanction
from grids.rating_enums import (
    LOW_PLATES,
    PENALTIES,
    RANKED_PLATES,
    REWARDS,
    RatingState,
    SanctionAction,
    SanctionKind,
    SanctionState,
)
from grids.rating_workflow import OFFICE, SANCTION_MOVES
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import check_facts
from orgs.services.workflow import advance, begin, change, require_reason
from partybuild.errors import RuleViolation


class SanctionRefused(RuleViolation):
    """The consequence does not go with the plate, or the round is closed."""

    code = "sanction_refused"


class SameApprover(RuleViolation):
    """Whoever drew a consequence up does not approve it."""

    code = "same_approver"


@transaction.atomic
def propose_sanction(
    *,
    plate: Plate,
    kind: str,
    words: str,
    due_on: date,
    actor: User,
    is_serious: bool = False,
) -> Sanction:
    """Draw up a reward for a gold or silver plate, or a penalty for a yellow or red one."""
    require_role(actor, *OFFICE, over=plate.org)
    if plate.rating_round.state == RatingState.ARCHIVED:
        raise SanctionRefused(_("The round is archived."))
    fitting = {
        **dict.fromkeys(RANKED_PLATES, REWARDS),
        **dict.fromkeys(LOW_PLATES, PENALTIES),
    }
    if kind not in fitting.get(plate.kind, ()):  # type: ignore[call-overload]  # a stored word
        raise SanctionRefused(_("This does not follow from such a plate."), field="kind")
    return _propose(plate, kind, words, due_on, is_serious, actor)


def rectification_of(*, plate: Plate, due_on: date, actor: User) -> Sanction:
    """The rectification of a yellow or red plate: the one there is, or a new draft of it."""
    standing = plate.sanctions.filter(kind=SanctionKind.RECTIFICATION)
    found = standing.exclude(state=SanctionState.DROPPED).first()
    words = _("Put right what cost the points, and show it.")
    return found or _propose(plate, SanctionKind.RECTIFICATION, words, due_on, False, actor)


@transaction.atomic
def approve_sanction(*, sanction: Sanction, actor: User) -> Sanction:
    """Let a consequence bind the firm; somebody else drew it up."""
    sanction = begin(sanction, SanctionAction.APPROVE, SANCTION_MOVES, actor=actor)
    if sanction.proposed_by_id == actor.pk:
        raise SameApprover(_("Whoever drew a consequence up does not approve it."))
    changes = {"state": SanctionState.APPROVED, "approved_by": actor}
    return change(sanction, changes, actor=actor, action=SanctionAction.APPROVE)


@transaction.atomic
def begin_sanction(*, sanction: Sanction, actor: User) -> Sanction:
    """Carry an approved consequence out."""
    return advance(sanction, SanctionAction.BEGIN, SANCTION_MOVES, actor=actor)


@transaction.atomic
def finish_sanction(*, sanction: Sanction, evidence: str, actor: User) -> Sanction:
    """Note that it is done, and what shows it."""
    sanction = begin(sanction, SanctionAction.FINISH, SANCTION_MOVES, actor=actor)
    require_reason(evidence)
    changes = {
        "state": SanctionState.DONE,
        "evidence": evidence,
        "done_on": timezone.localdate(),
    }
    return change(sanction, changes, actor=actor, action=SanctionAction.FINISH)


@transaction.atomic
def drop_sanction(*, sanction: Sanction, reason: str, actor: User) -> Sanction:
    """Do not go on with a consequence."""
    return advance(sanction, SanctionAction.DROP, SANCTION_MOVES, actor=actor, reason=reason)


def _propose(
    plate: Plate, kind: str, words: str, due_on: date, is_serious: bool, actor: User
) -> Sanction:
    sanction = Sanction(
        plate=plate,
        kind=kind,
        words=words,
        due_on=due_on,
        is_serious=is_serious,
        proposed_by=actor,
    )
    check_facts(sanction)
    sanction.save(force_insert=True)
    record(
        actor=actor,
        verb="sanction.propose",
        subject=sanction,
        changes={"kind": [None, kind], "due_on": [None, due_on]},
    )
    return sanction
