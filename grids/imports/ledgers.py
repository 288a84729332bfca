"""The ledgers of the grid app, and how what they did is taken back."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from grids.imports.cases import LEDGER as CASES
from grids.imports.filling_posts import fill_grid_posts
from grids.imports.grid_staff import LEDGER as GRID_STAFF
from grids.imports.grids import LEDGER as GRIDS
from grids.imports.opening_grids import open_grid_rows
from grids.imports.registering_cases import register_case_rows
from grids.imports.settling import TIER_WORDS
from grids.imports.undoing import (
    community_of_case,
    grid_of_case,
    undo_assignment,
    undo_grid_move,
    undo_link,
)
from grids.models import Grid
from grids.services.cases import amend_case, take_back_cases
from grids.services.grids import amend_grid, take_back_grid
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
            "walking_minutes remark",
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
    register_names(Register.GRIDS, grid_names)
    register_undo("grid.open", removal("grid", take_back_grid))
    register_undo("grid.amend", restoration("grid", amend_grid))
    register_undo("grid.move", undo_grid_move)
    register_undo("grid.link", undo_link)
    register_undo("grid.assign", undo_assignment)
    register_undo("gridpost.fill", removal("post", take_back_grid_post))
    register_undo("gridpost.amend", restoration("post", amend_grid_post))
    register_undo("gridpost.end", restoration("post", amend_grid_post))
    register_undo_of_many("case.register", removal_of_many("cases", take_back_cases))
    relations = {"community": community_of_case, "grid": grid_of_case}
    register_undo("case.amend", restoration("case", amend_case, relations))
