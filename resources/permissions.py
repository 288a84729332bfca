"""Who speaks for the owner of a need, a resource or a side of a project (R-183, A-09)."""

from typing import Any

from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.permissions import holds_role, require_role
from orgs.services.workflow import ReasonMissing
from partybuild.errors import RuleViolation
from resources.enums import (
    LIVE_NEED_STATES,
    LIVE_RESOURCE_STATES,
    OWN_NEED_STATES,
    OWN_RESOURCE_STATES,
)
from resources.workflow import OFFICE, OWN_PEOPLE

# In which states a row is its owner's to correct, and in which the office's.
_STATES = {
    "need": (OWN_NEED_STATES, LIVE_NEED_STATES),
    "resource": (OWN_RESOURCE_STATES, LIVE_RESOURCE_STATES),
}


class OwnerSpeaksForItself(RuleViolation):
    """The office stands in for partner units only."""

    code = "owner_speaks_for_itself"


def is_own_person(user: Any, owner: Any) -> bool:
    """True when somebody is one of the owner's own people."""
    return holds_role(user, *OWN_PEOPLE, over=owner)


def require_standing(actor: Any, owner: Any, *, on_behalf: str = "") -> bool:
    """Go no further unless the actor may file for the owner; say if it is on behalf of a unit.

    The owner's own people may, and for a partner unit the office of its street, with a reason.
    """
    if is_own_person(actor, owner):
        return False
    if not isinstance(owner, Partner):
        require_role(actor, *OWN_PEOPLE, over=owner)
    require_role(actor, *OFFICE, over=street_of(owner))
    if not on_behalf.strip():
        raise ReasonMissing(_("Say why you act on behalf of the unit."), field="on_behalf")
    return True


def may_amend(user: Any, row: Any) -> bool:
    """Its own people correct a need or resource while they hold it, the office once it has it."""
    own, live = _STATES[row._meta.model_name]
    if row.state in own:
        return is_own_person(user, row.owner)
    return row.state in live and holds_role(user, *OFFICE, over=row.street)


def may_propose(user: Any, row: Any) -> bool:
    """True for the people of a need's or resource's owner, and for the office of its street."""
    return is_own_person(user, row.owner) or holds_role(user, *OFFICE, over=row.street)


def require_side(actor: Any, *owners: Any, street: Org) -> None:
    """Go no further unless the actor belongs to one of the owners or to the office."""
    if not any(is_own_person(actor, owner) for owner in owners):
        require_role(actor, *OFFICE, over=street)


def require_unit(owner: Any) -> None:
    """Go no further unless the owner is a partner unit, for which the office may stand in."""
    if not isinstance(owner, Partner):
        raise OwnerSpeaksForItself(_("The office stands in for partner units only."))


def spokes_role(owner: Any) -> Role:
    """The role of those who speak for exactly one owner."""
    return Role.PARTNER_LIAISON if isinstance(owner, Partner) else Role.SECRETARY


def street_of(owner: Any) -> Org:
    """The sub-district an organisation or partner unit belongs to."""
    return owner.street if isinstance(owner, Partner) else owner.get_root()
