"""Why somebody sees a grid or a case: through its street, organisation, community, or grid."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from grids.models import Case, Grid
from orgs.selectors.sight import Owner


def owners_of_grid(grid: Grid) -> Iterator[Owner]:
    """The organisations through which a grid is seen: its own, and those of the grids above it."""
    yield Owner(_("sub-district"), grid.street)
    for each in grid.get_ancestors(include_self=True).select_related("org", "community"):
        if each.pk == grid.pk:
            yield Owner(_("organisation of the grid"), each.org)
            yield Owner(_("community of the grid"), each.community)
        else:
            yield Owner(_("organisation of the superior grid"), each.org)
            yield Owner(_("community of the superior grid"), each.community)


def owners_of_case(case: Case) -> Iterator[Owner]:
    """The organisations through which a case is seen: its community's, and those of its grid."""
    yield Owner(_("community of the case"), case.community)
    if case.grid is None:
        yield Owner(_("sub-district"), case.street)
    else:
        yield from owners_of_grid(case.grid)
