"""Pages of matters: the list, one matter with its effect, the burden meter, the public list."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liaison.api.proposal_filters import MatterFilter
from liaison.forms.matters import (
    AdmitMatterForm,
    AmendMatterForm,
    ApplyForMatterForm,
    RenewMatterForm,
    ReviewMatterForm,
)
from liaison.matter_enums import MatterAction, MatterState
from liaison.matter_workflow import DEPARTMENT, MATTER_MOVES, OFFICE
from liaison.models import Matter, MattersEdition
from liaison.selectors.matters import (
    alike_matters,
    asked_of,
    burdens,
    effect_of,
    list_document,
    published_list,
)
from liaison.services import matters
from liaison.services.matter_lists import publish_matters
from liaison.views.writing import form_page
from orgs.enums import OrgKind
from orgs.models import Org
from orgs.permissions import holds_role, roles_of
from orgs.selectors.numbers import streets_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.documents import docx_file
from partybuild.documents import render as render_document
from partybuild.limits import knocks_too_often
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no

KNOCKS = 120

STEPS: Steps = {
    MatterAction.REVIEW: Step(matters.review_matter, ReviewMatterForm),
    MatterAction.SEND_BACK: Step(matters.send_back_matter, ReasonForm),
    MatterAction.HAND_IN: Step(matters.hand_in_matter),
    MatterAction.ADMIT: Step(matters.admit_matter, AdmitMatterForm),
    MatterAction.DECLINE: Step(matters.decline_matter, ReasonForm),
    MatterAction.RENEW: Step(matters.renew_matter, RenewMatterForm),
    MatterAction.END: Step(matters.end_matter, ReasonForm),
    MatterAction.WITHDRAW: Step(matters.withdraw_matter),
}

MATTERS = Listing(
    key="matters",
    ledger="matters",
    title=_("Matters of communities"),
    columns=(
        Column("title", _("title"), ledger="事项名称"),
        Column("code", _("number"), kind=Kind.CODE, ledger="事项编号", on_page=False),
        Column("department", _("department"), ledger="责任部门"),
        Column("state", _("state"), kind=Kind.STATE, ledger="状态"),
        Column("forms_a_month", _("forms a month"), kind=Kind.NUMBER, ledger="每月表格数"),
        Column(
            "minutes_a_month",
            _("minutes a month"),
            kind=Kind.NUMBER,
            sort="time_a_month",
            ledger="每月用时（分钟）",
        ),
        Column("starts_on", _("admitted from"), kind=Kind.DATE, ledger="准入日期"),
        Column("ends_on", _("admitted until"), kind=Kind.DATE, ledger="到期日期"),
        Column("basis", _("legal basis"), kind=Kind.LONG, ledger="政策依据", on_page=False),
        Column("content", _("what is asked"), kind=Kind.LONG, ledger="事项内容", on_page=False),
        Column("funding", _("funding"), ledger="经费保障", on_page=False),
    ),
    filterset=MatterFilter,
    tabs="state",
    search=("title", "code", "department", "content"),
    order=("-pk",),
    empty=Empty(
        _("What departments ask of communities is admitted here, for a time and with a reason."),
        _("Apply for a matter"),
        lambda request: reverse("liaison:matter-apply") if _applies(request.user) else "",
    ),
)


def _applies(user: Any) -> bool:
    return not roles_of(user).isdisjoint(DEPARTMENT)


def _list_crumb() -> Crumb:
    return Crumb(_("Matters of communities"), reverse("liaison:matters"))


@require_http_methods(["GET", "HEAD", "POST"])
def matter_list(request: HttpRequest) -> HttpResponseBase:
    """The matters the reader can see."""
    reader: Any = request.user
    actions = [
        Crumb(_("Burden of communities"), reverse("liaison:burdens", args=[street.public_id]))
        for street in streets_of(reader)[:1]
    ]
    if _applies(reader):
        actions.insert(0, Crumb(_("Apply for a matter"), reverse("liaison:matter-apply")))
    rows = Matter.objects.visible_to(reader).for_list()
    return list_page(request, MATTERS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def matter_apply(request: HttpRequest) -> HttpResponse:
    """Apply for a matter to be admitted into the communities."""
    if not _applies(request.user):
        raise PermissionDenied
    return form_page(
        request,
        form=ApplyForMatterForm(request.POST or None, reader=request.user),
        deed=matters.apply_for_matter,
        title=_("Apply for a matter"),
        label=_("Apply"),
        trail=[_list_crumb()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def matter_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct an application before it is reviewed."""
    matter = _visible(request, public_id)
    if not matters.may_amend_matter(request.user, matter):
        raise PermissionDenied
    return form_page(
        request,
        form=AmendMatterForm(request.POST or None, reader=request.user, subject=matter),
        deed=partial(matters.amend_matter, matter=matter),
        title=_("Correct the application"),
        label=_("Keep"),
        trail=[_list_crumb(), matter],
    )


