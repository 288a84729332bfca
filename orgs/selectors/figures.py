"""What the records say of a period, counted for every community at once (OB-17, R-265).

A figure is declared once, next to its data, as a ``PeriodFigure``. The monthly report is filled
from the declarations, and any page that needs a number of a month, quarter or year reads them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q, Sum

from orgs.models import Org, User
from orgs.scoping import Span, within
from partybuild.periods import Period


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """A number of rows, or a sum over them, that belong to communities and to a period.

    ``place`` is the way from a row to the organisation it counts for; ``when`` finds the rows of
    a period; ``sum_of`` adds up a field instead of counting. What ``stands`` is told as of the
    last day of the period, so months are not added up. ``rows`` names the listing of its rows.
    """

    key: str
    rule: str
    label: Any
    unit: Any
    model: type[Model]
    place: str
    when: Callable[[Period], Q]
    rows: str
    sum_of: str = ""
    stands: bool = False

    @property
    def tree(self) -> str:
        """The way to the tree of the sub-district."""
        return f"{self.place}__tree_id"

    def of(self, period: Period, place: Q) -> Any:
        """The rows of the period at these places."""
        return self.model._default_manager.filter(self.when(period) & place)


@dataclass(frozen=True, slots=True)
class PeriodRate:
    """How much of one figure another is, in percent; never added up, always worked out anew."""

    key: str
    rule: str
    label: Any
    part: str
    of: str


@dataclass(frozen=True, slots=True)
class Tied:
    """An organisation elsewhere in the tree whose records count for a community."""

    span: Span
    community_pk: int


Ties = Callable[[Sequence[int]], Iterable[Tied]]
_FIGURES: dict[str, PeriodFigure] = {}
_RATES: dict[str, PeriodRate] = {}
_TIES: list[Ties] = []


def register_figures(figures: Iterable[PeriodFigure], rates: Iterable[PeriodRate] = ()) -> None:
    """Let the portal count further figures of a period."""
    _FIGURES.update({each.key: each for each in figures})
    _RATES.update({each.key: each for each in rates})


def register_tied(ties: Ties) -> None:
    """Let a later app say which organisations beside its own subtree count for a community."""
    if ties not in _TIES:
        _TIES.append(ties)


def period_figures() -> list[PeriodFigure]:
    """Every figure of a period, in the order in which they were declared."""
    return list(_FIGURES.values())


def figure_of(key: str) -> PeriodFigure:
    """Raises KeyError for a figure nobody declared."""
    return _FIGURES[key]


def period_rates() -> list[PeriodRate]:
    return list(_RATES.values())


def in_days(field: str) -> Callable[[Period], Q]:
    """Condition: the day in this field lies in the period."""
    return lambda period: Q(**{f"{field}__range": (period.first_day, period.last_day)})


def in_moments(field: str) -> Callable[[Period], Q]:
    """Condition: the moment in this field lies in the period, by the clock in Shanghai."""

    def condition(period: Period) -> Q:
        start, end = period.bounds()
        return Q(**{f"{field}__gte": start, f"{field}__lt": end})

    return condition


def also(when: Callable[[Period], Q], **conditions: Any) -> Callable[[Period], Q]:
    """Condition: in the period, and further facts hold."""
    return lambda period: when(period) & Q(**conditions)


class Homes:
    """Which community each organisation of some sub-districts counts for: one at most."""

    def __init__(self, communities: Iterable[Org]) -> None:
        self.communities = list(communities)
        own = [((c.tree_id, c.lft, c.rght), c.pk) for c in self.communities]
        known = [c.pk for c in self.communities]
        tied = [(each.span, each.community_pk) for ties in _TIES for each in ties(known)]
        self._spans = sorted({*own, *tied}, key=lambda each: (each[0][0], each[0][1], -each[0][2]))
        self._of = self._innermost()

    @property
    def trees(self) -> set[int]:
        return {c.tree_id for c in self.communities}

    def of(self, org_pk: int) -> int | None:
        """The community that an organisation counts for."""
        return self._of.get(org_pk)

    def places(self, path: str) -> Q:
        """Condition: the organisation at ``path`` counts for one of the communities."""
        if len(self.communities) == 1:
            return Q(**{f"{path}__in": list(self._of)})
        return Q(**{f"{path}__tree_id__in": self.trees})

    def _innermost(self) -> dict[int, int]:
        """Each organisation with the innermost of the intervals that hold it."""
        if len(self.communities) == 1:
            rows = Org.objects.filter(within(span for span, _pk in self._spans))
        else:
            rows = Org.objects.filter(tree_id__in=self.trees)
        found: dict[int, int] = {}
        waiting = iter(self._spans)
        ahead = next(waiting, None)
        open_spans: list[tuple[Span, int]] = []
        for pk, tree, left in rows.order_by("tree_id", "lft").values_list("pk", "tree_id", "lft"):
            while ahead and ahead[0][:2] <= (tree, left):
                open_spans.append(ahead)
                ahead = next(waiting, None)
            while open_spans and not _holds(open_spans[-1][0], tree, left):
                open_spans.pop()
            if open_spans:
                found[pk] = open_spans[-1][1]
        return found


def _holds(span: Span, tree: int, left: int) -> bool:
    return span[0] == tree and span[1] <= left <= span[2]


def counted_for(figure: PeriodFigure, homes: Homes, period: Period) -> dict[int, int]:
    """The figure of every community by its key, in one query; who has none is left out."""
    amount = Sum(figure.sum_of) if figure.sum_of else Count("pk", distinct=True)
    rows = figure.of(period, homes.places(figure.place))
    found: dict[int, int] = {}
    for org_pk, number in (
        rows.order_by()
        .values_list(figure.place)
        .annotate(amount=amount)
        .values_list(figure.place, "amount")
    ):
        community = homes.of(org_pk)
        if community is not None:
            found[community] = found.get(community, 0) + int(number or 0)
    return found


def rows_behind(figure: PeriodFigure, org: Org, period: Period, *, reader: User) -> Any:
    """Exactly the rows that a figure of a community counts, as far as the reader sees them."""
    rows = figure.of(period, Homes([org]).places(figure.place)).order_by().values("pk")
    return figure.model._default_manager.visible_to(reader).filter(pk__in=rows)  # type: ignore[attr-defined]  # every noun is scoped


def standing_on(period: Period, begins: str = "created_at", ends: str = "closed_on") -> Q:
    """Condition: known before the period was over, and not closed by its last day."""
    last: date = period.last_day
    unended = Q(**{ends: None}) | Q(**{f"{ends}__gt": last})
    return unended & Q(**{f"{begins}__lt": period.bounds()[1]})
