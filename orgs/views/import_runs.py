"""The page of one import, and the steps that are taken from it."""

from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from orgs.enums import ImportState
from orgs.forms.imports import MapForm, StreetForm, UndoForm
from orgs.imports import centre
from orgs.imports.registry import ledger_import
from orgs.imports.streets import streets_of
from orgs.models import ImportRun, User
from orgs.selectors.imports import (
    changes_told,
    deed_counts,
    deeds_told,
    is_stale,
    same_file,
    waiting_ledgers,
)
from orgs.services import imports
from orgs.services.imports import OPEN_TO, ImportStep, is_young
from orgs.views.deeds import DeedForm, Offer, Step, deed_view, offer
from partybuild.http import render_page
from partybuild.pages import Crumb, Fact

SHOWN_HELD = 100
MAP, STREET = "map", "street"


def _proceed(step: ImportStep) -> Any:
    return partial(centre.proceed, step=step)


def _choose_street(*, run: ImportRun, actor: User, street: Any) -> Model:
    run = imports.choose_street(run=run, street=street, actor=actor)
    return centre.proceed(run=run, step=ImportStep.CHECK, actor=actor)


def _undo(*, run: ImportRun, actor: User, is_sure: bool) -> Model:
    return centre.proceed(run=run, step=ImportStep.UNDO, actor=actor)


STEPS = {
    str(ImportStep.APPLY): Step(_proceed(ImportStep.APPLY)),
    str(ImportStep.CHECK): Step(_proceed(ImportStep.CHECK)),
    MAP: Step(centre.map_headers, MapForm),
    STREET: Step(_choose_street, StreetForm),
    str(ImportStep.UNDO): Step(_undo, UndoForm),
}
LABELS = {
    str(ImportStep.APPLY): _("Import"),
    str(ImportStep.CHECK): _("Check again"),
    MAP: _("Say what the headers mean"),
    STREET: _("Choose the sub-district"),
    str(ImportStep.UNDO): _("Take this import back"),
}

Failed = tuple[str, DeedForm] | None


def run_page(
    request: HttpRequest, run: ImportRun, *, failed: Failed = None, status: int = 200
) -> HttpResponse:
    """Everything about one import; while a worker has it in hand, the panel asks for itself."""
    reader: Any = request.user
    report = run.report
    offers = {each.action: each for each in _offers(run, reader, failed)}
    is_over = run.state in {ImportState.DONE, ImportState.UNDONE}
    return render_page(
        request,
        "orgs/import_detail.html",
        partial="orgs/_import_panel.html",
        context={
            "run": run,
            "report": report,
            "trail": [Crumb(_("Import and export"), reverse("imports:centre"))],
            "facts": _facts(run),
            "progress": run.job.progress if run.is_busy and run.job else None,
            "figures": _figures(run),
            "held": report.get("held", [])[:SHOWN_HELD],
            "more_held": max(0, report.get("held_count", 0) - SHOWN_HELD),
            "has_cells": bool(run.row_count) and "held" in report,
            "needs_words": bool(report.get("missing")) or (failed or ("",))[0] == MAP,
            "map_offer": offers.get(MAP),
            "apply_offer": offers.get(str(ImportStep.APPLY)),
            "check_offer": offers.get(str(ImportStep.CHECK)),
            "other_offers": [offers[name] for name in (STREET, "undo") if name in offers],
            "headings": _headings(run),
            "left_out": _left_out(run),
            "changes": [] if is_over else changes_told(run),
            "counts": deed_counts(run) if run.state == ImportState.DONE else [],
            "deeds": deeds_told(run) if run.state == ImportState.DONE else [],
            "founds_street": _founds_street(run),
            "is_stale": is_stale(run),
            "twin": same_file(run, reader=reader),
            "next_ledgers": _in_order(waiting_ledgers(reader=reader, beside=run))
            if is_over
            else [],
            "shows_sheets": len({held["sheet"] for held in report.get("held", ())}) > 1,
        },
        status=status,
    )


step = deed_view(model=ImportRun, subject="run", steps=STEPS, page=run_page)


def _offers(run: ImportRun, reader: User, failed: Failed) -> list[Offer]:
    """The steps that stand open now; the services decide again whether they may be taken."""
    if run.is_busy:
        return []
    can_check = run.state in OPEN_TO[ImportStep.CHECK] and run.row_count > 0
    is_open = {
        str(ImportStep.APPLY): run.state == ImportState.CHECKED and _is_worth_importing(run),
        str(ImportStep.CHECK): can_check,
        MAP: can_check and bool(run.report.get("headings")),
        STREET: can_check and len(streets_of(reader)) > 1,
        str(ImportStep.UNDO): run.state == ImportState.DONE and is_young(run),
    }
    return [
        offer(
            run,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=reader,
            url_name="imports:step",
            failed=failed,
        )
        for name, is_offered in is_open.items()
        if is_offered
    ]


def _is_worth_importing(run: ImportRun) -> bool:
    report = run.report
    return not report.get("missing") and not report.get("refusal") and report["row_count"] > 0


def _founds_street(run: ImportRun) -> bool:
    """True for a ledger of organisations whose top no street of the office is called like."""
    return run.state == ImportState.CHECKED and run.street is None and run.kind == "organizations"


def _facts(run: ImportRun) -> list[Fact]:
    ledger = ledger_import(run.kind).ledger
    return [
        Fact(_("ledger"), ledger.title),
        Fact(_("file"), run.file_name),
        Fact(_("sub-district"), run.street, run.street.get_absolute_url() if run.street else ""),
        Fact(_("brought by"), run.actor),
        Fact(_("brought at"), run.created_at),
        Fact(_("imported at"), run.applied_at),
        Fact(_("taken back at"), run.undone_at),
    ]


def _figures(run: ImportRun) -> list[Fact]:
    if "row_count" not in run.report or run.report.get("missing"):
        return []
    names = {
        "created": _("new"),
        "amended": _("changed"),
        "unchanged": _("unchanged"),
        "held_count": pgettext("import", "held"),
        "duplicate_count": _("repeated rows"),
    }
    return [Fact(label, run.report.get(name, 0)) for name, label in names.items()]


def _headings(run: ImportRun) -> list[Fact]:
    """Each header of the file and what it was read as."""
    labels = {column.key: column.label for column in ledger_import(run.kind).ledger.columns}
    return [
        Fact(heading["title"], labels.get(heading["key"], ""), "guessed" * heading["is_guessed"])
        for heading in run.report.get("headings", ())
    ]


def _in_order(runs: list[ImportRun]) -> list[ImportRun]:
    """Ledgers in the order in which they build on each other."""
    return sorted(runs, key=lambda run: ledger_import(run.kind).order)


def _left_out(run: ImportRun) -> list[str]:
    """Headers that are understood, but whose values the portal has no place for."""
    taken = ledger_import(run.kind)
    known = {column.key for column in taken.ledger.columns} - taken.kept
    return [h["title"] for h in run.report.get("headings", ()) if h["key"] in known]
