"""Units in which offices count what is needed and offered, and which of them count alike."""

from collections.abc import Mapping
from decimal import ROUND_UP, Decimal
from typing import Final

# Times, hours, seats or people, money: each unit of a kind by how many of the first it is.
_KINDS: Final[tuple[Mapping[str, Decimal], ...]] = (
    {unit: Decimal(1) for unit in ("次", "场", "场次", "期", "回")},
    {"小时": Decimal(1), "时": Decimal(1), "天": Decimal(24), "日": Decimal(24)},
    {unit: Decimal(1) for unit in ("座", "个座位", "席", "人", "名", "人次", "位")},
    {"元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), "万元": Decimal(10000)},
)
_PEOPLE: Final = _KINDS[2]
_CENT: Final = Decimal("0.01")


def converted(quantity: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The same amount in another unit, or None where the two do not count alike.

    “场/年” counts like “场”: an amount for a year is what the year has to give.
    """
    unit, wanted = _plain(unit), _plain(wanted)
    if unit and unit == wanted:
        return quantity
    for kind in _KINDS:
        if unit in kind and wanted in kind:
            amount = quantity * kind[unit] / kind[wanted]
            return amount.quantize(_CENT, rounding=ROUND_UP)
    return None


def counts_people(unit: str) -> bool:
    """True for seats, people and the like: each of those who come takes one."""
    return _plain(unit) in _PEOPLE


def _plain(unit: str) -> str:
    return unit.strip().partition("/")[0].removeprefix("人民币")
