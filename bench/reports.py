"""What opening the monthly reports costs: rounds, returns and figures for very many communities.

Run it from a clone: ``python -m bench.reports 1000`` for a thousand streets of ten communities.
DATABASE_URL says on which engine. It opens a month for half the streets, then one for all, in the
spans that the clock hands out, beside a bare bulk insertion of the same figures; and it counts all
drafts anew. It asserts nothing.
"""

import sys
from datetime import date, datetime

from django.db import connection, transaction

from bench.obligations import build_streets, timed
from bench.streets import database
from liaison.models import ReportFigure, ReportReturn
from liaison.services.report_rounds import open_report_rounds, recount_drafts
from liaison.tasks import STREETS_TOGETHER
from orgs.enums import OrgKind
from orgs.models import Org, User
from partybuild.periods import LOCAL_TIME
from resources.enums import NeedState, ResourceClass
from resources.models import Need

NOVEMBER, DECEMBER = date(2026, 11, 20), date(2026, 12, 20)
LISTED = datetime(2026, 11, 5, 9, tzinfo=LOCAL_TIME)
NEEDS_EACH = 3
BATCH = 2_000


def _needs() -> None:
    """A few needs of every community, put on the list in the month."""
    actor = User.objects.first()
    roots = dict(Org.objects.streets().values_list("tree_id", "pk"))
    communities = Org.objects.filter(kind=OrgKind.COMMUNITY_COMMITTEE)
    Need.objects.bulk_create(
        (
            Need(
                code=f"XQ-{pk}-{number}",
                street_id=roots[tree],
                owner_org_id=pk,
                resource_class=ResourceClass.SERVICE,
                title="示例需求",
                state=NeedState.LISTED,
                listed_at=LISTED,
                filed_by=actor,
            )
            for pk, tree in communities.values_list("pk", "tree_id")
            for number in range(NEEDS_EACH)
        ),
        batch_size=BATCH,
    )


def _open(today: date, streets: int | None = None) -> None:
    keys = list(Org.objects.streets().order_by("pk").values_list("pk", flat=True)[:streets])
    for first in range(0, len(keys), STREETS_TOGETHER):
        part = keys[first : first + STREETS_TOGETHER]
        open_report_rounds(first_pk=part[0], last_pk=part[-1], today=today)


def _recount() -> None:
    keys = list(Org.objects.streets().order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), STREETS_TOGETHER):
        part = keys[first : first + STREETS_TOGETHER]
        recount_drafts(first_pk=part[0], last_pk=part[-1])


def _bare() -> None:
    """The same figures inserted and taken back, with nothing counted."""
    kept = list(ReportFigure.objects.filter(report__round__starts_on=date(2026, 12, 1)).values())
    for each in kept:
        del each["id"]
    with transaction.atomic():
        ReportFigure.objects.filter(report__round__starts_on=date(2026, 12, 1)).delete()
    rows = [ReportFigure(**each) for each in kept]
    print(
        f"bare insertion of {len(rows)} figures:",
        f"{timed(lambda: ReportFigure.objects.bulk_create(rows, batch_size=BATCH)):.1f} s",
    )


def main(streets: int) -> None:
    with database():
        build_streets(range(1, streets + 1))
        _needs()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        half = timed(lambda: _open(NOVEMBER, streets // 2))
        begun = ReportReturn.objects.count()
        print(f"{begun} returns opened and filled: {half:.1f} s, {1000 * half / begun:.2f} ms each")
        whole = timed(lambda: _open(DECEMBER))
        total = ReportReturn.objects.count() - begun
        print(
            f"{total} returns opened and filled: {whole:.1f} s, {1000 * whole / total:.2f} ms each"
        )
        print(f"all {ReportReturn.objects.count()} drafts counted anew: {timed(_recount):.1f} s")
        _bare()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
