"""Pages of needs."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.permissions import roles_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.leads import leads_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.filters import NeedFilter
from resources.enums import BeneficiaryKind, NeedAction, NeedState, ResourceClass, Urgency
from resources.forms.merging import MergeForm
from resources.forms.needs import AmendNeedForm, FileNeedForm
from resources.models import Need
from resources.permissions import may_amend, may_propose
from resources.selectors.duplicates import Duplicate, duplicates_of
from resources.selectors.matching import resources_for
from resources.services import merging, needs
from resources.views.writing import form_page, list_way, measured, read_as, way
from resources.workflow import OWN_PEOPLE, moves_now

FEW = 3

STEPS: Steps = {
    NeedAction.SUBMIT: Step(needs.submit_need),
    NeedAction.LIST: Step(needs.list_need),
    NeedAction.SEND_BACK: Step(needs.send_back_need, ReasonForm),
    NeedAction.SHELVE: Step(needs.shelve_need, ReasonForm),
    NeedAction.REVIEW: Step(merging.review_need, ReasonForm),
    NeedAction.MERGE: Step(merging.merge_need, MergeForm),
    NeedAction.WITHDRAW: Step(needs.withdraw_need),
    NeedAction.WITHDRAW_ON_BEHALF: Step(needs.withdraw_need_on_behalf, ReasonForm),
}


def _group(need: Need) -> str:
    return need.beneficiary_code or need.get_beneficiary_kind_display()


def _wished(need: Need) -> str:
    return need.wished_text or str(need.wished or "")


# The export carries the headers of the needs ledger, so that it can be imported as it is.
NEEDS = Listing(
    key="needs",
    ledger="needs",
    title=_("Needs"),
    columns=(
        Column("title", _("title"), in_export=False),
        Column("code", _("number"), kind=Kind.CODE, ledger="需求编号", on_page=False),
        Column("owner.name", _("asked by"), ledger="提出单位", sort=""),
        Column(
            "resource_class",
            _("class"),
            in_export=False,
        ),
        Column(
            "class_word",
            _("class"),
            ledger="需求类别",
            value=lambda need: ResourceClass(need.resource_class).ledger_word,
            on_page=False,
        ),
        Column("group", _("beneficiaries"), value=_group, in_export=False),
        Column(
            "group_word",
            _("beneficiaries"),
            ledger="受益对象",
            value=lambda need: (
                need.beneficiary_code or BeneficiaryKind(need.beneficiary_kind).ledger_word
            ),
            on_page=False,
        ),
        Column("beneficiary_count", _("people"), kind=Kind.NUMBER, ledger="受益人数"),
        Column(
            "content",
            _("content"),
            ledger="需求内容",
            value=lambda need: need.content or need.title,
            on_page=False,
        ),
        Column(
            "urgency",
            _("urgency"),
            ledger="紧急程度",
            value=lambda need: Urgency(need.urgency).ledger_word,
            on_page=False,
        ),
        Column("wished", _("wished for"), value=_wished, ledger="期望完成时间", sort="wished_on"),
        Column("contact_name", _("contact"), ledger="联系人", on_page=False),
        Column("contact_phone", _("work phone"), kind=Kind.PHONE, ledger="联系电话", on_page=False),
        Column("state", _("state"), kind=Kind.STATE, ledger="状态"),
        Column("remark", _("remark"), ledger="备注", on_page=False),
        Column("listed_at", _("on the list since"), kind=Kind.DATE, in_export=False),
    ),
    filterset=NeedFilter,
    tabs="state",
    search=("title", "content", "code", "owner_org__name", "owner_partner__name"),
    order=("-pk",),
    empty=Empty(
        _("Needs are what communities and units ask for; each can find a resource here."),
        _("File a need"),
        lambda _request: reverse("resources:need-file"),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def need_list(request: HttpRequest) -> HttpResponseBase:
    """The needs the reader can see."""
    can_file = not roles_of(request.user).isdisjoint(OWN_PEOPLE)
    actions = [Crumb(_("File a need"), reverse("resources:need-file"))] if can_file else []
    context = {"trail": list_way("needs")[:1], "actions": actions}
    rows = Need.objects.visible_to(request.user).for_list()
    return list_page(request, NEEDS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def need_file(request: HttpRequest) -> HttpResponse:
    """Write a need down; beside it stands what already fits."""
    if roles_of(request.user).isdisjoint(OWN_PEOPLE):
        raise PermissionDenied
    return form_page(
        request,
        form=FileNeedForm(request.POST or None, reader=request.user),
        deed=needs.file_need,
        title=_("File a need"),
        trail=list_way("needs"),
        page="resources/need_file.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def need_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a need."""
    need = visible_need(request, public_id)
    if not may_amend(request.user, need):
        raise PermissionDenied
    return form_page(
        request,
        form=AmendNeedForm(request.POST or None, subject=need),
        deed=partial(needs.amend_need, need=need),
        title=_("Correct the need"),
        trail=[*way(need.org, "needs", reader=request.user), need],
    )


