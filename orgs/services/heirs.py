"""What an heir takes over from an organisation that closes: check-ins of units, rights of people.

Rights end unless somebody asks that they pass; the actor's own never pass (nobody gives rights to
themselves).
"""

from orgs.enums import BUSINESS_ROLES
from orgs.models import Org, Pairing, RoleAssignment, User
from orgs.services.pairings import pair_partner, unpair_partner
from orgs.services.roles import give_role, stop_role
from orgs.services.workflow import lock


def pairings_at(org: Org) -> list[Pairing]:
    """The check-ins that hang on a community."""
    return list(org.pairings.select_related("partner", "community").order_by("pk"))


def hand_over_pairings(*, org: Org, heir: Org, actor: User, reason: str) -> None:
    """Let the units of a community check in at its heir, since the day they had checked in.

    Raises NotACommunity when the heir is none.
    """
    already = set(heir.pairings.values_list("partner", flat=True))
    for pairing in pairings_at(org):
        if pairing.partner_id not in already:
            pair_partner(
                partner=pairing.partner,
                community=heir,
                checked_in=pairing.checked_in,
                agreement_signed=pairing.agreement_signed,
                agreed=pairing.agreed,
                agreement_ends=pairing.agreement_ends,
                mode=pairing.mode,
                actor=actor,
            )
        unpair_partner(pairing=pairing, actor=actor, reason=reason)


def settle_roles(*, org: Org, heir: Org | None, actor: User, reason: str) -> None:
    """End the roles held over a closed organisation; with an heir they pass to it."""
    held = org.role_assignments.current().select_related("user", "org", "partner")
    for assignment in held.order_by("pk"):
        until = assignment.ends_on
        stop_role(assignment=lock(assignment), actor=actor, reason=reason)
        passes = assignment.role in BUSINESS_ROLES and assignment.user_id != actor.pk
        if heir is not None and passes and not _holds_it_there(assignment, heir):
            give_role(
                user=assignment.user, role=assignment.role, over=heir, ends_on=until, actor=actor
            )


def _holds_it_there(assignment: RoleAssignment, heir: Org) -> bool:
    same = heir.role_assignments.filter(user=assignment.user, role=assignment.role)
    return bool(same.current().exists())
