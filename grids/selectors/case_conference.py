"""The weekly conferring list: what is disputed, needs several units, or is overdue (SM-8 ③)."""

from typing import Any

from grids.case_enums import CaseState
from grids.case_workflow import CENTRE
from grids.models import Case
from orgs.models import Org, User
from orgs.scoping import reach_of


def cases_to_confer(street: Org) -> Any:
    """The cases of a sub-district that wait for a conference, the most pressing first."""
    rows = Case.objects.filter(street=street, state=CaseState.CONFERRING)
    return rows.for_list().order_by("due_at", "pk")


def cases_to_confer_for(reader: User) -> Any:
    """The same for every sub-district that the reader dispatches for."""
    kept = reach_of(reader, *CENTRE).streets("street")
    rows = Case.objects.filter(kept, state=CaseState.CONFERRING)
    return rows.for_list().order_by("due_at", "pk")
