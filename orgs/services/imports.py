"""What is noted about a ledger on its way in; the rows themselves go through their own deeds."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import ImportState, Role
from orgs.models import ColumnMapping, ImportRun, Job, Org, User
from orgs.scoping import reach_of
from orgs.services.audit import record
from orgs.services.jobs import request_job
from orgs.services.workflow import lock
from partybuild.errors import MoveRefused, RuleViolation
from partybuild.locks import LockSpace, hold_until_commit

UNDO_WITHIN = timedelta(hours=24)
CELLS_KEPT = timedelta(days=30)


class ImportStep(StrEnum):
    """What is done with a ledger that was brought, by a worker when it is large."""

    CHECK = "check"
    APPLY = "apply"
    UNDO = "undo"


OPEN_TO_CHECK: Final = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED)
OPEN_TO: Final[Mapping[ImportStep, tuple[ImportState, ...]]] = {
    ImportStep.CHECK: OPEN_TO_CHECK,
    ImportStep.APPLY: (ImportState.CHECKED,),
    ImportStep.UNDO: (ImportState.DONE,),
}


class ImportNotAllowed(RuleViolation):
    """The state of the import does not allow this step."""

    code = "import_not_allowed"


@transaction.atomic
def bring_ledger(
    *,
    file_name: str,
    digest: str,
    kind: str,
    sheets: Sequence[Mapping[str, Any]],
    actor: User,
    street: Org | None = None,
) -> ImportRun:
    """Keep a ledger that somebody brought, without its private columns, until it is imported.

    Only an office imports: it answers for what stands on the lists of its street.
    """
    require_office(actor=actor, street=street)
    run = ImportRun.objects.create(
        file_name=file_name[-200:],
        digest=digest,
        kind=kind,
        sheets=list(sheets),
        row_count=sum(len(sheet["rows"]) for sheet in sheets),
        street=street,
        actor=actor,
    )
    record(actor=actor, verb="import.upload", subject=run, changes={"kind": [None, kind]})
    return run


@transaction.atomic
def map_columns(
    *, run: ImportRun, mapping: Mapping[str, str], header_digest: str, actor: User
) -> ImportRun:
    """Say what the headers of a ledger mean, and remember it for the next file that looks alike."""
    run = _in_hand(run, actor)
    _require_state(run, *OPEN_TO_CHECK)
    _require_idle(run)
    run.mapping = dict(mapping)
    run.state = ImportState.UPLOADED
    run.save(update_fields=["mapping", "state"])
    ColumnMapping.objects.update_or_create(
        owner=actor,
        header_digest=header_digest,
        defaults={"kind": run.kind, "mapping": dict(mapping)},
    )
    record(actor=actor, verb="import.map", subject=run)
    return run


@transaction.atomic
def choose_street(*, run: ImportRun, street: Org, actor: User) -> ImportRun:
    """Say which of the office's streets a ledger speaks of, before it is imported."""
    run = _in_hand(run, actor)
    _require_state(run, *OPEN_TO_CHECK)
    _require_idle(run)
    require_office(actor=actor, street=street)
    before, run.street, run.state = run.street, street, ImportState.UPLOADED
    run.save(update_fields=["street", "state"])
    record(actor=actor, verb="import.map", subject=run, changes={"street": [before, street]})
    return run


@transaction.atomic
def hand_over(*, run: ImportRun, step: ImportStep, actor: User) -> ImportRun:
    """Have a worker take the next step with a large ledger, while people watch its progress."""
    run = _in_hand(run, actor)
    _require_state(run, *OPEN_TO[step])
    _require_idle(run)
    if step == ImportStep.UNDO:
        _require_young(run)
    if step == ImportStep.APPLY:
        run.state = ImportState.RUNNING
    run.job = request_job(kind=f"import.{step}", arguments={"run": run.pk}, actor=actor)
    run.save(update_fields=["job", "state"])
    return run


@transaction.atomic
def note_failed(*, job: Job) -> None:
    """Note why a worker's step failed; the ledger can be checked again, and what is in stays in."""
    run = lock(ImportRun.objects.get(pk=job.arguments["run"]))
    if run.state != ImportState.DONE:
        run.state = ImportState.FAILED
    run.report = {**run.report, "refusal": job.error}
    run.save(update_fields=["state", "report"])


