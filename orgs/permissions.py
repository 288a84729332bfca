"""May this person? The only gate in front of deeds."""

from typing import Any

from django.core.exceptions import PermissionDenied

from orgs.enums import Role
from orgs.scoping import held_on_page, reach_of


def roles_of(user: Any) -> frozenset[str]:
    """The roles a person holds anywhere today: which doors to show, never what lies behind."""
    if user.is_superuser:
        return frozenset(Role.values)
    held = held_on_page(user)
    if held is not None:
        return held.roles
    return frozenset(user.role_assignments.current().values_list("role", flat=True))


def roles_over(user: Any, owner: Any) -> frozenset[str]:
    """The roles a person holds today over an organisation or a partner unit."""
    if user.is_superuser:
        return frozenset(Role.values)
    reach = reach_of(user, *Role)
    if owner._meta.model_name == "partner":
        return frozenset({Role.PARTNER_LIAISON}) if owner.pk in reach.partner_pks else frozenset()
    return frozenset(subtree.role for subtree in reach.subtrees if subtree.covers(owner))


def holds_role(user: Any, *roles: Role, over: Any) -> bool:
    """True when the person holds one of these roles over the organisation or partner unit."""
    return not roles_over(user, over).isdisjoint(roles)


def require_role(actor: Any, *roles: Role, over: Any) -> None:
    """Go no further unless the actor holds one of these roles over the owner today.

    Raises PermissionDenied, which a page answers with 403.
    """
    if not holds_role(actor, *roles, over=over):
        raise PermissionDenied
