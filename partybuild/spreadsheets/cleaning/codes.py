"""Codes and credit codes: text that a spreadsheet harms when it takes them for numbers."""

import re
import unicodedata

from django.utils.translation import gettext as _

from partybuild.spreadsheets.cleaning.digits import has_lookalike, mended
from partybuild.spreadsheets.cleaning.doubts import Cleaned, Doubt, written
from partybuild.spreadsheets.cleaning.phones import is_rounded
from partybuild.spreadsheets.text import EXACT, Cell

_SCIENCE = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_WHOLE = re.compile(r"(\d+)\.0+")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|\d{1,2}月\d{1,2}日")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def code(cell: Cell) -> str | None:
    """An office's own code, with every zero and letter that is still there."""
    text = _code_text(cell)
    if _SCIENCE.fullmatch(text) or (isinstance(cell, int | float) and abs(cell) >= EXACT):
        raise _lost("lost_code")
    if date := _DATE.fullmatch(text):
        meant = f"{int(date[2])}-{int(date[3])}" if date[1] else ""
        raise Doubt(
            "lost_code",
            _("The spreadsheet has turned the code into a date: set the column to text."),
            meant,
        )
    if has_lookalike(text) and mended(text).isdigit():
        raise Doubt(
            "letter_in_number",
            _("A letter stands among the digits: write the code in digits only."),
            mended(text),
        )
    return text or None


def credit_code(cell: Cell) -> str | Cleaned | None:
    """A unified social credit code (GB 32100) in its eighteen signs."""
    text = _code_text(cell).upper().replace("-", "")
    if not text:
        return None
    if _SCIENCE.fullmatch(text) or _is_cut_off(cell):
        raise _lost("lost_credit_code")
    if _CREDIT_CODE.fullmatch(text):
        return text if credit_code_is_sound(text) else Cleaned(text, notes=("check_digit",))
    meant = text.replace("O", "0").replace("I", "1")
    if meant != text and _CREDIT_CODE.fullmatch(meant):
        raise Doubt(
            "letter_in_number",
            _("A credit code has no letter O or I: write the digits 0 and 1."),
            meant,
        )
    raise Doubt("bad_credit_code", _("A credit code has eighteen digits and letters: correct it."))


def _is_cut_off(cell: Cell) -> bool:
    """True for a number of which a spreadsheet kept only the first figures."""
    return isinstance(cell, int | float) and (abs(cell) >= EXACT or is_rounded(cell))


def credit_code_is_sound(text: str) -> bool:
    """True for eighteen signs of GB 32100 of which the last, the check digit, agrees."""
    if not _CREDIT_CODE.fullmatch(text):
        return False
    weighed = zip(text, _CREDIT_WEIGHTS, strict=False)
    total = sum(_CREDIT_SIGNS.index(sign) * weight for sign, weight in weighed)
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == text[17]


def _code_text(cell: Cell) -> str:
    text = unicodedata.normalize("NFKC", written(cell)).replace(" ", "").lstrip("'’")
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _lost(reason: str) -> Doubt:
    return Doubt(
        reason,
        _("The spreadsheet has cut the code off: set the column to text and write it again."),
    )
