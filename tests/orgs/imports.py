"""The street Qingwu and its ledgers, as offices keep them."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from orgs.imports import centre
from orgs.models import ImportRun

QINGWU = Path(__file__).resolve().parent.parent / "ledgers" / "qingwu"
TRUTH = json.loads((QINGWU / "truth.json").read_text(encoding="utf-8"))["files"]
ORGANIZATIONS, GRIDS, STAFF = "党组织台账.xlsx", "网格台账.xlsx", "网格员花名册.xlsx"
PARTNERS, NEEDS, RESOURCES = "共建单位台账.xlsx", "需求清单.xlsx", "资源清单.xlsx"
FIRMS, HOTLINE = "物业企业台账.xlsx", "诉求工单.csv"
IN_ORDER = (ORGANIZATIONS, GRIDS, STAFF, FIRMS, PARTNERS, NEEDS, RESOURCES, HOTLINE)


def content(name: str) -> bytes:
    return (QINGWU / name).read_bytes()


def workbook(rows: Sequence[Sequence[Any]], name: str = "Sheet1") -> bytes:
    """A spreadsheet with these rows, every word as a word."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False})
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def bring(rows_or_name: Any, actor: Any, **asked: Any) -> ImportRun:
    """Bring one ledger: one of the shipped ones by name, or rows written down in the test."""
    shipped = isinstance(rows_or_name, str)
    brought = content(rows_or_name) if shipped else workbook(rows_or_name)
    name = rows_or_name if shipped else "ledger.xlsx"
    (run,) = centre.bring(content=brought, file_name=name, actor=actor, **asked)
    return run


def checked(rows_or_name: Any, actor: Any, **asked: Any) -> ImportRun:
    return centre.check(run=bring(rows_or_name, actor, **asked), actor=actor)


def imported(rows_or_name: Any, actor: Any, **asked: Any) -> ImportRun:
    return centre.apply(run=checked(rows_or_name, actor, **asked), actor=actor)


def figures(run: ImportRun) -> tuple[int, int, int, int]:
    """New, changed, unchanged, held."""
    report = run.report
    return (
        report["created"],
        report["amended"],
        report["unchanged"],
        report["held_count"],
    )
