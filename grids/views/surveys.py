"""Surveys of residents: how far the samples have come, one survey, and its printed links."""

from functools import partial
from typing import Any
from uuid import UUID

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.surveys import OpenSurveysForm, RevokeLinksForm, SheetFormat
from grids.models import RatingRound, Survey
from grids.selectors.survey_sheets import sheet_file
from grids.selectors.surveys import result_of
from grids.services import surveys
from grids.survey_enums import Mark, SurveyAction, SurveyState, SurveyWork
from grids.survey_workflow import SURVEY_MOVES, SURVEY_WORKS
from orgs.enums import Role
from orgs.selectors.trail import history_of, way_to
from orgs.services.workflow import available_actions
from orgs.views.deeds import DeedForm, Step, Steps, deed_view, offers
from partybuild.documents import docx_file
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, refuse
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from partybuild.secret_links import picture_of


class SurveyListFilter(django_filters.FilterSet):
    """Surveys by their round and by whether they still take answers."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=SurveyState.choices, empty_label=_("all")
    )
    rating_round = django_filters.ModelChoiceFilter(
        label=_("rating round"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=lambda request: RatingRound.objects.visible_to(request.user).for_list(),
    )

    class Meta:
        model = Survey
        fields = ["state", "rating_round"]


SURVEYS = Listing(
    key="surveys",
    title=_("Surveys of residents"),
    columns=(
        Column("estate.name", _("estate")),
        Column("estate.community.name", _("community")),
        Column(
            "rating_round.period",
            _("quarter"),
            value=lambda survey: survey.rating_round.period.label,
            sort="rating_round__year",
        ),
        Column("household_count", _("households"), kind=Kind.NUMBER),
        Column("issued_count", _("sheets"), kind=Kind.NUMBER),
        Column("needed_count", _("answers needed"), kind=Kind.NUMBER),
        Column("answered_count", pgettext_lazy("survey", "answers"), kind=Kind.NUMBER),
        Column("missing_count", _("missing answers"), kind=Kind.NUMBER, sort=""),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=SurveyListFilter,
    tabs="state",
    search=("estate__name", "estate__code"),
    order=("-rating_round__year", "-rating_round__quarter", "estate__code"),
    empty=Empty(_("Residents are asked once a quarter, estate by estate and without a name.")),
)

STEPS: Steps = {
    SurveyAction.CLOSE: Step(surveys.close_survey),
    SurveyWork.REVOKE_LINKS: Step(surveys.revoke_survey_links, RevokeLinksForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
def survey_list(request: HttpRequest) -> HttpResponseBase:
    """How many sheets of each estate came back, against how many it takes: numbers only."""
    rows = Survey.objects.visible_to(request.user).counted().for_list()
    opening = Crumb(_("Open surveys"), reverse("grids:survey-open"))
    actions = [opening] if _opens(request.user) else []
    return list_page(request, SURVEYS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def survey_open(request: HttpRequest) -> HttpResponse:
    """Open the survey in every rated estate of a round."""
    reader: Any = request.user
    if not _opens(reader):
        raise PermissionDenied
    chosen = {"rating_round": _collecting(reader).first()}
    form, status = OpenSurveysForm(request.POST or None, reader=reader, initial=chosen), 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                surveys.open_surveys(actor=reader, **form.cleaned_data)
            except RuleViolation as refusal:
                refuse(form, refusal)
                status = REFUSED
            else:
                return redirect(progress_of(form.cleaned_data["rating_round"]))
    trail = [Crumb(SURVEYS.title, reverse("grids:surveys"))]
    context = {"form": form, "title": _("Open surveys"), "trail": trail}
    return render(request, "grids/form.html", context, status=status)


def progress_of(rating_round: RatingRound) -> str:
    """The page that sets the answers of each estate of a round against its sample."""
    return f"{reverse('grids:surveys')}?rating_round={rating_round.public_id}"


@require_safe
def survey_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One survey: its sample, and what was said once five sheets came back."""
    return _survey_page(request, _visible(request, public_id))


def _survey_page(
    request: HttpRequest,
    survey: Survey,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    survey = Survey.objects.counted().for_list().get(pk=survey.pk)
    offered = partial(
        offers,
        survey,
        steps=STEPS,
        reader=reader,
        url_name="grids:survey-step",
        failed=failed,
        ahead=(),
    )
    context = {
        "survey": survey,
        "way": _way(survey, reader),
        "issues": SurveyWork.ISSUE_LINKS in available_actions(survey, SURVEY_WORKS, reader),
        "offers": [*offered(moves=SURVEY_MOVES), *offered(moves=SURVEY_WORKS)],
        "facts": _facts(survey),
        "result": result_of(survey),
        "marks": Mark.choices,
        "questions": survey.questions.all(),
        "history": history_of(survey),
    }
    return render(request, "grids/survey_detail.html", context, status=status)


def _facts(survey: Any) -> list[Fact]:
    return [
        Fact(_("estate"), survey.estate, survey.estate.get_absolute_url()),
        Fact(_("rating round"), survey.rating_round, survey.rating_round.get_absolute_url()),
        Fact(_("open until"), timezone.localtime(survey.closes_at).date()),
        Fact(_("households"), survey.household_count),
        Fact(_("sheets"), survey.issued_count),
        Fact(_("answers needed"), survey.needed_count),
        Fact(pgettext_lazy("survey", "answers"), survey.answered_count),
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey_links(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Make links and show them, this one time, as sheets of twelve to be printed and cut."""
    survey = _visible(request, public_id)
    reader: Any = request.user
    if SurveyWork.ISSUE_LINKS not in available_actions(survey, SURVEY_WORKS, reader):
        raise PermissionDenied
    form, status = SheetFormat(request.POST or None), 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            count = form.cleaned_data["count"]
            try:
                tokens = surveys.issue_survey_links(survey=survey, count=count, actor=reader)
            except RuleViolation as refusal:
                refuse(form, refusal)
                status = REFUSED
            else:
                return _sheet(request, survey, tokens, as_file=form.cleaned_data["file"])
    context = {
        "form": form,
        "title": _("Links for the survey"),
        "trail": [*_way(survey, reader), survey],
    }
    return render(request, "grids/form.html", context, status=status)


def _sheet(
    request: HttpRequest, survey: Survey, tokens: list[str], *, as_file: str
) -> HttpResponseBase:
    addresses = [
        request.build_absolute_uri(reverse("grids:survey-answer", args=[token])) for token in tokens
    ]
    if as_file == SheetFormat.WORD:
        return docx_file(sheet_file(survey, addresses), f"{survey}满意度调查二维码")
    context = {
        "survey": survey,
        "slips": [(address, picture_of(address)) for address in addresses],
        "trail": [*_way(survey, request.user), survey],
    }
    return render(request, "grids/survey_sheet.html", context)


def _visible(request: HttpRequest, public_id: UUID) -> Survey:
    rows = Survey.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _way(survey: Survey, reader: Any) -> list[Any]:
    return [*way_to(survey.org, reader=reader), Crumb(SURVEYS.title, reverse("grids:surveys"))]


def _collecting(user: Any) -> Any:
    return RatingRound.objects.governed_by(user, Role.OFFICE).collecting().latest_first()


def _opens(user: Any) -> bool:
    return _collecting(user).exists()


survey_step = deed_view(model=Survey, subject="survey", steps=STEPS, page=_survey_page)
