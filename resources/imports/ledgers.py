"""The ledgers of the resources app, and how what they did is taken back."""

from django.utils.translation import gettext_lazy as _

from orgs.imports.registry import LedgerImport, register_ledger, register_undo
from orgs.imports.undoing import removal, restoration
from resources.imports.enlisting import enlist_need_rows, enlist_resource_rows
from resources.imports.enlisting_venues import enlist_venue_rows, whole_called
from resources.imports.needs import LEDGER as NEEDS
from resources.imports.noting_projects import note_project_rows
from resources.imports.past_projects import LEDGER as PAST_PROJECTS
from resources.imports.resources import LEDGER as RESOURCES
from resources.imports.venues import LEDGER as VENUES
from resources.services.needs import amend_need, take_back_need
from resources.services.past_projects import amend_past_project, take_back_past_project
from resources.services.resources import amend_resource, take_back_resource
from resources.services.venues import amend_venue, take_back_venue


def register() -> None:
    """Make the ledgers and the way back known to the import centre."""
    register_ledger(
        LedgerImport(
            NEEDS,
            50,
            enlist_need_rows,
            _("What communities ask for, with whom it serves and by when."),
            "unit category group beneficiaries content urgency wished contact phone remark",
        )
    )
    register_ledger(
        LedgerImport(
            RESOURCES,
            60,
            enlist_resource_rows,
            _("What partner units offer, with amounts, capacity and opening hours."),
            "unit category title content quantity capacity available place contact phone remark",
        )
    )
    register_ledger(
        LedgerImport(
            VENUES,
            55,
            enlist_venue_rows,
            _("Rooms that can be booked, with seats, opening hours and work contacts."),
            "name place seats week equipment contact phone whole remark",
        )
    )
    register_undo("venue.enlist", removal("venue", take_back_venue))
    register_undo("venue.amend", restoration("venue", amend_venue, {"whole": whole_called}))
    register_ledger(
        LedgerImport(
            PAST_PROJECTS,
            70,
            note_project_rows,
            _("What was carried out together in earlier years; it arrives as imported history."),
            "number name category unit giver period started ended grant source responsible "
            "outcome satisfaction",
        )
    )
    register_undo("project.note_past", removal("project", take_back_past_project))
    register_undo("project.amend", restoration("project", amend_past_project))
    register_undo("need.enlist", removal("need", take_back_need))
    register_undo("need.amend", restoration("need", amend_need))
    register_undo("resource.enlist", removal("resource", take_back_resource))
    register_undo("resource.amend", restoration("resource", amend_resource))
