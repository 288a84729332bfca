"""The points of a firm at an estate and as a whole, from frozen inputs alone.

Each item is rounded to two places, half up; a sum adds rounded items; the mean by households is
rounded once more. Whoever adds the shown figures gets the shown sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grids.rating_enums import MEASURED_SOURCES, ItemKind, RatingSource
from grids.selectors.rating.frozen import (
    NO_POINTS,
    Adjusted,
    Frozen,
    Item,
    Rules,
    Unit,
    Value,
    rounded,
)

PER_CENT = Decimal(100)
Given = Mapping[tuple[str, str], Value]


@dataclass(frozen=True, slots=True)
class Part:
    """The points of one item, and where they come from."""

    item: str
    name: str
    dimension: str
    kind: str
    most: Decimal
    points: Decimal
    source: str
    value: Decimal | None
    own_value: Decimal | None
    basis: str
    record_url: str
    is_carried: bool = False
    is_adjusted: bool = False


@dataclass(frozen=True, slots=True)
class UnitScore:
    """What a firm came to at one estate; no points where its contract is too new."""

    unit: str
    firm: str
    estate: str
    households: int
    points: Decimal | None
    satisfaction: Decimal | None
    on_time: Decimal | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FirmSum:
    """What a firm came to by households over its estates."""

    firm: str
    households: int
    points: Decimal | None
    satisfaction: Decimal | None
    on_time: Decimal | None


def score_units(frozen: Frozen, adjusted: Sequence[Adjusted] = ()) -> list[UnitScore]:
    """The score of every firm at every estate."""
    return [_score(frozen, unit, adjusted) for unit in frozen.units]


def sum_firms(frozen: Frozen, scores: Sequence[UnitScore]) -> list[FirmSum]:
    """The score of every firm, weighted by households (A-32)."""
    reached: dict[str, list[UnitScore]] = {firm.key: [] for firm in frozen.firms}
    for score in scores:
        reached[score.firm].append(score)
    return [_sum(firm, found) for firm, found in reached.items()]


def missing(frozen: Frozen) -> list[tuple[Unit, Item]]:
    """Items that nobody scored although they count: a round is not scored with such gaps."""
    return [
        (unit, item)
        for unit in frozen.units
        if is_rated(frozen.rules, unit)
        for given in [_given(unit)]
        for item in frozen.items
        if item.kind == ItemKind.BASIC and _counting(item, given) is None
    ]


def is_rated(rules: Rules, unit: Unit) -> bool:
    """False while a contract is too new in the quarter."""
    return unit.contract_days >= rules.new_contract_days


def _score(frozen: Frozen, unit: Unit, adjusted: Sequence[Adjusted]) -> UnitScore:
    own = {each.item: each for each in adjusted if each.unit == unit.key}
    given = _given(unit)
    parts = tuple(
        _part(item, given, frozen.rules, own.get(item.key))
        for item in frozen.items
        if item.kind == ItemKind.BASIC or _counting(item, given) or item.key in own
    )
    rated = is_rated(frozen.rules, unit)
    return UnitScore(
        unit=unit.key,
        firm=unit.firm,
        estate=unit.estate,
        households=unit.households,
        points=_total(frozen.rules, parts) if rated else None,
        satisfaction=_rate(parts, RatingSource.SURVEY) if rated else None,
        on_time=_rate(parts, RatingSource.CASES) if rated else None,
        parts=parts,
    )


def _given(unit: Unit) -> Given:
    """What was put in for the unit, by item and source."""
    return {(each.item, each.source): each for each in unit.values}


def _counting(item: Item, given: Given) -> Value | None:
    """The value that counts for an item; residents' delegates stand in for a survey."""
    found = given.get((item.key, item.source))
    if found is None and item.source == RatingSource.SURVEY:
        return given.get((item.key, RatingSource.DELEGATES))
    return found


def _part(item: Item, given: Given, rules: Rules, adjusted: Adjusted | None) -> Part:
    value = _counting(item, given)
    by_firm = given.get((item.key, RatingSource.SELF))
    own = by_firm.value if by_firm else None
    points = _points(item, value, own, rules)
    if adjusted is not None:
        points = min(rounded(adjusted.value), item.points)
    return Part(
        item=item.key,
        name=item.name,
        dimension=item.dimension,
        kind=item.kind,
        most=item.points,
        points=points,
        source=value.source if value else item.source,
        value=value.value if value else None,
        own_value=own,
        basis=value.basis if value else "",
        record_url=adjusted.record_url if adjusted else value.record_url if value else "",
        is_carried=value.is_carried if value else False,
        is_adjusted=adjusted is not None,
    )


def _points(item: Item, value: Value | None, own: Decimal | None, rules: Rules) -> Decimal:
    """Measured values are per cent of the points; typed ones are points, the firm's own a share."""
    if value is None:
        return rounded(NO_POINTS)
    if item.source in MEASURED_SOURCES:
        return rounded(item.points * min(value.value, PER_CENT) / PER_CENT)
    amount = value.value
    if own is not None and item.kind == ItemKind.BASIC:
        amount = (amount * (100 - rules.self_percent) + own * rules.self_percent) / PER_CENT
    return rounded(min(amount, item.points))


def _total(rules: Rules, parts: Iterable[Part]) -> Decimal:
    sums: dict[str, Decimal] = dict.fromkeys(ItemKind, NO_POINTS)
    for part in parts:
        sums[part.kind] += part.points
    bonus = min(sums[ItemKind.BONUS], rules.bonus_most)
    deduction = min(sums[ItemKind.DEDUCTION], rules.deduction_most)
    return rounded(max(sums[ItemKind.BASIC] + bonus - deduction, NO_POINTS))


def _rate(parts: Iterable[Part], source: RatingSource) -> Decimal | None:
    """The rate behind the items of a source."""
    stand_ins = {source, RatingSource.DELEGATES} if source == RatingSource.SURVEY else {source}
    found = [part for part in parts if part.source in stand_ins and part.value is not None]
    most = sum((part.most for part in found), NO_POINTS)
    if not most:
        return None
    return rounded(sum((_per_cent(part) * part.most for part in found), NO_POINTS) / most)


def _per_cent(part: Part) -> Decimal:
    """What was measured, or what an upheld objection put in its place."""
    if part.is_adjusted or part.value is None:
        return part.points * PER_CENT / part.most
    return min(part.value, PER_CENT)


def _sum(firm: str, scores: Sequence[UnitScore]) -> FirmSum:
    rated = [each for each in scores if each.points is not None]
    return FirmSum(
        firm=firm,
        households=sum(each.households for each in scores),
        points=_mean((each.households, each.points) for each in rated),
        satisfaction=_mean((each.households, each.satisfaction) for each in rated),
        on_time=_mean((each.households, each.on_time) for each in rated),
    )


def _mean(pairs: Iterable[tuple[int, Decimal | None]]) -> Decimal | None:
    """The mean by households; an estate whose households nobody counted weighs as one."""
    known = [(max(weight, 1), value) for weight, value in pairs if value is not None]
    if not known:
        return None
    weights = sum(weight for weight, _value in known)
    return rounded(sum((weight * value for weight, value in known), NO_POINTS) / weights)
