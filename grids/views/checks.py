"""Checks of facilities: those that wait, one check with its answers, and a new one."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.enums import CHECKLISTS_OF, CheckAction, ChecklistKind
from grids.forms.checks import CheckForm, CorrectForm
from grids.models import Check, Facility
from grids.selectors.facilities import findings_of, items_of
from grids.selectors.space import standard_kept
from grids.services import checks
from grids.views.facilities import visible_facility, way_to_facility
from grids.views.narrowing import CheckListFilter
from grids.workflow import CHECK_MOVES, RUNNERS
from orgs.permissions import holds_role
from orgs.selectors.trail import history_of
from orgs.views.deeds import DeedForm, ReasonForm, Step, Steps, deed_view, offers
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

CHECKS = Listing(
    key="checks",
    title=_("Checks of facilities"),
    columns=(
        Column("facility.name", _("facility")),
        Column("kind", _("checklist")),
        Column("checklist.version", _("version"), kind=Kind.NUMBER),
        Column("progress", _("fulfilled"), sort="yes_count"),
        Column("checked_on", _("checked on"), kind=Kind.DATE),
        Column("checked_by.name", _("checked by")),
        Column("verified_by.name", _("verified by")),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=CheckListFilter,
    tabs="state",
    search=("facility__name", "facility__code"),
    order=("-checked_on", "-pk"),
    empty=Empty(_("Whoever runs a facility checks it by a list; somebody else verifies it.")),
)

STEPS: Steps = {
    CheckAction.CORRECT: Step(checks.correct_check, CorrectForm),
    CheckAction.VERIFY: Step(checks.verify_check),
    CheckAction.SEND_BACK: Step(checks.send_back_check, ReasonForm),
    CheckAction.CONFIRM: Step(checks.confirm_check),
}


@require_http_methods(["GET", "HEAD", "POST"])
def check_list(request: HttpRequest) -> HttpResponseBase:
    """The checks of facilities within reach."""
    rows = Check.objects.visible_to(request.user).for_list()
    trail = [Crumb(_("Facilities"), reverse("grids:facilities"))]
    return list_page(request, CHECKS, rows, context={"trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
def check_new(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Look at a facility by one list, row by row."""
    facility = visible_facility(request, public_id)
    if kind not in CHECKLISTS_OF[facility.kind]:
        raise Http404
    if not holds_role(request.user, *RUNNERS, over=facility.org):
        raise PermissionDenied
    form = _new_form(request, facility, kind)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        reader: Any = request.user
        context = {
            "form": form,
            "title": ChecklistKind(kind).label,
            "facility": facility,
            "way": [*way_to_facility(facility, reader=reader), facility],
        }
        return render(request, "grids/check_form.html", context, status=status)

    if request.method != "POST":
        return page()
    deed = partial(checks.check_facility, facility=facility, kind=kind)
    return perform(request, form=form, deed=deed, page=page)


def _new_form(request: HttpRequest, facility: Facility, kind: str) -> CheckForm:
    version, items = items_of(facility.street, kind)
    return CheckForm(
        request.POST or None,
        reader=request.user,
        subject=facility,
        version=version,
        items=items,
        found=findings_of(facility, kind),
    )


@require_safe
def check_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One check: what was found, by whom, and what is to be done with it."""
    rows = Check.objects.visible_to(request.user).for_list()
    return _check_page(request, get_object_or_404(rows, public_id=public_id))


def _check_page(
    request: HttpRequest,
    check: Check,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    context = {
        "check": check,
        "way": [*way_to_facility(check.facility, reader=reader), check.facility],
        "offers": offers(
            check,
            moves=CHECK_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="grids:check-step",
            failed=failed,
        ),
        "facts": _facts(check),
        "answers": check.answers.select_related("item"),
        "history": history_of(check),
    }
    return render(request, "grids/check_detail.html", context, status=status)


def _facts(check: Check) -> list[Fact]:
    standard = standard_kept(check.space)
    return [
        Fact(_("facility"), check.facility, check.facility.get_absolute_url()),
        Fact(_("checklist"), check.checklist, check.checklist.get_absolute_url()),
        Fact(_("fulfilled"), check.progress),
        Fact(_("checked on"), check.checked_on),
        Fact(_("checked by"), check.checked_by),
        Fact(_("verified by"), check.verified_by),
        *([Fact(_("space standard on that day"), standard.formula)] if standard else []),
    ]


check_step = deed_view(model=Check, subject="check", steps=STEPS, page=_check_page)
