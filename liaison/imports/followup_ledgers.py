"""The ledgers of action items, visits and plans, and how what they did is taken back."""

from django.utils.translation import gettext_lazy as _

from liaison.imports.action_items import LEDGER as ACTION_ITEMS
from liaison.imports.following import enlist_item_rows, enlist_visit_rows
from liaison.imports.planning import draft_plan_rows
from liaison.imports.plans import LEDGER as PLANS
from liaison.imports.visits import LEDGER as VISITS
from liaison.models import Phase
from liaison.services.item_ledgers import bring_up_to_date, take_back_action_item
from liaison.services.phase_targets import drop_target
from liaison.services.phases import drop_phase
from liaison.services.plans import take_back_plan
from liaison.services.visits import take_back_visit
from orgs.imports.registry import LedgerImport, register_ledger, register_undo
from orgs.imports.undoing import removal, restoration
from orgs.models import User


def register() -> None:
    """Make the ledgers and the way back known to the import centre."""
    register_ledger(
        LedgerImport(
            ACTION_ITEMS,
            80,
            enlist_item_rows,
            _("What was handed over to whom, by when, and how far it is."),
            "number title source owner assisting assigned due state progress reported struck_off",
        )
    )
    register_ledger(
        LedgerImport(
            VISITS,
            82,
            enlist_visit_rows,
            _("Who was where on which day, and what was found; no resident is named."),
            "day place kind person by met findings remark",
        )
    )
    register_ledger(
        LedgerImport(
            PLANS,
            84,
            draft_plan_rows,
            _("The phases and targets of a plan; it arrives as a draft that nobody is asked by."),
            "plan phase starts ends aim target responsible due standard measure goal",
        )
    )
    register_undo("plan.draft", removal("plan", take_back_plan))
    register_undo("phase.add", removal("phase", _take_back_phase))
    register_undo("phasetarget.set", removal("target", drop_target))
    register_undo("actionitem.enlist", removal("item", take_back_action_item))
    register_undo("actionitem.amend", restoration("item", bring_up_to_date))
    register_undo("visit.enlist", removal("visit", take_back_visit))


def _take_back_phase(*, phase: Phase, actor: User) -> None:
    """Out of a draft, which needs no reason."""
    drop_phase(phase=phase, actor=actor)
