"""How ledgers of property firms write terms, firms, estates and areas in one cell."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from grids.enums import FirmKind, PartyState
from partybuild.building_numbers import numbers_in
from partybuild.partial_dates import PartialDate
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Cleaned, Doubt, written
from partybuild.spreadsheets.text import Cell, plain, squeezed, without_blanks

_OPEN_ENDED = re.compile(r".*(长期|永久|无固定|不定期).*")
_LONG_DASH = re.compile(r"[至到~—–―]+")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_SERIES = re.compile(r"([^\d]*)(\d+(?:[、,，]\d+)+)([^\d]*)")
_WELFARE = re.compile(r"[(（]?公益(性)?(物业)?[)）]?$")
# A street has no estate of more than a million square metres.
MOST_10K_SQM = 100
_PLATES = {"金": "金牌", "银": "银牌", "黄": "黄牌", "红": "红牌"}
_PARTY_WORDS = {
    r"独立.*": PartyState.INDEPENDENT,
    r"联合.*|联建.*": PartyState.JOINT,
    r"√|✓|✔|☑|是|有|已.*|1|y|yes": PartyState.SET_UP,
    r"×|✗|✘|x|否|无|没有|未.*|0|n|no": PartyState.NONE,
}


def contract_term(cell: Cell) -> Any:
    """2024.1.1-2026.12.31, 2024年1月至2026年底 or 长期."""
    words = squeezed(written(cell))
    if not words:
        return None
    start, end = _halves(words)
    found = {
        "contract_start": _day(start),
        "contract_end": _day(end),
        "open_ended": bool(_OPEN_ENDED.fullmatch(end)) or None,
    }
    if not any(found.values()):
        raise _no_term()
    return Cleaned(words, others=found)


def contract_end(cell: Cell) -> Any:
    """The day a contract ends, or 长期."""
    words = squeezed(written(cell))
    if _OPEN_ENDED.fullmatch(words):
        return Cleaned(None, others={"open_ended": True})
    return cleaning.partial_date(cell)


def _halves(words: str) -> tuple[str, str]:
    """What stands before and after the sign between two days."""
    if _OPEN_ENDED.fullmatch(words) and not re.search(r"\d", words):
        return "", words
    parts = _LONG_DASH.split(words)
    if len(parts) == 1:
        pieces = words.split("-")
        middle = len(pieces) // 2
        parts = ["-".join(pieces[:middle]), "-".join(pieces[middle:])]
        if len(pieces) % 2 or not all(parts):
            parts = [words.removesuffix("起"), ""] if words.endswith("起") else []
    if len(parts) != 2:  # noqa: PLR2004 - a term has a beginning and an end
        raise _no_term()
    return parts[0], parts[1]


def _day(words: str) -> PartialDate | None:
    if not words or _OPEN_ENDED.fullmatch(words):
        return None
    found = cleaning.partial_date(words)
    day: PartialDate | None = found.value if isinstance(found, Cleaned) else found
    return day


def _no_term() -> Doubt:
    return Doubt(
        "bad_term", gettext("This is no term: write it like 2024-01-01至2026-12-31, or 长期.")
    )


def firm(cell: Cell) -> Any:
    """The firm, and whether it works for the public welfare; 无 is an estate without a firm."""
    name = without_blanks(written(cell))
    welfare = _WELFARE.search(name)
    if welfare and len(name) > len(welfare[0]):
        return Cleaned(
            name[: welfare.start()].strip(), others={"firm_kind": FirmKind.PUBLIC_WELFARE}
        )
    return name or None


def estates(cell: Cell) -> Any:
    """北岭1、3、5号院（打包） is three estates in one cell."""
    name = _BRACKETS.sub("", without_blanks(written(cell))).strip()
    if not name:
        return None
    series = _SERIES.fullmatch(name)
    if series:
        several = [f"{series[1]}{n}{series[3]}" for n in re.split(r"[、,，]", series[2])]
    else:
        several = [part for part in re.split(r"[、,，;；]", name) if part]
    return Cleaned(name, others={"estates": several})


def area_10k_sqm(cell: Cell) -> int | Decimal | None:
    """An area in units of 10,000 m²; 0.7万 says the unit once more."""
    words = unicodedata.normalize("NFKC", written(cell)).replace(" ", "")
    bare = re.sub(r"万(平方米|平米|㎡|m2|m²|平)?$", "", words)
    area = cleaning.measure(bare)
    if area is not None and area > MOST_10K_SQM:
        raise Doubt(
            "area_in_square_metres",
            gettext("This is too large for units of 10,000 m²: write the area in 万㎡."),
            f"{Decimal(area) / 10_000:f}",
        )
    return area


def party_org(cell: Cell) -> Any:
    """Whether a firm has a Party organisation, and how it was set up (R-214)."""
    word = squeezed(plain(cell)).casefold()
    if not written(cell) and word not in {"无", "没有"}:
        return None
    for pattern, state in _PARTY_WORDS.items():
        if re.fullmatch(pattern, word):
            return Cleaned(state != PartyState.NONE, others={"party_state": state})
    raise Doubt("unknown_kind", gettext("Write 独立, 联合 or 无."))


def plate(cell: Cell) -> str | None:
    """银 is 银牌; other words of a rating are kept as they are."""
    words = squeezed(written(cell))
    return _PLATES.get(words, words) or None


def buildings(cell: Cell) -> Any:
    """How many buildings, or which: 12栋 is a number, 1-6#、8#楼 names seven."""
    words = squeezed(written(cell))
    if not words:
        return None
    if re.fullmatch(r"(共|约)?\d+(\.0)?(栋|幢|座)?", words):
        return cleaning.count(words)
    numbers = _numbers(words)
    return Cleaned(len(numbers), others={"numbers": numbers})


def building_list(cell: Cell) -> Any:
    """Which buildings an estate has."""
    words = squeezed(written(cell))
    if not words:
        return None
    return Cleaned(words, others={"numbers": _numbers(words)})


def _numbers(words: str) -> list[str]:
    try:
        return numbers_in(words)
    except ValueError:
        raise Doubt(
            "bad_buildings", gettext("These are no buildings: write them like 1-6#、8#.")
        ) from None


_PLACE = re.compile(r"([^(（]+)(?:[(（]([^)）]*)[)）])?[、,，;；]?")


def base_grids(cell: Cell) -> Any:
    """The base grids of an estate; 东苑01（1-3#）、东苑02（4#） says where each building lies."""
    words = without_blanks(written(cell))
    if not words:
        return None
    if not re.search(r"[(（]", words):
        return cleaning.places(cell)
    found = [(match[1].strip("、,，;；"), match[2]) for match in _PLACE.finditer(words)]
    return Cleaned(
        [name for name, _listed in found],
        others={"placed": [_numbers(listed) if listed else [] for _name, listed in found]},
    )


def nobody(cell: Cell) -> Any:
    """√/×/√ in one cell: nobody manages, cleans, maintains (R-099)."""
    words = [part for part in re.split(r"[/、,，;；]", squeezed(plain(cell))) if part]
    keys = ("without_manager", "without_cleaning", "without_upkeep")
    if not words:
        return None
    if len(words) not in {1, len(keys)}:
        raise Doubt("not_yes_or_no", gettext("Write three times 是 or 否, parted by /."))
    told = [cleaning.yes_or_no(word) for word in words]
    told = told * len(keys) if len(told) == 1 else told
    return Cleaned(plain(cell), others=dict(zip(keys, told, strict=True)))