@require_safe
def need_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One need: what is asked, what fits it, its matches, and what may be done next."""
    return need_page(request, visible_need(request, public_id))


def visible_need(request: HttpRequest, public_id: UUID) -> Need:
    return get_object_or_404(Need.objects.visible_to(request.user).for_list(), public_id=public_id)


def need_page(
    request: HttpRequest, need: Need, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    can_propose = need.state == NeedState.LISTED and may_propose(reader, need)
    context = {
        "need": need,
        "way": way(need.org, "needs", reader=reader),
        "facts": _facts(need),
        "contact": contact_of(need),
        "offers": offers(
            need,
            moves=moves_now(need),
            steps=STEPS,
            reader=reader,
            url_name="resources:need-step",
            failed=failed,
        ),
        "matches": list(need.matches.visible_to(reader).for_list()),
        "candidates": resources_for(reader=reader, need=need, limit=FEW) if can_propose else [],
        "can_propose": can_propose,
        "can_amend": may_amend(reader, need),
        "duplicates": _duplicates(need, reader),
        "merged": list(need.merged.for_list()),
        "entries": history_of(need),
        "leads": leads_of(need, reader=reader),
    }
    return render(request, "resources/need_detail.html", context, status=status)


need_step = deed_view(model=Need, subject="need", steps=STEPS, page=need_page)


def _duplicates(need: Need, reader: Any) -> list[Duplicate]:
    """What may be the same need, for those who can still do something about it."""
    return duplicates_of(need, reader=reader) if may_amend(reader, need) else []


def _facts(need: Need) -> list[Fact]:
    period = " — ".join(str(day) for day in (need.starts_on, need.ends_on) if day)
    return [
        Fact(_("number"), need.code),
        Fact(_("asked by"), need.owner, need.owner.get_absolute_url()),
        Fact(_("class"), need.get_resource_class_display()),
        Fact(_("urgency"), need.get_urgency_display()),
        Fact(_("beneficiaries"), _group(need)),
        Fact(_("people"), need.beneficiary_count),
        Fact(_("quantity"), measured(need.quantity, need.unit)),
        Fact(_("wished for"), _wished(need)),
        Fact(_("period"), period),
        Fact(_("how often"), need.recurrence_text),
        *read_as(need),
        Fact(_("contact"), need.contact_name),
        Fact(_("remark"), need.remark),
        *_aside(need),
    ]


def _aside(need: Need) -> list[Fact]:
    """Why the need is not on the list: shelved until a day, or merged into another."""
    if need.state == NeedState.SHELVED:
        return [Fact(_("to be looked at again on"), need.review_on)]
    if need.merged_into is not None:
        return [Fact(_("merged into"), need.merged_into, need.merged_into.get_absolute_url())]
    return []
