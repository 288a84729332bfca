"""What the pages of this app add to the portal: ways in the menu, contacts, reasons to see."""

from django.utils.translation import gettext_lazy as _

from grids.enums import BundleState, EstateState
from grids.models import (
    Bundle,
    Case,
    CaseContact,
    Estate,
    Facility,
    Grid,
    GridPost,
    PropertyFirm,
    ServiceContract,
    Survey,
)
from grids.selectors.facilities import owners_of_facility
from grids.selectors.sight import (
    owners_of_bundle,
    owners_of_case,
    owners_of_contract,
    owners_of_estate,
    owners_of_firm,
    owners_of_grid,
    owners_of_survey,
)
from grids.views.filing_cases import FILERS
from orgs.enums import BUSINESS_ROLES, Role
from orgs.selectors.contacts import register_contacts
from orgs.selectors.sight import Sight, register_sight
from orgs.views.standards import register_rows
from partybuild.navigation import Link, register_links
from partybuild.tones import Tone, register_tones

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
        Link(_("Facilities"), "grids:facilities", WORKS_IN_GRIDS),
        Link(_("Checks of facilities"), "grids:checks", WORKS_IN_GRIDS),
        Link(_("Five-minute circle"), "grids:coverage", WORKS_IN_GRIDS),
        Link(_("Service space"), "grids:space", WORKS_IN_GRIDS),
        Link(_("Checklists"), "grids:checklists", frozenset({Role.OFFICE})),
    )
    register_links(
        "cases",
        Link(_("Cases in hand"), "grids:case-queue", WORKS_IN_GRIDS),
        Link(_("Cases"), "grids:cases", WORKS_IN_GRIDS),
        Link(_("File a case"), "grids:case-file", FILERS),
        Link(_("Dispatch desk"), "grids:case-desk", frozenset({Role.OFFICE})),
        Link(_("Rates of cases"), "grids:case-rates", WORKS_IN_GRIDS),
        Link(_("Breaches of deadlines"), "grids:case-breaches", WORKS_IN_GRIDS),
        Link(_("Limits of handling"), "grids:case-limits-first", frozenset({Role.OFFICE})),
        Link(_("Routes of cases"), "grids:case-routes-first", frozenset({Role.OFFICE})),
    )
    register_contacts({GridPost: "work_phone", CaseContact: "phone"})
    register_rows(
        {
            "grids": "grids.views.grids.GRIDS",
            "facilities": "grids.views.facilities.FACILITIES",
            "cases": "grids.views.cases.CASES",
        }
    )
    register_sight("case", Sight(Case, owners_of_case))
    register_sight("grid", Sight(Grid, owners_of_grid))
    register_sight("facility", Sight(Facility, owners_of_facility))
    register_tones({"building": Tone.GOING, "conferring": Tone.WAITING, "responded": Tone.WAITING})
    _open_estates()


def _open_estates() -> None:
    register_links(
        "property",
        Link(_("Estates"), "grids:estates", WORKS_IN_GRIDS),
        Link(_("Buildings"), "grids:buildings", WORKS_IN_GRIDS),
        Link(_("Property firms"), "grids:firms", WORKS_IN_GRIDS),
        Link(_("Service contracts"), "grids:contracts", WORKS_IN_GRIDS),
        Link(_("Bundles"), "grids:bundles", WORKS_IN_GRIDS),
        Link(_("Surveys of residents"), "grids:surveys", WORKS_IN_GRIDS),
        Link(_("Completeness"), "grids:completeness", WORKS_IN_GRIDS),
    )
    register_contacts({PropertyFirm: "manager_phone", ServiceContract: "manager_phone"})
    register_rows(
        {
            "estates": "grids.views.estates.ESTATES",
            "buildings": "grids.views.buildings.BUILDINGS",
            "property-firms": "grids.views.firms.FIRMS",
        }
    )
    register_sight("estate", Sight(Estate, owners_of_estate))
    register_sight("propertyfirm", Sight(PropertyFirm, owners_of_firm))
    register_sight("servicecontract", Sight(ServiceContract, owners_of_contract))
    register_sight("bundle", Sight(Bundle, owners_of_bundle))
    register_sight("survey", Sight(Survey, owners_of_survey))
    register_tones(
        {
            EstateState.UNMANAGED: Tone.BAD,
            EstateState.SURVEYED: Tone.WAITING,
            EstateState.FALLBACK: Tone.GOING,
            EstateState.BUNDLED: Tone.GOING,
            EstateState.SELF_MANAGED: Tone.GOING,
            EstateState.SIGNED: Tone.GOING,
            EstateState.MANAGED: Tone.GOOD,
            BundleState.INVITING: Tone.GOING,
            BundleState.TAKEN_OVER: Tone.GOOD,
        }
    )
