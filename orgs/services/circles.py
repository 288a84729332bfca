"""What is done to co-building circles: dividing an area into them, and joining them (R-016)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import MembershipState, OrgStatus, Role
from orgs.models import Circle, CircleMembership, Org, Partner, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

KEEPERS = (Role.OFFICE,)
FACTS = frozenset({"theme", "view", "turn"})


class CircleNamedAlready(RuleViolation):
    """The street has a circle of this name."""

    code = "circle_named_already"


class CircleRefused(RuleViolation):
    """There can be no such circle, or it cannot end yet."""

    code = "circle_refused"


class MemberAlready(RuleViolation):
    """The organisation or unit is in the circle already."""

    code = "member_already"


class MemberRefused(RuleViolation):
    """The circle is not for this organisation or unit."""

    code = "member_refused"


@transaction.atomic
def found_circle(*, street: Org, name: str, actor: User, **facts: Any) -> Circle:
    """Found a circle in a sub-district (R-016)."""
    require_role(actor, *KEEPERS, over=street)
    if street.parent_id is not None:
        raise CircleRefused(_("Choose a sub-district."), field="street")
    circle = Circle(street=street, name=name, **only_known(facts, FACTS))
    check_facts(circle)
    try:
        with transaction.atomic():
            circle.save(force_insert=True)
    except IntegrityError as clash:
        raise _named_already() from clash
    record(actor=actor, verb="circle.found", subject=circle, changes={"name": [None, name]})
    return circle


@transaction.atomic
def amend_circle(
    *, circle: Circle, actor: User, version: int | None = None, **facts: Any
) -> Circle:
    """Correct the name, the theme, the purpose or the length of a turn of a circle."""
    circle = lock_standing(circle)
    require_role(actor, *KEEPERS, over=circle.street)
    require_version(circle, version)
    changed = changed_facts(circle, only_known(facts, FACTS | {"name"}))
    if not changed:
        return circle
    try:
        with transaction.atomic():
            return change(circle, changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _named_already() from clash


@transaction.atomic
def dissolve_circle(*, circle: Circle, actor: User, reason: str) -> Circle:
    """End a circle that nobody is in any more. Raises CircleRefused while it has members."""
    circle = lock_standing(circle)
    require_role(actor, *KEEPERS, over=circle.street)
    if circle.memberships.exclude(state=MembershipState.LEFT).exists():
        raise CircleRefused(_("The circle still has members: release them first."))
    today = timezone.localdate()
    return change(circle, {"dissolved_on": today}, actor=actor, action="dissolve", reason=reason)


@transaction.atomic
def join_circle(
    *, circle: Circle, member: Org | Partner, actor: User, joined_on: date | None = None
) -> CircleMembership:
    """Take an organisation or a unit into a circle; nothing in it changes by it (R-004).

    Raises MemberAlready, and MemberRefused for one of another sub-district or a closed one.
    """
    circle, member = lock_standing(circle), lock(member)
    require_role(actor, *KEEPERS, over=circle.street)
    _require_member(circle, member)
    place = {"member_org" if isinstance(member, Org) else "member_partner": member}
    joined_on = joined_on or timezone.localdate()
    membership = CircleMembership(circle=circle, joined_on=joined_on, **place)
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError as clash:
        raise MemberAlready(_("It is in the circle already."), field="member") from clash
    record(
        actor=actor,
        verb="circlemembership.join",
        subject=membership,
        changes={"joined_on": [None, joined_on]},
    )
    return membership


def lock_standing(circle: Circle) -> Circle:
    """The circle under lock. Raises CircleRefused for one that was dissolved."""
    circle = lock(circle)
    if circle.dissolved_on is not None:
        raise CircleRefused(_("The circle was dissolved."))
    return circle


def _require_member(circle: Circle, member: Org | Partner) -> None:
    place = member if isinstance(member, Org) else member.street
    if not place.shares_street_with(circle.street):
        raise MemberRefused(_("It belongs to another sub-district."), field="member")
    if isinstance(member, Org) and member.status == OrgStatus.CLOSED:
        raise MemberRefused(_("The organisation is closed."), field="member")
    if member == circle.street:
        raise MemberRefused(
            _("The sub-district leads its circles and is no member."), field="member"
        )


def _named_already() -> CircleNamedAlready:
    return CircleNamedAlready(_("There is a circle with this name already."), field="name")
