"""Pages of inspections: the list, and one with its draw, its findings and its second check."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.followup_filters import InspectionFilter
from liaison.followup_enums import InspectionAction, InspectionKind, InspectionState
from liaison.followup_workflow import INSPECTION_MOVES
from liaison.forms.inspections import (
    ConclusionForm,
    DrawForm,
    FindAtForm,
    PrepareForm,
    RecheckForm,
)
from liaison.models import Inspection, InspectionSubject
from liaison.selectors.following import findings_of
from liaison.services import inspections
from liaison.views.following import Words, followed_page
from liaison.views.writing import form_page
from orgs.enums import Role
from orgs.permissions import holds_role, roles_of
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offer, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

FIND = "find"
STEPS: Steps = {
    InspectionAction.DRAW: Step(inspections.draw_subjects, DrawForm),
    InspectionAction.SETTLE: Step(inspections.settle_subjects),
    FIND: Step(inspections.find_at_inspection, FindAtForm),
    InspectionAction.CONCLUDE: Step(inspections.conclude_inspection, ConclusionForm),
    InspectionAction.RECHECK: Step(inspections.recheck_inspection, RecheckForm),
    InspectionAction.CLOSE: Step(inspections.close_inspection),
    InspectionAction.CANCEL: Step(inspections.cancel_inspection, ReasonForm),
}
FINDING_STATES = (InspectionState.DRAWN, InspectionState.INSPECTED)

INSPECTIONS = Listing(
    key="inspections",
    title=_("Inspections"),
    columns=(
        Column("code", _("code"), kind=Kind.CODE),
        Column("title", _("title")),
        Column("kind", _("kind of inspection")),
        Column("inspected_on", _("day of the inspection"), kind=Kind.DATE),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=InspectionFilter,
    tabs="kind",
    search=("code", "title"),
    order=("-inspected_on",),
    empty=Empty(
        _("Random checks, special inspections and on-site supervision stand here."),
        _("Prepare an inspection"),
        lambda request: reverse("liaison:inspection-prepare") if _is_office(request) else "",
    ),
)


def inspections_crumb() -> Crumb:
    return Crumb(_("Inspections"), reverse("liaison:inspections"))


def _is_office(request: HttpRequest) -> bool:
    return Role.OFFICE in roles_of(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_list(request: HttpRequest) -> HttpResponseBase:
    """The inspections of streets within reach, and those that inspect what is within reach."""
    new = [Crumb(_("Prepare an inspection"), reverse("liaison:inspection-prepare"))]
    rows = Inspection.objects.visible_to(request.user).for_list()
    context = {"actions": new if _is_office(request) else []}
    return list_page(request, INSPECTIONS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_prepare(request: HttpRequest) -> HttpResponse:
    """Write down what is inspected and who may be."""
    if not _is_office(request):
        raise PermissionDenied
    today = {"inspected_on": timezone.localdate()}
    return form_page(
        request,
        form=PrepareForm(request.POST or None, reader=request.user, initial=today),
        deed=inspections.prepare_inspection,
        title=_("Prepare an inspection"),
        label=_("Prepare"),
        trail=[inspections_crumb()],
    )


@require_safe
def inspection_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One inspection: its list and draw, what was found, and what may be done next."""
    rows: Any = Inspection.objects.visible_to(request.user).for_list()
    return inspection_page(request, get_object_or_404(rows, public_id=public_id))


def inspection_page(
    request: HttpRequest, inspection: Inspection, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    seen = InspectionSubject.objects.visible_to(reader).filter(inspection=inspection)
    subjects = list(seen.for_list())
    found = findings_of(inspection).filter(subject__in=[each.pk for each in subjects])
    return followed_page(
        request,
        inspection,
        page="liaison/inspection_detail.html",
        trail=[inspections_crumb()],
        facts=[
            Fact(_("kind of inspection"), inspection.get_kind_display()),
            Fact(_("day of the inspection"), inspection.inspected_on),
            Fact(_("drawn at"), inspection.drawn_at),
        ],
        words=[
            Words(_("What is inspected"), inspection.topic),
            Words(_("Conclusion"), inspection.conclusion),
            Words(_("Result of the second check"), inspection.recheck),
        ],
        offers=_offers(inspection, reader, failed),
        findings=list(found),
        subjects=subjects,
        subject_count=inspection.subjects.count(),
        is_sound=_is_sound(inspection),
        status=status,
    )


inspection_step = deed_view(
    model=Inspection, subject="inspection", steps=STEPS, page=inspection_page
)


def _offers(inspection: Inspection, reader: Any, failed: Any) -> list[Offer]:
    other = {True: InspectionAction.SETTLE, False: InspectionAction.DRAW}
    left_out = other[inspection.kind == InspectionKind.RANDOM]
    moves = {name: step for name, step in INSPECTION_MOVES.items() if name != left_out}
    url_name = "liaison:inspection-step"
    found = offers(
        inspection, moves=moves, steps=STEPS, reader=reader, url_name=url_name, failed=failed
    )
    is_office = holds_role(reader, Role.OFFICE, over=inspection.street)
    if is_office and inspection.state in FINDING_STATES:
        step = STEPS[FIND]
        found.insert(
            0,
            offer(
                inspection,
                FIND,
                _("Note findings"),
                step=step,
                reader=reader,
                url_name=url_name,
                failed=failed,
            ),
        )
    return found


def _is_sound(inspection: Inspection) -> bool:
    """True when the seed still draws what was drawn."""
    if not inspection.seed or inspection.drawn_count is None:
        return True
    positions = inspection.subjects.drawn().values_list("position", flat=True)
    total = inspection.subjects.count()
    again = inspections.drawn_from(inspection.drawn_count, total, inspection.seed)
    return sorted(positions) == again
