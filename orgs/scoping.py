"""Whose rows are these? A role reaches a node and everything below it, for a term (design 4).

The person's few subtrees are resolved first, as intervals of the tree; each list is then narrowed
by plain comparisons, which stay fast for the root of a large tree.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from orgs.enums import BUSINESS_ROLES, OrgKind, Role

NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Subtree:
    """One node with everything below it, and why it is within reach."""

    org_pk: int
    tree_id: int
    lft: int
    rght: int
    kind: str
    role: str
    assignment_pk: int
    is_neighbour: bool = False

    @property
    def is_street(self) -> bool:
        """True when the node is a working committee, so that the whole tree is within reach."""
        return self.kind == OrgKind.COMMITTEE

    def covers(self, org: Any) -> bool:
        return self.tree_id == org.tree_id and self.lft <= org.lft <= self.rght


Span = tuple[int, int, int]


def spans(places: Iterable[Span]) -> list[Span]:
    """The fewest intervals ``(tree_id, first lft, last rght)`` that hold the same nodes.

    Nodes inside another fall away, and siblings side by side become one interval: no node stands
    between them.
    """
    found: list[Span] = []
    for tree_id, lft, rght in sorted(places):
        if found and found[-1][0] == tree_id and lft <= found[-1][2] + 1:
            found[-1] = (tree_id, found[-1][1], max(rght, found[-1][2]))
        else:
            found.append((tree_id, lft, rght))
    return found


def within(places: Iterable[Span], path: str = "") -> Q:
    """Condition: the node at ``path`` (or the row itself) stands in one of the intervals."""
    prefix = f"{path}__" if path else ""
    condition = NOTHING
    for tree_id, lft, rght in spans(places):
        inside = Q(**{f"{prefix}tree_id": tree_id})
        if lft > 1:  # a root stands at 1: its interval is the whole tree
            inside &= Q(**{f"{prefix}lft__gte": lft, f"{prefix}lft__lte": rght})
        condition |= inside
    return condition


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything a person can work in today: subtrees of organisations, and partner units."""

    subtrees: tuple[Subtree, ...] = ()
    partner_pks: frozenset[int] = frozenset()
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.subtrees or self.partner_pks)

    @property
    def holds_a_street(self) -> bool:
        return self.everything or any(subtree.is_street for subtree in self.subtrees)

    def orgs(self, path: str = "") -> Q:
        """Condition: the organisation at ``path`` (or the row itself) is within reach."""
        if self.everything:
            return Q()
        return within(((s.tree_id, s.lft, s.rght) for s in self.subtrees), path)

    def tops(self) -> list[int]:
        """The topmost organisations within reach, by primary key."""
        found: list[Subtree] = []
        for subtree in sorted(self.subtrees, key=lambda s: (s.tree_id, s.lft)):
            if not found or not found[-1].covers(subtree):
                found.append(subtree)
        return [subtree.org_pk for subtree in found]

    def streets(self, path: str) -> Q:
        """Condition: the sub-district at ``path`` is within reach as a whole.

        It compares keys and needs no join: only a role over the root covers a sub-district.
        """
        if self.everything:
            return Q()
        roots = {subtree.org_pk for subtree in self.subtrees if subtree.is_street}
        return Q(**{f"{path}__in": roots}) if roots else NOTHING

    def below_streets(self) -> "Reach":
        """What is within reach beside whole sub-districts."""
        return replace(self, subtrees=tuple(s for s in self.subtrees if not s.is_street))

    def partners(self, path: str) -> Q:
        """Condition: the partner unit at ``path`` is one the person speaks for."""
        if self.everything:
            return Q()
        return Q(**{f"{path}__in": self.partner_pks}) if self.partner_pks else NOTHING

    def covers(self, owner: Any) -> bool:
        """True when an organisation or a partner unit is within reach."""
        if self.everything:
            return True
        if owner._meta.model_name == "partner":
            return owner.pk in self.partner_pks
        return any(subtree.covers(owner) for subtree in self.subtrees)


Neighbours = Callable[[tuple[Subtree, ...]], Iterable[Subtree]]
_NEIGHBOURS: list[Neighbours] = []


