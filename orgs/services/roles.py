"""What is done to roles: rights in the portal are given and ended by those who keep accounts."""

from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import ADMINISTRATORS, Role
from orgs.models import Org, RoleAssignment, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation

ACCOUNT_KEEPERS = (Role.SECURITY,)


class RoleHeldAlready(RuleViolation):
    code = "role_held_already"


class OwnRightsRefused(RuleViolation):
    """Nobody gives rights to themselves."""

    code = "own_rights_refused"


class RoleMisplaced(RuleViolation):
    """The role cannot be held there, or not for this term."""

    code = "role_misplaced"


class AdministratorsMixed(RuleViolation):
    """One person would be two of the three administrators."""

    code = "administrators_mixed"


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: str,
    over: models.Model,
    actor: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleAssignment:
    """Let a person work at a node and below, or speak for a partner unit, for a term.

    Raises OwnRightsRefused, RoleHeldAlready, RoleMisplaced, AdministratorsMixed, and
    PermissionDenied outside the keeper's reach.
    """
    require_role(actor, *ACCOUNT_KEEPERS, over=over if isinstance(over, Org) else over.org)  # type: ignore[attr-defined]  # a partner unit has one
    return give_role(
        user=user, role=role, over=over, actor=actor, starts_on=starts_on, ends_on=ends_on
    )


def give_role(
    *,
    user: User,
    role: str,
    over: models.Model,
    actor: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleAssignment:
    """The beginning of a role, in the name of somebody who was allowed to give it."""
    if user == actor:
        raise OwnRightsRefused(_("Nobody gives rights to themselves."))
    user = lock(user)
    starts_on = starts_on or timezone.localdate()
    _require_fit(user, role, over, starts_on, ends_on)
    place = {"org": over} if isinstance(over, Org) else {"partner": over}
    held = user.role_assignments.filter(role=role, **place)
    if held.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise RoleHeldAlready(_("The person holds this role there already."), field="role")
    assignment = RoleAssignment.objects.create(
        user=user, role=role, starts_on=starts_on, ends_on=ends_on, **place
    )
    record(
        actor=actor,
        verb="role.assign",
        subject=over,
        changes={"role": [None, role], "user": [None, user.username], "ends_on": [None, ends_on]},
    )
    return assignment


def _require_fit(
    user: User, role: str, over: models.Model, starts_on: date, ends_on: date | None
) -> None:
    """A liaison speaks for a unit, everybody else works at a node; administrators do not mix."""
    if (role == Role.PARTNER_LIAISON) is isinstance(over, Org):
        raise RoleMisplaced(
            _("A partner liaison speaks for a partner unit; every other role is held at a node."),
            field="over",
        )
    if ends_on and ends_on < starts_on:
        raise RoleMisplaced(_("The role would end before it starts."), field="ends_on")
    others = ADMINISTRATORS - {role}
    if role in ADMINISTRATORS and user.role_assignments.current().filter(role__in=others).exists():
        raise AdministratorsMixed(
            _("System, security and audit are looked after by three different people."),
            field="role",
        )


@transaction.atomic
def end_role(*, assignment: RoleAssignment, actor: User, reason: str) -> RoleAssignment:
    """End a role as of yesterday, so that it reaches nothing from now on."""
    assignment = lock(assignment)
    over = assignment.over
    require_role(actor, *ACCOUNT_KEEPERS, over=over if isinstance(over, Org) else over.org)  # type: ignore[attr-defined]  # a partner unit has one
    return stop_role(assignment=assignment, actor=actor, reason=reason)


def stop_role(*, assignment: RoleAssignment, actor: User, reason: str) -> RoleAssignment:
    """The end of a role for somebody who was allowed to end it."""
    yesterday = timezone.localdate() - timedelta(days=1)
    before, assignment.ends_on = assignment.ends_on, yesterday
    assignment.starts_on = min(assignment.starts_on, yesterday)
    assignment.save(update_fields=["ends_on", "starts_on"])
    record(
        actor=actor,
        verb="role.end",
        subject=assignment.over,
        changes={"ends_on": [before, yesterday], "user": [assignment.user.username, None]},
        reason=reason,
    )
    return assignment
