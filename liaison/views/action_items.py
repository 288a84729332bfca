"""Pages of action items: lists, board, one item with its steps, and its sheet as .docx."""

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

from grids.models import Case
from liaison.api.followup_filters import ActionItemFilter
from liaison.exports import ITEM_LEDGER
from liaison.followup_enums import ActionItemAction
from liaison.forms.action_items import (
    AmendItemForm,
    AssignForm,
    AssignFromForm,
    ExtensionForm,
    ProgressForm,
    ReassignForm,
    ReportForm,
    ReportOnBehalfForm,
    VerdictForm,
)
from liaison.models import ActionItem, Resolution
from liaison.selectors.following import board, origin_seen, rule_of_deadline
from liaison.selectors.followup_papers import follow_up_sheet
from liaison.services import action_items, extensions
from liaison.views.following import Words, followed_page
from liaison.views.writing import form_page, named
from orgs.permissions import holds_role
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from orgs.workflow import OFFICE
from partybuild.documents import docx_file
from partybuild.documents import render as render_document
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    ActionItemAction.SIGN_FOR: Step(action_items.sign_for_action_item),
    ActionItemAction.SIGN_FOR_ON_BEHALF: Step(
        action_items.sign_for_action_item_on_behalf, ReasonForm
    ),
    ActionItemAction.RETURN: Step(action_items.return_action_item, ReasonForm),
    ActionItemAction.REASSIGN: Step(action_items.reassign_action_item, ReassignForm),
    ActionItemAction.NOTE: Step(action_items.note_progress, ProgressForm),
    ActionItemAction.REPORT: Step(action_items.report_action_item, ReportForm),
    ActionItemAction.REPORT_ON_BEHALF: Step(
        action_items.report_action_item_on_behalf, ReportOnBehalfForm
    ),
    ActionItemAction.CHECK: Step(action_items.check_action_item, VerdictForm),
    ActionItemAction.STRIKE_OFF: Step(action_items.strike_off),
    ActionItemAction.SEND_BACK: Step(action_items.send_back_action_item, ReasonForm),
    ActionItemAction.ASK_EXTENSION: Step(extensions.ask_extension, ExtensionForm),
    ActionItemAction.EXTEND: Step(extensions.extend_action_item, ExtensionForm),
    ActionItemAction.REFUSE_EXTENSION: Step(extensions.refuse_extension, ReasonForm),
    ActionItemAction.WITHDRAW: Step(action_items.withdraw_action_item, ReasonForm),
}

ACTION_ITEMS = Listing(
    key="action-items",
    ledger="action_items",
    title=_("Action items"),
    columns=(
        Column("code", _("code"), kind=Kind.CODE, in_export=False),
        Column("title", _("title"), kind=Kind.LONG, in_export=False),
        Column("owner", _("unit in charge"), value=lambda item: item.owner.name, in_export=False),
        Column("assigned_on", _("assigned on"), kind=Kind.DATE, in_export=False),
        Column("due_on", _("due on"), kind=Kind.DATE, in_export=False),
        Column("state", _("state"), kind=Kind.STATE, in_export=False),
        Column(
            "late",
            _("overdue"),
            value=lambda item: _("overdue") if item.is_overdue else "",
            in_export=False,
        ),
        *ITEM_LEDGER,
    ),
    filterset=ActionItemFilter,
    tabs="whose",
    search=("code", "title", "owner_org__name", "owner_partner__name"),
    order=("due_on",),
    empty=Empty(
        _("Here stands what was handed over with a deadline, until it is struck off."),
        _("Hand something over"),
        lambda request: reverse("liaison:actionitem-assign") if _assigns(request) else "",
    ),
)


def list_crumb() -> Crumb:
    return Crumb(_("Action items"), reverse("liaison:action-items"))


