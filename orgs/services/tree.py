"""What people do to the organisation tree. Every write queues up behind one lock."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import PARENT_KINDS, OrgKind, OrgStatus, Role
from orgs.models import Org, RoleAssignment, User
from orgs.permissions import holds_role, require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.planting import plant, uproot
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import RuleViolation, StaleVersion, in_short
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
        "member_count",
        "probationary_count",
        "mobile_count",
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


class CodeTaken(RuleViolation):
    """Another organisation has the code."""

    code = "code_taken"


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
    _refresh_stored_parents(orgs)
    _require_free_codes(orgs)
    _require_places(orgs, actor)
    for org in orgs:
        require_superior(kind=org.kind, superior=org.parent)
        check_facts(org)
    plant(orgs)
    for org in orgs:
        if org.parent is None:
            _entrust_street(org, actor)
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
    return change(org, changed, actor=actor, action="amend") if changed else org


@transaction.atomic
def move_org(*, org: Org, new_parent: Org, actor: User, reason: str = "") -> Org:
    """Hang an organisation, and all below it, under another superior of the same street."""
    hold_until_commit(LockSpace.ORG_TREE)
    org, new_parent = lock(org), lock(new_parent)
    require_role(actor, Role.OFFICE, over=org)
    require_role(actor, Role.OFFICE, over=new_parent)
    _require_movable(org, new_parent)
    require_superior(kind=org.kind, superior=new_parent)
    before = org.parent
    if before == new_parent:
        return org
    org.parent = new_parent
    org.version += 1
    org.save()
    record(
        actor=actor,
        verb="org.move",
        subject=org,
        changes={"parent": [before, new_parent]},
        reason=reason,
    )
    return org


@transaction.atomic
def close_org(*, org: Org, on: date, reason: str, actor: User) -> Org:
    """Close an organisation from a day on; its posts end, it stays readable (R-082).

    Raises TreeRefused while organisations below it are open, and for a day that is still to come.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    org = lock(org)
    require_role(actor, Role.OFFICE, over=org)
    require_reason(reason)
    _require_closable(org, on)
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


def _refresh_stored_parents(orgs: Sequence[Org]) -> None:
    pks = {org.parent.pk for org in orgs if org.parent and org.parent.pk}
    stored = Org.objects.in_bulk(pks)
    for org in orgs:
        if org.parent and org.parent.pk:
            org.parent = stored[org.parent.pk]


def _require_free_codes(orgs: Sequence[Org]) -> None:
    """A code stands for one organisation of a street; another street may use it as well."""
    wanted = Counter((_tree_of(org), org.code) for org in orgs)
    codes = {org.code for org in orgs}
    stored = Org.objects.filter(code__in=codes).values_list("tree_id", "code")
    taken = {code for (_tree, code), times in wanted.items() if times > 1}
    taken |= {code for tree, code in stored if (("stored", tree), code) in wanted}
    if taken:
        raise CodeTaken(_("The code %(code)s is taken.") % {"code": in_short(taken)}, field="code")


def _tree_of(org: Org) -> tuple[str, int]:
    """Which tree the organisation will stand in: a stored one, or one that is being founded."""
    while org.parent and not org.parent.pk:
        org = org.parent
    return ("stored", org.parent.tree_id) if org.parent else ("new", id(org))


def _require_places(orgs: Sequence[Org], actor: User) -> None:
    """A place is given by the office above it; a new street by an office that runs a street."""
    reach = reach_of(actor, Role.OFFICE)
    for org in orgs:
        if org.parent is None:
            if not actor.is_superuser and not _runs_a_street(actor):
                raise PermissionDenied
        elif org.parent.pk and not reach.covers(org.parent):
            raise PermissionDenied


def _runs_a_street(actor: User) -> bool:
    held = RoleAssignment.objects.current().filter(user=actor, role=Role.OFFICE, org__parent=None)
    return held.exclude(org=None).exists()


def _entrust_street(street: Org, actor: User) -> None:
    """Whoever founds a street answers for it, or could not see what was just founded."""
    if holds_role(actor, Role.OFFICE, over=street):
        return
    assignment = RoleAssignment.objects.create(user=actor, role=Role.OFFICE, org=street)
    record(
        actor=actor,
        verb="role.assign",
        subject=street,
        changes={"role": [None, assignment.role], "user": [None, actor.username]},
    )