@transaction.atomic
def note_checked(
    *, run: ImportRun, street: Org | None, report: Mapping[str, Any], actor: User
) -> ImportRun:
    """Keep what a check of the ledger found, to be shown before anything is imported."""
    run = _in_hand(run, actor)
    _require_state(run, *OPEN_TO_CHECK)
    run.street, run.report, run.state = street, dict(report), ImportState.CHECKED
    run.checked_at = timezone.now()
    run.save(update_fields=["street", "report", "state", "checked_at"])
    return run


@transaction.atomic
def begin_import(*, run: ImportRun, actor: User) -> ImportRun:
    """Take a checked ledger in hand; imports go one after another, so no names are stale."""
    hold_until_commit(LockSpace.IMPORT)
    run = _in_hand(run, actor)
    _require_state(run, ImportState.CHECKED, ImportState.RUNNING)
    _require_cells(run)
    run.state = ImportState.RUNNING
    run.save(update_fields=["state"])
    return run


@transaction.atomic
def note_imported(
    *, run: ImportRun, street: Org | None, report: Mapping[str, Any], actor: User
) -> ImportRun:
    """Note that the rows are in; called in the transaction that brought them in."""
    run = lock(run)
    run.street, run.report = street, dict(report)
    run.state, run.applied_at = ImportState.DONE, timezone.now()
    run.save(update_fields=["street", "report", "state", "applied_at"])
    record(actor=actor, verb="import.apply", subject=run, changes={"state": [None, run.state]})
    return run


@transaction.atomic
def begin_undo(*, run: ImportRun, actor: User) -> ImportRun:
    """Take an import in hand to be taken back. Raises ImportNotAllowed after 24 hours."""
    hold_until_commit(LockSpace.IMPORT)
    run = _in_hand(run, actor)
    _require_state(run, ImportState.DONE)
    _require_young(run)
    return run


@transaction.atomic
def note_undone(*, run: ImportRun, actor: User) -> ImportRun:
    """Note that an import was taken back; called in the transaction that takes it back."""
    run = lock(run)
    run.state, run.undone_at = ImportState.UNDONE, timezone.now()
    run.report = {**run.report, "refusal": ""}
    run.save(update_fields=["state", "undone_at", "report"])
    record(actor=actor, verb="import.undo", subject=run, changes={"state": [None, run.state]})
    return run


@transaction.atomic
def forget_cells(*, before: datetime) -> int:
    """Empty the cells of imports older than CELLS_KEPT; what they brought stays (retention).

    The report keeps its figures and loses every word that was quoted from a cell.
    """
    old = ImportRun.objects.filter(created_at__lt=before - CELLS_KEPT).exclude(sheets=[])
    runs = list(old.defer("sheets"))
    for run in runs:
        figures = {name: fact for name, fact in run.report.items() if isinstance(fact, int)}
        run.sheets, run.report = [], figures
        run.save(update_fields=["sheets", "report"])
    return len(runs)


def is_young(run: ImportRun) -> bool:
    """True while an import can still be taken back."""
    return run.applied_at is not None and timezone.now() - run.applied_at <= UNDO_WITHIN


def _in_hand(run: ImportRun, actor: User) -> ImportRun:
    """The run, locked: it is the actor's own, or of a street whose office the actor is."""
    run = lock(run)
    require_office(actor=actor, street=run.street)
    if run.street is None and run.actor_id != actor.pk:
        raise PermissionDenied
    return run


def require_office(*, actor: User, street: Org | None) -> None:
    """Go no further unless the actor is the office of the street, or of any when none is named."""
    reach = reach_of(actor, Role.OFFICE)
    if not reach.holds_a_street or (street is not None and not reach.covers(street)):
        raise PermissionDenied


def _require_state(run: ImportRun, *states: str) -> None:
    if run.state not in states:
        raise MoveRefused(
            _("The import is %(state)s, so this is not possible now.")
            % {"state": run.get_state_display()}
        )


def _require_idle(run: ImportRun) -> None:
    if run.is_busy:
        raise ImportNotAllowed(_("A worker has this ledger in hand: wait until it is done."))


def _require_cells(run: ImportRun) -> None:
    if not run.sheets:
        raise ImportNotAllowed(_("The cells of this file are no longer kept: bring it again."))


def _require_young(run: ImportRun) -> None:
    if not is_young(run):
        raise ImportNotAllowed(_("An import can be taken back within 24 hours."))
