"""The ledgers of the organisation app, and how what they did is taken back."""

from django.utils.translation import gettext_lazy as _

from orgs.imports.directory import org_names, partner_names
from orgs.imports.opening_orgs import open_organizations
from orgs.imports.organizations import LEDGER as ORGANIZATIONS
from orgs.imports.partner_units import LEDGER as PARTNER_UNITS
from orgs.imports.registering_partners import register_partners
from orgs.imports.registry import (
    LedgerImport,
    register_ledger,
    register_names,
    register_undo,
    register_undo_of_many,
)
from orgs.imports.undoing import (
    goes_with_its_row,
    removal,
    removal_of_many,
    restoration,
    undo_guidance,
    undo_move,
    undo_pairing,
)
from orgs.services.partners import amend_partner, take_back_partner
from orgs.services.postings import amend_posting, take_back_postings
from orgs.services.tree import amend_org, take_back_orgs
from partybuild.spreadsheets import Register


def register() -> None:
    """Make the ledgers, the names and the way back known to the import centre."""
    register_ledger(
        LedgerImport(
            ORGANIZATIONS,
            10,
            open_organizations,
            _("Organisations, their superiors, counts and secretaries. It comes first."),
            "name code parent kind set_up founded elected term_end secretary phone "
            "committee_size members probationary mobile checked_in directly_managed co_managed "
            "party_worker instructor reserve_talent area_sqm remark",
        )
    )
    register_ledger(
        LedgerImport(
            PARTNER_UNITS,
            40,
            register_partners,
            _("Units that co-build, their communities and agreements, instructors and liaisons."),
            "name credit_code nature domain org members communities mode checked_in "
            "agreement_signed agreement_on agreement_end instructor liaison phone "
            "part_time_member remark",
        )
    )
    register_names(Register.ORGS, org_names)
    register_names(Register.PARTNERS, partner_names)
    register_undo_of_many("org.open", removal_of_many("orgs", take_back_orgs))
    register_undo("role.assign", goes_with_its_row)  # the founder's role over a new street
    register_undo("org.amend", restoration("org", amend_org))
    register_undo("org.move", undo_move)
    register_undo_of_many("posting.fill", removal_of_many("postings", take_back_postings))
    register_undo("posting.amend", restoration("posting", amend_posting))
    register_undo("posting.end", restoration("posting", amend_posting))
    register_undo("partner.register", removal("partner", take_back_partner))
    register_undo("partner.amend", restoration("partner", amend_partner))
    register_undo("partner.pair", undo_pairing)
    register_undo("partner.guide", undo_guidance)
