"""The greatest total score of a whole list: which need gets which resource, all taken together.

A flow of least cost decides, exactly and quickly, as long as a resource counts how many needs it
serves. Where needs take different amounts of one resource, a flow may put more into it than fits;
only the needs and resources joined to such a one are packed anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from resources.selectors.packing import Pair, packed

__all__ = ["Assignment", "Pair", "best_assignment", "greedy_assignment"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Chosen pairs, and the total that no choice can exceed."""

    pairs: tuple[Pair, ...]
    highest: int

    @property
    def score(self) -> int:
        return sum(pair.score for pair in self.pairs)


def best_assignment(
    pairs: Iterable[Pair], room: Mapping[int, int], *, waiting: Sequence[int] = ()
) -> Assignment:
    """The pairs of greatest total score, each need once and no resource beyond its room.

    Among equal totals those needs are served that stand first in ``waiting``. The same input gives
    the same pairs, in whatever order it comes.
    """
    problem = _Problem.of(pairs, room, waiting)
    chosen = problem.flow()
    spilt = _overfull(chosen, room)
    if not spilt:
        return Assignment(tuple(chosen), sum(pair.score for pair in chosen))
    joined = problem.joined_to(spilt)
    kept = [pair for pair in chosen if pair.resource not in joined]
    part = _Problem.of((p for p in problem.pairs if p.resource in joined), room, waiting)
    begun = _refilled([pair for pair in chosen if pair.resource in joined], part)
    found, highest = packed(part.pairs, part.values, room, begun)
    done = sorted([*kept, *found])
    return Assignment(tuple(done), sum(pair.score for pair in kept) + highest)


def greedy_assignment(pairs: Iterable[Pair], room: Mapping[int, int]) -> list[Pair]:
    """What taking the best pair again and again would give: the measure to compare with."""
    return _filled([], sorted(pairs, key=lambda pair: (-pair.score, pair)), room)


@dataclass(frozen=True, slots=True)
class _Problem:
    """The pairs in a fixed order, with what each is worth once ties are told apart."""

    pairs: list[Pair]
    room: Mapping[int, int]
    worth: list[int]

    @classmethod
    def of(cls, pairs: Iterable[Pair], room: Mapping[int, int], waiting: Sequence[int]) -> Self:
        fitting = sorted(pair for pair in pairs if pair.units <= room.get(pair.resource, 0))
        needs = sorted({pair.need for pair in fitting})
        place = {need: number for number, need in enumerate(waiting)}
        needs.sort(key=lambda need: (place.get(need, len(place)), need))
        turn = {need: len(needs) - number for number, need in enumerate(needs)}
        # All turns together weigh less than one point of score.
        scale = len(needs) * (len(needs) + 1) // 2 + 1
        return cls(fitting, room, [p.score * scale + turn[p.need] for p in fitting])

    @property
    def values(self) -> dict[Pair, int]:
        return dict(zip(self.pairs, self.worth, strict=True))

    def flow(self) -> list[Pair]:
        """The best pairs, while each resource takes as many needs as it has room for small ones."""
        if not self.pairs:
            return []
        # Loaded when it is needed: most processes of the portal never solve anything.
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

        solver = SimpleMinCostFlow()
        needs = {need: node for node, need in enumerate(_each(p.need for p in self.pairs))}
        first = len(needs)
        seats = _seats(self.pairs, self.room)
        nodes = {resource: first + number for number, resource in enumerate(sorted(seats))}
        sink = first + len(nodes)
        for pair, worth in zip(self.pairs, self.worth, strict=True):
            solver.add_arc_with_capacity_and_unit_cost(
                needs[pair.need], nodes[pair.resource], 1, -worth
            )
        for node in needs.values():
            solver.add_arc_with_capacity_and_unit_cost(node, sink, 1, 0)
            solver.set_node_supply(node, 1)
        for resource, node in nodes.items():
            solver.add_arc_with_capacity_and_unit_cost(node, sink, seats[resource], 0)
        solver.set_node_supply(sink, -first)
        status = solver.solve()
        if status != solver.OPTIMAL:
            raise ArithmeticError(f"The flow was not solved: {status}.")
        return [pair for arc, pair in enumerate(self.pairs) if solver.flow(arc)]

    def joined_to(self, resources: set[int]) -> set[int]:
        """The resources whose pairs hang together with those of the given ones."""
        wanted, wanting = defaultdict(list), defaultdict(list)
        for pair in self.pairs:
            wanted[pair.need].append(pair.resource)
            wanting[pair.resource].append(pair.need)
        joined, seen, edge = set(resources), set[int](), list(resources)
        while edge:
            for need in wanting[edge.pop()]:
                if need not in seen:
                    seen.add(need)
                    new = set(wanted[need]) - joined
                    joined |= new
                    edge.extend(new)
        return joined


def _each(keys: Iterable[int]) -> list[int]:
    return sorted(set(keys))


def _seats(pairs: Iterable[Pair], room: Mapping[int, int]) -> dict[int, int]:
    """How many needs each resource can serve at most: the smallest first, until it is full."""
    sizes = defaultdict(list)
    for pair in pairs:
        sizes[pair.resource].append(pair.units)
    return {
        resource: sum(used <= room[resource] for used in accumulate(sorted(units)))
        for resource, units in sizes.items()
    }


def _overfull(chosen: Iterable[Pair], room: Mapping[int, int]) -> set[int]:
    used: defaultdict[int, int] = defaultdict(int)
    for pair in chosen:
        used[pair.resource] += pair.units
    return {resource for resource, units in used.items() if units > room[resource]}


def _refilled(chosen: list[Pair], problem: _Problem) -> list[Pair]:
    """The chosen pairs as far as there is room, and then the best of the others."""
    first = sorted(chosen, key=lambda pair: (-pair.score / pair.units, pair))
    kept = _filled([], first, problem.room)
    rest = sorted(problem.pairs, key=lambda pair: (-pair.score, pair))
    return _filled(kept, rest, problem.room)


def _filled(kept: list[Pair], offers: Iterable[Pair], room: Mapping[int, int]) -> list[Pair]:
    """The pairs kept, with each offer that its need still wants and its resource has room for."""
    found, served = list(kept), {pair.need for pair in kept}
    left = dict(room)
    for pair in kept:
        left[pair.resource] -= pair.units
    for pair in offers:
        if pair.need not in served and pair.units <= left.get(pair.resource, 0):
            found.append(pair)
            served.add(pair.need)
            left[pair.resource] -= pair.units
    return found
