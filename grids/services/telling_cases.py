"""Who hears of which step of a case: the desk, the organisation that answers, the upper level."""

from typing import Any

from django.utils.translation import gettext as _

from grids.case_enums import CaseAction
from grids.case_workflow import CENTRE
from grids.models import Case
from orgs.enums import Role
from orgs.models import Org, User
from orgs.services.notifications import holders, notify

TO_HANDLERS = frozenset(
    {
        CaseAction.DISPATCH,
        CaseAction.CONFER,
        CaseAction.REDO,
        CaseAction.RESUME,
        CaseAction.SHELVE,
        CaseAction.GRANT_EXTENSION,
        CaseAction.DENY_EXTENSION,
        CaseAction.ACKNOWLEDGE,
        CaseAction.WITHDRAW,
    }
)
TO_CENTRE = frozenset(
    {
        CaseAction.SEND_BACK,
        CaseAction.DISPUTE,
        CaseAction.ANSWER,
        CaseAction.CALL_BACK,
        CaseAction.VERIFY,
        CaseAction.ASK_EXTENSION,
    }
)
_LONGEST = 200


def tell(case: Case, action: str, *, actor: User | None) -> None:
    """Tell whoever the next step waits for."""
    if action in TO_HANDLERS and case.handling_org:
        tell_people_of(case.handling_org, case, action, actor=actor)
    elif action in TO_CENTRE:
        tell_centre(case, action, actor=actor)


def tell_centre(case: Case, action: str, *, actor: User | None) -> None:
    """Tell the dispatch centre."""
    because = _("You work in the office of %(street)s.") % {"street": case.street}
    _notify(holders(case.street, *CENTRE), case, action, actor, because)


def tell_people_of(org: Org, case: Case, action: str, *, actor: User | None, key: str = "") -> None:
    """Tell those who work for an organisation; without any, the office of its street hears it."""
    people = holders(org, Role.GRID_WORKER, Role.SECRETARY) or holders(case.street, *CENTRE)
    because = _("You work for %(org)s.") % {"org": org}
    _notify(people, case, action, actor, because, key=key)


def _notify(
    people: list[Any], case: Case, action: str, actor: User | None, because: str, key: str = ""
) -> None:
    notify(
        recipients=[person for person in people if person != actor],
        verb=f"case.{action}",
        subject=case,
        # The version tells one redoing from the next.
        key=key or f"case.{action}:{case.public_id}:{case.version}",
        because=because[:_LONGEST],
    )
