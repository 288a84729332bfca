"""A second street that keeps its ledgers its own way, and the ways to write them down."""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from grids.imports import cases, estates, grid_staff, grids, property_firms
from orgs.imports import organizations, partner_units
from partybuild.spreadsheets import Known, Reading, Register, Sheet, open_workbook, read
from resources.imports import needs, resources

LEDGERS = tuple(
    module.LEDGER
    for module in (
        organizations,
        grids,
        grid_staff,
        estates,
        property_firms,
        partner_units,
        needs,
        resources,
        cases,
    )
)
BY_KIND = {ledger.kind: ledger for ledger in LEDGERS}


STREET = Path(__file__).parent.parent / "ledgers" / "qingwu"
TRUTH = json.loads((STREET / "truth.json").read_text(encoding="utf-8"))["files"]
# In the order in which an office brings them: later ones name what stands in earlier ones.
FILES = {name: told["kind"] for name, told in TRUTH.items()}


@dataclass
class Names:
    """A directory that lists what it was given."""

    listed: dict[Register, list[Known]] = field(default_factory=dict)

    def known(self, register: Register) -> Iterable[Known]:
        return self.listed.get(register, [])

    def learn(self, reading: Reading) -> None:
        """Take in what an earlier ledger of the same street told."""
        for row in reading.rows:
            for register, known in told(reading.kind, row.values):
                entries = self.listed.setdefault(register, [])
                if known not in entries:
                    entries.append(known)


def told(kind: str, values: Any) -> list[tuple[Register, Known]]:
    if kind == "organizations":
        return [(Register.ORGS, Known(values["name"], values["code"] or "", values["kind"]))]
    if kind == "partner_units":
        return [(Register.PARTNERS, Known(values["name"]))]
    if kind == "grids" and "path" in values:
        area, unit, base = values["path"]
        tiers = ((area, "片区"), (unit, "单元网格"), (unit + base, "基础网格"))
        return [(Register.GRIDS, Known(name, kind=tier)) for name, tier in tiers]
    if kind == "grids":
        return [(Register.GRIDS, Known(values["name"], values["code"] or "", values["tier"]))]
    return []


@dataclass(frozen=True)
class Book:
    """What one office keeps: its columns by our keys, what it writes, and what that means."""

    kind: str
    keys: Sequence[str]
    written: Sequence[Sequence[Any]]
    meant: Sequence[dict[str, Any]]

    def column(self, key: str) -> list[Any]:
        return [row[self.keys.index(key)] for row in self.written]


WORDINGS = json.loads(
    (Path(__file__).parent.parent / "ledgers" / "wordings.json").read_text(encoding="utf-8")
)
SECOND_STREET = Path(__file__).parent.parent / "ledgers" / "second_street.json"
BOOKS = {
    kind: Book(kind, **book)
    for kind, book in json.loads(SECOND_STREET.read_text(encoding="utf-8")).items()
}


def street() -> Names:
    """The second street as the portal knows it."""
    names = Names()
    for book in BOOKS.values():
        for values in book.meant:
            for register, known in told(book.kind, values):
                names.listed.setdefault(register, []).append(known)
    return names


def xlsx(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = (), merged: Any = ()) -> bytes:
    """A workbook of these sheets; merged areas are those of the first one, counted from 0."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(names[number] if names else f"Sheet{number + 1}")
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write
                    if cell is not None and cell != "":
                        write(row, column, cell)
            for top, left, bottom, right in merged if number == 0 else ():
                sheet.merge_range(top, left, bottom, right, rows[top][left])
    return target.getvalue()


def public(reading: Reading) -> list[dict[str, Any]]:
    """The rows as a plain answer prints them, without their numbers."""
    rows = reading.as_json()["rows"]
    return [{k: v for k, v in row.items() if k not in {"row", "sheet"}} for row in rows]


ORG_HEADER = (
    "序号",
    "党组织名称",
    "上级党组织",
    "类别",
    "成立时间",
    "联系电话",
    "党员总数",
    "备注",
)
ROOT = (1, "示例街道党工委", "无", "党工委", "2001.3", "19000000001", 40, None)
NEED_HEADER = ("序号", "需求单位", "类别", "需求内容", "受益人数", "期望时间", "联系人及电话")
STAFF_HEADER = ("序号", "网格", "姓名", "职务", "专/兼职", "手机", "上岗时间")


def read_rows(kind, *rows, known=None, **shape):
    names = Names({register: list(entries) for register, entries in (known or {}).items()})
    return read(BY_KIND[kind], [Sheet("一", rows, **shape)], directory=names)


def read_orgs(*rows, **shape):
    return read_rows("organizations", ORG_HEADER, ROOT, *rows, **shape)


def area(
    name, *, number=2, parent="示例街道党工委", founded="2004.5", phone="", members=10, note=None
):
    return (number, name, parent, "党总支", founded, phone, members, note)


def codes(reading):
    return [notice.code for notice in reading.notices]


def reasons(reading):
    return [(held.number, held.reason) for held in reading.held]


def sheets_of(name):
    """The sheets of a file of the first street."""
    return open_workbook((STREET / name).read_bytes(), name)
