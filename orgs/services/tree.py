"""What people do to the organisation tree. Every write queues up behind one lock."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import PARENT_KINDS, OrgKind, OrgStatus, Role
from orgs.models import FormerPlace, Org, RoleAssignment, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.belongings import require_nothing_left
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.openings import (
    entrust_street,
    refresh_stored_parents,
    require_facts_of_kind,
    require_free_codes,
    require_places,
)
from orgs.services.planting import plant, uproot
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import RuleViolation, StaleVersion
from partybuild.locks import LockSpace, hold_until_commit

FACTS = frozenset(
    {
        "name",
        "branch_type",
        "set_up_mode",
        "founded_on",
        "founded_precision",
        "term_ends_on",
        "term_ends_precision",
        "elected_on",
        "elected_precision",
        "works_until",
        "committee_count",
        "residents_committee",
        "member_count",
        "probationary_count",
        "mobile_count",
        "directly_managed_count",
        "in_service_count",
        "co_managed_count",
        "approved_post_count",
        "area_sqm",
        "remark",
    }
)


class TreeRefused(RuleViolation):
    """The place in the tree is not one the organisation may have."""

    code = "tree_refused"


class LevelSkipped(TreeRefused):
    """The superior is of a kind that may not stand directly above (N-01)."""

    code = "level_skip"


@transaction.atomic
def open_org(
    *, code: str, name: str, kind: str, parent: Org | None, actor: User, **facts: Any
) -> Org:
    """Add an organisation under its parent, or found a new street with it (R-052, N-01).

    Raises LevelSkipped, TreeRefused, CodeTaken, and PermissionDenied outside the actor's reach.
    """
    return open_orgs(
        orgs=[Org(code=code, name=name, kind=kind, parent=parent, **only_known(facts, FACTS))],
        actor=actor,
    )[0]


@transaction.atomic
def open_orgs(*, orgs: Sequence[Org], actor: User) -> list[Org]:
    """Add many organisations at once, superiors before subordinates; all of them or none.

    Each is checked exactly as if it were opened alone, and each has its own line in the trail.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    refresh_stored_parents(orgs)
    require_free_codes(orgs)
    require_places(orgs, actor=actor)
    for org in orgs:
        require_superior(kind=org.kind, superior=org.parent)
        check_facts(org)
        require_facts_of_kind(org)
    plant(orgs)
    for org in orgs:
        if org.parent is None:
            entrust_street(org, actor=actor)
    record_all(
        [
            line(
                actor=actor,
                verb="org.open",
                subject=org,
                changes={"parent": [None, org.parent], "kind": [None, org.kind]},
            )
            for org in orgs
        ]
    )
    return list(orgs)


@transaction.atomic
def amend_org(*, org: Org, actor: User, version: int | None = None, **facts: Any) -> Org:
    """Correct what is known of an organisation, and leave it where it hangs.

    Raises StaleVersion when ``version`` is given and somebody changed the row since.
    """
    org = lock(org)
    require_role(actor, Role.OFFICE, Role.SECRETARY, over=org)
    require_version(org, version)
    changed = changed_facts(org, only_known(facts, FACTS))
    draft = copy(org)
    for name, value in changed.items():
        setattr(draft, name, value)
    require_facts_of_kind(draft)
    return change(org, changed, actor=actor, action="amend") if changed else org


@transaction.atomic
def move_org(
    *, org: Org, new_parent: Org, actor: User, reason: str = "", on: date | None = None
) -> Org:
    """Hang an organisation, and all below it, under another superior of the same street (R-081).

    It hangs there from the day ``on`` (today, if none is given); where it hung before stays known.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    org, new_parent = lock(org), lock(new_parent)
    require_role(actor, Role.OFFICE, over=org)
    require_role(actor, Role.OFFICE, over=new_parent)
    _require_movable(org, new_parent)
    require_superior(kind=org.kind, superior=new_parent)
    if org.parent == new_parent:
        return org
    _remember_place(org, new_parent, on or timezone.localdate())
    return _hang(org, new_parent, actor, reason)


@transaction.atomic
def take_back_move(*, org: Org, former: Org, actor: User) -> Org:
    """Undo a move made by mistake: the organisation hangs where it hung, and always did."""
    hold_until_commit(LockSpace.ORG_TREE)
    org, former = lock(org), lock(former)
    require_role(actor, Role.OFFICE, over=org)
    require_role(actor, Role.OFFICE, over=former)
    last = org.former_places.order_by("-left_on").first()
    if last is not None and last.parent == former:
        last.delete()
    return org if org.parent == former else _hang(org, former, actor, "")


@transaction.atomic
def close_org(*, org: Org, on: date, reason: str, actor: User) -> Org:
    """Close an organisation from a day on; its posts end, it stays readable (R-082).

    Raises TreeRefused while organisations below it are open, and for a day that is still to come;
    BelongingsLeft while units, grids or other things hang on it.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    org = lock(org)
    require_role(actor, Role.OFFICE, over=org)
    require_reason(reason)
    _require_closable(org, on)
    require_nothing_left(org)
    for posting in org.postings.current(on).select_for_update(of=("self",)):
        change(posting, {"ends_on": on}, actor=actor, action="end", reason=reason)
    return change(
        org,
        {"status": OrgStatus.CLOSED, "closed_on": on},
        actor=actor,
        action="close",
        reason=reason,
    )


