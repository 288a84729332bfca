"""Inserting many nodes into a tree at once, numbered in memory instead of one by one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from mptt.models import MPTTModel

_POSITION = ("tree_id", "lft", "rght", "level")


def plant(nodes: Sequence[MPTTModel]) -> None:
    """Insert new nodes, parents before children, and number the trees they stand in.

    The caller holds the lock of the tree and has checked every node. A parent is either stored
    or stands earlier among the nodes. Siblings keep the order of their codes.
    """
    if not nodes:
        return
    model = type(nodes[0])
    stored = list(model._base_manager.filter(tree_id__in=_touched_trees(nodes)))
    before = {node.pk: _position(node) for node in stored}
    for wave in _waves(nodes):
        for node in wave:
            node.parent_id = node.parent.pk if node.parent else None
            node.tree_id = node.lft = node.rght = node.level = 0
        model._base_manager.bulk_create(wave, batch_size=500)
    _number(model, [*stored, *nodes])
    moved = [n for n in [*stored, *nodes] if before.get(n.pk) != _position(n)]
    _write_positions(model, moved)


def _touched_trees(nodes: Sequence[MPTTModel]) -> set[int]:
    return {node.parent.tree_id for node in nodes if node.parent and node.parent.pk}


def _position(node: Any) -> tuple[int, ...]:
    return tuple(getattr(node, name) for name in _POSITION)


def _waves(nodes: Sequence[Any]) -> Iterator[list[Any]]:
    """Nodes by depth among the new ones, so that each wave's parents have keys already."""
    depth: dict[int, int] = {}
    waves: defaultdict[int, list[Any]] = defaultdict(list)
    for node in nodes:
        level = depth[id(node.parent)] + 1 if id(node.parent) in depth else 0
        depth[id(node)] = level
        waves[level].append(node)
    for level in sorted(waves):
        yield waves[level]


def _number(model: type[MPTTModel], nodes: Sequence[Any]) -> None:
    children: defaultdict[int | None, list[Any]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: node.code):
        children[node.parent_id].append(node)
    last = model._base_manager.order_by("-tree_id").values_list("tree_id", flat=True).first() or 0
    for root in children[None]:
        if not root.tree_id:
            last += 1
            root.tree_id = last
        _number_below(root, children)


def _number_below(root: Any, children: dict[int | None, list[Any]]) -> None:
    """Walk one tree without recursion: open a node going down, close it coming back."""
    counter, stack = 1, [(root, False)]
    root.level = 0
    while stack:
        node, is_closing = stack.pop()
        if is_closing:
            node.rght = counter
        else:
            node.lft = counter
            stack.append((node, True))
            for child in reversed(children[node.pk]):
                child.tree_id, child.level = root.tree_id, node.level + 1
                stack.append((child, False))
        counter += 1


def _write_positions(model: type[MPTTModel], nodes: Sequence[Any]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(name)} = %s" for name in _POSITION)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE {quote('id')} = %s"  # noqa: S608 - names come from the model
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*_position(node), node.pk) for node in nodes])
