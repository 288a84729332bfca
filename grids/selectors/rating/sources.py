"""Readings of the sources that the portal measures itself; a later noun registers its own."""

from collections.abc import Callable
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


Measure = Callable[[RatingUnit], Reading | None]
_MEASURES: dict[str, Measure] = {}


def register_source(source: RatingSource, measure: Measure) -> None:
    """Say how a source is measured; ``measure(unit)`` is None where there is nothing to read."""
    _MEASURES[source] = measure


def measured(unit: RatingUnit, source: str) -> Reading | None:
    """What the source says of the unit, if it is measured and says anything."""
    measure = _MEASURES.get(source)
    return measure(unit) if measure else None


def is_enough(scheme: RatingScheme, *, answers: int, households: int) -> bool:
    """The sample rule: so many valid answers, or such a share of the households."""
    if answers >= scheme.sample_least:
        return True
    return households > 0 and answers * 100 >= households * scheme.sample_percent
