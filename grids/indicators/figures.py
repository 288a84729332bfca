"""What is counted of a period about grids and the requests of residents."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.enums import Satisfaction
from grids.models import Case, Grid
from orgs.selectors.figures import PeriodFigure, PeriodRate, Tied, also, in_moments, standing_on

_PIECES: Final = pgettext_lazy("unit of a figure", "items")
_case = partial(PeriodFigure, model=Case, place="community", rows="cases", unit=_PIECES)

FIGURES: Final = (
    PeriodFigure(
        key="grid-count",
        rule="R-083",
        label=_("Grids at the end"),
        unit=_PIECES,
        model=Grid,
        place="community",
        when=standing_on,
        rows="grids",
        stands=True,
    ),
    _case(
        key="case-accepted",
        rule="R-096",
        label=_("Requests accepted"),
        when=in_moments("reported_at"),
    ),
    _case(
        key="case-closed", rule="R-096", label=_("Requests closed"), when=in_moments("closed_at")
    ),
    _case(
        key="case-solved",
        rule="R-096",
        label=_("Requests solved"),
        when=also(in_moments("closed_at"), is_solved=True),
    ),
    _case(
        key="case-dissatisfied",
        rule="R-096",
        label=_("Requests whose callers are dissatisfied"),
        when=also(in_moments("closed_at"), satisfaction=Satisfaction.DISSATISFIED),
    ),
)
RATES: Final = (
    PeriodRate(
        "case-closed-rate",
        "R-096",
        _("Requests closed of those accepted"),
        "case-closed",
        "case-accepted",
    ),
    PeriodRate(
        "case-dissatisfied-rate",
        "R-096",
        _("Dissatisfied of the requests closed"),
        "case-dissatisfied",
        "case-closed",
    ),
)


def branches_of_grids(communities: Sequence[int]) -> Iterable[Tied]:
    """The organisations of the grids that belong to these communities."""
    tied = Grid.objects.active().filter(community__in=communities, org__isnull=False).order_by()
    for tree, lft, rght, community in tied.values_list(
        "org__tree_id", "org__lft", "org__rght", "community_id"
    ):
        if community is not None:
            yield Tied((tree, lft, rght), community)
