"""Standards as numbers of a report: how many rows hold, or do not, on the day they are counted.

They stand beside the figures of a period; a report asks them by a key that names the part and the
standard, as ``missing:no-partner`` does.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import pgettext_lazy

from orgs.models import Org, User
from orgs.selectors.figures import PeriodFigure, figure_of
from orgs.selectors.indicators import (
    Figure,
    Indicator,
    Part,
    counted,
    indicator_of,
    indicators,
    rows_url,
    subject_of,
)

PARTS: Final = (Part.MET, Part.MISSING)
_ROWS: Final = pgettext_lazy("unit of a figure", "rows")


@dataclass(frozen=True, slots=True)
class StandingFigure:
    """One part of a standard as a number; it stands, so months are not added up."""

    indicator: Indicator
    part: Part

    stands = True

    @property
    def key(self) -> str:
        return f"{self.part}:{self.indicator.key}"

    @property
    def label(self) -> Any:
        return self.indicator.label if self.part == Part.MET else self.indicator.missing

    @property
    def unit(self) -> Any:
        return _ROWS

    def among(self, figure: Figure) -> int:
        """The number of the part in the counts of the standard."""
        return figure.met if self.part == Part.MET else figure.missing

    def url(self, org: Org) -> str:
        """The page of the rows of the part below an organisation."""
        return rows_url(self.indicator.key, self.part, org)


def standing_figures(part: Part) -> list[StandingFigure]:
    """One part of every standard that a community can be asked for."""
    return [StandingFigure(each, part) for each in indicators() if not each.is_number]


def standing_figure(key: str) -> StandingFigure:
    """Raises KeyError for a standard nobody declared."""
    part, _sign, name = key.partition(":")
    indicator = indicator_of(name)
    if part not in PARTS or indicator.is_number:
        raise KeyError(key)
    return StandingFigure(indicator, Part(part))


def reported_figure(key: str) -> PeriodFigure | StandingFigure:
    """What a report may ask by this key; raises KeyError where nothing declares it."""
    return standing_figure(key) if ":" in key else figure_of(key)


def counted_standing(figures: Iterable[StandingFigure], org: Org) -> dict[str, int]:
    """These numbers by their key, over all rows that somebody with a role over it would reach.

    Nobody asks: the clock fills a report for those who will read it.
    """
    by_subject: dict[str, list[StandingFigure]] = defaultdict(list)
    for each in figures:
        by_subject[each.indicator.subject].append(each)
    everybody = User(is_superuser=True)
    found: dict[str, int] = {}
    for group in by_subject.values():
        subject = subject_of(group[0].indicator)
        named = list({each.indicator.key: each.indicator for each in group}.values())
        rows = subject.below(subject.rows(everybody), org)
        counts = {each.indicator.key: each for each in counted(rows, named, below=org)}
        found |= {each.key: each.among(counts[each.indicator.key]) for each in group}
    return found
