"""What the pages of this app add to the portal: ways in the menu, contacts, reasons to see."""

from django.utils.translation import gettext_lazy as _

from grids.models import Case, Grid, GridPost
from grids.selectors.sight import owners_of_case, owners_of_grid
from orgs.enums import BUSINESS_ROLES, Role
from orgs.selectors.contacts import register_contacts
from orgs.selectors.sight import Sight, register_sight
from orgs.views.standards import register_rows
from partybuild.navigation import Link, register_links

WORKS_IN_GRIDS = BUSINESS_ROLES - {Role.PARTNER_LIAISON}


def open_doors() -> None:
    """Put the pages into their section, and say why a grid can be seen."""
    register_links(
        "grids",
        Link(_("Grids"), "grids:grids", WORKS_IN_GRIDS),
        Link(_("List of grids"), "grids:grid-list", WORKS_IN_GRIDS),
        Link(_("Grid workers"), "grids:gridposts", WORKS_IN_GRIDS),
        Link(_("Posts to be filled"), "grids:vacancies", WORKS_IN_GRIDS),
        Link(_("Sources of grid staff"), "grids:sources", frozenset({Role.OFFICE})),
    )
    register_links("cases", Link(_("Cases"), "grids:cases", WORKS_IN_GRIDS))
    register_contacts({GridPost: "work_phone"})
    register_rows({"grids": "grids.views.grids.GRIDS", "cases": "grids.views.cases.CASES"})
    register_sight("case", Sight(Case, owners_of_case))
    register_sight("grid", Sight(Grid, owners_of_grid))
