"""Pages of agenda items: proposing, picking from the three lists, and what came of an item."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liaison.enums import RECORDING_STATES, AgendaItemAction
from liaison.forms.agenda_items import (
    AmendItemForm,
    CarryOverForm,
    ConcludeItemForm,
    PlaceItemForm,
    ProposeItemForm,
    RecordResolutionForm,
)
from liaison.models import AgendaItem, ConferredCase, Meeting
from liaison.selectors.following import with_what_followed
from liaison.selectors.meetings import SUBJECTS, open_to_proposer, subject_of
from liaison.selectors.proposal_leads import may_raise
from liaison.services import agenda_items
from liaison.services.resolutions import record_resolution
from liaison.views.meetings import list_crumb, visible_meeting
from liaison.views.writing import form_page, named
from liaison.workflow import RUNNERS, agenda_item_moves
from orgs.permissions import holds_role, require_role
from orgs.selectors.attachments import files_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offer, offers
from partybuild.listing import Column, Empty, Kind, Listing, Tab, list_page
from partybuild.pages import Fact


def _upon_the_agenda(deed: Callable[..., AgendaItem]) -> Callable[..., Meeting]:
    """The deed, followed by the page of the meeting: the agenda is put in order step by step."""

    def do(**facts: Any) -> Meeting:
        return deed(**facts).meeting

    return do


STEPS: Steps = {
    AgendaItemAction.ADMIT: Step(_upon_the_agenda(agenda_items.admit_item)),
    AgendaItemAction.CALL: Step(_upon_the_agenda(agenda_items.call_item)),
    AgendaItemAction.AMEND: Step(agenda_items.amend_item, AmendItemForm),
    AgendaItemAction.PLACE: Step(_upon_the_agenda(agenda_items.place_item), PlaceItemForm),
    AgendaItemAction.CONCLUDE: Step(agenda_items.conclude_item, ConcludeItemForm),
    AgendaItemAction.CARRY_OVER: Step(agenda_items.carry_item_over, CarryOverForm),
    AgendaItemAction.WITHDRAW: Step(agenda_items.withdraw_item, ReasonForm),
}

PICKER = Listing(
    key="agenda-picker",
    title=gettext_lazy("Put something from the three lists on the agenda"),
    columns=(
        Column("title", gettext_lazy("title"), value=str, sort=""),
        Column("code", gettext_lazy("code"), kind=Kind.CODE),
        Column("org.name", gettext_lazy("organisation"), sort=""),
        Column("state", gettext_lazy("state"), kind=Kind.STATE),
    ),
    empty=Empty(gettext_lazy("This list is empty as far as you can see it.")),
    order=("-created_at",),
    can_export=False,
)
PICKER_SEARCH = {
    "need": ("title", "code"),
    "resource": ("title", "code"),
    "project": ("name", "code"),
    "proposal": ("title", "code"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def item_propose(request: HttpRequest) -> HttpResponse:
    """Propose an item for a meeting; the address may name the meeting and what it is about."""
    reader: Any = request.user
    subjects = {
        name: named(model.objects.visible_to(reader), request.GET.get(name, ""))
        for name, model in SUBJECTS.items()
    }
    subject = next(filter(None, subjects.values()), None)
    known = {name: row.public_id for name, row in subjects.items() if row}
    meeting = named(Meeting.objects.visible_to(reader), request.GET.get("meeting", ""))
    title = _("On “%(subject)s”") % {"subject": subject} if subject else ""
    return form_page(
        request,
        form=ProposeItemForm(
            request.POST or None,
            reader=reader,
            initial={**known, "title": title, "meeting": meeting and meeting.public_id},
        ),
        deed=agenda_items.propose_item,
        title=_("Propose an item"),
        label=_("Propose"),
        trail=[list_crumb(), *filter(None, [meeting])],
        notices=[f"{subject._meta.verbose_name}: {subject}"] if subject else [],
    )


@require_safe
def agenda_picker(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponseBase:
    """The rows of one of the three lists, each leading to the form that puts it on the agenda."""
    meeting = visible_meeting(request, public_id)
    if kind not in SUBJECTS:
        raise Http404

    def propose(row: Any) -> str:
        return f"{reverse('liaison:item-propose')}?meeting={public_id}&{kind}={row.public_id}"

    rows = SUBJECTS[kind].objects.visible_to(request.user).for_list()
    kinds = [
        Tab(
            str(model._meta.verbose_name_plural),
            reverse("liaison:agenda-picker", args=[public_id, name]),
            name == kind,
        )
        for name, model in SUBJECTS.items()
    ]
    return list_page(
        request,
        replace(PICKER, link=propose, search=PICKER_SEARCH[kind]),
        rows,
        page="liaison/agenda_picker.html",
        context={"meeting": meeting, "kinds": kinds, "trail": [list_crumb(), meeting]},
    )


@require_safe
def item_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One item: what it is about, what came of it, and what may be done next."""
    return item_page(request, _visible_item(request, public_id))


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record what was decided on an item."""
    item = _visible_item(request, public_id)
    require_role(request.user, *RUNNERS, over=item.org)
    known = {"present_count": item.meeting.present_count}
    return form_page(
        request,
        form=RecordResolutionForm(request.POST or None, initial=known),
        deed=partial(record_resolution, item=item),
        title=_("Record a resolution"),
        label=_("Record"),
        trail=[list_crumb(), item.meeting, item],
    )


def item_page(
    request: HttpRequest, item: AgendaItem, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    meeting = item.meeting
    runs = holds_role(reader, *RUNNERS, over=meeting.org)
    may_record = runs and meeting.state in RECORDING_STATES
    previous, following = _neighbours(item)
    context = {
        "item": item,
        "meeting": meeting,
        "way": [*way_to(meeting.org, reader=reader), list_crumb(), meeting],
        "facts": _facts(item, reader),
        "offers": _offers(item, reader, runs, failed),
        "files": files_of([item], reader=reader)[item.public_id],
        "may_record": may_record,
        "runs": runs,
        "may_raise": may_raise(reader),
        "resolutions": with_what_followed(list(item.resolutions.for_list()), reader=reader),
        "conferred": ConferredCase.objects.visible_to(reader).filter(item=item).for_list(),
        "previous": previous,
        "next": following,
        "entries": history_of(item),
    }
    return render(request, "liaison/item_detail.html", context, status=status)


def _offers(item: AgendaItem, reader: Any, runs: bool, failed: Any) -> list[Offer]:
    """The steps of those who run the meeting, or of the member whose item it is."""
    if runs:
        return offers(
            item,
            moves=agenda_item_moves(item.meeting.state),
            steps=STEPS,
            reader=reader,
            url_name="liaison:item-step",
            failed=failed,
        )
    return [
        offer(
            item,
            str(action),
            action.label,
            step=STEPS[action],
            reader=reader,
            url_name="liaison:item-step",
            failed=failed,
        )
        for action in open_to_proposer(item, reader=reader)
    ]


item_step = deed_view(model=AgendaItem, subject="item", steps=STEPS, page=item_page)


def _visible_item(request: HttpRequest, public_id: UUID) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _neighbours(item: AgendaItem) -> tuple[AgendaItem | None, AgendaItem | None]:
    """The items before and after it on the agenda."""
    items = list(item.meeting.items.on_the_agenda().order_by("position", "pk"))
    if item not in items:
        return None, None
    place = items.index(item)
    previous = items[place - 1] if place else None
    return previous, items[place + 1] if place + 1 < len(items) else None


def _facts(item: AgendaItem, reader: Any) -> list[Fact]:
    facts = [
        Fact(_("Meeting"), item.meeting, item.meeting.get_absolute_url()),
        Fact(_("Position"), item.position),
        Fact(_("Proposed by"), item.proposed_by),
    ]
    if subject := subject_of(item, reader=reader):
        facts.append(Fact(subject._meta.verbose_name, subject, subject.get_absolute_url()))
    if origin := item.carried_over_from:
        facts.append(Fact(_("Carried over from"), origin.meeting, origin.get_absolute_url()))
    later = AgendaItem.objects.filter(carried_over_from=item).select_related("meeting").first()
    if later:
        facts.append(Fact(_("Carried over to"), later.meeting, later.get_absolute_url()))
    return facts
