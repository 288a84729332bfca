"""What people do to a duty. Nobody ticks it off: its record does (R-265)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import Obligation
from liaison.obligation_enums import ObligationAction
from liaison.services.obligation_settling import settle_one
from liaison.workflow import OBLIGATION_MOVES
from orgs.models import User
from orgs.services.workflow import begin, change
from partybuild.errors import RuleViolation


class DutyLapsed(RuleViolation):
    """Who owed it was closed, so there is no exemption to take back."""

    code = "duty_lapsed"


@transaction.atomic
def exempt_obligation(*, obligation: Obligation, reason: str, actor: User) -> Obligation:
    """Ask the duty of nobody this time, for a reason."""
    action = ObligationAction.EXEMPT
    obligation = begin(obligation, action, OBLIGATION_MOVES, actor=actor, reason=reason)
    facts = {"exempted_on": timezone.localdate(), "exempt_reason": reason.strip()}
    return change(obligation, facts, actor=actor, action=action, reason=reason)


@transaction.atomic
def reinstate_obligation(*, obligation: Obligation, actor: User) -> Obligation:
    """Ask the duty again; what was done meanwhile counts.

    Raises DutyLapsed where whoever owed it was closed.
    """
    action = ObligationAction.REINSTATE
    obligation = begin(obligation, action, OBLIGATION_MOVES, actor=actor)
    if obligation.lapsed_on is not None:
        raise DutyLapsed(_("Who owed this duty was closed on the way."))
    facts = {"exempted_on": None, "exempt_reason": ""}
    obligation = change(obligation, facts, actor=actor, action=action)
    return _looked_at(obligation)


@transaction.atomic
def recheck_obligation(*, obligation: Obligation, actor: User) -> Obligation:
    """Look for the record of a duty now, instead of with the next round of the clock."""
    return _looked_at(begin(obligation, ObligationAction.RECHECK, OBLIGATION_MOVES, actor=actor))


def _looked_at(obligation: Obligation) -> Obligation:
    # The link follows from the record, whose own deed is in the trail already.
    settle_one(pk=obligation.pk)
    obligation.refresh_from_db()
    return obligation
