"""The quarterly rating: its rounds, one round with its progress and scores, and its steps."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.ratings import (
    ConsequencesForm,
    NoteVetoForm,
    OpenRoundForm,
    ReopenForm,
    ReviewForm,
    WithdrawVetoForm,
)
from grids.models import FirmScore, Objection, RatingRound, Sanction
from grids.rating_enums import RatingAction, RatingState
from grids.rating_workflow import RATING_ROUND_MOVES
from grids.selectors.rating.boards import progress_of, steps_of
from grids.selectors.rating.explained import plate_mark, reasons_in_words
from grids.selectors.rating.reruns import rerun
from grids.services import rating_openings, rating_rounds, rating_sheets
from grids.views.narrowing_ratings import RatingListFilter
from orgs.enums import Role
from orgs.permissions import holds_role, roles_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, Steps, deed_view, offer, offers
from partybuild.http import form_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

NOTE_VETO, WITHDRAW_VETO = "note_veto", "withdraw_veto"


def _opens(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


RATINGS = Listing(
    key="rating-rounds",
    title=_("Rating rounds"),
    columns=(
        Column("period", _("quarter"), value=lambda each: each.period.label),
        Column("street.name", _("sub-district")),
        Column("scheme.number", _("version of the scheme"), kind=Kind.NUMBER),
        Column("cut_off_on", _("cut-off"), kind=Kind.DATE),
        Column("publish_by", _("to be published by"), kind=Kind.DATE),
        Column("published_on", _("published on"), kind=Kind.DATE),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=RatingListFilter,
    tabs="state",
    order=("-year", "-quarter", "pk"),
    empty=Empty(
        _("At the end of a quarter the firms are rated by the confirmed scheme."),
        _("Open a round"),
        lambda request: reverse("grids:rating-open") if _opens(request.user) else "",
    ),
)
STEPS: Steps = {
    RatingAction.COLLECT: Step(rating_openings.collect_round),
    RatingAction.REOPEN: Step(rating_openings.reopen_round, ReopenForm),
    RatingAction.SCORE: Step(rating_rounds.score_round),
    RatingAction.REVIEW: Step(rating_rounds.review_round, ReviewForm),
    RatingAction.RETURN: Step(rating_rounds.return_round, ReasonForm),
    RatingAction.ANNOUNCE: Step(rating_rounds.announce_round),
    RatingAction.PUBLISH: Step(rating_rounds.publish_round),
    RatingAction.RECTIFY: Step(rating_rounds.begin_consequences, ConsequencesForm),
    RatingAction.ARCHIVE: Step(rating_rounds.archive_round),
    NOTE_VETO: Step(rating_sheets.note_veto, NoteVetoForm),
    WITHDRAW_VETO: Step(rating_sheets.withdraw_veto, WithdrawVetoForm),
}
# The clock ends the collection by itself, so that is nothing anybody has to do.
AHEAD = {RatingAction.SCORE, RatingAction.REVIEW, RatingAction.ANNOUNCE, RatingAction.PUBLISH}


@require_http_methods(["GET", "HEAD", "POST"])
def rating_list(request: HttpRequest) -> HttpResponseBase:
    """The rounds of the sub-districts somebody works in, and those that rate the own firm."""
    rows = RatingRound.objects.visible_to(request.user).for_list()
    begin = [
        Crumb(_("Open a round"), reverse("grids:rating-open")),
        Crumb(_("Rating schemes"), reverse("grids:ratingschemes")),
    ]
    actions = begin if _opens(request.user) else []
    return list_page(request, RATINGS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def rating_open(request: HttpRequest) -> HttpResponse:
    """Open the round of a quarter by hand; the clock does it too."""
    if not _opens(request.user):
        raise PermissionDenied
    form = OpenRoundForm(request.POST or None, reader=request.user)

    return form_page(
        request,
        form=form,
        deed=rating_openings.open_round,
        template="grids/form.html",
        title=_("Open a round"),
        trail=[Crumb(RATINGS.title, reverse("grids:ratings"))],
    )


@require_safe
def rating_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One round: how far it is, what it came to, and what may be done next."""
    return _rating_page(request, visible_round(request, public_id))


def visible_round(request: HttpRequest, public_id: UUID) -> RatingRound:
    rows = RatingRound.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def crumbs_to_round(rating_round: RatingRound, reader: Any) -> list[Crumb]:
    """The way to the pages of a round."""
    return [
        *way_to(rating_round.street, reader=reader),
        Crumb(RATINGS.title, reverse("grids:ratings")),
        Crumb(rating_round.period.label, rating_round.get_absolute_url()),
    ]