def register_neighbours(source: Neighbours) -> None:
    """Let a later app say which further subtrees a reach covers.

    A community committee's reach also covers the grid branches of its grids; the grids app knows
    which those are, and this app must not know the grids app.
    """
    if source not in _NEIGHBOURS:
        _NEIGHBOURS.append(source)


@dataclass(frozen=True, slots=True)
class Held:
    """All subtrees and partner units of a person, each with the role that reaches it.

    A neighbour carries the role of the subtree whose neighbour it is.
    """

    subtrees: tuple[Subtree, ...]
    partners: tuple[tuple[str, int], ...]

    def by(self, roles: Iterable[Role]) -> Reach:
        """What is reached by any of these roles, by any business role when none is named."""
        asked = frozenset(roles) or BUSINESS_ROLES
        return Reach(
            tuple(subtree for subtree in self.subtrees if subtree.role in asked),
            frozenset(pk for role, pk in self.partners if role in asked),
        )

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(
            {each.role for each in self.subtrees} | {role for role, _ in self.partners}
        )


# What was resolved while one page is read: a page asks what somebody reaches some fifty times.
_RESOLVED: ContextVar[dict[int, Held] | None] = ContextVar("resolved", default=None)


@contextmanager
def resolved_once() -> Iterator[None]:
    """Read what a person holds at most once inside: only where nothing is written."""
    token = _RESOLVED.set({})
    try:
        yield
    finally:
        _RESOLVED.reset(token)


def reach_of(user: Any, *roles: Role) -> Reach:
    """What the person reaches today by any of these roles (by any business role when none)."""
    if not user.is_authenticated:
        return Reach()
    if user.is_superuser:
        return Reach(everything=True)
    held = held_on_page(user) or _held(user.pk, roles or BUSINESS_ROLES)
    return held.by(roles)


def held_on_page(user: Any) -> Held | None:
    """What the person holds, read once for the page that is being read; otherwise None."""
    resolved = _RESOLVED.get()
    if resolved is None:
        return None
    if user.pk not in resolved:
        resolved[user.pk] = _held(user.pk, Role)
    return resolved[user.pk]


def _held(user_pk: int, roles: Iterable[Role]) -> Held:
    assignments = (
        apps.get_model("orgs", "RoleAssignment")
        .objects.current()
        .filter(user_id=user_pk, role__in=list(roles))
    )
    facts = ("org_id", "org__tree_id", "org__lft", "org__rght", "org__kind", "role", "pk")
    subtrees: list[Subtree] = []
    partners: list[tuple[str, int]] = []
    for partner, *place in assignments.values_list("partner_id", *facts):
        if partner is None:
            subtrees.append(Subtree(*place))
        else:
            partners.append((place[-2], partner))
    own = tuple(subtrees)
    if own:
        for source in _NEIGHBOURS:
            subtrees.extend(source(own))
    return Held(tuple(subtrees), tuple(partners))


def reach_over(org: Any) -> Reach:
    """What somebody with a role over the organisation reaches: it, all below, its neighbours."""
    own = (Subtree(org.pk, org.tree_id, org.lft, org.rght, org.kind, role="", assignment_pk=0),)
    return Reach(own + tuple(each for source in _NEIGHBOURS for each in source(own)))


def reaches_over(orgs: Sequence[Any]) -> dict[int, Reach]:
    """What somebody with a role over each of the organisations reaches, by primary key.

    The neighbours of all are asked for at once: a list of places costs what one place costs.
    """
    own = tuple(
        Subtree(org.pk, org.tree_id, org.lft, org.rght, org.kind, role="", assignment_pk=org.pk)
        for org in orgs
    )
    found: dict[int, list[Subtree]] = {subtree.org_pk: [subtree] for subtree in own}
    for source in _NEIGHBOURS:
        # A neighbour is a copy of the subtree whose neighbour it is, so it still carries its key.
        for neighbour in source(own):
            found[neighbour.assignment_pk].append(neighbour)
    return {pk: Reach(tuple(subtrees)) for pk, subtrees in found.items()}


class OrgScopedQuerySet(models.QuerySet):
    """Rows owned by an organisation, narrowed to the subtrees a person may work in."""

    org_path = "org"

    def governed_by(self, user: Any, *roles: Role) -> Self:
        return self.filter(reach_of(user, *roles).orgs(self.org_path))

    def visible_to(self, user: Any) -> Self:
        return self.governed_by(user)
