"""The import centre: bring ledgers, look at what they would change, import, take back."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.enums import ImportState, Role
from orgs.forms.imports import UploadForm
from orgs.imports import centre, workbooks
from orgs.imports.registry import ledger_import, ledger_imports
from orgs.models import ImportRun
from orgs.permissions import roles_of
from orgs.services.exports import record_export
from orgs.services.imports import ImportStep
from orgs.views.import_runs import run_page
from partybuild.errors import RuleViolation
from partybuild.http import INVALID
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ledger_title(run: ImportRun) -> str:
    """What the ledger of a run is called."""
    try:
        return str(ledger_import(run.kind).ledger.title)
    except KeyError:
        return run.kind


def ledger_choices() -> list[tuple[str, str]]:
    return [(each.ledger.kind, str(each.ledger.title)) for each in ledger_imports()]


class ImportFilter(django_filters.FilterSet):
    """Imports by how far they are and what they bring."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ImportState, empty_label=_("all states")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Ledger"), choices=ledger_choices, empty_label=_("all ledgers")
    )


IMPORTS = Listing(
    key="imports",
    title=_("Imports"),
    columns=(
        Column("file_name", _("file"), kind=Kind.LONG),
        Column("kind", _("ledger"), value=ledger_title, sort="kind"),
        Column("state", _("state"), kind=Kind.STATE),
        Column("street.name", _("sub-district")),
        Column("actor.name", _("brought by")),
        Column("created_at", _("brought at"), kind=Kind.MOMENT),
    ),
    filterset=ImportFilter,
    tabs="state",
    search=("file_name",),
    order=("-created_at",),
    empty=Empty(_("Every ledger that was brought stands here, and can be taken back for a day.")),
)

View = Callable[..., HttpResponseBase]


def for_offices(view: View) -> View:
    """Only an office imports; nobody else is shown how."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Role.OFFICE not in roles_of(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def centre_page(request: HttpRequest) -> HttpResponseBase:
    """What can be imported, the place to drop it, and every import so far."""
    return list_page(
        request,
        IMPORTS,
        ImportRun.objects.visible_to(request.user).for_list(),
        page="orgs/import_centre.html",
        context={"form": UploadForm(reader=request.user), "ledgers": ledger_imports()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def upload(request: HttpRequest) -> HttpResponse:
    """Bring files; what can be read is kept, and what cannot is told beside the field."""
    reader: Any = request.user
    if request.method != "POST":
        return _upload_page(request, UploadForm(reader=reader))
    form = UploadForm(request.POST, request.FILES, reader=reader)
    if not form.is_valid():
        return _upload_page(request, form, status=INVALID)
    runs = _brought(form, reader)
    if form.errors or len(runs) > 1:
        _tell_brought(request, runs)
    if form.errors:
        return _upload_page(request, form, status=INVALID)
    # A ledger is checked against what those before it bring, so only the first can be checked now.
    first = centre.proceed(run=runs[0], step=ImportStep.CHECK, actor=reader)
    return HttpResponseRedirect(first.get_absolute_url())


def _brought(form: UploadForm, reader: Any) -> list[ImportRun]:
    """The ledgers of the files, in the order in which they build on each other."""
    runs: list[ImportRun] = []
    for file in form.cleaned_data["file"]:
        try:
            runs += centre.bring(
                content=file.read(),
                file_name=file.name,
                kind=form.cleaned_data["kind"],
                street=form.cleaned_data.get("street"),
                actor=reader,
            )
        except RuleViolation as refusal:
            form.add_error("file", f"{file.name}：{refusal.message}")
    return sorted(runs, key=lambda run: ledger_import(run.kind).order)


def _tell_brought(request: HttpRequest, runs: list[ImportRun]) -> None:
    names = "；".join(f"{run.file_name}（{ledger_title(run)}）" for run in runs)
    if names:
        messages.info(request, _("Brought: %(names)s.") % {"names": names})


def _upload_page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    trail = [Crumb(_("Import and export"), reverse("imports:centre"))]
    return render(request, "orgs/import_upload.html", {"form": form, "trail": trail}, status=status)


@require_safe
@for_offices
def run_detail(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """One import: what it would bring, what it brought, and what was held."""
    runs = ImportRun.objects.visible_to(request.user).for_page()
    return run_page(request, get_object_or_404(runs, public_id=public_id))


@require_safe
@for_offices
def template(_request: HttpRequest, kind: str) -> HttpResponse:
    """An empty ledger to fill in."""
    try:
        taken = ledger_import(kind)
    except KeyError as unknown:
        raise Http404 from unknown
    return _download(workbooks.template_of(taken), f"{taken.ledger.title}.xlsx")


@require_POST
@for_offices
def held_rows(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rows that were held, with the reasons; that they leave the portal is recorded."""
    reader: Any = request.user
    run = get_object_or_404(ImportRun.objects.visible_to(reader), public_id=public_id)
    if not run.sheets:
        raise Http404
    record_held_rows(run=run, actor=reader)
    stem = run.file_name.rsplit(".", 1)[0]
    held = _("held rows")
    return _download(workbooks.held_rows_of(run), f"{stem}-{held}.xlsx")


def record_held_rows(*, run: ImportRun, actor: Any) -> None:
    """Note that the held rows of an import left the portal."""
    record_export(
        actor=actor,
        key="import-held",
        count=run.report.get("held_count", 0),
        asked={"import": str(run.public_id)},
        file_format="xlsx",
    )


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
