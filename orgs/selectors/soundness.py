"""Is the tree sound? Whatever is wrong is said in a sentence; nothing is repaired in silence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _
from mptt.models import MPTTModel

from orgs.enums import PARENT_KINDS, OrgKind, OrgStatus
from orgs.models import FormerPlace, Org, OrgSuccession


class Node(NamedTuple):
    """A stored node: what it is called and where its numbers say that it stands."""

    pk: int
    parent_pk: int | None
    tree_id: int
    lft: int
    rght: int
    level: int
    code: str
    name: str

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(slots=True)
class _Tree:
    """One tree on a walk from left to right: the nodes still open, and the numbers used."""

    root: Node
    open: list[Node]
    used: set[int]
    size: int = 0


def org_breaches() -> list[str]:
    """Everything that is wrong with the tree: its numbers, kinds, closed nodes and history."""
    return [*tree_breaches(Org), *_kind_breaches(), *_history_breaches()]


def tree_breaches(model: type[MPTTModel]) -> list[str]:
    """What is wrong with the numbers of a tree, whichever tree it is (lft, rght, level, tree)."""
    facts = ("pk", "parent_id", "tree_id", "lft", "rght", "level", "code", "name")
    rows = model._base_manager.order_by("tree_id", "lft", "-rght", "pk").values_list(*facts)
    nodes = [Node(*row) for row in rows.iterator(chunk_size=2000)]
    return [*_place_breaches(nodes), *_parent_breaches(nodes)]


def _place_breaches(nodes: Iterable[Node]) -> Iterator[str]:
    """Walk each tree from left to right and compare what the numbers say with one another."""
    tree: _Tree | None = None
    for node in nodes:
        if tree is None or node.tree_id != tree.root.tree_id:
            if tree:
                yield from _size_breaches(tree)
            tree = _Tree(root=node, open=[], used=set())
        tree.size += 1
        yield from _number_breaches(node, tree)
        while tree.open and tree.open[-1].rght < node.lft:
            tree.open.pop()
        yield from _nesting_breaches(node, tree)
        tree.open.append(node)
    if tree:
        yield from _size_breaches(tree)


def _number_breaches(node: Node, tree: _Tree) -> Iterator[str]:
    if node.lft >= node.rght:
        yield _("%(node)s: its left number %(lft)s is not below its right number %(rght)s.") % {
            "node": node,
            "lft": node.lft,
            "rght": node.rght,
        }
    for number in {node.lft, node.rght}:
        if number in tree.used:
            yield _("%(node)s: the number %(number)s is used twice in tree %(tree)s.") % {
                "node": node,
                "number": number,
                "tree": node.tree_id,
            }
        tree.used.add(number)


def _nesting_breaches(node: Node, tree: _Tree) -> Iterator[str]:
    above = tree.open[-1] if tree.open else None
    if above and node.rght > above.rght:
        yield _("%(node)s overlaps %(other)s.") % {"node": node, "other": above}
    if (above.pk if above else None) != node.parent_pk:
        yield _(
            "%(node)s: by its numbers it stands below %(above)s, by its superior it does not."
        ) % {
            "node": node,
            "above": above or _("nothing"),
        }
    if node.level != len(tree.open):
        yield _("%(node)s: its level is %(level)s and should be %(depth)s.") % {
            "node": node,
            "level": node.level,
            "depth": len(tree.open),
        }


def _size_breaches(tree: _Tree) -> Iterator[str]:
    if (tree.root.lft, tree.root.rght) != (1, 2 * tree.size):
        yield _("%(node)s: its tree of %(size)s nodes is numbered %(lft)s to %(rght)s.") % {
            "node": tree.root,
            "size": tree.size,
            "lft": tree.root.lft,
            "rght": tree.root.rght,
        }


def _parent_breaches(nodes: Iterable[Node]) -> Iterator[str]:
    by_pk = {node.pk: node for node in nodes}
    roots: dict[int, Node] = {}
    for node in by_pk.values():
        if node.parent_pk is None:
            if node.tree_id in roots:
                yield _("%(node)s shares tree %(tree)s with %(other)s.") % {
                    "node": node,
                    "tree": node.tree_id,
                    "other": roots[node.tree_id],
                }
            roots.setdefault(node.tree_id, node)
        elif by_pk[node.parent_pk].tree_id != node.tree_id:
            yield _("%(node)s stands in another tree than its superior %(other)s.") % {
                "node": node,
                "other": by_pk[node.parent_pk],
            }


def _kind_breaches() -> Iterator[str]:
    facts = ("code", "name", "kind", "status", "parent__kind", "parent__status", "parent__name")
    rows = Org.objects.order_by("tree_id", "lft").values_list(*facts)
    for code, name, kind, status, above, above_status, above_name in rows.iterator(chunk_size=2000):
        node = f"{code} {name}"
        if above not in PARENT_KINDS[kind]:
            yield _("%(node)s: a %(kind)s may not hang directly under a %(superior)s.") % {
                "node": node,
                "kind": OrgKind(kind).label,
                "superior": OrgKind(above).label if above else _("nothing"),
            }
        if status == OrgStatus.ACTIVE and above_status == OrgStatus.CLOSED:
            yield _("%(node)s is in use, and its superior %(other)s is closed.") % {
                "node": node,
                "other": above_name,
            }


def _history_breaches() -> Iterator[str]:
    """Former places and successions that cannot have been."""
    facts = ("org__code", "org__name", "org__kind", "parent__kind", "parent__name", "left_on")
    moves = FormerPlace.objects.order_by("org", "left_on")
    for code, name, kind, above, above_name, left_on in moves.values_list(*facts):
        if above not in PARENT_KINDS[kind]:
            yield _("%(node)s hung under %(other)s until %(day)s, where it may not hang.") % {
                "node": f"{code} {name}",
                "other": above_name,
                "day": left_on,
            }
    strays = FormerPlace.objects.exclude(parent__tree_id=F("org__tree_id"))
    for place in strays.select_related("org", "parent"):
        yield _("%(node)s hung under %(other)s of another sub-district.") % {
            "node": f"{place.org.code} {place.org}",
            "other": place.parent,
        }
    alone = OrgSuccession.objects.exclude(successor__tree_id=F("predecessor__tree_id"))
    for succession in alone.select_related("predecessor", "successor"):
        yield _("%(node)s took over from %(other)s of another sub-district.") % {
            "node": f"{succession.successor.code} {succession.successor}",
            "other": succession.predecessor,
        }
