"""What a standard costs over a large subtree, beside the same count in SQL by hand.

Run it from a clone: ``python -m bench.rollups``. DATABASE_URL says on which engine. It prints one
line for each question, as a ratio of one run, and asserts nothing.
"""

from django.db import connection

from bench.streets import SHAPES, build_street, compare, database, person
from bench.trees import sql
from orgs.enums import OrgKind, PostKind, Role
from orgs.models import Org, Posting
from orgs.selectors.indicators import counted, figures, indicator_of

WITH_SECRETARY = (
    "SELECT COUNT(*), COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM orgs_posting p "
    "WHERE p.org_id = o.id AND p.kind = 'secretary' AND (p.ends_on IS NULL OR p.ends_on >= %s))) "
    "FROM orgs_org o WHERE o.tree_id = %s AND o.lft BETWEEN %s AND %s "
    "AND o.status = 'active' AND o.kind <> 'group'"
)


def ask_street(size: int) -> None:
    root = Org.objects.get(pk=build_street(size).pk)
    led = Org.objects.exclude(kind=OrgKind.GROUP).order_by("lft")[::2]
    Posting.objects.bulk_create(
        Posting(org=org, kind=PostKind.SECRETARY, person_name="示例") for org in led
    )
    print(f"\n{connection.vendor}, {Org.objects.count():,} organisations")
    area = Org.objects.filter(kind=OrgKind.GENERAL_BRANCH).order_by("lft")[3]
    indicator = indicator_of("no-secretary")
    for org in (root, area):
        reader = person(Role.OFFICE, org)
        rows = Org.objects.visible_to(reader).active()
        span = ("2026-01-01", org.tree_id, org.lft, org.rght)
        compare(
            f"with a secretary below a {org.kind}",
            lambda rows=rows: counted(rows, [indicator]),
            by_hand=sql(WITH_SECRETARY, span),
        )
        compare(
            f"all standards below a {org.kind}",
            lambda reader=reader, org=org: figures(reader=reader, below=org, subject="orgs"),
            one_by_hand=sql(WITH_SECRETARY, span),
        )


def main() -> None:
    for size in SHAPES:
        with database():
            ask_street(size)


if __name__ == "__main__":
    main()
