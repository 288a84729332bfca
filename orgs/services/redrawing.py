"""Redrawing the map (R-081, R-082, R-268): merge, close with children, split, each in one deed.

Nothing is deleted. What hangs below goes where the actor says; what else hangs on an organisation
that closes (units, grids) stays in the way until it is handed over, or passes to the heir on
request. All of it under the lock of the tree, so it happens wholly or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import DatePrecision, OrgKind, OrgStatus, Role, SuccessionKind
from orgs.models import Org, OrgSuccession, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.belongings import hand_over
from orgs.services.heirs import settle_roles
from orgs.services.tree import TreeRefused, close_org, move_org, open_orgs
from orgs.services.workflow import lock, require_reason
from partybuild.errors import in_short
from partybuild.locks import LockSpace, hold_until_commit

MOST_PARTS = 6


class ChildrenLeft(TreeRefused):
    """Nobody said where an organisation below goes."""

    code = "children_left"


@dataclass(frozen=True, slots=True)
class Part:
    """A new organisation that is split off, and which of the present children go to it."""

    code: str
    name: str
    children: Sequence[Org] = ()


@transaction.atomic
def dissolve_org(
    *,
    org: Org,
    on: date,
    reason: str,
    actor: User,
    new_parents: Mapping[Org, Org] | None = None,
    successor: Org | None = None,
    roles_pass: bool = False,
    belongings_pass: bool = False,
) -> Org:
    """Close an organisation and hang each one below where the actor says, from the day ``on``.

    Children nobody named go to the successor. Raises ChildrenLeft when there is none, and
    BelongingsLeft while units or grids hang on it that are not to pass to the successor.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    org = lock(org)
    require_role(actor, Role.OFFICE, over=org)
    require_reason(reason)
    if successor is not None:
        _require_heir(org, successor, actor)
    _rehang(org, new_parents or {}, successor, on=on, reason=reason, actor=actor)
    if successor is not None and belongings_pass:
        hand_over(org=org, heir=successor, actor=actor, reason=reason)
    closed = close_org(org=org, on=on, reason=reason, actor=actor)
    if successor is not None:
        _note_succession(org, successor, SuccessionKind.MERGED, on, actor, reason)
    heir = successor if roles_pass else None
    settle_roles(org=closed, heir=heir, actor=actor, reason=reason)
    return closed


@transaction.atomic
def merge_orgs(
    *,
    into: Org,
    orgs: Sequence[Org],
    on: date,
    reason: str,
    actor: User,
    new_parents: Mapping[Org, Org] | None = None,
    roles_pass: bool = False,
    belongings_pass: bool = False,
) -> Org:
    """Merge several organisations of one kind into another, which goes on (R-082)."""
    if not orgs:
        raise TreeRefused(_("Choose what is merged into it."), field="orgs")
    for org in orgs:
        mine = {child: to for child, to in (new_parents or {}).items() if child.parent_id == org.pk}
        dissolve_org(
            org=org,
            on=on,
            reason=reason,
            actor=actor,
            new_parents=mine,
            successor=into,
            roles_pass=roles_pass,
            belongings_pass=belongings_pass,
        )
    return lock(into)


@transaction.atomic
def split_org(
    *,
    org: Org,
    parts: Sequence[Part],
    on: date,
    reason: str,
    actor: User,
    closes: bool = False,
    roles_pass: bool = False,
    belongings_pass: bool = False,
) -> Org:
    """Open new organisations beside one, of its kind, and move chosen children to them.

    It goes on with the others, or closes with nothing left below; then its roles, units and grids
    pass to the first part where that is asked for.
    """
    hold_until_commit(LockSpace.ORG_TREE)
    org = lock(org)
    require_role(actor, Role.OFFICE, over=org)
    require_reason(reason)
    _require_splittable(org, parts, on)
    opened = open_orgs(orgs=[_beside(org, part, on) for part in parts], actor=actor)
    for part, new in zip(parts, opened, strict=True):
        for child in part.children:
            _require_child(child, org)
            move_org(org=child, new_parent=new, on=on, reason=reason, actor=actor)
    if closes:
        org = lock(org)
        if belongings_pass:
            hand_over(org=org, heir=opened[0], actor=actor, reason=reason)
        _require_empty(org)
        org = close_org(org=org, on=on, reason=reason, actor=actor)
        heir = opened[0] if roles_pass else None
        settle_roles(org=org, heir=heir, actor=actor, reason=reason)
    for new in opened:
        _note_succession(org, new, SuccessionKind.SPLIT, on, actor, reason)
    return lock(org)


def _rehang(
    org: Org,
    new_parents: Mapping[Org, Org],
    successor: Org | None,
    *,
    on: date,
    reason: str,
    actor: User,
) -> None:
    for named in new_parents:
        _require_child(named, org)
    for child in org.get_children().active():
        parent = new_parents.get(child, successor)
        if parent is not None:
            move_org(org=child, new_parent=parent, on=on, reason=reason, actor=actor)
    _require_empty(lock(org))


def _require_empty(org: Org) -> None:
    left = [str(child) for child in org.get_children().active()]
    if left:
        raise ChildrenLeft(
            _("Say where these go: %(names)s.") % {"names": in_short(left)}, field="successor"
        )


def _require_child(child: Org, org: Org) -> None:
    if lock(child).parent_id != org.pk:
        raise TreeRefused(
            _("“%(child)s” does not hang directly below “%(org)s”.") % {"child": child, "org": org}
        )


def _require_heir(org: Org, heir: Org, actor: User) -> None:
    heir = lock(heir)
    require_role(actor, Role.OFFICE, over=heir)
    if heir == org or heir.is_descendant_of(org):
        raise TreeRefused(
            _("An organisation cannot be merged into itself or below."), field="successor"
        )
    if heir.kind != org.kind:
        raise TreeRefused(_("Only organisations of one kind can be merged."), field="successor")
    if heir.status == OrgStatus.CLOSED:
        raise TreeRefused(_("The organisation is closed."), field="successor")
    if not heir.shares_street_with(org):
        raise TreeRefused(_("An organisation stays in its sub-district."), field="successor")


def _require_splittable(org: Org, parts: Sequence[Part], on: date) -> None:
    if org.status == OrgStatus.CLOSED:
        raise TreeRefused(_("The organisation is closed already."))
    if org.kind == OrgKind.COMMITTEE:
        raise TreeRefused(_("A sub-district is not split here."))
    if on > timezone.localdate():
        raise TreeRefused(_("The day is still to come."), field="on")
    if not 0 < len(parts) <= MOST_PARTS:
        raise TreeRefused(_("Name the organisations that are split off."), field="parts")
    children = [child.pk for part in parts for child in part.children]
    if len(children) != len(set(children)):
        raise TreeRefused(_("An organisation goes to one part only."), field="parts")


def _beside(org: Org, part: Part, on: date) -> Org:
    return Org(
        code=part.code,
        name=part.name,
        kind=org.kind,
        parent=org.parent,
        branch_type=org.branch_type,
        founded_on=on,
        founded_precision=DatePrecision.DAY,
    )


def _note_succession(
    org: Org, successor: Org, kind: SuccessionKind, on: date, actor: User, reason: str
) -> None:
    OrgSuccession.objects.create(predecessor=org, successor=successor, kind=kind, effective_on=on)
    record(
        actor=actor,
        verb="org.succeed",
        subject=successor,
        changes={"predecessor": [None, org], "kind": [None, kind], "effective_on": [None, on]},
        reason=reason,
    )
