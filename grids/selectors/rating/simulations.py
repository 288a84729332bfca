"""A past round scored by another version of the scheme; nothing is written (R-103)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from grids.models import RatingRound, RatingScheme
from grids.rating_enums import MEASURED_SOURCES, ItemKind, PlateKind, RatingSource
from grids.selectors.rating.arithmetic import PER_CENT
from grids.selectors.rating.frozen import Adjusted, Item, Unit, Value
from grids.selectors.rating.gathering import adjustments_of, items_of, rules_of, stored
from grids.selectors.rating.plating import Verdict, rate


@dataclass(frozen=True, slots=True)
class Compared:
    """One firm by the scheme of the round and by the other one."""

    before: Verdict
    after: Verdict

    @property
    def name(self) -> str:
        return self.before.name

    @property
    def difference(self) -> Decimal | None:
        """How many points more the other scheme gives."""
        if self.before.points is None or self.after.points is None:
            return None
        return self.after.points - self.before.points

    @property
    def words(self) -> tuple[str, str]:
        """Both plates in words."""
        return str(PlateKind(self.before.plate).label), str(PlateKind(self.after.plate).label)

    @property
    def is_other_plate(self) -> bool:
        return self.before.plate != self.after.plate


@dataclass(frozen=True, slots=True)
class Simulation:
    """All firms side by side, and items of the other scheme that nobody collected then."""

    rows: tuple[Compared, ...]
    not_collected: tuple[str, ...]

    @property
    def moved(self) -> int:
        """How many firms would have another plate."""
        return sum(row.is_other_plate for row in self.rows)

    @property
    def counts(self) -> list[tuple[str, int, int]]:
        """Each plate with how many firms have it now and would have it."""
        return [
            (
                str(kind.label),
                sum(row.before.plate == kind for row in self.rows),
                sum(row.after.plate == kind for row in self.rows),
            )
            for kind in PlateKind
        ]


def simulate(rating_round: RatingRound, scheme: RatingScheme) -> Simulation:
    """What another scheme would have made of the frozen inputs of a round.

    What was typed as points is carried over in proportion to the points of the item. An item that
    was not collected then counts in full for every firm, so that it moves no firm past another.
    """
    frozen, adjusted = stored(rating_round), adjustments_of(rating_round)
    items = tuple(items_of(scheme))
    before = rate(frozen, adjusted)
    known = {each.key: each for each in frozen.items}
    other = replace(
        frozen,
        rules=rules_of(scheme),
        items=items,
        units=tuple(_translated(unit, known, items) for unit in frozen.units),
    )
    after = {each.firm: each for each in rate(other, _carried(adjusted, known, items)).firms}
    lacking = [each.name for each in items if each.kind == ItemKind.BASIC and each.key not in known]
    rows = tuple(Compared(each, after[each.firm]) for each in before.firms)
    return Simulation(rows, tuple(lacking))


def _translated(unit: Unit, known: dict[str, Item], items: Iterable[Item]) -> Unit:
    return replace(unit, values=tuple(_values(unit, known, items)))


def _values(unit: Unit, known: dict[str, Item], items: Iterable[Item]) -> Iterator[Value]:
    for item in items:
        old = known.get(item.key)
        if old is None:
            if item.kind == ItemKind.BASIC:
                yield Value(item.key, item.source, _share_of(item, PER_CENT))
            continue
        for value in unit.values:
            if value.item == item.key:
                yield _translate(value, old, item)


def _translate(value: Value, old: Item, new: Item) -> Value:
    """The same achievement as the other scheme would write it."""
    if value.source == RatingSource.SELF:
        return replace(value, value=_scaled(value.value, old, new))
    if value.source not in (old.source, RatingSource.DELEGATES):
        return value
    if old.source in MEASURED_SOURCES:
        share = value.value
    else:
        share = value.value * PER_CENT / old.points if old.points else PER_CENT
    stays = value.source == RatingSource.DELEGATES and new.source == RatingSource.SURVEY
    source = value.source if stays else new.source
    return replace(value, source=source, value=_share_of(new, share))


def _share_of(item: Item, share: Decimal) -> Decimal:
    return share if item.source in MEASURED_SOURCES else item.points * share / PER_CENT


def _scaled(amount: Decimal, old: Item, new: Item) -> Decimal:
    return amount * new.points / old.points if old.points else amount


def _carried(
    adjusted: Iterable[Adjusted], known: dict[str, Item], items: Iterable[Item]
) -> list[Adjusted]:
    asked = {each.key: each for each in items}
    return [
        replace(each, value=_scaled(each.value, known[each.item], asked[each.item]))
        for each in adjusted
        if each.item in asked and each.item in known
    ]
