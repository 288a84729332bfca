"""The words that fields of a case on its seven steps can hold (SM-8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """Where a case stands on its seven steps; what the hotline finished is on record only."""

    RECORDED = "recorded", pgettext_lazy("case", "on record")
    REGISTERED = "registered", pgettext_lazy("case", "registered")
    RESPONDED = "responded", pgettext_lazy("case", "responded to")
    DISPATCHED = "dispatched", pgettext_lazy("case", "dispatched")
    CONFERRING = "conferring", pgettext_lazy("case", "being conferred on")
    IN_HAND = "in_hand", pgettext_lazy("case", "in hand")
    SHELVED = "shelved", pgettext_lazy("case", "shelved")
    ANSWERED = "answered", pgettext_lazy("case", "answered")
    CALLED_BACK = "called_back", pgettext_lazy("case", "called back")
    VERIFIED = "verified", pgettext_lazy("case", "verified")
    CLOSED = "closed", pgettext_lazy("case", "closed")
    DROPPED = "dropped", pgettext_lazy("case", "ended without handling")


BEFORE_ANSWER = frozenset(
    {
        CaseState.REGISTERED,
        CaseState.RESPONDED,
        CaseState.DISPATCHED,
        CaseState.CONFERRING,
        CaseState.IN_HAND,
        CaseState.SHELVED,
    }
)
OPEN_STATES = BEFORE_ANSWER | {CaseState.ANSWERED, CaseState.CALLED_BACK, CaseState.VERIFIED}
# What an organisation answers for; before it the dispatch centre does.
HELD_STATES = frozenset(
    {
        CaseState.DISPATCHED,
        CaseState.IN_HAND,
        CaseState.SHELVED,
        CaseState.ANSWERED,
        CaseState.CALLED_BACK,
        CaseState.VERIFIED,
        CaseState.CLOSED,
    }
)
DESK_STATES = frozenset({CaseState.REGISTERED, CaseState.RESPONDED})
ENDED_STATES = frozenset({CaseState.CLOSED, CaseState.DROPPED})


class CaseAction(models.TextChoices):
    FILE = "file", pgettext_lazy("case", "File")
    TAKE_ON = "take_on", pgettext_lazy("case", "Take it through the seven steps")
    RESPOND = "respond", pgettext_lazy("case", "Respond")
    DISPATCH = "dispatch", pgettext_lazy("case", "Dispatch")
    SIGN_FOR = "sign_for", pgettext_lazy("case", "Sign for it")
    SEND_BACK = "send_back", pgettext_lazy("case", "Return it")
    DISPUTE = "dispute", pgettext_lazy("case", "Return it a second time")
    BRING_UP = "bring_up", pgettext_lazy("case", "Put it on the weekly conference")
    CONFER = "confer", pgettext_lazy("case", "Note what was conferred")
    ANSWER = "answer", pgettext_lazy("case", "Answer")
    MISS = "miss", pgettext_lazy("case", "Note a call that reached nobody")
    CALL_BACK = "call_back", pgettext_lazy("case", "Note the call-back")
    REDO = "redo", pgettext_lazy("case", "Have it redone")
    VERIFY = "verify", pgettext_lazy("case", "Verify")
    CLOSE = "close", pgettext_lazy("case", "Close")
    ASK_EXTENSION = "ask_extension", pgettext_lazy("case", "Ask for more time")
    GRANT_EXTENSION = "grant_extension", pgettext_lazy("case", "Grant more time")
    DENY_EXTENSION = "deny_extension", pgettext_lazy("case", "Deny more time")
    SHELVE = "shelve", pgettext_lazy("case", "Shelve with a day of review")
    RESUME = "resume", pgettext_lazy("case", "Take up again")
    ESCALATE = "escalate", pgettext_lazy("case", "Call the upper level")
    ACKNOWLEDGE = "acknowledge", pgettext_lazy("case", "Acknowledge the call")
    MERGE = "merge", pgettext_lazy("case", "Merge into another case")
    WITHDRAW = "withdraw", pgettext_lazy("case", "Note that it was withdrawn")
    NOT_ADMIT = "not_admit", pgettext_lazy("case", "Do not admit")


class CaseClosing(models.TextChoices):
    """How a case ends (SM-8 ⑦)."""

    SOLVED = "solved", pgettext_lazy("case", "solved")
    EXPLAINED = "explained", pgettext_lazy("case", "explained")
    NOT_ADMITTED = "not_admitted", pgettext_lazy("case", "not admitted")
    MERGED = "merged", pgettext_lazy("case", "merged as a duplicate")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")


HANDLED_CLOSINGS = (CaseClosing.SOLVED, CaseClosing.EXPLAINED)
DROPPED_CLOSINGS = (CaseClosing.NOT_ADMITTED, CaseClosing.MERGED, CaseClosing.WITHDRAWN)


class CaseClock(models.TextChoices):
    """What is being waited for; response and dispatch run round the clock (A-11, A-39)."""

    RESPOND = "respond", _("response")
    DISPATCH = "dispatch", _("dispatch")
    HANDLE = "handle", _("handling")
    CALL_BACK = "call_back", _("call-back")
    VERIFY = "verify", _("verification")


CLOCK_OF_STATE: dict[str, CaseClock] = {
    CaseState.REGISTERED: CaseClock.RESPOND,
    CaseState.RESPONDED: CaseClock.DISPATCH,
    CaseState.DISPATCHED: CaseClock.HANDLE,
    CaseState.CONFERRING: CaseClock.DISPATCH,
    CaseState.IN_HAND: CaseClock.HANDLE,
    CaseState.ANSWERED: CaseClock.CALL_BACK,
    CaseState.CALLED_BACK: CaseClock.VERIFY,
}


class TimeUnit(models.TextChoices):
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("calendar days")
    WORKDAYS = "workdays", _("workdays")


class CaseLamp(models.TextChoices):
    """How far the time of a case has run; a word and a shape beside the colour."""

    GREEN = "green", pgettext_lazy("lamp", "in time")
    YELLOW = "yellow", pgettext_lazy("lamp", "time runs out")
    RED = "red", pgettext_lazy("lamp", "overdue")
    GREY = "grey", pgettext_lazy("lamp", "parked")


class CallReach(models.TextChoices):
    """Whom a call-back reached (SM-8 ⑤): everybody is called, at most so many times."""

    REACHED = "reached", _("reached")
    UNREACHABLE = "unreachable", _("not reached")
    ANONYMOUS = "anonymous", _("cannot be called back")
    UNWANTED = "unwanted", _("wants no call-back")


class EscalationKind(models.TextChoices):
    """R-090: a lower level calls and the upper one answers; what is overdue climbs by itself."""

    CALL = "call", pgettext_lazy("escalation", "call to the upper level")
    URGE = "urge", pgettext_lazy("escalation", "urged by the clock")
    NOTICE = "notice", pgettext_lazy("escalation", "written notice")


class RouteTarget(models.TextChoices):
    """Where a rule sends a case."""

    GRID = "grid", _("the organisation of its grid")
    COMMUNITY = "community", _("its community")
    ORG = "org", _("a named organisation")
