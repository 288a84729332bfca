"""What the best pairs of a whole list cost, and what they gain over ranking pair by pair.

Run it from a clone: ``python -m bench.assignment``. DATABASE_URL says on which engine. For 1,000
needs and 1,000 resources with capacities it prints how long reading, judging and solving take, the
peak memory, how far the result is from the bound that linear programming proves independently, and
how many needs and points more it has than taking the best pair again and again. It asserts nothing.
"""

import resource as system
import time
from decimal import Decimal
from random import Random

from bench.streets import database, person
from orgs.enums import OrgKind, Role
from orgs.models import Org, Partner
from orgs.services.planting import plant
from partybuild.demo.lists import NEEDS, RESOURCES
from resources.enums import NeedState, ResourceState
from resources.models import Need, Resource
from resources.selectors.assigning import best_assignment, greedy_assignment
from resources.selectors.packing import relaxed
from resources.selectors.planning import WholeList

SIZE, COMMUNITIES, UNITS, SEED = 1_000, 20, 200, 20260101
# How many times a resource is to be had, and how many a need takes at once.
CASES = {
    "ample": ((1, 4), (1, 1)),
    "scarce": ((0, 1), (1, 1)),
    "scarce, several at once": ((1, 3), (1, 3)),
}


def fill(street: Org, room: tuple[int, int], wanted: tuple[int, int]) -> None:
    """The lists of a street: texts of the demo, each with words of its own."""
    chance = Random(SEED)
    office = person(Role.OFFICE, street)
    communities = list(Org.objects.filter(kind=OrgKind.COMMUNITY_COMMITTEE))
    units = Partner.objects.bulk_create(
        Partner(street=street, name=f"示例单位{number}") for number in range(UNITS)
    )
    letters = "健身书画法律营养急救编程园艺摄影合唱舞蹈棋类心理育儿家电修缝纫烘焙电影茶艺"
    needs, resources = [], []
    for number in range(SIZE):
        own = "".join(chance.sample(letters, 4))
        needs.append(_need(number, own, chance, communities, street, office, wanted))
        own = "".join(chance.sample(letters, 4))
        if count := chance.randint(*room):
            resources.append(_resource(number, own, chance, units, street, office, count))
    Need.objects.bulk_create(needs)
    Resource.objects.bulk_create(resources)


def _need(number, own, chance, communities, street, office, wanted):  # type: ignore[no-untyped-def]  # a row of a bench
    name, words, kind = chance.choice(NEEDS)
    return Need(
        code=f"XQ-{number}",
        street=street,
        owner_org=chance.choice(communities),
        resource_class=name,
        title=f"{words}（{own}）",
        beneficiary_kind=kind,
        quantity=Decimal(chance.randint(*wanted)),
        unit="次",
        state=NeedState.LISTED,
        filed_by=office,
    )


def _resource(number, own, chance, units, street, office, count):  # type: ignore[no-untyped-def]  # a row of a bench
    name, words, _when = chance.choice(RESOURCES)
    return Resource(
        code=f"ZY-{number}",
        street=street,
        owner_partner=chance.choice(units),
        resource_class=name,
        title=f"{words}（{own}）",
        quantity=Decimal(count),
        unit="次",
        state=ResourceState.PUBLISHED,
        filed_by=office,
    )


def ask(title: str, street: Org) -> None:
    begun = time.perf_counter()
    asked = WholeList.of(street)
    judged = time.perf_counter()
    found = best_assignment(asked.pairs, asked.room)
    solved = time.perf_counter()
    peak = system.getrusage(system.RUSAGE_SELF).ru_maxrss // 1024
    greedy = greedy_assignment(asked.pairs, asked.room)
    points = sum(pair.score for pair in greedy) or 1
    fitting = [pair for pair in asked.pairs if pair.units <= asked.room[pair.resource]]
    bound, _parts = relaxed(fitting, asked.room)
    print(f"\n{title}: {len(asked.needs):,} needs, {len(asked.resources):,} resources, ", end="")
    print(f"{len(asked.pairs):,} pairs; peak {peak} MB")
    print(f"  read and judged in {judged - begun:.2f} s, solved in {solved - judged:.2f} s")
    print(f"  score {found.score:,}, highest possible by the solver {found.highest:,}, ", end="")
    print(f"by linear programming {bound:,} (gap {1 - found.score / (bound or 1):.4%})")
    print(
        f"  best pair again and again: {points:,}; all together {found.score / points:.3f} times "
    )
    print(f"  needs served: {len(found.pairs):,} against {len(greedy):,} ", end="")
    print(f"({len(found.pairs) / (len(greedy) or 1):.3f} times)", flush=True)


def main() -> None:
    for title, (room, wanted) in CASES.items():
        with database():
            root = Org(code="1", name="示例街道党工委", kind=OrgKind.COMMITTEE)
            below = [
                Org(
                    code=f"18{number:02d}",
                    name=f"示例社区{number}",
                    kind=OrgKind.COMMUNITY_COMMITTEE,
                    parent=root,
                )
                for number in range(COMMUNITIES)
            ]
            plant([root, *below])
            street = Org.objects.get(pk=root.pk)
            fill(street, room, wanted)
            ask(title, street)


if __name__ == "__main__":
    main()