@transaction.atomic
def take_back_orgs(*, orgs: Sequence[Org], actor: User) -> None:
    """Remove organisations that an import opened by mistake and that nothing refers to yet.

    Raises ProtectedError when something already hangs on one of them.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    locked = Org.objects.select_for_update(of=("self",)).select_related("parent")
    gone = list(locked.in_bulk([org.pk for org in orgs]).values())
    reach = reach_of(actor, Role.OFFICE)
    if not gone or not all(reach.covers(org) for org in gone):
        raise PermissionDenied
    record_all(
        [
            line(
                actor=actor,
                verb="org.take_back",
                subject=org.parent or org,
                changes={"code": [org.code, None], "name": [org.name, None]},
            )
            for org in gone
        ]
    )
    roots = [org for org in gone if org.parent_id is None]
    RoleAssignment.objects.filter(org__in=roots).delete()
    uproot(gone)


def require_superior(*, kind: str, superior: Org | None) -> None:
    """Go no further unless the kind may hang directly under this superior (A-01, N-01)."""
    allowed = PARENT_KINDS[OrgKind(kind)]
    if superior is None:
        if None not in allowed:
            raise TreeRefused(_("Only a working committee can stand at the top."), field="parent")
        return
    if superior.kind not in allowed:
        raise LevelSkipped(
            _("A %(kind)s may not hang directly under a %(superior)s.")
            % {"kind": OrgKind(kind).label, "superior": superior.get_kind_display()},
            field="parent",
        )
    if superior.status == OrgStatus.CLOSED:
        raise TreeRefused(_("The superior organisation is closed."), field="parent")


def require_version(row: Any, version: int | None) -> None:
    """Go no further when somebody changed the row since the actor read it."""
    if version is not None and version != row.version:
        raise StaleVersion(
            _("Somebody else changed this in the meantime. Read it again and repeat your change.")
        )


def _require_movable(org: Org, new_parent: Org) -> None:
    if new_parent.is_descendant_of(org, include_self=True):
        raise TreeRefused(_("An organisation cannot be moved below itself."), field="new_parent")
    if not new_parent.shares_street_with(org):
        # Grids and partner units belong to the street; they would be left behind.
        raise TreeRefused(_("An organisation stays in its sub-district."), field="new_parent")
    if org.status == OrgStatus.CLOSED:
        raise TreeRefused(_("A closed organisation stays where it was."))


def _require_closable(org: Org, on: date) -> None:
    if org.status == OrgStatus.CLOSED:
        raise TreeRefused(_("The organisation is closed already."))
    if on > timezone.localdate():
        raise TreeRefused(_("The day is still to come."), field="on")
    if org.founded_on and on < org.founded_on:
        raise TreeRefused(_("The organisation did not exist on that day."), field="on")
    if org.get_children().active().exists():
        raise TreeRefused(_("Move or close the organisations below it first."))
    if org.postings.filter(starts_on__gt=on).exists():
        raise TreeRefused(_("Somebody took up a post after that day."), field="on")


def _hang(org: Org, parent: Org, actor: User, reason: str) -> Org:
    before, org.parent = org.parent, parent
    org.version += 1
    org.save()
    changes = {"parent": [before, parent]}
    record(actor=actor, verb="org.move", subject=org, changes=changes, reason=reason)
    return org


def _remember_place(org: Org, new_parent: Org, on: date) -> None:
    """Note the place that the organisation leaves, unless it never hung there for a whole day."""
    _require_day(org, new_parent, on)
    last = org.former_places.order_by("-left_on").first()
    if last is None or last.left_on < on:
        FormerPlace.objects.create(org=org, parent=org.parent, left_on=on)
    elif last.left_on > on:
        raise TreeRefused(_("It moved again after that day."), field="on")
    elif last.parent == new_parent:
        last.delete()


def _require_day(org: Org, new_parent: Org, on: date) -> None:
    if on > timezone.localdate():
        raise TreeRefused(_("The day is still to come."), field="on")
    if any(each.founded_on and on < each.founded_on for each in (org, new_parent)):
        raise TreeRefused(_("The organisation did not exist on that day."), field="on")
