"""Rated estates with their sheets, scores with every point explained, objections to them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.ratings import DismissForm, ExamineForm, ObjectionForm, SheetForm, UpholdForm
from grids.models import FirmScore, Objection, RatingInput, RatingUnit
from grids.rating_enums import ObjectionAction, RatingSheet, RatingState
from grids.rating_permissions import sheets_of, speaks_for
from grids.rating_workflow import OBJECTION_MOVES
from grids.selectors.rating.explained import lines_of, plate_mark, reasons_in_words
from grids.services import objections
from grids.services.rating_sheets import fill_sheet
from grids.views.narrowing_ratings import ObjectionListFilter
from grids.views.ratings import crumbs_to_round
from orgs.enums import Role
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import DeedForm, Step, Steps, deed_view, offer, offers
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

SCORE_STEPS: Steps = {"object": Step(objections.file_objection, ObjectionForm)}
OBJECTION_STEPS: Steps = {
    ObjectionAction.EXAMINE: Step(objections.examine_objection, ExamineForm),
    ObjectionAction.UPHOLD: Step(objections.uphold_objection, UpholdForm),
    ObjectionAction.DISMISS: Step(objections.dismiss_objection, DismissForm),
}
# The scores that a figure counts; a round shows its own.
ESTATE_SCORES = Listing(
    key="estate-scores",
    title=_("Scores at estates in the last rating"),
    columns=(
        Column("firm.name", _("property firm")),
        Column("estate.name", _("estate")),
        Column("points", pgettext_lazy("rating", "score"), kind=Kind.NUMBER),
        Column("satisfaction", _("satisfaction"), kind=Kind.NUMBER),
        Column("on_time", _("cases closed in time"), kind=Kind.NUMBER),
    ),
    search=("firm__name", "estate__name"),
    order=("firm__name", "estate__code", "pk"),
    empty=Empty(_("No rating is published yet.")),
)
OBJECTIONS = Listing(
    key="objections",
    title=_("Objections to ratings"),
    columns=(
        Column("score.firm.name", _("property firm")),
        Column("score.estate.name", _("estate")),
        Column("item.name", _("rating item")),
        Column("filed_on", _("filed on"), kind=Kind.DATE),
        Column("decided_on", _("decided on"), kind=Kind.DATE),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=ObjectionListFilter,
    tabs="state",
    search=("score__firm__name", "words"),
    order=("-filed_on", "-pk"),
    empty=Empty(_("While a rating is announced, firms object to their scores here.")),
)


@require_safe
def unit_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A firm at an estate: what every source said, and the sheets that are the reader's."""
    unit = _visible_unit(request, public_id)
    reader: Any = request.user
    inputs = RatingInput.objects.visible_to(reader).filter(unit=unit)
    # The trail tells what others filled in, which is not the firm's to read before its time.
    is_inside = reach_of(reader).covers(unit.estate.org)
    context = {
        "unit": unit,
        "way": crumbs_to_round(unit.rating_round, reader),
        "facts": [
            Fact(_("property firm"), unit.firm, unit.firm.get_absolute_url()),
            Fact(_("estate"), unit.estate, unit.estate.get_absolute_url()),
            Fact(_("households"), unit.household_count),
            Fact(_("days of contract in the quarter"), unit.contract_days),
        ],
        "inputs": inputs.select_related("item", "filled_by"),
        "sheets": sheets_of(reader, unit) if unit.rating_round.is_open else [],
        "history": history_of(unit) if is_inside else [],
    }
    return render(request, "grids/ratingunit_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_sheet(request: HttpRequest, public_id: UUID, sheet: str) -> HttpResponse:
    """Fill in one sheet of a rated estate, on a phone too."""
    unit = _visible_unit(request, public_id)
    if sheet not in RatingSheet.values:
        raise Http404
    named = RatingSheet(sheet)
    if named not in sheets_of(request.user, unit):
        raise PermissionDenied
    form = SheetForm(request.POST or None, reader=request.user, subject=unit, sheet=named)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        way = [*crumbs_to_round(unit.rating_round, request.user), unit]
        context = {"form": form, "title": named.label, "unit": unit, "way": way}
        return render(request, "grids/rating_sheet.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=partial(fill_sheet, unit=unit), page=page)


def _visible_unit(request: HttpRequest, public_id: UUID) -> RatingUnit:
    rows = RatingUnit.objects.visible_to(request.user).for_list()
    rows = rows.select_related("firm__partner", "rating_round__scheme", "estate__street")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def score_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A score, with every point explained down to its record."""
    rows = FirmScore.objects.visible_to(request.user).for_list()
    return _score_page(request, get_object_or_404(rows, public_id=public_id))


def _score_page(
    request: HttpRequest,
    score: FirmScore,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    seen = FirmScore.objects.visible_to(reader).filter(
        rating_round=score.rating_round, firm=score.firm
    )
    context = {
        "score": score,
        "way": crumbs_to_round(score.rating_round, reader),
        "mark": plate_mark(score.plate),
        "reasons": reasons_in_words(score.reasons),
        "lines": lines_of(score),
        "estates": seen.exclude(estate=None).for_list() if score.estate is None else [],
        "whole": seen.of_firms().for_list().first() if score.estate else None,
        "facts": _score_facts(score),
        "objections": Objection.objects.visible_to(reader).filter(score=score).for_list(),
        "offers": _score_offers(score, reader, failed),
        "may_object": _may_object(score, reader),
    }
    return render(request, "grids/firmscore_detail.html", context, status=status)


def _score_facts(score: FirmScore) -> list[Fact]:
    return [
        Fact(_("property firm"), score.firm, score.firm.get_absolute_url()),
        Fact(_("estate"), score.estate, score.estate.get_absolute_url() if score.estate else ""),
        Fact(_("households"), score.household_count),
        Fact(pgettext_lazy("rating", "score"), score.points),
        Fact(_("satisfaction"), score.satisfaction),
        Fact(_("cases closed in time"), score.on_time),
        Fact(_("rank"), score.rank),
    ]


def _may_object(score: FirmScore, reader: Any) -> bool:
    """True for the firm and for the office while the window is open."""
    rating_round = score.rating_round
    until = rating_round.objections_until
    is_open = (
        rating_round.state == RatingState.ANNOUNCED
        and until is not None
        and timezone.localdate() <= until
    )
    may = speaks_for(reader, score.firm) or holds_role(
        reader, Role.OFFICE, over=rating_round.street
    )
    return is_open and may


def _score_offers(score: FirmScore, reader: Any, failed: Any) -> list[Any]:
    """Only a score at an estate is objected to."""
    if score.estate is None or not _may_object(score, reader):
        return []
    return [
        offer(
            score,
            "object",
            _("Object to this score"),
            step=SCORE_STEPS["object"],
            reader=reader,
            url_name="grids:firmscore-step",
            failed=failed,
        )
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def objection_list(request: HttpRequest) -> HttpResponseBase:
    """The objections of the street, or of the own firm."""
    rows = Objection.objects.visible_to(request.user).for_list()
    trail = [Crumb(_("Rating rounds"), reverse("grids:ratings"))]
    return list_page(request, OBJECTIONS, rows, context={"trail": trail})


@require_safe
def objection_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One objection, what two people found, and what it changed."""
    rows = Objection.objects.visible_to(request.user).for_list()
    return _objection_page(request, get_object_or_404(rows, public_id=public_id))


def _objection_page(
    request: HttpRequest,
    objection: Objection,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    found = offers(
        objection,
        moves=OBJECTION_MOVES,
        steps=OBJECTION_STEPS,
        reader=reader,
        url_name="grids:objection-step",
        failed=failed,
        ahead=(ObjectionAction.EXAMINE,),
    )
    is_second = objection.first_reviewer_id != reader.pk
    context = {
        "objection": objection,
        "way": [*crumbs_to_round(objection.rating_round, reader), objection.score],
        "offers": found if is_second else [],
        "facts": _objection_facts(objection),
        "history": history_of(objection),
    }
    return render(request, "grids/objection_detail.html", context, status=status)


def _objection_facts(objection: Objection) -> list[Fact]:
    adjustment = getattr(objection, "adjustment", None)
    changed = f"{adjustment.item} {adjustment.value}" if adjustment else ""
    return [
        Fact(pgettext_lazy("rating", "score"), objection.score, objection.score.get_absolute_url()),
        Fact(_("rating item"), objection.item),
        Fact(_("filed on"), objection.filed_on),
        Fact(_("first reviewer"), objection.first_reviewer),
        Fact(_("first opinion"), objection.first_words),
        Fact(_("second reviewer"), objection.second_reviewer),
        Fact(_("reason of the decision"), objection.decision),
        Fact(_("adjusted to"), changed),
    ]


score_step = deed_view(model=FirmScore, subject="score", steps=SCORE_STEPS, page=_score_page)
objection_step = deed_view(
    model=Objection, subject="objection", steps=OBJECTION_STEPS, page=_objection_page
)