def _assigns(request: HttpRequest) -> bool:
    return bool(action_items.places_assigned_from(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def action_item_list(request: HttpRequest) -> HttpResponseBase:
    """The items the reader can see: own ones, those assigned, overdue ones, those to check."""
    ways = [Crumb(_("Board"), reverse("liaison:followup-board"))]
    if _assigns(request):
        ways.insert(0, Crumb(_("Hand something over"), reverse("liaison:actionitem-assign")))
    rows = ActionItem.objects.visible_to(request.user).for_list()
    return list_page(request, ACTION_ITEMS, rows, context={"actions": ways})


@require_safe
def followup_board(request: HttpRequest) -> HttpResponse:
    """The open items by how far they have come, the most urgent first."""
    reader: Any = request.user
    context = {"lanes": board(reader=reader), "way": [list_crumb()]}
    return render(request, "liaison/followup_board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_item_assign(request: HttpRequest) -> HttpResponse:
    """Hand something over; the address may name the resolution or the case that it comes from."""
    reader: Any = request.user
    if not _assigns(request):
        raise PermissionDenied
    asked = request.GET
    resolutions = Resolution.objects.visible_to(reader).for_list()
    resolution = named(resolutions, asked.get("resolution", ""))
    case = named(Case.objects.visible_to(reader).for_list(), asked.get("case", ""))
    origin = resolution or case
    known: dict[str, Any] = {}
    if resolution:
        known = {"title": resolution.text.splitlines()[0][:200], "demand": resolution.text}
    elif case:
        known = {"title": case.title, "owner": case.community}
    form = AssignFromForm if origin else AssignForm
    deed = partial(
        action_items.assign_action_item,
        **({"assigner": origin.org if resolution else origin.street} if origin else {}),
        **({"resolution": resolution} if resolution else {}),
        **({"case": case} if case and not resolution else {}),
    )
    return form_page(
        request,
        form=form(request.POST or None, reader=reader, initial=known),
        deed=deed,
        title=_("Hand over as action item") if origin else _("Hand something over"),
        label=_("Hand over"),
        trail=[list_crumb()],
        notices=[f"{origin._meta.verbose_name}: {origin}"] if origin else [],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def action_item_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct the words of an item that was not signed for."""
    item = _visible(request, public_id)
    if not action_items.may_amend_action_item(request.user, item):
        raise PermissionDenied
    known = {name: getattr(item, name) for name in AmendItemForm.base_fields}
    return form_page(
        request,
        form=AmendItemForm(request.POST or None, initial=known),
        deed=partial(action_items.amend_action_item, item=item),
        title=_("Correct the action item"),
        label=_("Keep"),
        trail=[list_crumb(), item],
    )


@require_safe
def action_item_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One item: what is demanded, by when and why then, how far it is, what may be done next."""
    return action_item_page(request, _visible(request, public_id))


@require_safe
def action_item_sheet(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The follow-up sheet of an item as .docx."""
    item = _visible(request, public_id)
    return docx_file(render_document(follow_up_sheet(item)), str(item))


def action_item_page(
    request: HttpRequest, item: ActionItem, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    return followed_page(
        request,
        item,
        trail=[list_crumb()],
        facts=_facts(item, reader),
        words=[
            Words(_("What is demanded"), item.demand),
            Words(_("Progress"), item.progress),
            Words(_("Report"), item.report),
            Words(_("Result of the check"), item.verdict),
        ],
        links=_links(item, reader),
        offers=offers(
            item,
            moves=action_items.moves_of(item),
            steps=STEPS,
            reader=reader,
            url_name="liaison:actionitem-step",
            failed=failed,
        ),
        notice=_notice(item),
        status=status,
    )


action_item_step = deed_view(model=ActionItem, subject="item", steps=STEPS, page=action_item_page)


def _visible(request: HttpRequest, public_id: UUID) -> ActionItem:
    rows: Any = ActionItem.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows.select_related("finding", "case"), public_id=public_id)


def _facts(item: ActionItem, reader: Any) -> list[Fact]:
    origin = origin_seen(item, reader=reader)
    source = Fact(_("where it comes from"), origin or item.source)
    if origin:
        source = Fact(origin._meta.verbose_name, origin, origin.get_absolute_url())
    return [
        Fact(_("unit in charge"), item.owner.name, item.owner.get_absolute_url()),
        Fact(_("assisting units"), item.assisting),
        Fact(_("assigned by"), item.assigner.name, item.assigner.get_absolute_url()),
        source,
        Fact(_("assigned on"), item.assigned_on),
        Fact(_("due on"), item.due_on),
        Fact(_("rule of the deadline"), rule_of_deadline(item)),
        Fact(_("signed for on"), item.signed_for_on),
        Fact(_("reported on"), item.reported_on),
        Fact(_("struck off on"), item.struck_off_on),
    ]


def _links(item: ActionItem, reader: Any) -> list[Crumb]:
    def way(name: str) -> str:
        return reverse(f"liaison:{name}", args=[item.public_id])

    links = [Crumb(_("Follow-up sheet (.docx)"), way("actionitem-sheet"))]
    if action_items.may_amend_action_item(reader, item):
        links.append(Crumb(_("Correct"), way("actionitem-amend")))
    if item.is_overdue and holds_role(reader, *OFFICE, over=item.street):
        links.append(Crumb(_("Draft a circular or interview"), way("censure-draft")))
    return links


def _notice(item: ActionItem) -> Any:
    if item.asked_due_on:
        words = {"day": item.asked_due_on, "reason": item.asked_reason}
        return _("More time is asked for, until %(day)s: %(reason)s") % words
    return _("This item is overdue.") if item.is_overdue else ""
