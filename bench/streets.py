"""A street of any size in a database of its own, and how long something takes there."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from orgs.enums import OrgKind, Role
from orgs.models import Org, RoleAssignment, User
from orgs.services.planting import plant

# Areas, branches in each, groups in each branch.
SHAPES = {10_000: (12, 20, 40), 100_000: (25, 40, 99)}
ROUNDS = 15


@contextmanager
def database() -> Iterator[None]:
    """An empty database beside the portal's own, dropped again; DATABASE_URL says which engine."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


@transaction.atomic
def build_street(size: int) -> Org:
    """A street of about so many organisations, in one go."""
    areas, branches, groups = SHAPES[size]
    root = Org(code="1", name="示例街道党工委", kind=OrgKind.COMMITTEE)
    orgs = [root]
    for a in range(areas):
        area = _below(root, f"{a:03d}", OrgKind.GENERAL_BRANCH)
        orgs.append(area)
        for b in range(branches):
            branch = _below(area, f"{b:03d}", OrgKind.BRANCH)
            orgs.append(branch)
            orgs += [_below(branch, f"{g:03d}", OrgKind.GROUP) for g in range(groups)]
    plant(orgs)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return root


def _below(parent: Org, number: str, kind: str) -> Org:
    code = parent.code + number
    return Org(code=code, name=f"示例组织{code}", kind=kind, parent=parent, member_count=20)


def person(role: Role, over: Org) -> User:
    """Somebody who holds this one role."""
    user = User.objects.create(username=f"{role}-{over.code}", name="示例")
    RoleAssignment.objects.create(user=user, role=role, org=over)
    return user


def median_ms(do: Callable[[], Any]) -> float:
    """The median of some rounds, after one that warms up."""
    do()
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def compare(title: str, ours: Callable[[], Any], **others: Callable[[], Any]) -> None:
    """One line: how long ours takes, and how many times as long as each of the others."""
    mine = median_ms(ours)
    parts = [f"{title:<44}{mine:9.2f} ms"]
    for name, do in others.items():
        theirs = median_ms(do)
        parts.append(f"{name.replace('_', ' ')} {theirs:8.2f} ms (x{mine / theirs:.2f})")
    print("   ".join(parts))