@require_safe
def matter_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One matter: what it asks, what it would add, and what may be done next."""
    return matter_page(request, _visible(request, public_id))


def matter_page(
    request: HttpRequest, matter: Matter, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    is_open = matter.state in (MatterState.APPLIED, MatterState.REVIEWED)
    weighs = is_open and holds_role(reader, *OFFICE, over=matter.street)
    context = {
        "matter": matter,
        "way": [*way_to(matter.org, reader=reader), _list_crumb()],
        "facts": _facts(matter),
        "effect": effect_of(matter, timezone.localdate()) if weighs else None,
        "alike": alike_matters(matter, reader=reader) if is_open else [],
        "can_amend": matters.may_amend_matter(reader, matter),
        "offers": offers(
            matter,
            moves=MATTER_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="liaison:matter-step",
            failed=failed,
        ),
        "entries": history_of(matter),
    }
    return render(request, "liaison/matter_detail.html", context, status=status)


matter_step = deed_view(model=Matter, subject="matter", steps=STEPS, page=matter_page)


@require_safe
def burden_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What all admitted matters together ask of each community in a month."""
    reader: Any = request.user
    street = _visible_street(request, public_id)
    today = timezone.localdate()
    found = burdens(street, today)
    context = {
        "street": street,
        "burdens": found,
        "most_minutes": max((each.minutes for each in found), default=0),
        "in_force": Matter.objects.filter(street=street).in_force(today).count(),
        "may_publish": holds_role(reader, *OFFICE, over=street),
        "editions": MattersEdition.objects.filter(street=street).for_list()[:10],
        "public_url": request.build_absolute_uri(
            reverse("liaison:matters-published", args=[street.public_id])
        ),
        "way": [*way_to(street, reader=reader), _list_crumb()],
        "today": today,
    }
    return render(request, "liaison/burdens.html", context)


@require_POST
def matters_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Publish what is in force today as the next edition of the list."""
    street = _visible_street(request, public_id)
    actor: Any = request.user
    publish_matters(street=street, actor=actor)
    return HttpResponseRedirect(reverse("liaison:burdens", args=[street.public_id]))


@login_not_required
@require_safe
def matters_published(request: HttpRequest, street: UUID) -> HttpResponse:
    """The published list, for everybody and without any account (R-262)."""
    edition = _published(request, street)
    context = {
        "edition": edition,
        "document": list_document(edition),
        "file_url": reverse("liaison:matters-published-file", args=[street]),
    }
    return render(request, "liaison/matters_published.html", context)


@login_not_required
@require_safe
def matters_published_file(request: HttpRequest, street: UUID) -> HttpResponseBase:
    """The published list as .docx."""
    edition = _published(request, street)
    return docx_file(render_document(list_document(edition)), str(edition))


def _published(request: HttpRequest, street: UUID) -> MattersEdition:
    if knocks_too_often(request, "matters", most=KNOCKS):
        raise PermissionDenied
    edition = published_list(street)
    if edition is None:
        raise Http404
    return edition


def _visible(request: HttpRequest, public_id: UUID) -> Matter:
    return get_object_or_404(
        Matter.objects.visible_to(request.user).for_list(), public_id=public_id
    )


def _visible_street(request: HttpRequest, public_id: UUID) -> Org:
    rows: Any = Org.objects.visible_to(request.user).filter(kind=OrgKind.COMMITTEE, parent=None)
    return get_object_or_404(rows, public_id=public_id)


def _facts(matter: Matter) -> list[Fact]:
    names = "、".join(each.name for each in asked_of(matter)) if not matter.is_everywhere else ""
    return [
        Fact(_("number"), matter.code),
        Fact(_("department"), matter.department),
        Fact(_("applicant"), matter.owner, matter.owner.get_absolute_url()),
        Fact(_("legal basis"), matter.basis),
        Fact(_("funding"), matter.funding),
        Fact(_("asked of all communities"), yes_or_no(matter.is_everywhere)),
        Fact(_("communities"), names),
        Fact(_("forms a month"), matter.forms_a_month),
        Fact(_("minutes a month"), matter.minutes_a_month),
        Fact(_("wished for"), f"{matter.wished_from} – {matter.wished_until}"),
        Fact(_("opinion of the review"), matter.opinion),
        Fact(_("admitted from"), matter.starts_on),
        Fact(_("admitted until"), matter.ends_on),
        Fact(_("reason of the decision"), matter.reason),
    ]
