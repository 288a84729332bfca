"""The preview of a ledger of 10,000 organisations, beside plain django-import-export.

Run it from the repository: ``python bench/imports.py``. Each contestant runs in a process of its
own on a fresh SQLite file, on the same workbook, made here. It prints seconds and peak memory and
asserts nothing.

- *cells*: only reading the cells, as fast as anything in Python does it (calamine).
- *plain*: a straightforward ``ModelResource`` with a dry run that checks each row: the superior is
  there and of a kind that may stand above, dates and counts are what they should be.
- *portal*: bring and check in the import centre: which ledger it is, what the headers mean, every
  problem of every cell, repeated rows, totals, and a trial of the import through its deeds.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROWS = int(os.environ.get("ROWS", "10000"))
HEADERS = (
    "党组织名称", "党组织代码", "上级党组织", "组织类别", "成立时间", "书记姓名", "联系电话",
    "届满时间", "党员总数", "预备党员",
)  # fmt: skip
STREET = "中共测试街道工作委员会"
AREA_BRANCHES, BRANCH_GROUPS = 24, 8


def organisations(count: int) -> Iterator[list[Any]]:
    """A street of areas, branches and groups, superiors first."""
    yield [STREET, "901", "无", "党工委", "2001.3", "王示范", "19000000001", "2027.6", 40, 1]
    made, area = 1, 0
    while made < count:
        area += 1
        for row in _area(area):
            yield row
            made += 1
            if made == count:
                return


def _area(number: int) -> Iterator[list[Any]]:
    area, code, rest = f"示{number}片区党总支", f"901{number:03d}", ("2026年12月", 96, 3)
    yield [area, code, STREET, "党总支", "2020年4月", "李样例", "19000000002", *rest]
    for branch_number in range(1, AREA_BRANCHES + 1):
        branch, branch_code = (
            f"示{number}片区第{branch_number}网格党支部",
            f"{code}{branch_number:03d}",
        )
        yield [branch, branch_code, area, "党支部", "2021-09-01", "张测试", "19000000003", *rest]
        for group in range(1, BRANCH_GROUPS + 1):
            yield [
                f"示{number}片区{branch_number}网格{group}号楼党小组",
                f"{branch_code}{group:03d}", branch, "党小组", "2021年9月", "陈演示",
                "19000000004", *rest,
            ]  # fmt: skip


def write_ledger(path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADERS)
    for number, row in enumerate(organisations(ROWS), start=1):
        sheet.write_row(number, 0, row)
    book.close()


def prepared() -> Any:
    """A fresh database with one office; the person who imports."""
    import django

    django.setup()
    from django.core.management import call_command

    from orgs.enums import OrgKind, Role
    from orgs.models import Org, RoleAssignment, User
    from orgs.services.planting import plant

    call_command("migrate", verbosity=0, run_syncdb=True)
    home = Org(code="1", name="拟定街道党工委", kind=OrgKind.COMMITTEE)
    plant([home])
    user = User.objects.create(username="bench", name="bench")
    RoleAssignment.objects.create(user=user, org=home, role=Role.OFFICE)
    return user


def cells(path: Path) -> Callable[[], int]:
    from python_calamine import CalamineWorkbook

    def work() -> int:
        book = CalamineWorkbook.from_path(path)
        return len(book.get_sheet_by_index(0).to_python()) - 1

    return work


def plain(path: Path) -> Callable[[], int]:
    prepared()
    from bench.plain_import import dry_run

    return lambda: dry_run(path)


def portal(path: Path) -> Callable[[], int]:
    user = prepared()
    from orgs.imports import centre

    def work() -> int:
        (run,) = centre.bring(content=path.read_bytes(), file_name=path.name, actor=user)
        created: int = centre.check(run=run, actor=user).report["created"]
        return created

    return work


CONTESTANTS = {"cells": cells, "plain": plain, "portal": portal}


def contest(name: str, path: Path) -> None:
    """The work of a child process: do it once and print what it cost."""
    work = CONTESTANTS[name](path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    rows = work()
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {"rows": rows, "seconds": seconds, "mb": peak / 1024, "more": (peak - before) / 1024}
        )
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        write_ledger(path)
        told = {}
        for name in CONTESTANTS:
            home = Path(folder) / name
            home.mkdir()
            child = subprocess.run(
                [sys.executable, __file__, name, str(path)],
                env={
                    **os.environ,
                    "DATA_DIR": str(home),
                    "DATABASE_URL": f"sqlite:///{home / 'bench.sqlite3'}",
                    "DJANGO_SETTINGS_MODULE": "partybuild.settings",
                    "PYTHONPATH": str(ROOT),
                },
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            told[name] = json.loads(child.stdout.splitlines()[-1])
    for name, cost in told.items():
        print(
            f"{name:7} {cost['rows']:6} rows  {cost['seconds']:7.2f} s  "
            f"peak {cost['mb']:6.0f} MB (+{cost['more']:.0f} MB)"
        )
    print(f"portal/plain: {told['portal']['seconds'] / told['plain']['seconds']:.2f}")
    print(f"portal/cells: {told['portal']['seconds'] / told['cells']['seconds']:.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        contest(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
