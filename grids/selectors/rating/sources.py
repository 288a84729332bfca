"""Readings of the sources that the portal measures itself; a later noun registers its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grids.models import RatingScheme, RatingUnit
from grids.rating_enums import RatingSource


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source says of one firm at one estate: per cent of the points, and what shows it.

    ``answers`` is how many valid answers it rests on, for the rule of the sample.
    """

    value: Decimal
    basis: str
    record_url: str = ""
    answers: int = 0
    is_carried: bool = False


Readings = Mapping[int, Reading]
Measure = Callable[[Sequence[RatingUnit]], Readings]
_MEASURES: dict[str, Measure] = {}


def register_source(source: RatingSource, measure: Measure) -> None:
    """Say how a source is measured.

    ``measure(units)`` reads all units of a round at once and answers by their keys; a unit that
    there is nothing to read of has no answer.
    """
    _MEASURES[source] = measure


def measured(units: Sequence[RatingUnit], source: str) -> Readings:
    """What the source says of each unit, as far as it is measured and says anything."""
    measure = _MEASURES.get(source)
    return measure(units) if measure and units else {}


def is_enough(scheme: RatingScheme, *, answers: int, households: int) -> bool:
    """The sample rule: so many valid answers, or such a share of the households."""
    if answers >= scheme.sample_least:
        return True
    return households > 0 and answers * 100 >= households * scheme.sample_percent
