"""The ledgers of the liaison app, and how what they did is taken back."""

from django.utils.translation import gettext_lazy as _

from liaison.imports import followup_ledgers
from liaison.imports.body_roster import LEDGER as BODY_ROSTER
from liaison.imports.enlisting import enlist_matter_rows, enlist_suggestion_rows
from liaison.imports.entering import enter_past_meeting_rows
from liaison.imports.matters import LEDGER as MATTERS
from liaison.imports.past_meetings import LEDGER as PAST_MEETINGS
from liaison.imports.seating import body_names, seat_rows
from liaison.imports.suggestions import LEDGER as SUGGESTIONS
from liaison.services.enlisting import take_back_matter, take_back_proposal
from liaison.services.matters import amend_enlisted_matter
from liaison.services.memberships import amend_membership, take_back_membership
from liaison.services.registers import take_back_past_meetings
from orgs.imports.registry import (
    LedgerImport,
    register_ledger,
    register_names,
    register_undo,
    register_undo_of_many,
)
from orgs.imports.undoing import removal, removal_of_many, restoration
from partybuild.spreadsheets import Register


def register() -> None:
    """Make the ledgers, their names and the way back known to the import centre."""
    register_ledger(
        LedgerImport(
            BODY_ROSTER,
            70,
            seat_rows,
            _("Who sits on which body, for which unit and term. The bodies are set up before."),
            "body role name unit_and_post unit post part_time term starts ends",
        )
    )
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
    register_undo("membership.seat", removal("membership", take_back_membership))
    register_undo("membership.amend", restoration("membership", amend_membership))
    register_undo("membership.end", restoration("membership", amend_membership))
    register_undo_of_many(
        "meeting.enter_past", removal_of_many("meetings", take_back_past_meetings)
    )
    register_ledger(
        LedgerImport(
            SUGGESTIONS,
            90,
            enlist_suggestion_rows,
            _("What member units have suggested, and how it was answered."),
            "unit title content group proposers raised status closed answer",
        )
    )
    register_ledger(
        LedgerImport(
            MATTERS,
            95,
            enlist_matter_rows,
            _("What departments ask of communities, on which basis and until when."),
            "title department content basis funding communities starts ends forms minutes",
        )
    )
    register_undo("proposal.enlist", removal("proposal", take_back_proposal))
    register_undo("matter.enlist", removal("matter", take_back_matter))
    register_undo("matter.amend", restoration("matter", amend_enlisted_matter))
    followup_ledgers.register()
