"""What a period of duties costs: drawn up, settled, and told, for very many streets.

Run it from a clone: ``python -m bench.obligations 1000`` for a thousand streets of ten communities.
DATABASE_URL says on which engine. For half the streets, then for all, it draws up one month and
quarter beside a bare bulk insert of the same rows, and settles them with a sitting in every second
community beside a bare update of them, so that what grows faster than the streets is seen. Then it
sends the digests of all secretaries beside a bare insert of what they leave. It asserts nothing.
"""

import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from bench.streets import database
from liaison.enums import BodyKind, MeetingKind, MeetingState
from liaison.models import Body, Digest, DigestLine, Meeting, Obligation, ObligationRule
from liaison.obligations.declarations import declaration
from liaison.services.digests import send_digests
from liaison.services.obligation_making import make_obligations
from liaison.services.obligation_rules import keep_rules
from liaison.services.obligation_settling import settle_obligations
from orgs.enums import OrgKind, Role
from orgs.models import Notification, Org, RoleAssignment, User
from partybuild.periods import LOCAL_TIME

COMMUNITIES = 10
KEYS = ("OB-01", "OB-03", "OB-04", "OB-11")
FIRST, TODAY = date(2026, 11, 1), date(2026, 11, 2)
MONDAY = datetime(2026, 11, 23, 9, 15, tzinfo=LOCAL_TIME)
AFTERNOON = datetime(2026, 11, 18, 14, 0, tzinfo=LOCAL_TIME)
BATCH = 1000


def timed(do: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def build_streets(numbers: Iterable[int]) -> None:
    """Streets of a committee and its communities, each with a secretary who has an account."""
    roots = [_org(number, 1, 2 + 2 * COMMUNITIES, f"{number:05}", None) for number in numbers]
    Org._base_manager.bulk_create(roots, batch_size=BATCH)
    below = [
        _org(root.tree_id, 2 + 2 * place, 3 + 2 * place, f"{root.code}{place:02}", root)
        for root in roots
        for place in range(COMMUNITIES)
    ]
    Org._base_manager.bulk_create(below, batch_size=BATCH)
    people = [User(username=org.code, name="示例") for org in below]
    User.objects.bulk_create(people, batch_size=BATCH)
    RoleAssignment.objects.bulk_create(
        [
            RoleAssignment(user=user, org=org, role=Role.SECRETARY, starts_on=date(2026, 1, 1))
            for user, org in zip(people, below, strict=True)
        ],
        batch_size=BATCH,
    )
    Org.objects.filter(tree_id__in=numbers).update(
        created_at=datetime(2026, 1, 1, tzinfo=LOCAL_TIME)
    )


def _org(tree: int, lft: int, rght: int, code: str, parent: Org | None) -> Org:
    return Org(
        tree_id=tree,
        lft=lft,
        rght=rght,
        level=0 if parent is None else 1,
        code=code,
        name=f"示例组织{code}",
        kind=OrgKind.COMMITTEE if parent is None else OrgKind.COMMUNITY_COMMITTEE,
        parent=parent,
    )


def hold_sittings() -> None:
    """A joint meeting with its minutes in every second community."""
    communities = Org.objects.filter(kind=OrgKind.COMMUNITY_COMMITTEE).order_by("pk")
    facts = {"kind": BodyKind.COMMUNITY_COBUILDING, "name": "示例共建委"}
    bodies = [Body(org=org, **facts) for org in communities[::2]]
    Body.objects.bulk_create(bodies, batch_size=BATCH)
    counts = {"expected_count": 9, "present_count": 9, "excused_count": 0}
    meetings = [
        Meeting(
            body=body,
            kind=MeetingKind.JOINT,
            title="示例联席会议",
            starts_at=AFTERNOON,
            place="示例",
            notice_due_on=FIRST,
            state=MeetingState.ISSUED,
            year=2026,
            serial=1,
            **counts,
        )
        for body in bodies
    ]
    Meeting.objects.bulk_create(meetings, batch_size=BATCH)


def make() -> None:
    for key in KEYS:
        make_obligations(key=key, today=TODAY)


def bare(model: Any, rows: list[Any], batch: int = BATCH) -> float:
    """The same rows again, inserted and taken back; what they are unique by is dropped first."""
    with transaction.atomic():
        model.objects.filter(pk__in=model.objects.values("pk")).delete()
        taken = timed(lambda: model.objects.bulk_create(rows, batch_size=batch))
        transaction.set_rollback(True)
    return taken


def draw_up(streets: int) -> None:
    """Rules are there already, as after the first night; only the rows of the period are made."""
    for key in KEYS:
        keep_rules(declared=declaration(key), today=FIRST)
    taken = timed(make)
    rows = list(Obligation.objects.all())
    plain = bare(Obligation, rows)
    print(
        f"{streets:6} streets: {len(rows):8,} duties drawn up in {taken:6.2f} s "
        f"({1e6 * taken / len(rows):5.0f} µs each)   bare insert {plain:6.2f} s "
        f"(x{taken / plain:.2f})   again {timed(make):5.2f} s",
        flush=True,
    )


def settle() -> None:
    def once() -> None:
        for key in KEYS:
            settle_obligations(key=key)

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    first, rows = timed(once), Obligation.objects.count()
    done = Obligation.objects.filter(record_pk__isnull=False).count()
    with transaction.atomic():
        plain = timed(lambda: Obligation.objects.update(updated_at=MONDAY))
        transaction.set_rollback(True)
    print(
        f"{rows:,} duties looked at in {first:.2f} s ({1e6 * first / rows:.0f} µs each), "
        f"{done:,} settled   bare update {plain:.2f} s (x{first / plain:.2f})   "
        f"again {timed(once):.2f} s",
        flush=True,
    )


def tell() -> None:
    taken = timed(lambda: send_digests(now=MONDAY))
    made = (Digest, DigestLine, Notification)
    counts = [model.objects.count() for model in made]
    # Lines hang on their digests, so the innermost is taken away and put back first.
    plain = (
        sum(bare(model, list(model.objects.all())) for model in (DigestLine, Notification))
        + _bare_digests()
    )
    print(
        f"{counts[0]:,} people told of {counts[1]:,} duties in {taken:.2f} s "
        f"({1e6 * taken / counts[0]:.0f} µs each)   bare insert {plain:.2f} s "
        f"(x{taken / plain:.2f})   again {timed(lambda: send_digests(now=MONDAY)):.2f} s"
    )


def _bare_digests() -> float:
    rows = list(Digest.objects.all())
    with transaction.atomic():
        DigestLine.objects.all().delete()
        taken = bare(Digest, rows)
        transaction.set_rollback(True)
    return taken


def main() -> None:
    streets = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    half = streets // 2
    reverse("home")  # the addresses of the portal are read once in the life of a worker
    with database():
        print(f"{connection.vendor}, {COMMUNITIES} communities in each street")
        build_streets(range(1, half + 1))
        draw_up(half)
        hold_sittings()
        settle()
        for model in (Obligation, ObligationRule, Meeting, Body):
            model.objects.all().delete()
        build_streets(range(half + 1, streets + 1))
        draw_up(streets)
        hold_sittings()
        settle()
        tell()


if __name__ == "__main__":
    main()
