"""What a subtree, the ancestors and a reach cost, beside the same question in SQL.

Run it from a clone: ``python -m bench.trees``. DATABASE_URL says on which engine. It prints one
line for each question, as a ratio of one run, and asserts nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from bench.streets import SHAPES, build_street, compare, database, person
from orgs.enums import OrgKind, Role
from orgs.models import Org

BELOW = "SELECT id FROM orgs_org WHERE tree_id = %s AND lft BETWEEN %s AND %s"
ABOVE = "SELECT id FROM orgs_org WHERE tree_id = %s AND lft < %s AND rght > %s ORDER BY lft"
WALK_DOWN = (
    "WITH RECURSIVE below(id) AS (SELECT id FROM orgs_org WHERE id = %s UNION ALL "
    "SELECT o.id FROM orgs_org o JOIN below b ON o.parent_id = b.id) SELECT id FROM below"
)
WALK_UP = (
    "WITH RECURSIVE above(id, parent_id) AS ("
    "SELECT id, parent_id FROM orgs_org WHERE id = %s UNION ALL "
    "SELECT o.id, o.parent_id FROM orgs_org o JOIN above a ON o.id = a.parent_id) "
    "SELECT id FROM above"
)


def sql(statement: str, values: Sequence[Any]) -> Callable[[], list[Any]]:
    """The statement as something that can be timed, rows and all."""

    def ask() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()

    return ask


def ask_street(size: int) -> None:
    root = Org.objects.get(pk=build_street(size).pk)
    area, branch = (
        Org.objects.filter(kind=kind).order_by("lft")[3]
        for kind in (OrgKind.GENERAL_BRANCH, OrgKind.BRANCH)
    )
    leaf = Org.objects.filter(kind=OrgKind.GROUP).order_by("-lft").first()
    print(f"\n{connection.vendor}, {Org.objects.count():,} organisations")
    for org in (root, area, branch):
        span = (org.tree_id, org.lft, org.rght)
        reader = person(Role.SECRETARY, org)
        compare(
            f"visible_to, keys below a {org.kind}",
            lambda reader=reader: list(Org.objects.visible_to(reader).values_list("pk", flat=True)),
            interval=sql(BELOW, span),
            recursive=sql(WALK_DOWN, (org.pk,)),
        )
        compare(
            f"get_descendants, keys below a {org.kind}",
            lambda org=org: list(org.get_descendants().values_list("pk", flat=True)),
            interval=sql(BELOW, span),
        )
        compare(
            f"visible_to, count below a {org.kind}",
            lambda reader=reader: Org.objects.visible_to(reader).count(),
            interval=sql(BELOW.replace("SELECT id", "SELECT COUNT(*)"), span),
        )
    compare(
        "above: a group and its superiors",
        lambda: list(Org.objects.above(leaf).values_list("pk", flat=True)),
        interval=sql(ABOVE, (leaf.tree_id, leaf.lft, leaf.rght)),
        recursive=sql(WALK_UP, (leaf.pk,)),
    )
    compare(
        "get_ancestors of a group",
        lambda: list(leaf.get_ancestors().values_list("pk", flat=True)),
        interval=sql(ABOVE, (leaf.tree_id, leaf.lft, leaf.rght)),
        recursive=sql(WALK_UP, (leaf.pk,)),
    )


def main() -> None:
    for size in SHAPES:
        with database():
            ask_street(size)


if __name__ == "__main__":
    main()
