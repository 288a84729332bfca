"""Who may hang a file on a case: pictures of the spot, papers of the handling."""

from typing import Any

from grids.case_workflow import CENTRE, HANDLERS
from grids.models import Case
from orgs.permissions import holds_role


def may_attach_to_case(user: Any, case: Case) -> bool:
    """True while the case is open, for the dispatch centre, who filed it, and who handles it."""
    if not case.is_open:
        return False
    if case.filed_by_id == user.pk or holds_role(user, *CENTRE, over=case.street):
        return True
    return case.handling_org is not None and holds_role(user, *HANDLERS, over=case.handling_org)
