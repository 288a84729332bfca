"""Why somebody sees a grid or a case: through its street, organisation, community, or grid."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from grids.models import Bundle, Case, Estate, Grid, PropertyFirm, ServiceContract, Survey
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
    yield Owner(_("responsible organisation"), case.handling_org)
    if case.grid is None:
        yield Owner(_("sub-district"), case.street)
    else:
        yield from owners_of_grid(case.grid)


def owners_of_estate(estate: Estate) -> Iterator[Owner]:
    """The organisations through which an estate is seen: its community, and those of its grids."""
    yield Owner(_("sub-district"), estate.street)
    yield Owner(_("community of the estate"), estate.community)
    held = Grid.objects.filter(buildings__estate=estate).distinct()
    for grid in [*([estate.unit_grid] if estate.unit_grid else []), *held]:
        for each in grid.get_ancestors(include_self=True).select_related("org", "community"):
            yield Owner(_("organisation of a grid it lies in"), each.org)
            yield Owner(_("community of a grid it lies in"), each.community)


def owners_of_contract(contract: ServiceContract) -> Iterator[Owner]:
    """A contract is seen with its estate."""
    yield from owners_of_estate(contract.estate)


def owners_of_firm(firm: PropertyFirm) -> Iterator[Owner]:
    """The street that keeps the firm, and the organisations of the estates it serves."""
    yield Owner(_("sub-district"), firm.street)
    yield Owner(_("unit that speaks for the firm"), firm.partner)
    for estate in Estate.objects.filter(contracts__firm=firm).distinct().for_list():
        yield from owners_of_estate(estate)


def owners_of_bundle(bundle: Bundle) -> Iterator[Owner]:
    """The street of the bundle, and the organisations of the estates in it."""
    yield Owner(_("sub-district"), bundle.street)
    for estate in bundle.estates.for_list():
        yield from owners_of_estate(estate)


def owners_of_survey(survey: Survey) -> Iterator[Owner]:
    """A survey is seen with its estate."""
    yield from owners_of_estate(survey.estate)
