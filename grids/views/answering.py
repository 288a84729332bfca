"""The page behind a sheet of the survey: no account, no cookie, no script, no trace (D11)."""

from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grids.forms.surveys import AnswerForm
from grids.models import SurveyToken
from grids.selectors.surveys import link_of
from grids.services.answering import answer_survey, is_open
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED
from partybuild.limits import knocks_too_often
from partybuild.secret_links import unseen

KNOCKS: Final = 60  # a minute: a whole building may stand behind one address
_UNKNOWN, _GONE, _TOO_MANY = 404, 410, 429


@csrf_exempt  # the one-time link is itself the secret that a cookie would be, and leaves no trace
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a resident how content they are with the property service of their estate (R-104)."""
    if knocks_too_often(request, "survey", most=KNOCKS):
        return _page(request, {"is_busy": True}, status=_TOO_MANY)
    link = link_of(token)
    if link is None:
        return _page(request, {"ending": "unknown"}, status=_UNKNOWN)
    if not is_open(link):
        return _page(request, {"ending": _why_shut(link)}, status=_GONE)
    return _ask(request, link, token)


def _ask(request: HttpRequest, link: SurveyToken, token: str) -> HttpResponse:
    # A sheet sent without any mark is an answer as well, and is told what it lacks.
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, questions=link.survey.questions.all())
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                answer_survey(token=token, marks=form.marks)
            except RuleViolation:
                return _page(request, {"ending": "used"}, status=REFUSED)
            return _page(request, {"ending": "done"})
    return _page(request, {"survey": link.survey, "form": form}, status=status)


def _why_shut(link: SurveyToken) -> str:
    if link.is_used:
        return "used"
    if link.is_revoked:
        return "revoked"
    return "over" if link.survey.closes_at <= timezone.now() else "closed"


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return unseen(render(request, "grids/survey_answer.html", context, status=status))
