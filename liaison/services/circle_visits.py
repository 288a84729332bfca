"""How the visits to the units of a circle change hands (A-21)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import Obligation
from liaison.obligation_enums import Debtor, ObligationAction
from liaison.obligations.circle_visitors import visitors_of, with_visitors
from liaison.obligations.visits import CIRCLE_VISITS
from liaison.workflow import OBLIGATION_MOVES
from orgs.models import Circle, CircleMembership, User
from orgs.services.workflow import begin, change, lock
from partybuild.errors import RuleViolation


class NotAVisit(RuleViolation):
    """Only the visits to the units of a circle are given to another core member."""

    code = "not_a_visit"


class NotInTheCore(RuleViolation):
    """Visits are given to a core member of the same circle, and not to the visited unit."""

    code = "not_in_the_core"


@transaction.atomic
def reassign_visits(
    *, obligation: Obligation, to: CircleMembership, reason: str, actor: User
) -> Obligation:
    """Let another core member of the circle make the visit, for a reason (A-21).

    Raises NotAVisit and NotInTheCore.
    """
    action = ObligationAction.REASSIGN
    obligation = begin(obligation, action, OBLIGATION_MOVES, actor=actor, reason=reason)
    if obligation.key != CIRCLE_VISITS:
        raise NotAVisit(_("Only visits within a circle are given to another member."))
    visited = CircleMembership.objects.select_related("circle__street").get(
        pk=obligation.subject_pk
    )
    if not visitors_of(visited).filter(pk=to.pk).exists():
        raise NotInTheCore(_("Choose another core member of the circle."), field="to")
    return change(
        obligation, _owed_by(visited.circle, to), actor=actor, action=action, reason=reason
    )


@transaction.atomic
def pass_on_visits(
    *, circle: Circle, leaver: CircleMembership | None, reason: str, actor: User | None
) -> None:
    """Hand the visits still to be made to whoever leads the circle now; past ones stay (A-21).

    The caller holds the circle. What the office gave to another core member stays with it.
    """
    cores = circle.memberships.cores().select_related("member_org", "member_partner")
    members = {each.pk: each for each in cores}
    staying = [_owed_by(circle, each) for each in members.values() if each != leaver]
    visited = {each.pk: each for each in with_visitors().current().filter(circle=circle)}
    pending = Obligation.objects.owed().filter(
        key=CIRCLE_VISITS, subject_pk__in=visited, due_on__gte=timezone.localdate()
    )
    for duty in pending.select_related("org", "partner").order_by("pk"):
        heir = members.get(visited[duty.subject_pk].visiting_member)
        owed = _owed_by(circle, heir)
        if not any(_is_owed(duty, each) for each in [*staying, owed]):
            change(lock(duty), owed, actor=actor, action="pass_on", reason=reason)


def _owed_by(circle: Circle, member: CircleMembership | None) -> dict[str, Any]:
    """What a duty says that this member owes; the sub-district owes what has no member."""
    unit = member.member_partner if member else None
    return {
        "org": (member and member.member_org) or circle.street,
        "partner": unit,
        "debtor": Debtor.PARTNER if unit else Debtor.ORG,
    }


def _is_owed(duty: Obligation, owed: dict[str, Any]) -> bool:
    if duty.debtor != owed["debtor"]:
        return False
    name = "partner" if duty.debtor == Debtor.PARTNER else "org"
    return bool(getattr(duty, name) == owed[name])
