"""What the pages of a rating show: how far a round is, the board of plates, their history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q

from grids.models import Plate, PropertyFirm, RatingRound, RatingUnit
from grids.rating_enums import (
    TYPED_SOURCES,
    ItemKind,
    RatingSheet,
    RatingSource,
    RatingState,
)
from grids.selectors.rating.explained import plate_mark, reasons_in_words
from orgs.models import Org, User
from partybuild.marks import Mark
from partybuild.periods import Period

QUARTERS_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class StepOfRound:
    """One state of SM-9, and whether the round has been there."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How much of the sheets of a rated estate is filled in."""

    unit: RatingUnit
    filled: int
    wanted: int

    @property
    def is_complete(self) -> bool:
        return self.filled >= self.wanted


@dataclass(frozen=True, slots=True)
class PlateOfQuarter:
    """The plate of a firm in one quarter; none where it was not rated."""

    period: Period
    mark: Mark | None
    url: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A firm on the board: its plate with rank and score, and its earlier plates."""

    plate: Plate
    mark: Mark
    reasons: tuple[str, ...]
    earlier: tuple[PlateOfQuarter, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The plates of one published round."""

    rating_round: RatingRound
    lines: tuple[BoardLine, ...]


def steps_of(rating_round: RatingRound) -> list[StepOfRound]:
    """The way of a round from its opening to the archive."""
    states = list(RatingState)
    at = states.index(RatingState(rating_round.state))
    return [
        StepOfRound(str(state.label), number < at, number == at)
        for number, state in enumerate(states)
    ]


def progress_of(rating_round: RatingRound, *, reader: User) -> list[UnitProgress]:
    """Each rated estate the reader sees, with how many of its typed basic items are scored."""
    wanted = rating_round.scheme.items.filter(kind=ItemKind.BASIC, source__in=TYPED_SOURCES).count()
    typed = Q(inputs__source__in=TYPED_SOURCES, inputs__item__kind=ItemKind.BASIC)
    units = RatingUnit.objects.visible_to(reader).filter(rating_round=rating_round).for_list()
    counted = units.annotate(filled=Count("inputs", filter=typed))
    return [UnitProgress(unit, unit.filled, wanted) for unit in counted]


def boards(*, reader: User) -> list[Board]:
    """The latest published round of each sub-district, as far as the reader sees its plates."""
    latest: dict[int, RatingRound] = {}
    for rating_round in RatingRound.objects.visible_to(reader).published().for_list():
        latest.setdefault(rating_round.street_id, rating_round)
    return [_board(each, Plate.objects.visible_to(reader)) for each in latest.values()]


def public_board(street: Org) -> Board | None:
    """The latest published round as everybody may read it."""
    found = RatingRound.objects.filter(street=street).published().for_list().first()
    return _board(found, Plate.objects.for_the_public()) if found else None


def plates_of(firm: PropertyFirm, *, reader: User) -> list[Plate]:
    """The plates of one firm, the latest first."""
    rows = Plate.objects.visible_to(reader).filter(firm=firm)
    return list(rows.for_list().latest_first())


def _board(rating_round: RatingRound, seen: Any) -> Board:
    plates = list(seen.filter(rating_round=rating_round).for_list())
    order = ["gold", "silver", "yellow", "red", "unrated"]
    plates.sort(key=lambda each: (each.rank or 0, each.firm.credit_code, each.firm.name))
    plates.sort(key=lambda each: order.index(each.kind))
    firms = [each.firm_id for each in plates]
    earlier: dict[int, dict[Period, Plate]] = {pk: {} for pk in firms}
    for plate in seen.filter(firm__in=firms).select_related("rating_round"):
        earlier[plate.firm_id][plate.rating_round.period] = plate
    return Board(
        rating_round,
        tuple(_line(each, earlier[each.firm_id], rating_round.period) for each in plates),
    )


def _line(plate: Plate, by_period: dict[Period, Plate], last: Period) -> BoardLine:
    mark = plate_mark(plate.kind)
    if mark is None:
        raise LookupError(f"a plate without a kind: {plate.pk}")
    return BoardLine(
        plate, mark, tuple(reasons_in_words(plate.reasons)), tuple(_history(by_period, last))
    )


def _history(by_period: dict[Period, Plate], last: Period) -> Iterable[PlateOfQuarter]:
    begun = min(by_period, default=last)
    for period in last.later(1 - QUARTERS_SHOWN).until(last):
        if period < begun:
            continue
        plate = by_period.get(period)
        mark = plate_mark(plate.kind) if plate else None
        yield PlateOfQuarter(period, mark, plate.get_absolute_url() if plate else "")


def filled_in(unit: RatingUnit, sheet: RatingSheet) -> dict[str, tuple[Any, str]]:
    """What stands on a sheet of a rated estate already: value and basis by the key of the item."""
    own = {RatingSource.SELF}
    rows = unit.inputs.select_related("item")
    found = [
        each
        for each in rows
        if (each.source in own) == (sheet == RatingSheet.SELF) and not each.is_carried
    ]
    return {each.item.key: (each.value, each.basis) for each in found}
