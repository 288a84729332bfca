"""What a call-back brought: whom it reached, and what the reporter said (SM-8 ⑤)."""

from typing import Any, Final

from django.utils.translation import gettext as _

from grids.case_enums import CallReach
from grids.case_standards import ATTEMPTS
from grids.enums import Satisfaction
from grids.models import Case, CaseContact
from orgs.selectors.numbers import number_of
from orgs.services.facts import FactRefused
from partybuild.errors import RuleViolation

RATED: Final = (Satisfaction.SATISFIED, Satisfaction.FAIRLY, Satisfaction.DISSATISFIED)
# No call is counted where nobody can or wants to be called.
NO_CALL: Final = (CallReach.ANONYMOUS, CallReach.UNWANTED)


class CallsMissing(RuleViolation):
    """Nobody counts as not reached before so many calls (SM-8 ⑤)."""

    code = "calls_missing"


def rating_told(
    case: Case, reach: str, is_solved: bool | None, satisfaction: str
) -> dict[str, Any]:
    """What the reporter said, as far as the reporter could be asked."""
    if reach == CallReach.REACHED:
        if is_solved is None or satisfaction not in RATED:
            raise FactRefused(
                _("Say whether it was solved and how satisfied the reporter is."),
                field="satisfaction",
            )
        return {"is_solved": is_solved, "satisfaction": satisfaction}
    if reach == CallReach.UNREACHABLE:
        calls = number_of(case.street, ATTEMPTS)
        if case.call_count + 1 < calls:
            raise CallsMissing(
                _("Call %(count)d times before you give up.") % {"count": calls}, field="reach"
            )
    else:
        _require_no_call(case, reach)
    return {"is_solved": None, "satisfaction": Satisfaction.UNRATED}


def _require_no_call(case: Case, reach: str) -> None:
    """Go no further where the reporter can be called and has not said that it is not wanted."""
    if reach not in NO_CALL:
        raise FactRefused(_("Say whom the call reached."), field="reach")
    if reach == CallReach.UNWANTED:
        if case.needs_call_back is not False:
            raise FactRefused(_("Nobody said that no call-back is wanted."), field="reach")
        return
    if case.needs_call_back:
        raise FactRefused(_("The reporter wants to be called back."), field="reach")
    if CaseContact.objects.filter(case=case).exists():
        raise FactRefused(_("The reporter left a number: call it."), field="reach")
