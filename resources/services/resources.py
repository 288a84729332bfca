"""What people do to a resource (SM-2), and how matches draw on it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.facts import only_known
from orgs.services.workflow import advance, change, follow, lock
from partybuild.errors import RuleViolation
from resources.enums import (
    PUBLIC_STATES,
    ResourceAction,
    ResourceState,
)
from resources.models import Resource
from resources.permissions import may_amend, require_standing, require_unit, street_of
from resources.services.enlisting import enlist, keep, owner_fields, take_back
from resources.services.facts import amend
from resources.services.proposals import lapse_proposals
from resources.services.telling import tell_office, tell_owners
from resources.workflow import RESOURCE_MOVES

PREFIX = "ZY"
FACTS = frozenset(
    {
        "resource_class",
        "title",
        "content",
        "quantity",
        "unit",
        "seat_count",
        "available_text",
        "starts_on",
        "ends_on",
        "place",
        "contact_name",
        "contact_phone",
        "remark",
    }
)


class CapacityGone(RuleViolation):
    """Others have taken what was left of the resource."""

    code = "capacity_gone"


@transaction.atomic
def file_resource(
    *, owner: Any, actor: User, submit: bool = False, on_behalf: str = "", **facts: Any
) -> Resource:
    """Write down what an organisation or unit can give, and hand it in at once if so wished.

    What the office files on behalf of a unit, with a reason, is handed in by that.
    """
    stands_in = require_standing(actor, owner, on_behalf=on_behalf)
    resource = Resource(
        street=street_of(owner),
        filed_by=actor,
        state=ResourceState.SUBMITTED if submit or stands_in else ResourceState.DRAFT,
        **owner_fields(owner),
        **only_known(facts, FACTS),
    )
    resource = keep(resource, prefix=PREFIX, actor=actor, on_behalf=on_behalf if stands_in else "")
    if resource.state == ResourceState.SUBMITTED:
        tell_office(resource.street, verb="resource.submit", subject=resource, actor=actor)
    return resource


@transaction.atomic
def enlist_resources(*, resources: Sequence[Resource], actor: User) -> list[Resource]:
    """Publish the resources of a ledger straight away, all of them or none."""
    now = timezone.now()
    for resource in resources:
        resource.state, resource.published_at = ResourceState.PUBLISHED, now
    return enlist(resources, prefix=PREFIX, actor=actor)


@transaction.atomic
def amend_resource(
    *, resource: Resource, actor: User, version: int | None = None, **facts: Any
) -> Resource:
    """Correct a resource: its own people while they hold it, the office once it is handed in.

    More of it frees what was taken up; less than what is taken already is refused.
    """
    resource = lock(resource)
    if not may_amend(actor, resource):
        raise PermissionDenied
    quantity = only_known(facts, FACTS).get("quantity", resource.quantity)
    if quantity < resource.taken:
        raise CapacityGone(
            _("%(taken)s are taken already.") % {"taken": f"{resource.taken.normalize():f}"},
            field="quantity",
        )
    if resource.state in PUBLIC_STATES:
        facts["state"] = _state_of(resource.taken, quantity)
    return amend(resource, facts, actor=actor, version=version)


@transaction.atomic
def take_back_resource(*, resource: Resource, actor: User) -> None:
    """Remove a resource that an import brought by mistake and that nothing refers to yet."""
    take_back(resource, actor=actor)


@transaction.atomic
def submit_resource(*, resource: Resource, actor: User) -> Resource:
    """Hand a resource in to the office."""
    resource = advance(resource, ResourceAction.SUBMIT, RESOURCE_MOVES, actor=actor)
    tell_office(resource.street, verb="resource.submit", subject=resource, actor=actor)
    return resource


@transaction.atomic
def publish_resource(*, resource: Resource, actor: User) -> Resource:
    """Publish a resource to everybody who works in its street (R-006)."""
    resource = advance(
        resource,
        ResourceAction.PUBLISH,
        RESOURCE_MOVES,
        actor=actor,
        published_at=timezone.now(),
    )
    tell_owners([resource.owner], verb="resource.publish", subject=resource, actor=actor)
    return resource


@transaction.atomic
def send_back_resource(*, resource: Resource, actor: User, reason: str) -> Resource:
    """Send a resource back to whoever filed it, and say why."""
    resource = advance(
        resource, ResourceAction.SEND_BACK, RESOURCE_MOVES, actor=actor, reason=reason
    )
    tell_owners([resource.owner], verb="resource.send_back", subject=resource, actor=actor)
    return resource


@transaction.atomic
def withdraw_resource(*, resource: Resource, actor: User) -> Resource:
    """Offer an own resource no longer; what was promised already stays promised."""
    resource = advance(resource, ResourceAction.WITHDRAW, RESOURCE_MOVES, actor=actor)
    lapse_proposals(of=resource, actor=actor, reason=_("The resource was withdrawn."))
    return resource


@transaction.atomic
def withdraw_resource_on_behalf(*, resource: Resource, actor: User, reason: str) -> Resource:
    """Withdraw the resource of a partner unit that has asked the office to do so."""
    resource = advance(
        resource, ResourceAction.WITHDRAW_ON_BEHALF, RESOURCE_MOVES, actor=actor, reason=reason
    )
    require_unit(resource.owner)
    lapse_proposals(of=resource, actor=actor, reason=_("The resource was withdrawn."))
    tell_owners([resource.owner], verb="resource.withdraw_on_behalf", subject=resource, actor=actor)
    return resource


@transaction.atomic
def expire_resource(*, resource_pk: int, today: date) -> Resource | None:
    """Close a resource whose last day has passed.

    Safe to run twice: a resource that is closed or still offered is left as it is.
    """
    found = Resource.objects.filter(pk=resource_pk).first()
    if found is None:
        return None
    resource = lock(found)
    is_over = resource.ends_on is not None and resource.ends_on < today
    if resource.state not in PUBLIC_STATES or not is_over:
        return None
    resource = follow(resource, ResourceAction.EXPIRE, RESOURCE_MOVES, actor=None)
    lapse_proposals(of=resource, actor=None, reason=_("The resource has expired."))
    tell_owners([resource.owner], verb="resource.expire", subject=resource, actor=None)
    return resource


@transaction.atomic
def draw_on_resource(*, resource: Resource, quantity: Decimal, actor: User | None) -> Resource:
    """Take a part of what is left; of rivals for the last of it one wins.

    Raises CapacityGone when less is left, and MoveRefused when it is not offered any more.
    """
    resource = lock(resource)
    require_capacity(resource, quantity)
    taken = resource.taken + quantity
    is_last = taken == resource.quantity
    action = ResourceAction.DRAW_LAST if is_last else ResourceAction.DRAW
    return follow(resource, action, RESOURCE_MOVES, actor=actor, taken=taken)


@transaction.atomic
def give_back_to_resource(
    *, resource: Resource, quantity: Decimal, actor: User | None, reason: str
) -> Resource:
    """Free what a match had drawn, so that others can have it."""
    resource = lock(resource)
    taken = resource.taken - quantity
    action = ResourceAction.GIVE_BACK if taken else ResourceAction.GIVE_BACK_ALL
    if resource.state not in PUBLIC_STATES:
        # Nobody can draw on it again, yet the figure must be true.
        return change(resource, {"taken": taken}, actor=actor, action=action, reason=reason)
    return follow(resource, action, RESOURCE_MOVES, actor=actor, reason=reason, taken=taken)


def require_capacity(resource: Resource, quantity: Decimal) -> None:
    """Go no further unless so much of the resource is left."""
    if quantity > resource.left:
        raise CapacityGone(
            _("“%(resource)s” has only %(left)s left.")
            % {"resource": resource, "left": f"{resource.left.normalize():f}"},
            field="quantity",
        )


def _state_of(taken: Decimal, quantity: Decimal) -> ResourceState:
    if not taken:
        return ResourceState.PUBLISHED
    return ResourceState.TAKEN if taken == quantity else ResourceState.PARTLY_TAKEN
