"""The frozen inputs of a round as values, as canonical JSON, and as a fingerprint.

Nothing here asks the clock or the database: the same content is always scored the same way.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

HUNDREDTH: Final = Decimal("0.01")
NO_POINTS: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of the scheme."""

    gold_from: Decimal
    silver_from: Decimal
    yellow_from: Decimal
    gold_satisfaction: Decimal
    bonus_most: Decimal
    deduction_most: Decimal
    gold_percent: int
    gold_cap_from: int
    yellow_runs: int
    self_percent: int
    new_contract_days: int
    tie_rule: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is scored."""

    key: str
    name: str
    dimension: str
    kind: str
    source: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """What one source said of one item, and the record it rests on."""

    item: str
    source: str
    value: Decimal
    basis: str = ""
    record_url: str = ""
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A firm at an estate with everything that was put in for it."""

    key: str
    firm: str
    estate: str
    households: int
    contract_days: int
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The plate and the score of a firm in an earlier quarter."""

    plate: str
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Firm:
    """What counts for a firm as a whole; ``earlier`` begins with the last quarter."""

    key: str
    code: str
    name: str
    vetoes: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    has_open_rectification: bool = False
    is_seriously_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Frozen:
    """Everything a round is scored from."""

    rules: Rules
    items: tuple[Item, ...]
    firms: tuple[Firm, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A value that an upheld objection put in the place of a frozen one."""

    unit: str
    item: str
    value: Decimal
    record_url: str


def rounded(amount: Decimal) -> Decimal:
    """Two places, half up, as points are written."""
    return amount.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def as_json(content: Any) -> Any:
    """A value object as plain JSON; amounts as text with two places."""
    return _plain(asdict(content))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(rounded(value))
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def digest(plain: Any) -> str:
    """SHA-256 over canonical JSON: keys in order, no blanks."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(frozen: Frozen) -> str:
    """What tells whether two rounds were scored from the same inputs by the same scheme."""
    return digest(as_json(frozen))


AMOUNTS: Final = frozenset(
    {
        "gold_from",
        "silver_from",
        "yellow_from",
        "gold_satisfaction",
        "bonus_most",
        "deduction_most",
        "points",
        "value",
    }
)


def from_json(plain: Mapping[str, Any]) -> Frozen:
    """The frozen inputs as they were stored."""
    return Frozen(
        rules=Rules(**_amounts(plain["rules"])),
        items=tuple(Item(**_amounts(each)) for each in plain["items"]),
        firms=tuple(_firm(each) for each in plain["firms"]),
        units=tuple(_unit(each) for each in plain["units"]),
    )


def _firm(plain: Mapping[str, Any]) -> Firm:
    earlier = tuple(Earlier(**_amounts(each)) for each in plain["earlier"])
    return Firm(**{**plain, "vetoes": tuple(plain["vetoes"]), "earlier": earlier})


def _unit(plain: Mapping[str, Any]) -> Unit:
    values = tuple(Value(**_amounts(each)) for each in plain["values"])
    return Unit(**{**plain, "values": values})


def _amounts(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: Decimal(each) if key in AMOUNTS and each is not None else each
        for key, each in plain.items()
    }
