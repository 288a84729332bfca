"""Telephone numbers, and cells that hold a name and a number together."""

import math
import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from partybuild.spreadsheets.cleaning.digits import has_lookalike, mended
from partybuild.spreadsheets.cleaning.doubts import Clean, Cleaned, Doubt, written
from partybuild.spreadsheets.cleaning.people import is_vacancy, person
from partybuild.spreadsheets.text import Cell, plain

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(
    r"(0\d{2,3})?-?\d{7,8}((转|-|x|ext)\d{1,6})?|[48]00-?\d{3,4}-?\d{3,4}|1\d{4}"
)
_SCIENCE = re.compile(r"(\d(?:\.\d+)?)[eE]\+?(\d{1,3})")
_PAUSES = re.compile(r"[\s\-.·()]")
_SEVERAL = re.compile(r"[/、,;|\n]|或|和|及")
_TWO_MOBILES = re.compile(r"(1[3-9]\d{9})\s+(1[3-9]\d{9})")
_FIRST_DIGIT = re.compile(r"[+\d]")
_MARKS = " :,;/、-"
_OWNER = re.compile(r"[\s(,:;-]*([\u3400-\u9fff·]{2,})\)?$")
_NO_NAME = re.compile(r"(联系|办公|值班)?(电话|手机|方式|座机)$|^(办公室|值班室|传达室|固话)$")
# A number that ends in so many zeros was rounded by the spreadsheet, not dialled by anybody.
_ROUNDED = re.compile(r"[1-9]\d{0,2}0{8,}")


def phone(cell: Cell) -> Any:
    """A number one can dial, in eleven digits where it is a mobile; the second one is noted."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and is_rounded(cell):
        raise _lost()
    text = unicodedata.normalize("NFKC", written(cell))
    if not text or is_vacancy(cell):
        return None
    text = _TWO_MOBILES.sub(r"\1/\2", text)
    pieces = [piece for piece in _SEVERAL.split(text) if piece.strip()] or [text]
    first = _number(pieces[0])
    if len(pieces) > 1:
        return Cleaned(first, notes=("second_phone",))
    return first


def contact(cell: Cell) -> Cleaned:
    """A contact person, with the number that often stands in the same cell."""
    name, number = _parted(cell)
    return _with_phone(person(name), phone(number))


def phone_of(key: str) -> Clean:
    """A number beside which the name of its owner may stand."""

    def clean(cell: Cell) -> Cleaned:
        name, number = _parted(cell)
        both = _with_phone(person(name), phone(number or cell))
        return Cleaned(
            both.others.get("phone"), both.notes, {key: both.value} if number and both.value else {}
        )

    return clean


def _parted(cell: Cell) -> tuple[Cell, Cell]:
    """The name and the number in a cell, whichever comes first."""
    if not isinstance(cell, str):
        return (None, cell) if isinstance(cell, int | float) else (cell, None)
    text = unicodedata.normalize("NFKC", plain(cell))
    start = _FIRST_DIGIT.search(text)
    if start is None:
        return cell, None
    name = text[: start.start()].strip(_MARKS).rstrip("(")
    number = text[start.start() :].strip(_MARKS)
    owner = _OWNER.search(number)
    if owner and not name:
        name = owner[1]
    number = number[: owner.start()] if owner else number
    return _NO_NAME.sub("", name).strip(_MARKS).rstrip("("), number.rstrip(_MARKS + "()")


def is_rounded(number: float) -> bool:
    """True for a long number of which a spreadsheet kept only the first figures."""
    return not math.isfinite(number) or bool(_ROUNDED.fullmatch(str(int(number))))


def _with_phone(name: Any, number: Any) -> Cleaned:
    notes = tuple(note for part in (name, number) for note in getattr(part, "notes", ()))
    name, number = (part.value if isinstance(part, Cleaned) else part for part in (name, number))
    return Cleaned(name, notes=notes, others={"phone": number} if number else {})


def _number(text: str) -> str:
    joined = _PAUSES.sub("", text)
    if science := _SCIENCE.fullmatch(text.replace(" ", "")):
        return _from_science(science)
    joined = re.sub(r"0+$", "", text.strip())[:-1] if re.fullmatch(r"\d+\.0+", text) else joined
    joined = re.sub(r"^(\+|00)?86(?=1\d{10})", "", joined)
    if _MOBILE.fullmatch(joined):
        return joined
    kept = re.sub(r"\s|[()]", "", text)
    if _LANDLINE.fullmatch(kept) or _LANDLINE.fullmatch(joined):
        return kept
    return _with_words(joined)


def _with_words(joined: str) -> str:
    """A mobile among words is still a mobile; anything else is a doubt."""
    digits = re.sub(r"\D", "", joined)
    if _MOBILE.fullmatch(digits) and digits in joined and not re.search(r"[A-Za-z]", joined):
        return digits
    if has_lookalike(joined) and _MOBILE.fullmatch(mended(joined)):
        raise Doubt(
            "letter_in_number",
            _("A letter stands among the digits: write the number in digits only."),
            mended(joined),
        )
    raise Doubt("bad_phone", _("This is not a telephone number: ask for the right one."))


def _from_science(match: re.Match[str]) -> str:
    """1.9000000001E+10 still holds every digit; 1.9E+10 has lost them."""
    digits, _dot, more = match[1].partition(".")
    if len(more) == int(match[2]):
        return _number(digits + more)
    raise _lost()


def _lost() -> Doubt:
    return Doubt(
        "lost_phone",
        _("The spreadsheet has cut the number off: set the column to text and write it again."),
    )
