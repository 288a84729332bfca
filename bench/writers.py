"""Many hands at one tree: moves and insertions at once, beside the same work by one hand.

Run it from a clone: ``python -m bench.writers``; DATABASE_URL says on which engine. It prints how
long sixteen threads take for the work of one, and what the check of the tree finds at the end.
"""

import threading
import time
from random import Random

from django.db import connection

from bench.streets import build_street, database, person
from orgs.enums import OrgKind, Role
from orgs.models import Org, User
from orgs.selectors.soundness import org_breaches
from orgs.services.tree import move_org, open_org

HANDS, DEEDS = 16, 20
SIZE = 10_000


def work(hand: int, office: User) -> None:
    """Open a branch, hang it elsewhere, and again; each hand by its own dice."""
    chance = Random(hand)
    areas = list(Org.objects.filter(kind=OrgKind.GENERAL_BRANCH).order_by("code"))
    for number in range(DEEDS // 2):
        code = f"9{hand:02d}{number:03d}"
        parent, target = chance.sample(areas, 2)
        org = open_org(
            code=code, name=f"示例{code}", kind=OrgKind.BRANCH, parent=parent, actor=office
        )
        move_org(org=org, new_parent=target, actor=office)


def many(hands: int, office: User) -> float:
    """Seconds until the last of so many threads is done."""

    def run(hand: int) -> None:
        try:
            work(hand, office)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[hand]) for hand in range(hands)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


def main() -> None:
    with database():
        root = build_street(SIZE)
        office = person(Role.OFFICE, Org.objects.get(pk=root.pk))
        begun = time.perf_counter()
        for hand in range(HANDS):
            work(100 + hand, office)
        alone = time.perf_counter() - begun
        together = many(HANDS, office)
        deeds = HANDS * DEEDS
        print(f"{connection.vendor}, {Org.objects.count():,} organisations, {deeds} deeds")
        print(f"one hand      {alone:6.1f} s  {deeds / alone:6.0f} deeds/s")
        print(f"{HANDS} hands at once {together:4.1f} s  (x{together / alone:.2f} of one hand)")
        print(f"faults found: {len(org_breaches())}")


if __name__ == "__main__":
    main()
