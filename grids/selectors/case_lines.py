"""A case as a line of seven steps, and its clocks explained in words (SM-8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from grids.case_enums import CaseAction, CaseState, TimeUnit
from grids.enums import CaseCategory, CaseUrgency
from grids.models import Case, CaseDeadline, CaseStep
from orgs.standards import number

# The step, the deed that finishes it, and the states in which it is the one to do.
SEVEN: Final = (
    (pgettext_lazy("case", "Response"), CaseAction.RESPOND, {CaseState.REGISTERED}),
    (
        pgettext_lazy("case", "Dispatch"),
        CaseAction.SIGN_FOR,
        {CaseState.RESPONDED, CaseState.DISPATCHED},
    ),
    (pgettext_lazy("case", "Conference"), CaseAction.CONFER, {CaseState.CONFERRING}),
    (
        pgettext_lazy("case", "Handling and answer"),
        CaseAction.ANSWER,
        {CaseState.IN_HAND, CaseState.SHELVED},
    ),
    (pgettext_lazy("case", "Call-back"), CaseAction.CALL_BACK, {CaseState.ANSWERED}),
    (pgettext_lazy("case", "Verification"), CaseAction.VERIFY, {CaseState.CALLED_BACK}),
    (pgettext_lazy("case", "Closing"), CaseAction.CLOSE, {CaseState.VERIFIED}),
)


@dataclass(frozen=True, slots=True)
class Station:
    """One of the seven steps: done by whom and when, due now, left out, or still to come."""

    number: int
    label: str
    is_current: bool
    word: str
    step: CaseStep | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of a case with the lines that explain it."""

    deadline: CaseDeadline
    lines: list[str]

    @property
    def verdict(self) -> str:
        if self.deadline.is_kept is None:
            return _("running") if self.deadline.paused_at is None else _("paused")
        return _("kept") if self.deadline.is_kept else _("missed")


def steps_of(case: Case) -> list[CaseStep]:
    """What happened to the case, in its order."""
    return list(case.steps.select_related("org", "made_by"))


def line_of(case: Case, steps: list[CaseStep]) -> list[Station]:
    """The seven steps; what was redone counts from the redoing on."""
    done: dict[str, CaseStep] = {}
    for step in steps:
        if step.action == CaseAction.REDO:
            _forget(done)
        done[step.action] = step
    reached = (n for n, (_l, deed, at) in enumerate(SEVEN, 1) if deed in done or case.state in at)
    furthest = max(reached, default=0)
    return [
        _station(number, str(label), case.state in states, done.get(action), furthest)
        for number, (label, action, states) in enumerate(SEVEN, start=1)
    ]


def clocks_of(case: Case) -> list[Clock]:
    """Every deadline of the case with its explanation."""
    return [Clock(row, [words_of(line) for line in row.reckoning]) for row in case.deadlines.all()]


def words_of(line: Mapping[str, Any]) -> str:
    """One line of a reckoning as people read it."""
    said = _SAID[line["kind"]]
    return said(line)


def _station(
    number: int, label: str, is_current: bool, step: CaseStep | None, furthest: int
) -> Station:
    if is_current:
        return Station(number, label, True, _("to do now"))
    if step is None:
        word = _("not needed") if number < furthest else pgettext("step", "to come")
        return Station(number, label, False, word)
    return Station(number, label, False, pgettext("step", "done"), step)


def _forget(done: dict[str, CaseStep]) -> None:
    for action in (CaseAction.ANSWER, CaseAction.CALL_BACK, CaseAction.VERIFY):
        done.pop(action, None)


def _moment(words: str) -> str:
    at = timezone.localtime(datetime.fromisoformat(words))
    return formats.date_format(at, "Y-m-d H:i")


def _days(line: Mapping[str, Any]) -> str:
    return "、".join(date.fromisoformat(day).strftime("%m-%d") for day in line["days"])


def _limit(line: Mapping[str, Any]) -> str:
    told = {**line, "unit": TimeUnit(line["unit"]).label, "by": _rule_of(line)}
    if not told["by"]:
        return _("limit: %(amount)s %(unit)s (%(rule)s)") % told
    return _("limit: %(amount)s %(unit)s (%(rule)s, %(by)s)") % told


def _rule_of(line: Mapping[str, Any]) -> str:
    """What set the limit: the office for a category, or a number of the plans."""
    if category := line.get("category"):
        names = {
            "category": CaseCategory(category).label,
            "urgency": CaseUrgency(line["urgency"]).label,
        }
        return _("limit of the office for %(category)s, %(urgency)s") % names
    try:
        return _("number “%(number)s”") % {"number": number(line["key"]).label}
    except KeyError:  # kept before the reckoning named its number
        return ""


_SAID: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "start": lambda line: _("begins %(at)s") % {"at": _moment(line["at"])},
    "limit": _limit,
    "skipped": lambda line: _("no workdays: %(days)s") % {"days": _days(line)},
    "capped": lambda line: _("at most %(days)s calendar days") % line,
    "extended": lambda line: _("extended by %(amount)s workdays") % line,
    "paused": lambda line: (
        _("paused from %(since)s to %(until)s")
        % {"since": _moment(line["from"]), "until": _moment(line["to"])}
    ),
}
