"""The ledger of the liaison app, and how what it did is taken back."""

from django.utils.translation import gettext_lazy as _

from liaison.imports.body_roster import LEDGER as BODY_ROSTER
from liaison.imports.seating import body_names, seat_rows
from liaison.services.memberships import amend_membership, take_back_membership
from orgs.imports.registry import LedgerImport, register_ledger, register_names, register_undo
from orgs.imports.undoing import removal, restoration
from partybuild.spreadsheets import Register


def register() -> None:
    """Make the ledger, its names and the way back known to the import centre."""
    register_ledger(
        LedgerImport(
            BODY_ROSTER,
            70,
            seat_rows,
            _("Who sits on which body, for which unit and term. The bodies are set up before."),
            "body role name unit_and_post unit post part_time term starts ends",
        )
    )
    register_names(Register.BODIES, body_names)
    register_undo("membership.seat", removal("membership", take_back_membership))
    register_undo("membership.amend", restoration("membership", amend_membership))
    register_undo("membership.end", restoration("membership", amend_membership))
