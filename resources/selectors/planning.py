"""The whole list of a street as one question: which pairs are possible, and which are best."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone

from orgs.models import Org
from resources.enums import (
    MET_STATES,
    OPEN_MATCH_STATES,
    RELATED_CLASSES,
    MatchState,
    Unserved,
    Urgency,
)
from resources.models import Match, MatchingWeights, Need, Resource
from resources.selectors.assigning import Assignment, Pair, best_assignment
from resources.selectors.matching import Judgement, Scale, misses_time, wanted_quantity

SHOWN_RIVALS = 3
_HUNDREDTHS = 100
_TURN = {Urgency.URGENT: 0, Urgency.PRESSING: 1, Urgency.ORDINARY: 2}
# The sieves in their order: a need is unserved because of the furthest that one of its pairs got.
_SIEVES = (
    Unserved.NO_CLASS,
    Unserved.SAME_SIDE,
    Unserved.OTHER_TIME,
    Unserved.DECLINED,
    Unserved.POOR_FIT,
    Unserved.EXCLUDED,
    Unserved.USED_UP,
)

Keys = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What staff have decided already: pairs that stand, needs left out, pairs excluded."""

    locked: Mapping[int, tuple[int, Decimal]] = field(default_factory=dict)
    taken_out: frozenset[int] = frozenset()
    excluded: frozenset[Keys] = frozenset()


@dataclass(frozen=True, slots=True)
class Served:
    """A need with the resource it would get, and why."""

    need: int
    resource: int
    quantity: Decimal
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Rival:
    """A resource that would have fitted a need that gets none."""

    title: str
    score: int


@dataclass(frozen=True, slots=True)
class Solution:
    """What is best for the whole list, and why the rest is unserved."""

    weights: MatchingWeights
    served: tuple[Served, ...]
    unserved: Mapping[int, tuple[Unserved, tuple[Rival, ...]]]
    highest: int

    @property
    def score(self) -> int:
        return sum(each.judgement.score for each in self.served)


