"""What the search over everything costs at a million rows, beside plain LIKE over the same words.

Run it from a clone: ``python -m bench.search [rows]``. DATABASE_URL says on which engine. Rows are
needs and action items of 100 sub-districts; the readers are an office, a unit's liaison, a leader
of all streets and the owner of the portal. It prints figures of one run and asserts nothing.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import product
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from bench.streets import database, person
from liaison.followup_enums import DueRule
from liaison.models import ActionItem
from orgs.enums import OrgKind, Role
from orgs.models import Org, Partner, RoleAssignment, SearchEntry, User
from orgs.selectors.search import found_for
from orgs.services.planting import plant
from orgs.services.search import mend_entries
from resources.models import Need

STREETS: Final = 100
ROUNDS: Final = 5
PLACES: Final = ("东苑", "西苑", "春晖", "长青", "北辰", "南湖", "桥头", "书院", "云台", "柳营")
THINGS: Final = ("路灯", "楼道", "充电棚", "健身器材", "垃圾分类点", "消防通道", "口袋公园", "雨棚")
DEEDS: Final = ("维修", "加装", "改造", "清理", "增设", "巡查", "整治", "更换", "协调")
WORDS: Final = {
    "in one of 720 rows": "春晖路灯维修",
    "in one of 8 rows": "路灯",
    "by initials": "chldwx",
    "by number": "00000017",
    "in no row": "无此一词",
}


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    settings.DEBUG = False
    with database():
        streets = _streets()
        _rows(streets[0], rows // STREETS // 2)
        begun = time.perf_counter()
        entered = mend_entries()
        taken = time.perf_counter() - begun
        for number, street in enumerate(streets[1:], start=1):
            _copy(streets[0], street, number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{connection.vendor}: entered {entered:,} rows in {taken:.0f} s")
        print(f"{SearchEntry.objects.count():,} entries")
        plain = {words: _plain(words) for words in WORDS.values()}
        for title, reader in _readers(streets):
            for said, words in WORDS.items():
                ours = _median_ms(partial(found_for, reader=reader, words=words))
                print(f"{title}, {said}: {ours:.0f} ms, plain LIKE {plain[words]:.0f} ms")
        _page(streets[0])


def _streets() -> list[Org]:
    orgs = []
    for number in range(STREETS):
        code = str(100 + number)
        street = Org(code=code, name=f"示例{number}街道党工委", kind=OrgKind.COMMITTEE)
        orgs.append(street)
        orgs += [
            Org(
                code=f"{code}8{place:02d}",
                name=f"{name}社区党委",
                kind=OrgKind.COMMUNITY_COMMITTEE,
                parent=street,
            )
            for place, name in enumerate(PLACES)
        ]
    plant(orgs)
    return list(Org.objects.filter(parent=None).order_by("code"))


def _titles() -> Iterator[str]:
    said = ["".join(parts) for parts in product(PLACES, THINGS, DEEDS)]
    number = 0
    while True:
        yield f"{said[number % len(said)]}"
        number += 1


def _rows(street: Org, each: int) -> None:
    """So many needs and action items in a street, in one go and without deeds."""
    maker, titles = User.objects.create(username="maker", name="示例"), _titles()
    communities = list(Org.objects.filter(parent=street))
    needs, items = [], []
    for serial in range(each):
        owner = communities[serial % len(communities)]
        common: dict[str, Any] = {"street": street, "owner_org": owner}
        needs.append(Need(code=f"XQ-{serial:08d}", title=next(titles), filed_by=maker, **common))
        items.append(
            ActionItem(
                code=f"DB-{serial:08d}",
                title=next(titles),
                assigner=street,
                assigned_on=date(2026, 3, 2),
                due_on=date(2026, 3, 31),
                first_due_on=date(2026, 3, 31),
                due_rule=DueRule.DAY,
                assigned_by=maker,
                **common,
            )
        )
    Need.objects.bulk_create(needs, batch_size=500)
    ActionItem.objects.bulk_create(items, batch_size=500)


@transaction.atomic
def _copy(source: Org, street: Org, number: int) -> None:
    """The same needs, action items and their entries for another street, as plain insertions."""
    places = dict(
        zip(
            Org.objects.filter(tree_id=source.tree_id).order_by("lft").values_list("pk", flat=True),
            Org.objects.filter(tree_id=street.tree_id).order_by("lft").values_list("pk", flat=True),
            strict=True,
        )
    )
    for model in (Need, ActionItem, SearchEntry):
        manager: Any = model._default_manager
        rows = manager.filter(street=source)
        if model is SearchEntry:
            rows = rows.filter(kind__in=[Need._meta.label_lower, ActionItem._meta.label_lower])
        fields: list[Any] = [each for each in model._meta.concrete_fields if not each.primary_key]
        changes = {
            place: (places.get if field.related_model is Org else partial(_shifted, number))
            for place, field in enumerate(fields)
            if field.related_model is Org or field.attname in {"public_id", "subject"}
        }
        kept = list(rows.order_by("pk").values_list(*(each.attname for each in fields)))
        for start in range(0, len(kept), 500):
            _insert(model, fields, kept[start : start + 500], changes)


def _shifted(number: int, public_id: UUID) -> UUID:
    return UUID(int=public_id.int ^ (number << 64))


def _insert(
    model: Any, fields: list[Any], rows: list[Any], changes: Mapping[int, Callable[[Any], Any]]
) -> None:
    line = f"({', '.join(['%s'] * len(fields))})"
    names = ", ".join(connection.ops.quote_name(each.column) for each in fields)
    values = [
        field.get_db_prep_save(changes[place](value) if place in changes else value, connection)
        for row in rows
        for place, (field, value) in enumerate(zip(fields, row, strict=True))
    ]
    statement = (
        f"INSERT INTO {model._meta.db_table} ({names}) VALUES {', '.join([line] * len(rows))}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _readers(streets: list[Org]) -> Iterator[tuple[str, User]]:
    yield "office of a street", person(Role.OFFICE, streets[0])
    partner = Partner.objects.create(street=streets[0], name="示例银行")
    liaison = User.objects.create(username="liaison", name="示例")
    RoleAssignment.objects.create(user=liaison, role=Role.PARTNER_LIAISON, partner=partner)
    yield "liaison of a unit", liaison
    leader = person(Role.LEADER, streets[1])
    for street in streets[2:]:
        RoleAssignment.objects.create(user=leader, role=Role.LEADER, org=street)
    yield "leader of 99 streets", leader
    yield "owner of the portal", User.objects.create(username="owner", is_superuser=True)


def _plain(words: str) -> float:
    """Titles and numbers of the two tables by LIKE, without asking who may see them."""
    statement = "SELECT id, title FROM {} WHERE title LIKE %s OR code LIKE %s LIMIT 6"
    tables = (Need._meta.db_table, ActionItem._meta.db_table)

    def ask() -> None:
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(statement.format(table), [f"%{words}%", f"%{words}%"])
                cursor.fetchall()

    return _median_ms(ask)


def _median_ms(do: Callable[[], Any]) -> float:
    """The median of a few rounds; some of them take seconds."""
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _page(street: Org) -> None:
    browser = Client()
    reader = User.objects.get(username=f"{Role.OFFICE}-{street.code}")
    browser.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    taken = _median_ms(lambda: browser.get("/search/", {"q": WORDS["in one of 720 rows"]}))
    print(f"the page of the office: {taken:.0f} ms")


if __name__ == "__main__":
    main()
