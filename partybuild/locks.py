"""Named locks: the only place that knows which database engine is underneath.

PostgreSQL takes an advisory lock that ends with the transaction. SQLite needs nothing more than
its settings: every transaction begins IMMEDIATE, so writers already queue up behind each other.
"""

from enum import IntEnum

from django.db import connection


class LockSpace(IntEnum):
    """Every named lock the portal takes, so that no two meanings share a number."""

    ORG_TREE = 1
    GRID_TREE = 2
    AUDIT_SEAL = 3
    IMPORT = 4
    CODES = 5
    BOOKINGS = 11


def hold_until_commit(space: LockSpace, key: int = 0) -> None:
    """Make concurrent transactions that want the same lock queue up behind this one."""
    if not connection.in_atomic_block:
        raise RuntimeError("A named lock is released on commit: open a transaction first.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [space, key])
