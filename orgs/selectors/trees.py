"""What pages ask of any tree of the portal: its open branches, and what a search finds in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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
    depth = max((node.level for node in nodes), default=0)
    if not depth:
        return {node.pk: "" for node in nodes}
    # Up the few superiors by key: a comparison of numbers would read half of a large tree.
    steps = [f"{'__'.join(['parent'] * n)}__name" for n in range(depth, 0, -1)]
    rows = model.objects.filter(pk__in=[n.pk for n in nodes]).values_list("pk", *steps)
    return {pk: " › ".join(filter(None, names)) for pk, *names in rows}
