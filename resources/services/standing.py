"""Who speaks for an owner, and who is told of what concerns it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.services.notifications import holders, notify
from orgs.services.workflow import ReasonMissing
from partybuild.errors import RuleViolation
from resources.workflow import OFFICE, OWN_PEOPLE


class OwnerSpeaksForItself(RuleViolation):
    """The office stands in for partner units only."""

    code = "owner_speaks_for_itself"


def is_own_person(actor: User, owner: Any) -> bool:
    """True when the actor is one of the owner's own people (R-183)."""
    return holds_role(actor, *OWN_PEOPLE, over=owner)


def is_spokesperson(actor: User, owner: Any) -> bool:
    """True when the actor speaks for exactly this owner, so that its proposal is its consent."""
    return actor in _spokespeople(owner)


def require_standing(actor: User, owner: Any, *, on_behalf: str = "") -> bool:
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


def require_side(actor: User, *owners: Any, street: Org) -> None:
    """Go no further unless the actor belongs to one of the owners or to the office."""
    if not any(is_own_person(actor, owner) for owner in owners):
        require_role(actor, *OFFICE, over=street)


def require_unit(owner: Any) -> None:
    """Go no further unless the owner is a partner unit, for which the office may stand in."""
    if not isinstance(owner, Partner):
        raise OwnerSpeaksForItself(_("The office stands in for partner units only."))


def street_of(owner: Any) -> Org:
    """The sub-district an organisation or partner unit belongs to."""
    return owner.street if isinstance(owner, Partner) else owner.get_root()


def owner_fields(owner: Any) -> dict[str, Any]:
    """The owner as the fields of a row that belongs to it."""
    return {"owner_partner" if isinstance(owner, Partner) else "owner_org": owner}


def tell_owners(owners: Iterable[Any], *, verb: str, subject: Any, actor: User | None) -> None:
    """Tell the people of the owners what has happened to a row of theirs.

    An owner without people of its own is spoken for by the office of its street.
    """
    for owner in owners:
        people = _spokespeople(owner) or holders(street_of(owner), *OFFICE)
        _tell(people, verb, subject, actor, _("You speak for %(owner)s.") % {"owner": owner})


def tell_office(street: Org, *, verb: str, subject: Any, actor: User | None) -> None:
    """Tell the office of a street what waits for it."""
    _tell(
        holders(street, *OFFICE),
        verb,
        subject,
        actor,
        _("You work in the office of %(street)s.") % {"street": street},
    )


def _spokespeople(owner: Any) -> list[User]:
    return holders(owner, Role.PARTNER_LIAISON if isinstance(owner, Partner) else Role.SECRETARY)


def _tell(people: list[User], verb: str, subject: Any, actor: User | None, because: str) -> None:
    notify(
        recipients=[person for person in people if person != actor],
        verb=verb,
        subject=subject,
        # The version tells one sending back from the next.
        key=f"{verb}:{subject.public_id}:{subject.version}",
        because=because,
    )
