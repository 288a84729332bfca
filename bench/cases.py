"""The queue and the desk of a street with a million cases, and 10,000 rows of the hotline.

Run it from a clone: ``python -m bench.cases``; CASES and ROWS set other sizes, DATABASE_URL says
on which engine. The pages are asked in process, beside hand-written SQL of the same run; it prints
ratios and asserts nothing.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from string import ascii_letters
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from bench.lists import fetched
from bench.streets import build_street, compare, database, person
from grids.models import Case
from grids.services.cases import register_cases
from orgs.enums import Role
from orgs.models import Org, User

CASES = int(os.environ.get("CASES", "1000000"))
ROWS = int(os.environ.get("ROWS", "10000"))
# Doubling these copies makes the register long in the database itself.
SEEDS = 2000
# In so many hundredths of the cases each of these is the state; the rest is on record.
STATES = {"registered": 1, "responded": 1, "in_hand": 2, "answered": 1, "called_back": 1}
QUEUE = """
    SELECT c.id, c.title, c.code, c.state, c.due_at, o.name FROM grids_case c
    LEFT JOIN orgs_org o ON o.id = c.handling_org_id
    WHERE c.street_id = %s AND c.state IN
      ('registered','responded','dispatched','conferring','in_hand','shelved','answered',
       'called_back','verified')
    ORDER BY c.due_at ASC NULLS LAST, c.id LIMIT 25
"""
COUNT = "SELECT COUNT(*) FROM grids_case WHERE street_id = %s AND state IN %s"
OPEN = (
    *("registered", "responded", "dispatched", "conferring", "in_hand", "shelved"),
    *("answered", "called_back", "verified"),
)
DESK = """
    SELECT id, title, code, due_at FROM grids_case
    WHERE street_id = %s AND state IN ('registered','responded') ORDER BY due_at, id LIMIT 50
"""
LOADS = """
    SELECT handling_org_id,
      SUM(CASE WHEN state IN %s THEN 1 ELSE 0 END),
      SUM(CASE WHEN state IN ('dispatched','in_hand') AND due_at < CURRENT_TIMESTAMP
          THEN 1 ELSE 0 END),
      SUM(CASE WHEN is_answered_in_time = %s THEN 1 ELSE 0 END),
      SUM(CASE WHEN redo_count > 0 THEN 1 ELSE 0 END)
    FROM grids_case WHERE street_id = %s AND handling_org_id IS NOT NULL GROUP BY handling_org_id
"""
RATES = """
    SELECT handling_org_id, COUNT(*), SUM(CASE WHEN is_solved = %s THEN 1 ELSE 0 END)
    FROM grids_case WHERE street_id = %s AND closed_at >= %s AND closed_at < %s
      AND is_solved IS NOT NULL GROUP BY handling_org_id
"""


def build_register(street: Org, office: User) -> None:
    """A register of so many cases: some by the deed, the rest copied by the database."""
    now = timezone.now()
    branches = list(Org.objects.filter(kind="branch").order_by("pk")[:40])
    seeds = [
        _seed(street, branches, number, now - timedelta(hours=number)) for number in range(SEEDS)
    ]
    Case.objects.bulk_create(seeds, batch_size=500)
    names = [str(field.column) for field in Case._meta.concrete_fields if not field.primary_key]
    copied = ", ".join(_copied(name) for name in names)
    with connection.cursor() as cursor:
        # Each copy doubles the register; its letter keeps the codes apart, and short.
        for letter in ascii_letters:
            there = Case.objects.count()
            if there >= CASES:
                break
            cursor.execute(
                f"INSERT INTO grids_case ({', '.join(names)}) SELECT {copied} FROM grids_case "
                f"LIMIT {min(there, CASES - there)}",
                [letter],
            )
        cursor.execute("ANALYZE")


def _seed(street: Org, branches: list[Org], number: int, at: datetime) -> Case:
    place = number % 100
    state, reached = "recorded", 0
    for name, share in STATES.items():
        if reached <= place < reached + share:
            state = name
        reached += share
    is_held = state in ("in_hand", "answered", "called_back")
    is_open = state != "recorded"
    return Case(
        street=street,
        code=f"S{number:07d}",
        title=f"示例诉求{number}",
        state=state,
        reported_at=at,
        handling_org=branches[number % len(branches)] if is_held else None,
        due_at=at + timedelta(days=5) if is_open else None,
        warn_at=at + timedelta(days=3) if is_open else None,
        closed_at=None if is_open else at + timedelta(hours=3),
        is_solved=None if is_open else number % 8 != 0,
        satisfaction="" if is_open else "satisfied",
    )


def _copied(name: str) -> str:
    if name == "public_id":
        return (
            "gen_random_uuid()"
            if connection.vendor == "postgresql"
            else "lower(hex(randomblob(16)))"
        )
    if name == "code":
        return "code || '-' || %s"
    return name


def query(sql: str, *params: Any) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()

    return run


def ask(street: Org, office: User) -> None:
    client = Client()
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    print(f"\n{connection.vendor}, {Case.objects.count():,} cases, the office of the street")
    counted = query(COUNT.replace("IN %s", f"IN {OPEN}"), street.pk)
    first, after = "2026-11-01", "2026-12-01"
    loads = query(LOADS.replace("IN %s", f"IN {OPEN}"), True, street.pk)
    pages: dict[str, tuple[str, list[Callable[[], None]]]] = {
        "queue": ("/grids/cases/queue/", [query(QUEUE, street.pk), counted]),
        "desk": ("/grids/cases/desk/", [query(DESK, street.pk), loads]),
        "rates of a month": (
            "/grids/cases/rates/",
            [query(RATES, True, street.pk, first, after)],
        ),
    }
    for title, (url, alone) in pages.items():
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        in_database = sum(float(each["time"]) for each in asked) * 1000
        compare(
            f"{title} ({len(asked)} queries, {in_database:.0f} ms)",
            fetched(client, url),
            hand_written_SQL=lambda alone=alone: [do() for do in alone],  # type: ignore[misc]  # each its own
        )


def import_rows(street: Org, office: User) -> None:
    """How long it takes to take rows of the hotline into the register, by the deed."""
    at = timezone.now()
    cases = [
        Case(
            street=street,
            code=f"N{number:07d}",
            title=f"示例{number}",
            content="三号楼",
            reported_at=at,
        )
        for number in range(ROWS)
    ]
    begun = time.perf_counter()
    register_cases(cases=cases, actor=office)
    taken = time.perf_counter() - begun
    print(f"{ROWS:,} rows registered, recorded and sealed: {taken:.1f} s")


def main() -> None:
    with database(), override_settings(DEBUG=False):
        street = Org.objects.get(pk=build_street(10_000).pk)
        office = person(Role.OFFICE, street)
        begun = time.perf_counter()
        build_register(street, office)
        print(f"built in {time.perf_counter() - begun:.0f} s")
        ask(street, office)
        import_rows(street, office)


if __name__ == "__main__":
    main()
