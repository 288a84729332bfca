"""Pages of resources."""

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
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.filters import ResourceFilter
from resources.enums import AVAILABLE_STATES, ResourceAction, ResourceClass
from resources.forms.resources import AmendResourceForm, FileResourceForm
from resources.models import Resource
from resources.permissions import may_amend, may_propose
from resources.selectors.matching import needs_for
from resources.services import resources
from resources.views.writing import form_page, list_way, measured, read_as, way
from resources.workflow import OWN_PEOPLE, moves_now

FEW = 6

STEPS: Steps = {
    ResourceAction.SUBMIT: Step(resources.submit_resource),
    ResourceAction.PUBLISH: Step(resources.publish_resource),
    ResourceAction.SEND_BACK: Step(resources.send_back_resource, ReasonForm),
    ResourceAction.WITHDRAW: Step(resources.withdraw_resource),
    ResourceAction.WITHDRAW_ON_BEHALF: Step(resources.withdraw_resource_on_behalf, ReasonForm),
}


# The export carries the headers of the resources ledger, so that it can be imported as it is.
RESOURCES = Listing(
    key="resources",
    ledger="resources",
    title=_("Resources"),
    columns=(
        Column("code", _("number"), kind=Kind.CODE, ledger="资源编号", on_page=False),
        Column("title", _("title"), ledger="资源名称"),
        Column("owner.name", _("offered by"), ledger="提供单位", sort=""),
        Column(
            "resource_class",
            _("class"),
            in_export=False,
        ),
        Column(
            "class_word",
            _("class"),
            ledger="资源类别",
            value=lambda resource: ResourceClass(resource.resource_class).ledger_word,
            on_page=False,
        ),
        Column(
            "content",
            _("content"),
            ledger="内容说明",
            value=lambda resource: resource.content or resource.title,
            on_page=False,
        ),
        Column(
            "left",
            _("left"),
            kind=Kind.NUMBER,
            value=lambda resource: measured(resource.left, resource.unit),
            in_export=False,
        ),
        Column(
            "quantity",
            _("in all"),
            kind=Kind.NUMBER,
            value=lambda resource: measured(resource.quantity, resource.unit),
            ledger="可提供数量/频次",
            sort="quantity",
        ),
        Column("seat_count", _("people at once"), kind=Kind.NUMBER, ledger="容量", on_page=False),
        Column("available_text", _("available"), ledger="可用时段"),
        Column("place", _("place"), ledger="地点", on_page=False),
        Column("ends_on", _("until"), kind=Kind.DATE, ledger="有效期"),
        Column("contact_name", _("contact"), ledger="联系人", on_page=False),
        Column("contact_phone", _("work phone"), kind=Kind.PHONE, ledger="联系电话", on_page=False),
        Column("state", _("state"), kind=Kind.STATE, in_export=False),
        Column("remark", _("remark"), ledger="备注", on_page=False),
    ),
    filterset=ResourceFilter,
    tabs="state",
    search=("title", "content", "code", "owner_org__name", "owner_partner__name"),
    order=("-pk",),
    empty=Empty(
        _("Resources are what partner units and organisations offer to the area."),
        _("File a resource"),
        lambda _request: reverse("resources:resource-file"),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def resource_list(request: HttpRequest) -> HttpResponseBase:
    """The resources the reader can see: own ones, and all that are published in the street."""
    can_file = not roles_of(request.user).isdisjoint(OWN_PEOPLE)
    file_one = Crumb(_("File a resource"), reverse("resources:resource-file"))
    context = {"trail": list_way("resources")[:1], "actions": [file_one] if can_file else []}
    rows = Resource.objects.visible_to(request.user).for_list()
    return list_page(request, RESOURCES, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def resource_file(request: HttpRequest) -> HttpResponse:
    """Write a resource down."""
    if roles_of(request.user).isdisjoint(OWN_PEOPLE):
        raise PermissionDenied
    return form_page(
        request,
        form=FileResourceForm(request.POST or None, reader=request.user),
        deed=resources.file_resource,
        title=_("File a resource"),
        trail=list_way("resources"),
        context={"may_submit": True},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def resource_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a resource."""
    resource = visible_resource(request, public_id)
    if not may_amend(request.user, resource):
        raise PermissionDenied
    return form_page(
        request,
        form=AmendResourceForm(request.POST or None, subject=resource),
        deed=partial(resources.amend_resource, resource=resource),
        title=_("Correct the resource"),
        trail=[*way(resource.org, "resources", reader=request.user), resource],
    )


@require_safe
def resource_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One resource: what is offered, which needs it fits, its matches, and what comes next."""
    return resource_page(request, visible_resource(request, public_id))


def visible_resource(request: HttpRequest, public_id: UUID) -> Resource:
    rows = Resource.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def resource_page(
    request: HttpRequest, resource: Resource, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    is_for_all = resource.state in AVAILABLE_STATES and resource.offered_for_id is None
    can_propose = is_for_all and may_propose(reader, resource)
    context = {
        "resource": resource,
        "way": way(resource.org, "resources", reader=reader),
        "facts": _facts(resource),
        "contact": contact_of(resource),
        "offers": offers(
            resource,
            moves=moves_now(resource),
            steps=STEPS,
            reader=reader,
            url_name="resources:resource-step",
            failed=failed,
        ),
        "matches": list(resource.matches.visible_to(reader).for_list()),
        "candidates": needs_for(reader=reader, resource=resource, limit=FEW) if can_propose else [],
        "can_propose": can_propose,
        "can_amend": may_amend(reader, resource),
        "entries": history_of(resource),
    }
    return render(request, "resources/resource_detail.html", context, status=status)


resource_step = deed_view(model=Resource, subject="resource", steps=STEPS, page=resource_page)


def _facts(resource: Resource) -> list[Fact]:
    period = " — ".join(str(day) for day in (resource.starts_on, resource.ends_on) if day)
    return [
        Fact(_("number"), resource.code),
        Fact(_("offered by"), resource.owner, resource.owner.get_absolute_url()),
        Fact(_("class"), resource.get_resource_class_display()),
        Fact(_("quantity"), measured(resource.quantity, resource.unit)),
        Fact(_("left"), measured(resource.left, resource.unit)),
        Fact(_("people at once"), resource.seat_count),
        Fact(_("available"), resource.available_text),
        *read_as(resource),
        Fact(_("period"), period),
        Fact(_("place"), resource.place),
        Fact(_("contact"), resource.contact_name),
        Fact(_("remark"), resource.remark),
        *_promised(resource),
    ]


def _promised(resource: Resource) -> list[Fact]:
    if resource.offered_for_id is None:
        return []
    return [Fact(_("promised for the need"), resource.offered_for)]
