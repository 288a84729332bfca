"""What it costs to set up a city: streets of 10,000 organisations, one after another.

Run it from a clone: ``python -m bench.cities 100`` for a hundred streets. DATABASE_URL says on
which engine. Each street is opened by the deed that an import calls, every organisation checked
and on record; beside it stands a bare bulk insert of rows whose places are known. A flat line
says that the trees that stand already are not touched. It asserts nothing.
"""

import resource
import sys
import time

from django.db import transaction

from bench.streets import database
from orgs.enums import OrgKind
from orgs.models import Org, User
from orgs.selectors.soundness import org_breaches
from orgs.services.tree import open_orgs

# Areas, branches in each, groups in each branch: about 10,000 organisations.
SHAPE = (12, 20, 40)
TOLD_EVERY = 10


def street(number: int) -> list[Org]:
    """The organisations of one street, superiors first, nothing stored."""
    areas, branches, groups = SHAPE
    root = Org(code=f"{number:04d}", name=f"示例街道{number}党工委", kind=OrgKind.COMMITTEE)
    orgs = [root]
    for a in range(areas):
        area = _below(root, a, OrgKind.GENERAL_BRANCH)
        orgs.append(area)
        for b in range(branches):
            branch = _below(area, b, OrgKind.BRANCH)
            orgs.append(branch)
            orgs += [_below(branch, g, OrgKind.GROUP) for g in range(groups)]
    return orgs


def _below(parent: Org, number: int, kind: str) -> Org:
    code = f"{parent.code}{number:03d}"
    return Org(code=code, name=f"示例组织{code}", kind=kind, parent=parent, member_count=20)


def bare(number: int) -> float:
    """The same rows inserted with their places known and nothing checked; rolled back."""
    orgs = street(number)
    for place, org in enumerate(orgs):
        org.tree_id, org.lft, org.rght, org.level = 10_000_000 + number, place, place, 0
    begun = time.perf_counter()
    with transaction.atomic():
        # Parents have no keys before they are inserted, so each hangs at the top.
        for org in orgs:
            org.parent, org.kind = None, OrgKind.COMMITTEE
        Org._base_manager.bulk_create(orgs, batch_size=500)
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    return taken


def main() -> None:
    streets = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with database():
        actor = User.objects.create(username="city", name="示例", is_superuser=True)
        baseline = bare(0)
        begun, told = time.perf_counter(), 0.0
        for number in range(1, streets + 1):
            started = time.perf_counter()
            open_orgs(orgs=street(number), actor=actor)
            told = time.perf_counter() - started
            if number == 1 or number % TOLD_EVERY == 0:
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                print(
                    f"street {number:4}: {told:6.2f} s   bare insert {baseline:5.2f} s "
                    f"(x{told / baseline:.1f})   peak {memory} MB",
                    flush=True,
                )
        whole = time.perf_counter() - begun
        nodes = Org.objects.count()
        print(
            f"{streets} streets, {nodes:,} organisations in {whole:.0f} s: {nodes / whole:,.0f}/s"
        )
        begun = time.perf_counter()
        print(f"faults found: {len(org_breaches())} in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
