"""The ledger of the liaison app, the names it refers to, and how what it did is taken back."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from liaison.imports.entering import enter_past_meeting_rows
from liaison.imports.past_meetings import LEDGER as PAST_MEETINGS
from liaison.models import Body
from liaison.services.registers import take_back_past_meetings
from orgs.imports.registry import (
    LedgerImport,
    register_ledger,
    register_names,
    register_undo_of_many,
)
from orgs.imports.undoing import removal_of_many
from orgs.models import Org
from partybuild.spreadsheets import Known, Register


def body_names(street: Org) -> Iterable[Known]:
    """The bodies of a street by name."""
    bodies = Body.objects.filter(org__tree_id=street.tree_id)
    for name, public_id in bodies.values_list("name", "public_id"):
        yield Known(name, kind="body", ref=f"body:{public_id}")


def register() -> None:
    """Make the ledger, the names and the way back known to the import centre."""
    register_ledger(
        LedgerImport(
            PAST_MEETINGS,
            80,
            enter_past_meeting_rows,
            _("Meetings that were held before the portal kept them; they arrive archived."),
            "body title kind started place chair present topics decisions",
        )
    )
    register_names(Register.BODIES, body_names)
    register_undo_of_many(
        "meeting.enter_past", removal_of_many("meetings", take_back_past_meetings)
    )
