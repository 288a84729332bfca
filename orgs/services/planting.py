"""Inserting nodes into a tree: a few one by one, many at once and numbered in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from mptt.models import MPTTModel

POSITION = ("tree_id", "lft", "rght", "level")
# Below this many, shifting the numbers to the right of each is cheaper than numbering the tree.
FEW = 3
BATCH = 1000

Key = tuple[str, int]


@dataclass(slots=True)
class Place:
    """Where a stored node stands: what numbering needs to know of it, and nothing else."""

    pk: int
    parent_id: int | None
    code: str
    tree_id: int
    lft: int
    rght: int
    level: int


def plant(nodes: Sequence[MPTTModel]) -> None:
    """Insert new nodes, parents before children, and number the trees they stand in.

    The caller holds the lock of the tree and has checked every node. Siblings keep the order of
    their codes. Raises ValueError for a parent that is neither stored nor among the nodes before.
    """
    waves = list(_waves(nodes))
    # A new root goes through the numbering, which never shifts the trees that stand already.
    if len(nodes) <= FEW and all(node.parent for node in nodes):
        _plant_one_by_one(nodes)
    else:
        _plant_at_once(type(nodes[0]), waves, nodes)
    for node in nodes:
        node._mptt_meta.update_mptt_cached_fields(node)


def uproot(nodes: Sequence[MPTTModel]) -> None:
    """Remove many nodes, the lowest first, and close the gaps they leave in their trees.

    Raises ProtectedError when something that stays refers to one of them.
    """
    model = type(nodes[0])
    levels: defaultdict[int, list[int]] = defaultdict(list)
    for node in nodes:
        levels[node.level].append(node.pk)
    for level in sorted(levels, reverse=True):
        for start in range(0, len(levels[level]), BATCH):
            gone = levels[level][start : start + BATCH]
            model._base_manager.filter(pk__in=gone).delete()
    stored = _places(model, {node.tree_id for node in nodes})
    before = {place.pk: _position(place) for place in stored}
    _number(stored, roots_from=0)
    _write_positions(model, [place for place in stored if before[place.pk] != _position(place)])


def _places(model: type[MPTTModel], trees: Collection[int]) -> list[Place]:
    facts = ("pk", "parent_id", "code", *POSITION)
    rows = model._base_manager.filter(tree_id__in=trees).values_list(*facts)
    return [Place(*row) for row in rows]


def _waves(nodes: Sequence[Any]) -> Iterator[list[Any]]:
    """Nodes by depth among the new ones, so that each wave's parents have keys already."""
    depth: dict[int, int] = {}
    waves: defaultdict[int, list[Any]] = defaultdict(list)
    for node in nodes:
        parent = node.parent
        if parent is None or parent.pk:
            level = 0
        elif id(parent) in depth:
            level = depth[id(parent)] + 1
        else:
            raise ValueError(f"the parent of {node} is neither stored nor stands before it")
        depth[id(node)] = level
        waves[level].append(node)
    for level in sorted(waves):
        yield waves[level]


def _plant_one_by_one(nodes: Sequence[Any]) -> None:
    for node in nodes:
        # The numbers of a parent are those before the last insertion, unless they are read again.
        node.parent.refresh_from_db(fields=POSITION)
        node.parent_id = node.parent.pk
        node.save(force_insert=True)
    for node in nodes:
        node.refresh_from_db(fields=POSITION)


def _plant_at_once(model: type[MPTTModel], waves: list[list[Any]], nodes: Sequence[Any]) -> None:
    touched = {node.parent.tree_id for node in nodes if node.parent and node.parent.pk}
    stored = _places(model, touched)
    before = {place.pk: _position(place) for place in stored}
    _number([*stored, *nodes], roots_from=_last_tree(model) + 1)
    _write_positions(model, [place for place in stored if before[place.pk] != _position(place)])
    for wave in waves:
        for node in wave:
            # Assigned anew: its key is known now, and a bare key would cost a query for each child.
            node.parent = node.parent
        model._base_manager.bulk_create(wave, batch_size=500)


def _position(node: Any) -> tuple[int, ...]:
    return tuple(getattr(node, name) for name in POSITION)


def _last_tree(model: type[MPTTModel]) -> int:
    trees = model._base_manager.order_by("-tree_id").values_list("tree_id", flat=True)
    return trees.first() or 0


def _key(node: Any) -> Key:
    """What tells nodes apart before the new ones have primary keys."""
    return ("stored", node.pk) if node.pk else ("new", id(node))


def _parent_key(node: Any) -> Key | None:
    if isinstance(node, Place):
        return ("stored", node.parent_id) if node.parent_id else None
    return _key(node.parent) if node.parent else None


def _number(nodes: Sequence[Any], *, roots_from: int) -> None:
    children: defaultdict[Key | None, list[Any]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: node.code):
        children[_parent_key(node)].append(node)
    for root in children[None]:
        if not root.tree_id:
            root.tree_id, roots_from = roots_from, roots_from + 1
        _number_below(root, children)


def _number_below(root: Any, children: dict[Key | None, list[Any]]) -> None:
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
            for child in reversed(children[_key(node)]):
                child.tree_id, child.level = root.tree_id, node.level + 1
                stack.append((child, False))
        counter += 1


def _write_positions(model: type[MPTTModel], places: Sequence[Place]) -> None:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    # A list of values is a table of column1, column2 … on both engines; one statement for many
    # rows is several times faster than one for each.
    columns = ", ".join(f"{quote(name)} = new.column{n}" for n, name in enumerate(POSITION, 2))
    for start in range(0, len(places), BATCH):
        batch = places[start : start + BATCH]
        rows = ", ".join(["(%s, %s, %s, %s, %s)"] * len(batch))
        statement = (
            f"UPDATE {table} SET {columns} FROM (VALUES {rows}) AS new"  # noqa: S608 - names come from the model
            f" WHERE {table}.{quote('id')} = new.column1"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [n for place in batch for n in (place.pk, *_position(place))])
