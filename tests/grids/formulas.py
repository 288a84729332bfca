"""A small reckoner for the formulas of a workbook, written apart from the code that writes them."""

import operator
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.utils import get_column_letter, range_boundaries

_OPERATORS = {"=": "==", "<>": "!=", "&": "+"}
_TESTS = {">=": operator.ge, ">": operator.gt, "<>": operator.ne}


class Value:
    """What stands in a cell; a blank one is nought in a sum and empty text in a comparison."""

    def __init__(self, plain: Any) -> None:
        self.plain = plain

    @property
    def number(self) -> float:
        return self.plain if isinstance(self.plain, float | int) else 0.0

    def _pair(self, other: Any) -> tuple[Any, Any]:
        mine, theirs = self.plain, as_value(other).plain
        if isinstance(mine, str) or isinstance(theirs, str):
            return ("" if mine is None else str(mine)), ("" if theirs is None else str(theirs))
        return mine or 0.0, theirs or 0.0

    def __eq__(self, other: object) -> Any:
        mine, theirs = self._pair(other)
        return mine == theirs

    def __ne__(self, other: object) -> Any:
        return not self == other

    __hash__ = None  # type: ignore[assignment]  # two values may be equal to a third and not alike

    def __lt__(self, other: Any) -> bool:
        return self.number < as_value(other).number

    def __le__(self, other: Any) -> bool:
        return self.number <= as_value(other).number

    def __gt__(self, other: Any) -> bool:
        return self.number > as_value(other).number

    def __ge__(self, other: Any) -> bool:
        return self.number >= as_value(other).number

    def __add__(self, other: Any) -> "Value":
        if isinstance(self.plain, str) and self.plain:
            return Value(f"{self.plain}{as_value(other).plain}")
        return Value(self.number + as_value(other).number)

    def __sub__(self, other: Any) -> "Value":
        return Value(self.number - as_value(other).number)

    def __mul__(self, other: Any) -> "Value":
        return Value(self.number * as_value(other).number)

    def __truediv__(self, other: Any) -> "Value":
        divisor = as_value(other).number
        return Value(self.number / divisor if divisor else "#DIV/0!")


def as_value(each: Any) -> Value:
    return each if isinstance(each, Value) else Value(each)


def _flat(args: tuple[Any, ...]) -> list[Value]:
    return [each for arg in args for each in (arg if isinstance(arg, list) else [as_value(arg)])]


def _round(amount: Any, places: Any) -> Value:
    # A spreadsheet forgives what binary fractions do to the fifteenth digit.
    exact = Decimal(f"{as_value(amount).number:.10f}")
    step = Decimal(1).scaleb(-int(as_value(places).number))
    return Value(float(exact.quantize(step, ROUND_HALF_UP)))


def _matches(value: Value, criterion: Any) -> bool:
    wanted = as_value(criterion).plain
    if isinstance(wanted, str):
        for sign, test in _TESTS.items():
            if wanted.startswith(sign):
                bound = wanted.removeprefix(sign)
                both = bool(bound) and isinstance(value.plain, float)
                return both and test(value.plain, float(bound))
    return bool(value == wanted)


def _countifs(*args: Any) -> Value:
    pairs = list(zip(args[::2], args[1::2], strict=True))
    rows = zip(*(cells for cells, _criterion in pairs), strict=True)
    met = (all(_matches(v, c) for v, (_cells, c) in zip(r, pairs, strict=True)) for r in rows)
    return Value(float(sum(met)))


def _sumproduct(*columns: list[Value]) -> Value:
    total = 0.0
    for row in zip(*columns, strict=True):
        product_of_row = 1.0
        for each in row:
            product_of_row *= each.number
        total += product_of_row
    return Value(total)


FUNCTIONS = {
    "IF": lambda test, yes, no: as_value(yes if as_value(test).plain else no),
    "AND": lambda *args: Value(all(each.plain for each in _flat(args))),
    "OR": lambda *args: Value(any(each.plain for each in _flat(args))),
    "SUM": lambda *args: Value(float(sum(each.number for each in _flat(args)))),
    "MIN": lambda *args: Value(min(each.number for each in _flat(args))),
    "MAX": lambda *args: Value(max(each.number for each in _flat(args))),
    "INT": lambda amount: Value(float(as_value(amount).number // 1)),
    "ROWS": lambda cells: Value(float(len(cells))),
    "COUNT": lambda *args: Value(float(sum(isinstance(e.plain, float) for e in _flat(args)))),
    "ISNUMBER": lambda value: Value(isinstance(as_value(value).plain, float)),
    "ROUND": _round,
    "COUNTIF": _countifs,
    "COUNTIFS": _countifs,
    "SUMPRODUCT": _sumproduct,
}


class Reckoner:
    """Computes any cell of a workbook from what was put in, through all formulas between."""

    def __init__(self, book: Any) -> None:
        self.book, self.known = book, {}

    def cell(self, sheet: str, place: str) -> Any:
        key = (sheet, place.replace("$", ""))
        if key not in self.known:
            cell = self.book[sheet][key[1]]
            value = self._reckon(sheet, cell.value) if cell.data_type == "f" else cell.value
            is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
            self.known[key] = float(value) if is_number else value
        return self.known[key]

    def _reckon(self, sheet: str, formula: str) -> Any:
        words = []
        for token in Tokenizer(formula).items:
            if token.type == "FUNC" and token.subtype == "OPEN":
                words.append(f"F_{token.value}")
            elif token.type == "OPERAND":
                words.append(self._operand(sheet, token))
            else:
                words.append(_OPERATORS.get(token.value, token.value))
        names = {f"F_{name}": function for name, function in FUNCTIONS.items()}
        found = eval("".join(words), {"__builtins__": {}, "V": Value, "R": self._cells, **names})
        return as_value(found).plain

    def _operand(self, sheet: str, token: Any) -> str:
        if token.subtype == "RANGE":
            where, _mark, place = token.value.rpartition("!")
            return f"R({(where or sheet)!r},{place!r})"
        plain = token.value.strip('"') if token.subtype == "TEXT" else float(token.value)
        return f"V({plain!r})"

    def _cells(self, sheet: str, place: str) -> Any:
        if ":" not in place:
            return Value(self.cell(sheet, place))
        left, top, right, bottom = range_boundaries(place)
        return [
            Value(self.cell(sheet, f"{get_column_letter(column)}{row}"))
            for row, column in product(range(top, bottom + 1), range(left, right + 1))
        ]
