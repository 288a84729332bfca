"""A community's monthly report: filled in, submitted, received or sent back, corrected (SM-13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import Correction, ReportFigure, ReportReturn
from liaison.models.reports import LONGEST_WORDS, WORDS
from liaison.report_enums import ReturnAction, ReturnState, RoundState
from liaison.report_workflow import REPORT_RETURN_MOVES as MOVES
from liaison.services.report_counting import count_returns
from liaison.services.screening import require_screened
from orgs.models import User
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, follow
from resources.services.telling import tell_office, tell_owners


@dataclass(frozen=True, slots=True)
class Line:
    """What a person says about one figure: what is typed, what is added and why."""

    typed: int | None = None
    added: int = 0
    reason: str = ""


Lines = Mapping[int, Line]


@transaction.atomic
def fill_report(
    *,
    report: ReportReturn,
    actor: User,
    version: int | None = None,
    lines: Lines | None = None,
    **words: str,
) -> ReportReturn:
    """Keep what the community has written so far; ``lines`` stand under the figure's item.

    Raises StaleVersion when somebody else was quicker.
    """
    report = begin(report, ReturnAction.FILL, MOVES, actor=actor)
    require_version(report, version)
    changed = _write(report, lines or {}, words)
    if not changed and report.state == ReturnState.DRAFTED:
        return report
    new = {name: words[name] for name in words if getattr(report, name) != words[name]}
    return change(
        report, {"state": ReturnState.DRAFTED, **new}, actor=actor, action=ReturnAction.FILL
    )


@transaction.atomic
def recount_report(*, report: ReportReturn, actor: User) -> ReportReturn:
    """Count the figures from the records again; what was added or typed stays."""
    report = advance(report, ReturnAction.RECOUNT, MOVES, actor=actor)
    count_returns([report])
    return report


@transaction.atomic
def submit_report(
    *,
    report: ReportReturn,
    actor: User,
    version: int | None = None,
    lines: Lines | None = None,
    **words: str,
) -> ReportReturn:
    """Hand the report in as it stands; a late one counts for its own month all the same."""
    report = begin(report, ReturnAction.SUBMIT, MOVES, actor=actor)
    require_version(report, version)
    _write(report, lines or {}, words)
    changes = {
        **words,
        "state": ReturnState.SUBMITTED,
        "submitted_at": timezone.now(),
        "submitted_by": actor,
        "received_at": None,
        "send_back_reason": "",
    }
    report = change(report, changes, actor=actor, action=ReturnAction.SUBMIT)
    tell_office(report.street, verb="reportreturn.submit", subject=report, actor=actor)
    return report


@transaction.atomic
def receive_report(*, report: ReportReturn, actor: User) -> ReportReturn:
    """Take the report in; in a month that is locked already it is locked at once."""
    received = timezone.now()
    report = advance(report, ReturnAction.RECEIVE, MOVES, actor=actor, received_at=received)
    if report.round.state == RoundState.LOCKED:
        report = follow(report, ReturnAction.LOCK, MOVES, actor=actor)
    return report


@transaction.atomic
def send_report_back(*, report: ReportReturn, actor: User, reason: str) -> ReportReturn:
    """Give the report back to the community, with what is to be mended."""
    report = advance(
        report,
        ReturnAction.SEND_BACK,
        MOVES,
        actor=actor,
        reason=reason,
        send_back_reason=reason.strip(),
        received_at=None,
    )
    owners = [report.community]
    tell_owners(owners, verb="reportreturn.send_back", subject=report, actor=actor, note=reason)
    return report


@transaction.atomic
def correct_report(
    *,
    report: ReportReturn,
    actor: User,
    reason: str,
    version: int | None = None,
    lines: Lines | None = None,
    **words: str,
) -> ReportReturn:
    """Change a locked report openly: the correction keeps what stood there and why.

    Raises FactRefused when nothing is changed.
    """
    report = begin(report, ReturnAction.CORRECT, MOVES, actor=actor, reason=reason)
    require_version(report, version)
    before = _as_told(report)
    _write(report, lines or {}, words)
    report = change(report, dict(words), actor=actor, action=ReturnAction.CORRECT, reason=reason)
    after = _as_told(report)
    changes = [
        {"what": what, "before": before.get(what, ""), "after": told}
        for what, told in after.items()
        if before.get(what, "") != told
    ]
    if not changes:
        raise FactRefused(_("Nothing is changed."), field="reason")
    Correction.objects.create(
        report=report, reason=reason.strip(), changes=changes, corrected_by=actor
    )
    record(
        actor=actor,
        verb="correction.make",
        subject=report,
        changes={each["what"]: [each["before"], each["after"]] for each in changes},
        reason=reason,
    )
    tell_owners([report.community], verb="reportreturn.correct", subject=report, actor=actor)
    return report


def _as_told(report: ReportReturn) -> dict[str, str]:
    """Everything the report says, by what it is called."""
    told = {str(report._meta.get_field(name).verbose_name): getattr(report, name) for name in WORDS}  # type: ignore[union-attr]  # a field of our own
    for figure in ReportFigure.objects.filter(report=report).select_related("item"):
        told[str(figure.item)] = "" if figure.value is None else str(figure.value)
    return told


def _write(report: ReportReturn, lines: Lines, words: Mapping[str, Any]) -> bool:
    """Write the lines of a locked report, and say whether anything is new, words included."""
    _require_words(words)
    kept = {
        each.item_id: each
        for each in ReportFigure.objects.filter(report=report).select_related("item")
    }
    changed = []
    for item_pk, line in lines.items():
        figure = kept.get(item_pk)
        if figure is None:
            raise FactRefused(_("The report does not ask this."))
        if _set(figure, line):
            changed.append(figure)
    ReportFigure.objects.bulk_update(changed, ["typed", "added", "reason"])
    return bool(changed) or any(getattr(report, name) != told for name, told in words.items())


def _set(figure: ReportFigure, line: Line) -> bool:
    """Put a line into its figure; nobody types over what the records have counted."""
    reason = line.reason.strip()
    if line.added and not reason:
        raise FactRefused(
            _("%(item)s: say why it is not in the records.") % {"item": figure.item},
            field=f"reason_{figure.item_id}",
        )
    require_screened({"reason": reason}, ("reason",))
    new = (
        None if figure.counted is not None else line.typed,
        line.added,
        reason if line.added else "",
    )
    if new == (figure.typed, figure.added, figure.reason):
        return False
    figure.typed, figure.added, figure.reason = new
    check_facts(figure)
    return True


def _require_words(words: Mapping[str, Any]) -> None:
    if unknown := set(words) - set(WORDS):
        raise TypeError(f"no such words: {sorted(unknown)}")
    require_screened(words, WORDS)
    longest = max((len(told) for told in words.values()), default=0)
    if longest > LONGEST_WORDS:
        raise FactRefused(_("A text of the report has 300 characters at most."))
