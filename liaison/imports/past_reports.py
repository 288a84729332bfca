"""Past monthly reports in either shape of an office (practice 13.9), read into figures.

One shape is a sheet of one community with indicators down; the other a row for each community.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from liaison.imports.report_words import KEY_OF
from orgs.models import Org
from partybuild.spreadsheets import Sheet, UnreadableFile, cleaning, open_workbook
from partybuild.spreadsheets.cleaning import Doubt
from partybuild.spreadsheets.text import Cell, plain, squeezed

_MONTH: Final = re.compile(r"(20\d{2})年(\d{1,2})月")
_PLACE: Final = re.compile(r"(?:社区|单位|填报单位|报送单位)[：:](.+?)(?:填报|审核|报送|$)")
_SPLIT: Final = re.compile(r"[/／]")
_ASIDE: Final = re.compile(r"[（(].*?[）)]")
_TOTALS: Final = re.compile("合计|总计|小计")
NOT_FILED: Final = "未报"
NONE_WORDS: Final = frozenset({"无", "没有"})
FEWEST: Final = 2


@dataclass(slots=True)
class PastReport:
    """What one community reported of a past month."""

    community: Org
    values: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class PastMonth:
    """The past reports of one month in a file, and what in them wants a look."""

    month: date
    reports: list[PastReport] = field(default_factory=list)
    unfiled: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_past_reports(content: bytes, name: str, *, street: Org) -> list[PastMonth]:
    """The months that a file reports; raises UnreadableFile when it holds none."""
    communities = list(Org.objects.active().communities().filter(tree_id=street.tree_id))
    found: dict[date, PastMonth] = {}
    for sheet in open_workbook(content, name):
        month = _month_of(sheet)
        if month is None:
            continue
        kept = found.setdefault(month, PastMonth(month))
        if not (_read_summary(sheet, communities, kept) or _read_one(sheet, communities, kept)):
            kept.remarks.append(_("Sheet “%(name)s” is no monthly report.") % {"name": sheet.name})
    months = [each for each in found.values() if each.reports]
    if not months:
        raise UnreadableFile("no_report", _("The file holds no monthly report that can be read."))
    return months


def _month_of(sheet: Sheet) -> date | None:
    for row in sheet.rows[:5]:
        for cell in row:
            if said := _MONTH.search(squeezed(plain(cell))):
                year, month = int(said[1]), int(said[2])
                return date(year, month, 1) if 1 <= month <= 12 else None  # noqa: PLR2004 - months
    return None


def _read_summary(sheet: Sheet, communities: Sequence[Org], kept: PastMonth) -> bool:
    """The shape with a row for each community, and a check of its row of totals."""
    header = next(
        (n for n, row in enumerate(sheet.rows) if len(_columns(row)) >= FEWEST and _is_place(row)),
        None,
    )
    if header is None:
        return False
    columns = _columns(sheet.rows[header])
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        name = squeezed(plain(row[0])) if row else ""
        if not name:
            continue
        if _TOTALS.search(name):
            kept.remarks += _unlike_total(sheet, number, columns, kept)
            continue
        community = _community(name, communities)
        if community is None:
            words = _("Row %(row)s: no community is called “%(name)s”.")
            kept.remarks.append(words % {"row": number, "name": name})
        elif any(NOT_FILED in squeezed(plain(cell)) for cell in row):
            kept.unfiled.append(community.name)
        else:
            report = PastReport(community)
            for column, key in columns.items():
                _take(report, [key], sheet.cell(number - 1, column), number, kept)
            kept.reports.append(report)
    return True


def _read_one(sheet: Sheet, communities: Sequence[Org], kept: PastMonth) -> bool:
    """The shape of one community with indicators down; several may share a row."""
    community = _spoken_of(sheet, communities)
    if community is None:
        return False
    report = PastReport(community)
    for number, row in enumerate(sheet.rows, start=1):
        keys = _keys_of(squeezed(plain(row[0]))) if row else []
        if keys and any(keys):
            _take(report, keys, sheet.cell(number - 1, 2), number, kept)
    if not report.values:
        return False
    kept.reports.append(report)
    return True


def _take(
    report: PastReport, keys: Sequence[str], cell: Cell, number: int, kept: PastMonth
) -> None:
    """Put the numbers of a cell under their figures; an empty cell says nothing, 无 says none."""
    pieces: list[Cell] = [cell]
    if len(keys) > 1:
        pieces = list(_SPLIT.split(plain(cell)))
        if len(pieces) != len(keys):
            words = _("Row %(row)s: %(asked)s numbers are asked, %(found)s stand there.")
            told = {"row": number, "asked": len(keys), "found": len(pieces)}
            kept.remarks.append(words % told)
            return
    for key, piece in zip(keys, pieces, strict=True):
        value = _number(piece, number, kept)
        if key and value is not None:
            report.values[key] = value


def _number(cell: Cell, number: int, kept: PastMonth) -> int | None:
    text = squeezed(plain(cell))
    if text in NONE_WORDS:
        kept.remarks.append(
            _("Row %(row)s: “%(text)s” is read as 0.") % {"row": number, "text": text}
        )
        return 0
    try:
        value: int | None = cleaning.count(cell)
    except Doubt:
        words = _("Row %(row)s: “%(text)s” is no number.")
        kept.remarks.append(words % {"row": number, "text": text})
        return None
    if value is not None and re.search("[约余多几近]", text):
        words = _("Row %(row)s: “%(text)s” is only about right.")
        kept.remarks.append(words % {"row": number, "text": text})
    return value


def _unlike_total(
    sheet: Sheet, number: int, columns: dict[int, str], kept: PastMonth
) -> Iterator[str]:
    """Where the row of totals is not the sum of the rows above it."""
    for column, key in columns.items():
        told = cleaning.figure(sheet.cell(number - 1, column))
        summed = sum(report.values.get(key, 0) for report in kept.reports)
        if told is not None and told != summed:
            yield _("%(name)s: the total says %(told)s, the rows together %(summed)s.") % {
                "name": _title(key),
                "told": told,
                "summed": summed,
            }


def _columns(row: Sequence[Cell]) -> dict[int, str]:
    found = {}
    for column, cell in enumerate(row):
        if column and (key := KEY_OF.get(_bare(squeezed(plain(cell))), "")):
            found[column] = key
    return found


def _is_place(row: Sequence[Cell]) -> bool:
    first = squeezed(plain(row[0])) if row else ""
    return any(word in first for word in ("社区", "单位", "名称"))


def _keys_of(label: str) -> list[str]:
    """The figures that a label names; ``新增需求/资源/项目`` names three."""
    if key := KEY_OF.get(_bare(label)):
        return [key]
    parts = _SPLIT.split(label)
    keys = [KEY_OF.get(_bare(part), "") for part in parts]
    return keys if any(keys) and len(parts) > 1 else []


def _bare(label: str) -> str:
    """The label without what stands in brackets."""
    return _ASIDE.sub("", label).strip("：: ")


def _title(key: str) -> str:
    return next(word for word, known in KEY_OF.items() if known == key)


def _spoken_of(sheet: Sheet, communities: Sequence[Org]) -> Org | None:
    said = (_PLACE.search(plain(cell).replace(" ", "")) for row in sheet.rows[:6] for cell in row)
    found = (_community(squeezed(each[1]), communities) for each in said if each)
    return next((each for each in found if each), None)


def _community(name: str, communities: Sequence[Org]) -> Org | None:
    """The community of this name; 东苑 is enough where only one begins so."""
    name = name.strip("·.。、 ")
    exact = [each for each in communities if squeezed(each.name) == name]
    alike = exact or [each for each in communities if squeezed(each.name).startswith(name)]
    return alike[0] if name and len(alike) == 1 else None
