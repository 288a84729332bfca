"""A whole round as a workbook that computes itself: scheme, inputs, points, means and plates.

Every figure that the portal computed is a formula here, so that an office can follow it cell by
cell. Three sheets: the scheme, a line for each firm at an estate, a line for each firm.
"""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import count
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from grids.rating_enums import ItemKind, PlateKind, RatingSource
from grids.selectors.rating import formulas
from grids.selectors.rating.formulas import FIRMS, RULES, SCHEME, UNITS, YES
from grids.selectors.rating.frozen import Adjusted, Firm, Frozen, Item, Unit

_KINDS: Final = {ItemKind.BASIC: "基本分", ItemKind.BONUS: "加分", ItemKind.DEDUCTION: "扣分"}
_SOURCES: Final = {
    RatingSource.COMMUNITY: "社区",
    RatingSource.INSPECTION: "检查",
    RatingSource.OFFICE: "党建办",
    RatingSource.SURVEY: "满意度调查",
    RatingSource.CASES: "诉求数据",
    RatingSource.REGISTER: "企业台账",
}
_FIRM_HEADERS: Final = (
    "企业",
    "统一社会信用代码",
    "户数",
    "一票否决",
    "整改未完成",
    "整改严重逾期",
    "此前连续黄牌",
    "上季得分",
    "得分",
    "满意度",
    "诉求按时率",
    "初定牌级",
    "牌级",
    "排名",
    "满意度（排序用）",
    "按时率（排序用）",
)


def workbook_of(frozen: Frozen, adjusted: Sequence[Adjusted] = ()) -> bytes:
    """The frozen inputs of a round with the formulas that lead to its plates."""
    book = Workbook()
    scheme: Any = book.active
    scheme.title = SCHEME
    _write_scheme(scheme, frozen)
    spans = _UnitSheet(book.create_sheet(UNITS), frozen, adjusted).write()
    _write_firms(book.create_sheet(FIRMS), frozen, spans)
    for sheet in book.worksheets:
        sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_scheme(sheet: Worksheet, frozen: Frozen) -> None:
    _head(sheet, ("参数", "值"))
    for row, (name, label) in enumerate(RULES, start=2):
        _put(sheet, row, 1, label)
        _put(sheet, row, 2, getattr(frozen.rules, name))
    for column, label in enumerate(("维度", "指标", "类别", "来源", "满分"), start=1):
        _put(sheet, formulas.FIRST_ITEM - 1, column, label).font = Font(bold=True)
    for row, item in enumerate(frozen.items, start=formulas.FIRST_ITEM):
        words = (item.dimension, item.name, _KINDS[ItemKind(item.kind)])
        for column, value in enumerate((*words, _SOURCES[RatingSource(item.source)], item.points)):
            _put(sheet, row, column + 1, value)


class _UnitSheet:
    """The lines of firms at estates: first what was put in, then what it comes to."""

    def __init__(self, sheet: Worksheet, frozen: Frozen, adjusted: Iterable[Adjusted]) -> None:
        self.sheet, self.frozen = sheet, frozen
        self.adjusted = {(each.unit, each.item): each.value for each in adjusted}
        found = {v.item for u in frozen.units for v in u.values if v.source == RatingSource.SELF}
        columns = count(5)
        self.values = {item.key: next(columns) for item in frozen.items}
        self.own = {item.key: next(columns) for item in frozen.items if item.key in found}
        self.points = {item.key: next(columns) for item in frozen.items}
        self.sums = [next(columns) for _sum in range(9)]

    def write(self) -> dict[str, tuple[int, int, list[str]]]:
        """Where the lines of each firm begin and end, and the columns its figures are in."""
        _head(self.sheet, self._headers())
        letters = [get_column_letter(column) for column in self.sums]
        served: dict[str, list[Unit]] = {}
        for unit in self.frozen.units:
            served.setdefault(unit.firm, []).append(unit)
        spans, row = {}, 2
        for firm in self.frozen.firms:
            units = served.get(firm.key, [])
            for number, unit in enumerate(units):
                self._line(row + number, firm, unit)
            spans[firm.key] = (row, row + len(units) - 1, letters)
            row += len(units)
        return spans

    def _headers(self) -> list[str]:
        names = {item.key: item.name for item in self.frozen.items}
        return [
            *("企业", "小区", "户数", "合同天数"),
            *(f"{names[key]}·数据" for key in self.values),
            *(f"{names[key]}·自评" for key in self.own),
            *(f"{names[key]}·得分" for key in self.points),
            *("基本分", "加分", "扣分", "得分", "满意度", "诉求按时率"),
            *("得分权数", "满意度权数", "按时率权数"),
        ]

    def _line(self, row: int, firm: Firm, unit: Unit) -> None:
        facts = (firm.name, unit.estate, unit.households, unit.contract_days)
        for column, fact in enumerate(facts, start=1):
            _put(self.sheet, row, column, fact)
        for position, item in enumerate(self.frozen.items):
            self._item(row, unit, item, position)
        self._totals(row)

    def _item(self, row: int, unit: Unit, item: Item, position: int) -> None:
        value, own = _value_of(item, unit), _own_of(item, unit)
        if value is not None:
            _put(self.sheet, row, self.values[item.key], value)
        if own is not None:
            _put(self.sheet, row, self.own[item.key], own)
        changed = self.adjusted.get((unit.key, item.key))
        if changed is not None:
            formula = formulas.adjusted_points(str(changed), position)
        else:
            own_cell = _cell(row, self.own[item.key]) if item.key in self.own else ""
            value_cell = _cell(row, self.values[item.key])
            formula = formulas.item_points(item, position, value=value_cell, own=own_cell)
        self._compute(row, self.points[item.key], formula)

    def _totals(self, row: int) -> None:
        days, households = f"D{row}", f"C{row}"
        basic, bonus, less, total, content, timely, *weights = self.sums
        rules = {
            ItemKind.BASIC: (basic, ""),
            ItemKind.BONUS: (bonus, formulas.rule("bonus_most")),
            ItemKind.DEDUCTION: (less, formulas.rule("deduction_most")),
        }
        for kind, (column, ceiling) in rules.items():
            cells = [
                _cell(row, self.points[item.key]) for item in self.frozen.items if item.kind == kind
            ]
            self._compute(row, column, formulas.capped(cells, ceiling))
        parts = (_cell(row, column) for column in (basic, bonus, less))
        keys = dict(zip(("basic", "bonus", "deduction"), parts, strict=True))
        self._compute(row, total, formulas.unit_total(days=days, **keys))
        for source, column in ((RatingSource.SURVEY, content), (RatingSource.CASES, timely)):
            self._compute(row, column, formulas.unit_rate(self._rates(row, source), days=days))
        for column, figure in zip(weights, (total, content, timely), strict=True):
            self._compute(row, column, formulas.weight(_cell(row, figure), households))

    def _rates(self, row: int, source: RatingSource) -> list[tuple[str, str, str]]:
        """Each item of a source: its value, that as a share of a hundred, and its points."""
        found = []
        for position, item in enumerate(self.frozen.items):
            if item.source != source:
                continue
            value, most = _cell(row, self.values[item.key]), formulas.most(position)
            is_changed = str(self.sheet[_cell(row, self.points[item.key])].value).startswith("=MIN")
            points = _cell(row, self.points[item.key])
            share = f"{points}*100/{most}" if is_changed else f"MIN({value},100)"
            found.append((value, share, most))
        return found

    def _compute(self, row: int, column: int, formula: str) -> None:
        self.sheet.cell(row, column).value = formula


