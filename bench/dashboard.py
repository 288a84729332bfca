"""What the dashboard of a root costs at 1,000,000 cases, beside the same counts in SQL by hand.

Run it from a clone: ``python -m bench.dashboard``, with DATABASE_URL naming a PostgreSQL server;
``python -m bench.dashboard 100000`` takes fewer cases. It prints the ratio of one run for each
part of the dashboard and for the whole of it, and asserts nothing.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.streets import build_street, compare, database, person
from grids.case_enums import OPEN_STATES
from orgs.enums import Role
from orgs.models import Org
from orgs.selectors.dashboards import below, dashboard_of, decisions_at, org_place
from orgs.selectors.indicators import figures
from orgs.selectors.tiles import lines_of, tiles

ORGS, CASES = 100_000, 1_000_000
# One in thirty is open, and of those every other one is beyond its deadline.
FILL = """
INSERT INTO grids_case (public_id, street_id, source, code, kind, category, category_path, labels,
  title, content, urgency, part, channel, reported_at, reported_place, spot, firm_name,
  community_id, hotline_state, handled_how, outcome, reply, is_solved, satisfaction, state, due_at,
  warn_at, is_responded_in_time, is_answered_in_time, call_count, call_reach, return_count,
  redo_count, closing, version, created_at, updated_at)
SELECT gen_random_uuid(), %(root)s, 'hotline', 'SQ-' || n, '', '', '', '', '示例诉求' || n, '', '',
  '', '', now() - n %% 700 * interval '1 day', '', '', '', (%(areas)s)[1 + n %% %(count)s], '', '',
  '', '', CASE WHEN n %% 30 = 0 THEN NULL ELSE n %% 11 > 0 END,
  CASE n %% 10 WHEN 0 THEN 'dissatisfied' WHEN 1 THEN '' ELSE 'satisfied' END,
  CASE WHEN n %% 30 = 0 THEN 'registered' ELSE 'recorded' END,
  CASE WHEN n %% 30 = 0 THEN now() + (n %% 4 - 2) * interval '1 day' END,
  CASE WHEN n %% 30 = 0 THEN now() - interval '3 day' END,
  n %% 7 > 0, n %% 9 > 0, 0, '', 0, CASE WHEN n %% 13 = 0 THEN 1 ELSE 0 END, '', 1, now(), now()
FROM generate_series(1, %(cases)s) n
"""
WAITING = (
    "SELECT COUNT(*) FILTER (WHERE due_at < now()), MIN(due_at) FILTER (WHERE due_at < now()), "
    "COUNT(*) FILTER (WHERE state IN ('registered', 'responded')), "
    "MIN(reported_at) FILTER (WHERE state IN ('registered', 'responded')), "
    "COUNT(*) FILTER (WHERE state = 'conferring'), "
    "MIN(reported_at) FILTER (WHERE state = 'conferring') "
    "FROM grids_case WHERE street_id = %s AND state = ANY(%s)"
)
BY_DAY = (
    "SELECT COUNT(*) FILTER (WHERE reported_at >= date_trunc('month', now())), "
    "COUNT(*) FILTER (WHERE reported_at >= date_trunc('quarter', now())), "
    "COUNT(*) FILTER (WHERE reported_at >= date_trunc('year', now())), "
    "COUNT(*) FILTER (WHERE state = ANY(%s)) FROM grids_case WHERE street_id = %s"
)
RATES = (
    "SELECT COUNT(community_id), COUNT(*), COUNT(is_solved), COUNT(*) FILTER (WHERE is_solved), "
    "COUNT(is_responded_in_time), COUNT(*) FILTER (WHERE is_responded_in_time), "
    "COUNT(*) FILTER (WHERE is_answered_in_time IS NOT NULL "
    "OR (state IN ('dispatched', 'in_hand') AND due_at < now())), "
    "COUNT(*) FILTER (WHERE is_answered_in_time), "
    "COUNT(*) FILTER (WHERE satisfaction IN ('satisfied', 'fairly', 'dissatisfied')), "
    "COUNT(*) FILTER (WHERE satisfaction IN ('satisfied', 'fairly')), "
    "COUNT(*) FILTER (WHERE state = 'closed'), "
    "COUNT(*) FILTER (WHERE state = 'closed' AND redo_count = 0 AND return_count = 0), "
    "COUNT(*) FILTER (WHERE is_answered_in_time IS NOT NULL AND redo_count = 0) "
    "FROM grids_case WHERE street_id = %s"
)
KINDS = "SELECT kind, COUNT(*) FROM orgs_org WHERE tree_id = %s AND status = 'active' GROUP BY kind"


def sql(statement: str, *params: Any) -> Callable[[], Any]:
    def ask() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall()

    return ask


def fill(root: Org, cases: int) -> None:
    areas = list(Org.objects.filter(parent=root).values_list("pk", flat=True))
    facts = {"root": root.pk, "areas": areas, "count": len(areas), "cases": cases}
    with connection.cursor() as cursor:
        cursor.execute(FILL, facts)
        cursor.execute("VACUUM ANALYZE")


def ask_root(root: Org) -> None:
    reader = person(Role.OFFICE, root)
    place = org_place(root, reader=reader)
    found = {tile.key: tile for tile in tiles(place)}
    open_states = sorted(OPEN_STATES)
    asked = {
        "cases-waiting": sql(WAITING, root.pk, open_states),
        "cases": sql(BY_DAY, open_states, root.pk),
        "orgs": sql(KINDS, root.tree_id),
    }
    for key, by_hand in asked.items():
        tile = found[key]
        compare(f"tile {key}", lambda tile=tile: lines_of(tile, place), by_hand=by_hand)
    compare(
        "the standards of cases",
        lambda: figures(reader=reader, below=root, subject="cases"),
        by_hand=sql(RATES, root.pk),
    )
    compare(
        "the decisions of the wall", lambda: decisions_at(place), by_hand=asked["cases-waiting"]
    )
    once("the places below", lambda: below(place))
    once("the whole dashboard", lambda: (dashboard_of(place, reader=reader), below(place)))
    slowest(reader, root)


def once(title: str, do: Callable[[], Any]) -> None:
    """One line: the better of two rounds, and in how many queries."""
    taken = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            begun = time.perf_counter()
            do()
            taken.append((time.perf_counter() - begun) * 1000)
    print(f"{title:<44}{min(taken):9.2f} ms in {len(queries)} queries", flush=True)


def slowest(reader: Any, root: Org) -> None:
    """Which queries of the dashboard take the longest."""
    place = org_place(root, reader=reader)
    with CaptureQueriesContext(connection) as queries:
        dashboard_of(place, reader=reader)
        below(place)
    for query in sorted(queries, key=lambda each: -float(each["time"]))[:4]:
        print(f"  {float(query['time']) * 1000:8.0f} ms  {query['sql'][:150]}")


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with database():
        root = Org.objects.get(pk=build_street(ORGS).pk)
        fill(root, cases)
        print(f"\n{connection.vendor}, {timezone.localdate()}: {Org.objects.count():,} ", end="")
        print(f"organisations, {cases:,} cases", flush=True)
        ask_root(root)


if __name__ == "__main__":
    main()
