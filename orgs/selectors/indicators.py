"""The standards of the plans, each counted: how many rows there are, how many meet it, which not.

A standard is declared once, as an ``Indicator`` over a ``Subject``. The workbench's gaps, the page
of standards, its rows, its spreadsheet and the API are all read from the declarations.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from orgs.enums import Basic
from orgs.models import Org, User
from orgs.scoping import reach_over

Condition = Callable[[date], Any]


class Part(StrEnum):
    """Which of the rows a figure counts."""

    ALL = "all"
    MET = "met"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows that standards speak of: those in use that a person can see, and those below an org.

    ``for_list`` fetches what a list of the rows shows beside them.
    """

    key: str
    label: Any
    rows: Callable[[User], Any]
    below: Callable[[Any, Org], Any]
    for_list: Callable[[Any], Any] = lambda rows: rows.for_list()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A standard: ``of`` finds the rows it is for, ``met`` those of them that meet it.

    ``label`` names what holds, ``missing`` what is called the gap. ``target`` is the share that
    shall meet it, in percent; of fewer than ``fewest`` rows no share is told. A standard for a
    plain number of rows names ``least`` or ``most`` instead: how many a sub-district shall have.
    """

    key: str
    rule: str
    basic: Basic
    subject: str
    label: Any
    missing: Any
    met: Condition
    of: Condition = lambda _today: Q()
    target: int = 100
    fewest: int = 1
    least: Callable[[Org], int] | None = None
    most: Callable[[Org], int] | None = None

    @property
    def is_number(self) -> bool:
        """True when a number of rows is asked for, not a share of them."""
        return self.least is not None or self.most is not None

    def condition(self, part: Part, today: date) -> Q:
        of = Q(self.of(today))
        if part == Part.ALL:
            return of
        met = Q(self.met(today))
        return of & met if part == Part.MET else of & ~met


@dataclass(frozen=True)
class Figure:
    """A standard with its counts for one reader, everywhere or below one organisation."""

    indicator: Indicator
    of: int
    met: int
    below: Org | None = None

    @property
    def missing(self) -> int:
        return self.of - self.met

    @property
    def share(self) -> Decimal | None:
        """The percentage that meets it, cut off after one digit: 99.96 is not yet 100."""
        if self.indicator.is_number or self.of < self.indicator.fewest:
            return None
        exact = Decimal(100 * self.met) / self.of
        return exact.quantize(Decimal("0.1"), ROUND_DOWN)

    @cached_property
    def least(self) -> int | None:
        wanted = self.indicator.least
        return wanted(self.below) if wanted and self.below else None

    @cached_property
    def most(self) -> int | None:
        wanted = self.indicator.most
        return wanted(self.below) if wanted and self.below else None

    @property
    def is_met(self) -> bool | None:
        """Whether the standard holds; None where there is nothing to measure."""
        if self.indicator.is_number:
            return (self.least or 0) <= self.met and (self.most is None or self.met <= self.most)
        share = self.share
        return None if share is None else share >= self.indicator.target

    def url(self, part: str) -> str:
        """The page of exactly the rows that a part of the figure counts."""
        return rows_url(self.indicator.key, Part(part), self.below)

    @property
    def url_all(self) -> str:
        return self.url(Part.ALL)

    @property
    def url_met(self) -> str:
        return self.url(Part.MET)

    @property
    def url_missing(self) -> str:
        return self.url(Part.MISSING)


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thing that is missing, how often, and the page that lists where."""

    key: str
    rule: str
    label: Any
    count: int
    url: str


_SUBJECTS: dict[str, Subject] = {}
_INDICATORS: dict[str, Indicator] = {}


def register_indicators(subject: Subject, indicators: Iterable[Indicator]) -> None:
    """Let the portal count further standards of a subject."""
    _SUBJECTS[subject.key] = subject
    for indicator in indicators:
        _INDICATORS[indicator.key] = indicator


def indicators(subject: str = "") -> list[Indicator]:
    """Every standard, or those of one subject, in the order in which they were declared."""
    return [each for each in _INDICATORS.values() if not subject or each.subject == subject]


def indicator_of(key: str) -> Indicator:
    """Raises KeyError for a standard nobody declared."""
    return _INDICATORS[key]


def subject_of(indicator: Indicator) -> Subject:
    return _SUBJECTS[indicator.subject]


def shown_in_list(key: str, rows: Any) -> Any:
    """The rows with what their list shows beside them."""
    subject = _SUBJECTS.get(key)
    return subject.for_list(rows) if subject else rows.for_list()


def figures(*, reader: User, below: Org | None = None, subject: str = "") -> list[Figure]:
    """The standards with their counts, in one query for each subject.

    What a sub-district shall have in number is counted only for a sub-district.
    """
    found = []
    is_street = below is not None and below.parent_id is None
    if below is not None and is_street:
        prefetch_related_objects([below], "numbers")  # what it shall have in number
    for each in [_SUBJECTS[subject]] if subject else _SUBJECTS.values():
        asked = [one for one in indicators(each.key) if is_street or not one.is_number]
        found += counted(_rows(each, reader, below), asked, below=below)
    return found


def counted(rows: Any, asked: Iterable[Indicator], *, below: Org | None = None) -> list[Figure]:
    """The standards with their counts among these rows, in one query."""
    today = timezone.localdate()
    names: dict[Q, str] = {}  # standards of the same rows share the count of them

    def named(indicator: Indicator, part: Part) -> str:
        return names.setdefault(indicator.condition(part, today), f"count_{len(names)}")

    parts = [(each, named(each, Part.ALL), named(each, Part.MET)) for each in asked]
    counts = {name: Count("pk", filter=condition) for condition, name in names.items()}
    found = rows.order_by().aggregate(**counts) if counts else {}
    return [Figure(indicator, found[of], found[met], below) for indicator, of, met in parts]


def gaps(*, reader: User, below: Org | None = None, subject: str = "") -> list[Gap]:
    """What is missing within reach, or below one organisation, as far as anything is."""
    return [
        gap_of(figure)
        for figure in figures(reader=reader, below=below, subject=subject)
        if figure.missing and not figure.indicator.is_number
    ]


def gap_of(figure: Figure, query: str = "") -> Gap:
    """What is missing of a figure."""
    indicator = figure.indicator
    url = figure.url(Part.MISSING) + query
    return Gap(indicator.key, indicator.rule, indicator.missing, figure.missing, url)


def rows_of(indicator: Indicator, part: Part, *, reader: User, below: Org | None = None) -> Any:
    """Exactly the rows that a part of a figure counts."""
    rows = _rows(subject_of(indicator), reader, below)
    return rows.filter(indicator.condition(part, timezone.localdate()))


def rows_url(key: str, part: Part, below: Org | None) -> str:
    place = [below.public_id] if below else []
    return reverse("orgs:indicator-below" if below else "orgs:indicator", args=[*place, key, part])


def below_org(path: str) -> Callable[[Any, Org], Any]:
    """Narrow rows to those whose organisation at ``path`` a role over the given one reaches."""

    def narrowed(rows: Any, org: Org) -> Any:
        return rows.filter(reach_over(org).orgs(path))

    return narrowed


def _rows(subject: Subject, reader: User, below: Org | None) -> Any:
    rows = subject.rows(reader)
    return subject.below(rows, below) if below else rows
