"""The ledgers of the grid app, and how what they did is taken back."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from grids.imports.cases import LEDGER as CASES
from grids.imports.estates import LEDGER as ESTATES
from grids.imports.facilities import LEDGER as FACILITIES
from grids.imports.filling_posts import fill_grid_posts
from grids.imports.grid_staff import LEDGER as GRID_STAFF
from grids.imports.grids import LEDGER as GRIDS
from grids.imports.nearest import undo_nearest
from grids.imports.noting_firms import note_firms
from grids.imports.opening_estates import open_estate_rows
from grids.imports.opening_grids import open_grid_rows
from grids.imports.property_firms import LEDGER as PROPERTY_FIRMS
from grids.imports.registering_cases import register_case_rows
from grids.imports.registering_facilities import (
    register_facilities,
    undo_amendment,
    undo_tags,
    undo_week,
)
from grids.imports.settling import TIER_WORDS
from grids.imports.undoing import (
    community_of_case,
    grid_of_case,
    undo_assignment,
    undo_grid_move,
    undo_link,
)
from grids.imports.undoing_estates import undo_assigning, undo_lapse, undo_placing
from grids.models import Facility, Grid
from grids.services.buildings import take_back_building
from grids.services.cases import amend_case, take_back_cases
from grids.services.contracts import amend_contract, take_back_contract
from grids.services.estates import amend_estate, take_back_estate
from grids.services.facilities import take_back_facility
from grids.services.firms import amend_firm, take_back_firm
from grids.services.grids import amend_grid, take_back_grid
from grids.services.management import restore_management
from grids.services.posts import amend_grid_post, take_back_grid_post
from orgs.imports.registry import (
    LedgerImport,
    register_ledger,
    register_names,
    register_undo,
    register_undo_of_many,
)
from orgs.imports.undoing import removal, removal_of_many, restoration
from orgs.models import Org
from partybuild.spreadsheets import Known, Register


def grid_names(street: Org) -> Iterable[Known]:
    """The grids of a street by name and code."""
    grids = Grid.objects.filter(street=street).active()
    for name, code, tier, public_id in grids.values_list("name", "code", "tier", "public_id"):
        yield Known(name, code=code, kind=TIER_WORDS[tier], ref=f"grid:{public_id}")


def facility_names(street: Org) -> Iterable[Known]:
    """The facilities in use of a street by name and code."""
    facilities = Facility.objects.active().filter(street=street)
    for name, code, public_id in facilities.values_list("name", "code", "public_id"):
        yield Known(name, code=code, kind="facility", ref=f"facility:{public_id}")


def register() -> None:
    """Make the ledgers, the names and the way back known to the import centre."""
    register_ledger(
        LedgerImport(
            GRIDS,
            20,
            open_grid_rows,
            _("Grids of three tiers with their households, organisations and leads."),
            "area unit base name code kind parent community boundaries east south west north "
            "buildings households population floating org leader phone unmanaged "
            "facility walking_minutes remark",
        )
    )
    register_ledger(
        LedgerImport(
            GRID_STAFF,
            30,
            fill_grid_posts,
            _("Who leads or works in which grid, with work phones and terms of office."),
            "grid name post source unit covers full_time phone since until remark",
        )
    )
    register_ledger(
        LedgerImport(
            CASES,
            70,
            register_case_rows,
            _("Residents' requests as the superior hotline exports them, without who called."),
            "number kind category labels title content urgency part channel reported community "
            "spot firm state handled outcome reply closed solved satisfaction own_community grid "
            "own_category",
        )
    )
    register_ledger(
        LedgerImport(
            FACILITIES,
            35,
            register_facilities,
            _("Hubs, centres and stations: place, size, opening hours and state."),
            "name code kind community grid run_by address total_sqm service_sqm office_sqm "
            "size_reason week functions opened state remark",
        )
    )
    register_names(Register.GRIDS, grid_names)
    register_names(Register.FACILITIES, facility_names)
    register_undo("grid.open", removal("grid", take_back_grid))
    register_undo("grid.amend", restoration("grid", amend_grid))
    register_undo("grid.move", undo_grid_move)
    register_undo("grid.link", undo_link)
    register_undo("grid.assign", undo_assignment)
    register_undo("grid.name_nearest", undo_nearest)
    register_undo("facility.register", removal("facility", take_back_facility))
    register_undo("facility.amend", undo_amendment)
    register_undo("facility.set_hours", undo_week)
    register_undo("facility.tag", undo_tags)
    register_undo("gridpost.fill", removal("post", take_back_grid_post))
    register_undo("gridpost.amend", restoration("post", amend_grid_post))
    register_undo("gridpost.end", restoration("post", amend_grid_post))
    register_undo_of_many("case.register", removal_of_many("cases", take_back_cases))
    relations = {"community": community_of_case, "grid": grid_of_case}
    register_undo("case.amend", restoration("case", amend_case, relations))
    _register_estates()


def _register_estates() -> None:
    register_ledger(
        LedgerImport(
            ESTATES,
            32,
            open_estate_rows,
            _("Estates, their buildings with the base grid of each, and who manages them."),
            "name code aliases community unit_grid base_grid kind building_count building_list "
            "unit_count households area_10k_sqm built committee mode nobody without_manager "
            "without_cleaning without_upkeep renovation surveyed remark",
        )
    )
    register_ledger(
        LedgerImport(
            PROPERTY_FIRMS,
            34,
            note_firms,
            _("Property firms, the estates they serve and their contracts; 无 is no firm."),
            "firm credit_code firm_kind estate community unit_grid contract_start contract_end "
            "term households area_10k_sqm has_party_org members manager phone plate remark",
        )
    )
    register_undo("estate.open", removal("estate", take_back_estate))
    register_undo("estate.amend", restoration("estate", amend_estate))
    register_undo("estate.place", undo_placing)
    register_undo("estate.recognise", restoration("estate", restore_management))
    register_undo("estate.lapse", undo_lapse)
    register_undo("building.add", removal("building", take_back_building))
    register_undo("building.assign", undo_assigning)
    register_undo("propertyfirm.register", removal("firm", take_back_firm))
    register_undo("propertyfirm.amend", restoration("firm", amend_firm))
    register_undo("servicecontract.sign", removal("contract", take_back_contract))
    register_undo("servicecontract.amend", restoration("contract", amend_contract))
