"""How far a firm is from another plate, and what would bring it there: reading only (R-105)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from grids.models import RatingRound
from grids.rating_enums import ItemKind, PlateKind, RatingSource
from grids.selectors.rating.arithmetic import UnitScore
from grids.selectors.rating.frozen import NO_POINTS, Adjusted, Firm, Frozen, Value, rounded
from grids.selectors.rating.gathering import adjustments_of, stored
from grids.selectors.rating.plating import Verdict, Why, rate

_SHOWN_ITEMS: Final = 3
_ON_SURVEYS: Final = (RatingSource.SURVEY, RatingSource.DELEGATES)


@dataclass(frozen=True, slots=True)
class Distance:
    """How many points a firm stands above the threshold of a plate, or below it when negative."""

    plate: str
    threshold: Decimal
    points: Decimal

    @property
    def word(self) -> str:
        return str(PlateKind(self.plate).label)

    @property
    def is_reached(self) -> bool:
        return self.points >= 0


@dataclass(frozen=True, slots=True)
class Lost:
    """An item in which a firm leaves points, by households over its estates."""

    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Margin:
    """One firm: its plate, the way to each threshold, and the plates it would have if.

    The plates it would have leave the cap on gold aside, which depends on other firms.
    """

    verdict: Verdict
    distances: tuple[Distance, ...]
    satisfaction: Decimal | None
    if_satisfied: str
    if_rectified: str
    lost: tuple[Lost, ...]

    @property
    def word(self) -> str:
        return str(PlateKind(self.verdict.plate).label)

    @property
    def others(self) -> list[tuple[str, str]]:
        """What would bring another plate, with the word of that plate."""
        tried = (
            (_("residents as content as a gold plate asks for"), self.if_satisfied),
            (_("everything put right that is to be put right"), self.if_rectified),
        )
        return [
            (change, str(PlateKind(plate).label))
            for change, plate in tried
            if plate != self.verdict.plate and not (self.is_capped and plate == PlateKind.GOLD)
        ]

    @property
    def is_capped(self) -> bool:
        return any(reason.why == Why.CAP for reason in self.verdict.reasons)

    @property
    def is_vetoed(self) -> bool:
        return any(reason.why == Why.VETO for reason in self.verdict.reasons)


def margins_of(rating_round: RatingRound) -> list[Margin]:
    """What would change the plate of each firm of a round, in the order of the ranking."""
    return margins(stored(rating_round), adjustments_of(rating_round))


def margins(frozen: Frozen, adjusted: Iterable[Adjusted] = ()) -> list[Margin]:
    """The same from frozen inputs; each firm is tried again by itself."""
    changed = list(adjusted)
    result = rate(frozen, changed)
    firms = {each.key: each for each in frozen.firms}
    alone = _alone(frozen, result.units)
    return [
        _margin(alone[verdict.firm], firms[verdict.firm], verdict, changed)
        for verdict in result.firms
    ]


@dataclass(frozen=True, slots=True)
class _Alone:
    """A round with one firm in it, and what that firm came to at its estates."""

    frozen: Frozen
    scores: tuple[UnitScore, ...]


def _alone(frozen: Frozen, scores: Iterable[UnitScore]) -> dict[str, _Alone]:
    units: dict[str, list] = {each.key: [] for each in frozen.firms}
    reached: dict[str, list] = {each.key: [] for each in frozen.firms}
    for unit in frozen.units:
        units[unit.firm].append(unit)
    for score in scores:
        reached[score.firm].append(score)
    return {
        each.key: _Alone(
            replace(frozen, firms=(each,), units=tuple(units[each.key])), tuple(reached[each.key])
        )
        for each in frozen.firms
    }


def _margin(alone: _Alone, firm: Firm, verdict: Verdict, adjusted: list[Adjusted]) -> Margin:
    rules = alone.frozen.rules
    steps = (
        (PlateKind.GOLD, rules.gold_from),
        (PlateKind.SILVER, rules.silver_from),
        (PlateKind.YELLOW, rules.yellow_from),
    )
    points = verdict.points
    distances = () if points is None else tuple(Distance(p, t, points - t) for p, t in steps)
    reached = verdict.satisfaction
    gap = None if reached is None else reached - rules.gold_satisfaction
    rectified = replace(firm, has_open_rectification=False, is_seriously_overdue=False)
    return Margin(
        verdict=verdict,
        distances=distances,
        satisfaction=gap,
        if_satisfied=_plate(_satisfied(alone.frozen), adjusted),
        if_rectified=_plate(replace(alone.frozen, firms=(rectified,)), adjusted),
        lost=tuple(_lost(alone.scores)[:_SHOWN_ITEMS]),
    )


def _plate(frozen: Frozen, adjusted: list[Adjusted]) -> str:
    (verdict,) = rate(frozen, adjusted).firms
    return verdict.plate


def _satisfied(frozen: Frozen) -> Frozen:
    """The same firm with residents as content as a gold plate asks for, wherever they were less."""
    least = frozen.rules.gold_satisfaction

    def raised(value: Value) -> Value:
        is_low = value.source in _ON_SURVEYS and value.value < least
        return replace(value, value=least) if is_low else value

    units = (replace(unit, values=tuple(map(raised, unit.values))) for unit in frozen.units)
    return replace(frozen, units=tuple(units))


def _lost(scores: Iterable[UnitScore]) -> list[Lost]:
    """The items of the sum in which most points were left, the most first."""
    sums: dict[str, Decimal] = {}
    names: dict[str, str] = {}
    weights = NO_POINTS
    for score in scores:
        if score.points is None:
            continue
        weight = max(score.households, 1)
        weights += weight
        for part in score.parts:
            if part.kind == ItemKind.BASIC and part.points < part.most:
                names[part.item] = part.name
                left = weight * (part.most - part.points)
                sums[part.item] = sums.get(part.item, NO_POINTS) + left
    lost = [Lost(names[item], rounded(left / weights)) for item, left in sums.items()]
    return sorted(lost, key=lambda each: (-each.points, each.name))