def _rating_page(
    request: HttpRequest,
    rating_round: RatingRound,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    is_office = holds_role(reader, Role.OFFICE, Role.LEADER, over=rating_round.street)
    context = {
        "rating_round": rating_round,
        "is_office": is_office,
        "way": crumbs_to_round(rating_round, reader)[:-1],
        "steps": steps_of(rating_round),
        "offers": _offers(rating_round, reader, failed),
        "facts": _facts(rating_round),
        "progress": progress_of(rating_round, reader=reader),
        "scores": _scores(rating_round, reader),
        "vetoes": rating_round.vetoes.select_related("firm", "veto") if is_office else [],
        "objections": _objections(rating_round, reader),
        "sanctions": _sanctions(rating_round, reader),
        "rerun": rerun(rating_round) if is_office and rating_round.result_digest else None,
        "history": history_of(rating_round) if is_office else [],
    }
    return render(request, "grids/rating_detail.html", context, status=status)


def _scores(rating_round: RatingRound, reader: Any) -> list[tuple[Any, Any, list[str]]]:
    if rating_round.state in (RatingState.OPENED, RatingState.COLLECTED):
        return []
    rows = FirmScore.objects.visible_to(reader).filter(rating_round=rating_round)
    found = rows.of_firms().for_list().in_order()
    return [(each, plate_mark(each.plate), reasons_in_words(each.reasons)) for each in found]


def _objections(rating_round: RatingRound, reader: Any) -> Any:
    rows = Objection.objects.visible_to(reader).filter(score__rating_round=rating_round)
    return rows.for_list()


def _sanctions(rating_round: RatingRound, reader: Any) -> Any:
    rows = Sanction.objects.visible_to(reader).filter(plate__rating_round=rating_round)
    return rows.for_list()


def _offers(rating_round: RatingRound, reader: Any, failed: Any) -> list[Offer]:
    url_name = "grids:ratinground-step"
    hidden = _not_now(rating_round, reader)
    found = [
        each
        for each in offers(
            rating_round,
            moves=RATING_ROUND_MOVES,
            steps=STEPS,
            reader=reader,
            url_name=url_name,
            failed=failed,
            ahead=AHEAD,
        )
        if each.action not in hidden
    ]
    if rating_round.is_open and holds_role(reader, Role.OFFICE, over=rating_round.street):
        sides = {NOTE_VETO: _("Note a veto")}
        if rating_round.vetoes.exists():
            sides[WITHDRAW_VETO] = _("Take a veto back")
        found += [
            offer(
                rating_round,
                name,
                label,
                step=STEPS[name],
                reader=reader,
                url_name=url_name,
                failed=failed,
            )
            for name, label in sides.items()
        ]
    return found


def _not_now(rating_round: RatingRound, reader: Any) -> set[str]:
    """What would be refused: a review of the own scoring, a publication or an archive too early."""
    hidden: set[str] = set()
    if rating_round.scored_by_id == reader.pk:
        hidden.add(RatingAction.REVIEW)
    until = rating_round.objections_until
    if until and timezone.localdate() <= until:
        hidden.add(RatingAction.PUBLISH)
    if Sanction.objects.open().filter(plate__rating_round=rating_round).exists():
        hidden.add(RatingAction.ARCHIVE)
    return hidden


def _facts(rating_round: RatingRound) -> list[Fact]:
    scheme = rating_round.scheme
    return [
        Fact(_("sub-district"), rating_round.street),
        Fact(_("rating scheme"), scheme, scheme.get_absolute_url()),
        Fact(_("cut-off"), rating_round.cut_off_on),
        Fact(_("scored by"), rating_round.scored_by),
        Fact(_("reviewed by"), rating_round.reviewed_by),
        Fact(_("result of the review"), rating_round.review_words),
        Fact(_("announced on"), rating_round.announced_on),
        Fact(_("objections until"), rating_round.objections_until),
        Fact(_("to be published by"), rating_round.publish_by),
        Fact(_("published on"), rating_round.published_on),
        Fact(_("published by"), rating_round.published_by),
    ]


rating_step = deed_view(model=RatingRound, subject="rating_round", steps=STEPS, page=_rating_page)