def _write_firms(
    sheet: Worksheet, frozen: Frozen, spans: dict[str, tuple[int, int, list[str]]]
) -> None:
    _head(sheet, _FIRM_HEADERS)
    last = len(frozen.firms) + 1
    for row, firm in enumerate(frozen.firms, start=2):
        for column, fact in enumerate(_facts(frozen, firm), start=1):
            if fact is not None:
                _put(sheet, row, column, fact)
        for letter, formula in _computed(row, last, frozen, spans[firm.key]).items():
            sheet[f"{letter}{row}"] = formula


def _facts(frozen: Frozen, firm: Firm) -> tuple[Any, ...]:
    before = firm.earlier[: frozen.rules.yellow_runs - 1]
    all_yellow = len(before) == frozen.rules.yellow_runs - 1 and all(
        each.plate == PlateKind.YELLOW for each in before
    )
    return (
        firm.name,
        firm.code,
        None,
        "；".join(firm.vetoes) or None,
        YES if firm.has_open_rectification else None,
        YES if firm.is_seriously_overdue else None,
        YES if all_yellow else None,
        before[0].points if before else None,
    )


def _computed(
    row: int, last: int, frozen: Frozen, span: tuple[int, int, list[str]]
) -> dict[str, str]:
    first, final, letters = span
    ranges = {
        name: f"{UNITS}!${letter}${first}:${letter}${final}"
        for name, letter in zip(
            ("points", "content", "on_time", "w_points", "w_content", "w_on_time"),
            letters[3:],
            strict=True,
        )
    }
    tie_rule = frozen.rules.tie_rule
    return {
        "C": f"=SUM({UNITS}!$C${first}:$C${final})",
        "I": formulas.mean(ranges["w_points"], ranges["points"]),
        "J": formulas.mean(ranges["w_content"], ranges["content"]),
        "K": formulas.mean(ranges["w_on_time"], ranges["on_time"]),
        "L": formulas.first_plate(row),
        "M": formulas.final_plate(row, last, tie_rule),
        "N": formulas.rank(row, last, tie_rule),
        "O": formulas.or_nought(f"J{row}"),
        "P": formulas.or_nought(f"K{row}"),
    }


def _value_of(item: Item, unit: Unit) -> Decimal | None:
    """The value that counts; residents' delegates stand in for a survey."""
    found = {each.source: each.value for each in unit.values if each.item == item.key}
    if item.source == RatingSource.SURVEY:
        return found.get(RatingSource.SURVEY, found.get(RatingSource.DELEGATES))
    return found.get(item.source)


def _own_of(item: Item, unit: Unit) -> Decimal | None:
    own = (e.value for e in unit.values if e.item == item.key and e.source == RatingSource.SELF)
    return next(own, None)


def _head(sheet: Worksheet, labels: Iterable[str]) -> None:
    for column, label in enumerate(labels, start=1):
        cell = _put(sheet, 1, column, label)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 24 if column == 1 else 12


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    """Write what was put in; words that begin like a formula stay words."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _cell(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"
