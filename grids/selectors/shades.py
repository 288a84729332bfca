"""The questions that colour grids in a picture: every standard of grids, and finer ones beside.

A shade asks one thing of a grid and has few answers, each a mark with the condition that finds it.
A standard answers that a grid meets it, falls short, or is not asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, CharField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import GridTier
from grids.indicators.grids import SUBJECT, largest_unit, smallest_unit
from orgs.selectors.indicators import Indicator, Part, indicators
from partybuild.marks import Mark, bad, doubtful, good, unasked

FIRST: Final = "no-lead"


@dataclass(frozen=True, slots=True)
class Shade:
    """One question, the rule behind it, and its answers; the last one is for all other grids.

    Conditions may ask for ``household_sum``, the households of the smallest grids in a grid.
    """

    key: str
    rule: str
    label: Any
    answers: Sequence[tuple[Mark, Callable[[date], Any]]]
    otherwise: Mark

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (*(mark for mark, _condition in self.answers), self.otherwise)

    def answer(self) -> Case:
        """The key of a grid's mark, as the database finds it."""
        today = timezone.localdate()
        return Case(
            *(When(Q(found(today)), then=Value(mark.key)) for mark, found in self.answers),
            default=Value(self.otherwise.key),
            output_field=CharField(),
        )


_SHADES: dict[str, Shade] = {}


def register_shades(*shades: Shade) -> None:
    """Let grids be coloured by these too."""
    _SHADES.update({shade.key: shade for shade in shades})


def shades() -> dict[str, Shade]:
    """Every question by its key: the standards of grids first, in their order."""
    standards = [each for each in indicators(SUBJECT.key) if not each.is_number]
    return {each.key: _shade_of(each) for each in standards} | _SHADES


def shade_of(key: str) -> Shade:
    """The question that was chosen, or the first."""
    known = shades()
    return known.get(key) or known[FIRST]


MET = good("met", _("meets the standard"))
FALLS_SHORT = bad("missing", _("falls short"))
UNASKED = unasked("unasked", _("does not apply"))


def _shade_of(standard: Indicator) -> Shade:
    return Shade(
        standard.key,
        standard.rule,
        standard.label,
        (
            (MET, lambda today: standard.condition(Part.MET, today)),
            (FALLS_SHORT, lambda today: standard.condition(Part.MISSING, today)),
        ),
        UNASKED,
    )


UNIT = Q(tier=GridTier.UNIT)
# The bands of the picture, in minutes on foot; the standard itself is a number of the office.
FARTHEST, FAR = 5, 10
register_shades(
    Shade(
        "size",
        "R-062",
        _("Size of unit grids"),
        (
            (
                good("fits", _("of the size of a residents' committee")),
                lambda _today: (
                    UNIT & Q(household_sum__gte=smallest_unit(), household_sum__lte=largest_unit())
                ),
            ),
            (
                doubtful("small", _("too few households")),
                lambda _today: UNIT & Q(household_sum__lt=smallest_unit()),
            ),
            (
                bad("large", _("too many households")),
                lambda _today: UNIT & Q(household_sum__gt=largest_unit()),
            ),
        ),
        unasked("none", _("no norm or no count")),
    ),
    Shade(
        "walk",
        "N-11",
        _("Minutes to the nearest centre"),
        (
            (good("near", _("up to 5 minutes")), lambda _today: Q(walking_minutes__lte=FARTHEST)),
            (
                doubtful("walk", _("6 to 10 minutes")),
                lambda _today: Q(walking_minutes__range=(FARTHEST + 1, FAR)),
            ),
            (bad("far", _("more than 10 minutes")), lambda _today: Q(walking_minutes__gt=FAR)),
        ),
        unasked("none", _("not recorded")),
    ),
)
