"""What is noted about a ledger on its way in; the rows themselves go through their own deeds."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import ImportState, Role
from orgs.models import ColumnMapping, ImportRun, Org, User
from orgs.scoping import reach_of
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import MoveRefused, RuleViolation
from partybuild.locks import LockSpace, hold_until_commit

UNDO_WITHIN = timedelta(hours=24)
CELLS_KEPT = timedelta(days=30)


class ImportNotAllowed(RuleViolation):
    """The state of the import does not allow this step."""

    code = "import_not_allowed"


@transaction.atomic
def bring_ledger(
    *, file_name: str, digest: str, kind: str, sheets: Sequence[Any], actor: User
) -> ImportRun:
    """Keep a ledger that somebody brought, without its private columns, until it is imported.

    Only an office imports: it answers for what stands on the lists of its street.
    """
    if not reach_of(actor, Role.OFFICE).subtrees and not actor.is_superuser:
        raise PermissionDenied
    run = ImportRun.objects.create(
        file_name=file_name[:200], digest=digest, kind=kind, sheets=list(sheets), actor=actor
    )
    record(actor=actor, verb="import.upload", subject=run, changes={"kind": [None, kind]})
    return run


@transaction.atomic
def map_columns(
    *, run: ImportRun, mapping: Mapping[str, str], header_digest: str, actor: User
) -> ImportRun:
    """Say what the headers of a ledger mean, and remember it for the next file that looks alike."""
    run = _own(run, actor)
    _require_state(run, ImportState.UPLOADED, ImportState.CHECKED)
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
def note_checked(
    *, run: ImportRun, street: Org | None, report: Mapping[str, Any], actor: User
) -> ImportRun:
    """Keep what a check of the ledger found, to be shown before anything is imported."""
    run = _own(run, actor)
    _require_state(run, ImportState.UPLOADED, ImportState.CHECKED)
    run.street, run.report, run.state = street, dict(report), ImportState.CHECKED
    run.save(update_fields=["street", "report", "state"])
    return run


@transaction.atomic
def begin_import(*, run: ImportRun, actor: User) -> ImportRun:
    """Take a checked ledger in hand; imports go one after another, so no names are stale."""
    hold_until_commit(LockSpace.IMPORT)
    run = _own(run, actor)
    _require_state(run, ImportState.CHECKED, ImportState.RUNNING)
    run.state = ImportState.RUNNING
    run.save(update_fields=["state"])
    return run


@transaction.atomic
def note_imported(
    *, run: ImportRun, street: Org | None, report: Mapping[str, Any], actor: User
) -> ImportRun:
    """Note that the rows are in; called in the transaction that brought them in."""
    run = _own(run, actor)
    run.street, run.report = street, dict(report)
    run.state, run.applied_at = ImportState.DONE, timezone.now()
    run.save(update_fields=["street", "report", "state", "applied_at"])
    record(actor=actor, verb="import.apply", subject=run, changes={"state": [None, run.state]})
    return run


@transaction.atomic
def begin_undo(*, run: ImportRun, actor: User) -> ImportRun:
    """Take an import in hand to be taken back. Raises ImportNotAllowed after 24 hours."""
    hold_until_commit(LockSpace.IMPORT)
    run = _own(run, actor)
    _require_state(run, ImportState.DONE)
    if run.applied_at and timezone.now() - run.applied_at > UNDO_WITHIN:
        raise ImportNotAllowed(_("An import can be taken back within 24 hours."))
    return run


@transaction.atomic
def note_undone(*, run: ImportRun, actor: User) -> ImportRun:
    """Note that an import was taken back; called in the transaction that took it back."""
    run = _own(run, actor)
    run.state, run.undone_at = ImportState.UNDONE, timezone.now()
    run.save(update_fields=["state", "undone_at"])
    record(actor=actor, verb="import.undo", subject=run, changes={"state": [None, run.state]})
    return run


@transaction.atomic
def forget_cells(*, before: Any) -> int:
    """Empty the cells of imports older than CELLS_KEPT; what they brought stays (retention)."""
    old = ImportRun.objects.filter(created_at__lt=before - CELLS_KEPT).exclude(sheets=[])
    return old.update(sheets=[])


def _own(run: ImportRun, actor: User) -> ImportRun:
    run = lock(run)
    if run.actor_id != actor.pk:
        raise PermissionDenied
    return run


def _require_state(run: ImportRun, *states: str) -> None:
    if run.state not in states:
        raise MoveRefused(
            _("The import is %(state)s, so this is not possible now.")
            % {"state": run.get_state_display()}
        )
