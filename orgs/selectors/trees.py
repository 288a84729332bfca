"""What pages ask of any tree of the portal: its open branches, and what a search finds in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from orgs.scoping import NOTHING

FOUND_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece of a tree: its topmost nodes, and the children of each node that is open."""

    tops: Sequence[Any]
    children: dict[int, list[Any]]


def opened(tops: Any, way: Sequence[Any]) -> Opened:
    """The topmost nodes with every node on the way open; a single top is open in any case."""
    found = list(tops)
    pks = {node.pk for node in way} or ({found[0].pk} if len(found) == 1 else set())
    return Opened(found, children_of(tops.model, pks))


def children_of(model: Any, pks: Iterable[int]) -> dict[int, list[Any]]:
    """The nodes directly below each of these; what is below a visible one is visible."""
    children: dict[int, list[Any]] = {pk: [] for pk in pks}
    rows = model.objects.filter(parent__in=children).order_by("tree_id", "lft") if children else []
    for row in rows:
        children[row.parent_id].append(row)
    return children


@dataclass(frozen=True, slots=True)
class Found:
    """A node that a search found, and what stands above it."""

    node: Any
    way: str


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found: the first rows, and how many there are in all."""

    found: Sequence[Found]
    count: int


def search_in(rows: Any, text: str) -> Search:
    """The nodes among the rows whose name or code contains every word of the text."""
    rows = rows.matching(text)
    first = list(rows.order_by("tree_id", "lft")[:FOUND_AT_ONCE])
    ways = _ways_to(rows.model, first)
    count = len(first) if len(first) < FOUND_AT_ONCE else rows.count()
    return Search([Found(node, ways[node.pk]) for node in first], count)


def _ways_to(model: Any, nodes: Sequence[Any]) -> dict[int, str]:
    """The names above each of these, from the top; all of them with one query."""
    if not nodes:
        return {}
    places = (Q(tree_id=n.tree_id, lft__lt=n.lft, rght__gt=n.rght) for n in nodes)
    above = list(model.objects.filter(reduce(or_, places, NOTHING)).order_by("tree_id", "lft"))
    return {
        node.pk: " › ".join(row.name for row in above if node.stands_below(row)) for node in nodes
    }
