"""What waits for a person in the grids: checks to verify, and checks that were sent back."""

from typing import Any

from django.utils.translation import gettext as _

from grids.enums import CheckState
from grids.models import Check
from grids.workflow import OFFICE, RUNNERS
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting

MOST = 20


def waiting_for(*, reader: User) -> list[Waiting]:
    """Checks for the office to verify, and checks for those who run a facility to make again."""
    offices, run = reach_of(reader, *OFFICE), reach_of(reader, *RUNNERS)
    if not run:
        return []
    checks: Any = Check.objects.visible_to(reader).for_list()
    to_verify = checks.filter(offices.streets("facility__street"), state=CheckState.CHECKED)
    returned = checks.filter(state=CheckState.RETURNED, checked_by=reader)
    return [
        *(_waiting(row, _("Verify it")) for row in _oldest(to_verify.exclude(checked_by=reader))),
        *(_waiting(row, _("It was sent back")) for row in _oldest(returned)),
    ]


def _oldest(checks: Any) -> Any:
    return checks.order_by("checked_on", "pk")[:MOST]


def _waiting(check: Check, note: str) -> Waiting:
    kind = _("check of a facility")
    return Waiting(str(check), check.get_absolute_url(), check.checked_on, kind, note)
