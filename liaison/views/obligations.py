"""Pages of duties: mine, all within reach, and one with the reason why it stands where it does."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.obligation_filters import ObligationFilter
from liaison.forms.obligations import ReassignVisitsForm
from liaison.models import Digest, Obligation
from liaison.obligation_enums import ObligationAction
from liaison.obligations.visits import CIRCLE_VISITS
from liaison.selectors.obligations import my_duties, standing_of, why_that_day
from liaison.services import obligations
from liaison.services.circle_visits import reassign_visits
from liaison.workflow import OBLIGATION_MOVES
from orgs.selectors.attachments import files_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

LATEST_TELLINGS = 10
STEPS: Steps = {
    ObligationAction.RECHECK: Step(obligations.recheck_obligation),
    ObligationAction.EXEMPT: Step(obligations.exempt_obligation, ReasonForm),
    ObligationAction.REINSTATE: Step(obligations.reinstate_obligation),
    ObligationAction.REASSIGN: Step(reassign_visits, ReassignVisitsForm),
}
# Nothing else is given to another member of a circle.
OTHER_STEPS: Steps = {
    action: step for action, step in STEPS.items() if action != ObligationAction.REASSIGN
}

_COLUMNS = (
    Column("words", _("duty"), value=lambda duty: duty.words, sort="key"),
    Column("subject_label", _("who owes it")),
    Column("org.name", _("organisation")),
    Column("period", _("period"), value=lambda duty: duty.period.label, sort="starts_on"),
    Column("due_on", _("due on"), kind=Kind.DATE),
    Column("state", _("state"), kind=Kind.STATE, sort=""),
    Column("record_on", _("done on"), kind=Kind.DATE),
    Column("key", _("number"), kind=Kind.CODE, on_page=False),
    Column("exempt_reason", _("why exempt"), on_page=False),
)
DUTIES = Listing(
    key="duties",
    title=_("Duties"),
    columns=_COLUMNS,
    filterset=ObligationFilter,
    tabs="state",
    search=("subject_label", "org__name"),
    order=("-due_on", "org__code", "key"),
    empty=Empty(_("Here stand the duties of each period. They are drawn up when a period begins.")),
    keeps=("org", "mine"),
)
MY_DUTIES = Listing(
    key="my-duties",
    title=_("My duties this period"),
    columns=_COLUMNS,
    filterset=ObligationFilter,
    tabs="state",
    order=("due_on", "key"),
    empty=Empty(_("You owe nothing in this period.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_list(request: HttpRequest) -> HttpResponseBase:
    """The duties that the reader can see, of any period."""
    rows = Obligation.objects.visible_to(request.user).for_list()
    actions = [
        Crumb(_("My duties"), reverse("liaison:my-duties")),
        Crumb(_("Calendar of duties"), reverse("liaison:duty-heat")),
    ]
    return list_page(request, DUTIES, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def my_duty_list(request: HttpRequest) -> HttpResponseBase:
    """What the reader owes in the periods that run, and what is overdue."""
    reader: Any = request.user
    rows = my_duties(reader=reader, today=timezone.localdate())
    actions = [Crumb(_("My calendar"), reverse("liaison:calendar"))]
    return list_page(request, MY_DUTIES, rows, context={"actions": actions})


@require_safe
def duty_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One duty: where it stands and why, and the way to what would settle it."""
    rows = Obligation.objects.visible_to(request.user)
    return duty_page(request, get_object_or_404(rows, public_id=public_id))


def duty_page(
    request: HttpRequest, duty: Obligation, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    tellings = duty.tellings.select_related("digest", "recipient").order_by("-digest__day", "pk")
    context = {
        "duty": duty,
        "way": [*way_to(duty.org, reader=reader), list_crumb()],
        "facts": _facts(duty),
        "standing": standing_of(duty, reader=reader),
        "files": files_of([duty], reader=reader)[duty.public_id],
        "tellings": list(tellings[:LATEST_TELLINGS]),
        "offers": offers(
            duty,
            moves=OBLIGATION_MOVES,
            steps=STEPS if duty.key == CIRCLE_VISITS else OTHER_STEPS,
            reader=reader,
            url_name="liaison:duty-step",
            failed=failed,
        ),
        "entries": history_of(duty),
    }
    return render(request, "liaison/duty_detail.html", context, status=status)


duty_step = deed_view(model=Obligation, subject="obligation", steps=STEPS, page=duty_page)


@require_safe
def digest_detail(request: HttpRequest, day: str) -> HttpResponse:
    """What the reader was told on a day, and why each of it; else what the reader owes now."""
    asked = _day(day)
    if asked is None:
        raise Http404
    digest = Digest.objects.visible_to(request.user).filter(day=asked).first()
    if digest is None:
        return redirect("liaison:my-duties")
    lines = digest.lines.select_related("obligation__org", "obligation__partner")
    context = {
        "digest": digest,
        "trail": [Crumb(_("My duties"), reverse("liaison:my-duties"))],
        "lines": list(lines.order_by("-step", "obligation__due_on", "pk")),
    }
    return render(request, "liaison/digest_detail.html", context)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def list_crumb() -> Crumb:
    return Crumb(_("Duties"), reverse("liaison:duties"))


def _facts(duty: Obligation) -> list[Fact]:
    return [
        Fact(_("Organisation"), duty.org, duty.org.get_absolute_url()),
        *([Fact(_("Unit"), duty.partner, duty.partner.get_absolute_url())] if duty.partner else []),
        Fact(_("Who answers for it"), duty.get_debtor_display()),
        Fact(_("Period"), duty.period.label),
        Fact(_("Due on"), why_that_day(duty)),
        Fact(_("Settled when"), duty.declaration.settled_by),
        Fact(_("Rule"), f"{duty.declaration.rule} · {duty.key}", duty.rule.get_absolute_url()),
    ]
