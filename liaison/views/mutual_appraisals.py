"""Pages of mutual appraisals: opened for a circle, judged member by member."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liaison.api.occasion_filters import MutualAppraisalListFilter
from liaison.forms.occasions import OpenAppraisalForm, ScoreForm
from liaison.models import MutualAppraisal
from liaison.selectors.appraising import circles_to_open, lines_of, lines_to_judge
from liaison.services import mutual_appraisals
from liaison.views.following import followed_page
from liaison.views.writing import form_page, named
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offer
from partybuild.exports import export
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    "score": Step(mutual_appraisals.score_member, ScoreForm),
    "take_in": Step(mutual_appraisals.take_in_members),
    "take_back": Step(mutual_appraisals.take_back_mutual_appraisal, ReasonForm),
}

APPRAISALS = Listing(
    key="mutual-appraisals",
    title=_("Mutual appraisals"),
    columns=(
        Column("circle.name", _("circle")),
        Column("opened_on", pgettext_lazy("mutual appraisal", "opened on"), kind=Kind.DATE),
        Column("topic", _("topic")),
        Column("done_count", _("members judged"), kind=Kind.NUMBER),
        Column("line_count", _("of"), kind=Kind.NUMBER),
    ),
    filterset=MutualAppraisalListFilter,
    search=("circle__name", "topic"),
    order=("-opened_on",),
    empty=Empty(_("Here members of a circle study, check and appraise each other.")),
)
LINES = Listing(
    key="mutual-appraisal-lines",
    title=_("Mutual appraisal"),
    columns=(
        Column("member", _("member"), value=lambda line: line.membership.member.name),
        Column("checker", _("checked by"), value=lambda line: line.checker.member.name),
        Column("score", _("score"), kind=Kind.NUMBER),
        Column("has_no_findings", _("nothing was found"), kind=Kind.MARK),
        Column("feedback", _("feedback")),
        Column("scored_on", _("scored on"), kind=Kind.DATE),
    ),
    empty=Empty(_("The circle has no members.")),
)


def appraisals_crumb() -> Crumb:
    return Crumb(_("Mutual appraisals"), reverse("liaison:mutualappraisals"))


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_list(request: HttpRequest) -> HttpResponseBase:
    """The rounds of the circles that the reader can see."""
    reader: Any = request.user
    new = [Crumb(_("Open a mutual appraisal"), reverse("liaison:mutualappraisal-open"))]
    rows = MutualAppraisal.objects.visible_to(reader).for_list()
    context = {"actions": new if circles_to_open(reader=reader).exists() else []}
    return list_page(request, APPRAISALS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_open(request: HttpRequest) -> HttpResponse:
    """Draw up the lines of a round; the address may name the circle."""
    reader: Any = request.user
    circles = circles_to_open(reader=reader)
    if not circles.exists():
        raise PermissionDenied
    chosen = named(circles, request.GET.get("circle", "")) or circles.first()
    return form_page(
        request,
        form=OpenAppraisalForm(
            request.POST or None, circles=circles, initial={"circle": chosen and chosen.pk}
        ),
        deed=mutual_appraisals.open_mutual_appraisal,
        title=_("Open a mutual appraisal"),
        label=_("Open"),
        trail=[appraisals_crumb()],
    )


@require_safe
def appraisal_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One round: who checks whom, and the verdicts."""
    return appraisal_page(request, _visible(request, public_id))


@require_POST
def appraisal_export(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The lines of one round as a spreadsheet."""
    return export(request, LINES, lines_of(_visible(request, public_id)))


def appraisal_page(
    request: HttpRequest, appraisal: MutualAppraisal, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    lines = lines_of(appraisal)
    done = sum(line.scored_on is not None for line in lines)
    return followed_page(
        request,
        appraisal,
        page="liaison/mutualappraisal_detail.html",
        trail=[appraisals_crumb()],
        facts=[
            Fact(_("circle"), appraisal.circle, appraisal.circle.get_absolute_url()),
            Fact(pgettext_lazy("mutual appraisal", "opened on"), appraisal.opened_on),
            Fact(_("topic"), appraisal.topic),
            Fact(_("members judged"), f"{done} / {len(lines)}"),
        ],
        offers=_offers(request, appraisal, done, failed),
        lines=lines,
        status=status,
    )


appraisal_step = deed_view(
    model=MutualAppraisal, subject="appraisal", steps=STEPS, page=appraisal_page
)


def _offers(
    request: HttpRequest, appraisal: MutualAppraisal, done: int, failed: Any
) -> list[Offer]:
    reader: Any = request.user
    wanted = []
    if lines_to_judge(appraisal, reader):
        wanted.append(("score", _("Give a verdict")))
    if mutual_appraisals.may_open(reader, appraisal.circle):
        if mutual_appraisals.newcomers(appraisal):
            wanted.append(("take_in", _("Take in who joined since")))
        if not done:
            wanted.append(("take_back", _("Take the appraisal back")))
    return [
        offer(
            appraisal,
            action,
            label,
            step=STEPS[action],
            reader=reader,
            url_name="liaison:mutualappraisal-step",
            failed=failed,
        )
        for action, label in wanted
    ]


def _visible(request: HttpRequest, public_id: UUID) -> MutualAppraisal:
    rows: Any = MutualAppraisal.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)