@dataclass(slots=True)
class WholeList:
    """All open needs and available resources of a street, with every pair that is possible."""

    needs: dict[int, Need]
    resources: dict[int, Resource]
    scale: Scale
    met: dict[Keys, str]
    in_talks: frozenset[int]
    room: dict[int, int]
    wishes: Wishes
    pairs: list[Pair] = field(default_factory=list)
    why: dict[int, Unserved] = field(default_factory=dict)

    @classmethod
    def of(cls, street: Org, *, today: date | None = None, wishes: Wishes | None = None) -> Any:
        """Everything there is to know, in a fixed number of queries, and every pair judged."""
        wishes = wishes or Wishes()
        needs = Need.objects.filter(street=street).listed()
        resources = available_in(street, today or timezone.localdate())
        sides = ("street", "owner_org", "owner_partner")
        met = {
            (need, resource): state
            for need, resource, state in Match.objects.filter(
                street=street, state__in=MET_STATES
            ).values_list("need_id", "resource_id", "state")
        }
        found = cls(
            {need.pk: need for need in needs.select_related(*sides).order_by("pk")},
            {each.pk: each for each in resources.select_related(*sides).order_by("pk")},
            Scale.of(street),
            met,
            frozenset(need for (need, _), state in met.items() if state in OPEN_MATCH_STATES),
            {},
            wishes,
        )
        found.room = room_of(found.resources.values())
        for resource, quantity in wishes.locked.values():
            found.room[resource] = found.room.get(resource, 0) - _units(quantity)
        found._judge()
        return found

    def solve(self) -> Solution:
        """The best pairs around what staff have decided."""
        best = best_assignment(self.pairs, self.room, waiting=self._waiting())
        standing = [
            self._serve(need, resource, quantity)
            for need, (resource, quantity) in sorted(self.wishes.locked.items())
        ]
        solved = [
            self._serve(pair.need, pair.resource, Decimal(pair.units) / _HUNDREDTHS)
            for pair in best.pairs
        ]
        held = sum(each.judgement.score for each in standing)
        return Solution(
            self.scale.weights,
            (*standing, *solved),
            self._unserved(best),
            held + best.highest,
        )

    def _serve(self, need: int, resource: int, quantity: Decimal) -> Served:
        judgement = self.scale.judge(self.needs[need], self.resources[resource])
        return Served(need, resource, quantity, judgement)

    def _judge(self) -> None:
        by_class: defaultdict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources.values():
            for name in _served_classes(resource.resource_class):
                by_class[name].append(resource)
        for need in self.needs.values():
            if need.pk in self.wishes.locked or need.pk in self.wishes.taken_out:
                continue
            if need.pk in self.in_talks:
                self.why[need.pk] = Unserved.IN_TALKS
                continue
            reached = 0
            for resource in by_class[need.resource_class]:
                sieve = self._sift(need, resource)
                reached = max(reached, sieve)
            self.why[need.pk] = _SIEVES[reached]

    def _sift(self, need: Need, resource: Resource) -> int:
        """How far a pair gets; one that passes every sieve is kept with its score."""
        keys = (need.pk, resource.pk)
        if _same_side(need, resource):
            return _SIEVES.index(Unserved.SAME_SIDE)
        if misses_time(need, resource):
            return _SIEVES.index(Unserved.OTHER_TIME)
        if keys in self.met:
            return _SIEVES.index(Unserved.DECLINED)
        score = self.scale.score(need, resource)
        if score < max(self.scale.weights.least_score, 1):
            return _SIEVES.index(Unserved.POOR_FIT)
        if keys in self.wishes.excluded:
            return _SIEVES.index(Unserved.EXCLUDED)
        units = _units(wanted_quantity(need, resource))
        self.pairs.append(Pair(need.pk, resource.pk, units, score))
        return _SIEVES.index(Unserved.USED_UP)

    def _waiting(self) -> list[int]:
        """The needs in the order in which equals are served: the urgent, then the oldest."""
        return sorted(
            self.needs,
            key=lambda pk: (
                _TURN[Urgency(self.needs[pk].urgency)],
                str(self.needs[pk].listed_at or ""),
                pk,
            ),
        )

    def _unserved(self, best: Assignment) -> dict[int, tuple[Unserved, tuple[Rival, ...]]]:
        served = {pair.need for pair in best.pairs}
        would_fit: defaultdict[int, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            if pair.need not in served:
                would_fit[pair.need].append(pair)
        return {
            need: (why, self._rivals(would_fit[need]))
            for need, why in self.why.items()
            if need not in served
        }

    def _rivals(self, pairs: Sequence[Pair]) -> tuple[Rival, ...]:
        best = sorted(pairs, key=lambda pair: (-pair.score, pair))[:SHOWN_RIVALS]
        return tuple(Rival(self.resources[pair.resource].title, pair.score) for pair in best)


def available_in(street: Org, today: date) -> Any:
    """The resources of a street that a need could get from today on."""
    resources = Resource.objects.filter(street=street).available()
    return resources.filter(Q(ends_on=None) | Q(ends_on__gte=today))


def room_of(resources: Iterable[Resource]) -> dict[int, int]:
    """What is left of each resource, in hundredths, beside what open proposals would take."""
    offered = {resource.pk: _units(resource.left) for resource in resources}
    open_proposals = Match.objects.filter(state=MatchState.PROPOSED, resource__in=list(offered))
    promised = open_proposals.values_list("resource").annotate(Sum("quantity")).order_by()
    for resource, quantity in promised:
        offered[resource] -= _units(quantity)
    return offered


def _units(quantity: Decimal) -> int:
    return int(quantity * _HUNDREDTHS)


def _served_classes(name: str) -> list[str]:
    """The classes of needs that a resource of this class can serve: its own, and the related."""
    return [name, *(other for pair in RELATED_CLASSES if name in pair for other in pair - {name})]


def _same_side(need: Need, resource: Resource) -> bool:
    return (need.owner_org_id, need.owner_partner_id) == (
        resource.owner_org_id,
        resource.owner_partner_id,
    )
