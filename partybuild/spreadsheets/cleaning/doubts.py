"""What a cleaner answers besides a plain value: a doubt, or a value with something to tell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from partybuild.spreadsheets.text import Cell, plain, says_nothing

# Written by the readers in place of a formula without a stored result.
UNSAVED_FORMULA = "=?"
_ERROR_VALUES = re.compile(
    r"#(REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!)", re.IGNORECASE
)


class Doubt(Exception):
    """A value that a careful clerk would not guess: somebody has to decide."""

    def __init__(self, reason: str, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A value with what else the cell told: other values, and notes by code."""

    value: Any
    notes: tuple[str, ...] = ()
    others: Mapping[str, Any] = field(default_factory=dict)


Clean = Callable[[Cell], Any]


def written(cell: Cell) -> str:
    """What somebody wrote into the cell, or nothing; a broken formula is nobody's word."""
    text = plain(cell)
    if text == UNSAVED_FORMULA:
        raise Doubt(
            "formula_unsaved",
            _("The formula has no stored result: open the file, save it and bring it again."),
        )
    if _ERROR_VALUES.fullmatch(text):
        raise Doubt("formula_error", _("The formula is broken: write the value itself."))
    return "" if says_nothing(text) else text
