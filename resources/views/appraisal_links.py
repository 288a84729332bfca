"""The sheet of links for an appraisal, and the page without a door behind each of them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from orgs.services.workflow import available_actions
from partybuild.errors import RuleViolation
from partybuild.fields import day_input
from partybuild.http import INVALID, REFUSED, refuse
from partybuild.limits import knocks_too_often
from partybuild.secret_links import digest_of, picture_of, unseen
from resources.enums import ProjectWork, Verdict
from resources.models import Project
from resources.selectors.appraisal_links import link_of
from resources.services.appraisal_links import (
    LONGEST,
    MOST,
    answer_appraisal,
    is_open,
    issue_links,
)
from resources.views.projects import visible_project
from resources.views.writing import groups_of, way
from resources.workflow import PROJECT_WORKS

KNOCKS = 60  # a minute: a whole club house may stand behind one address
TOO_MANY = 429


class IssueLinksForm(forms.Form):
    """How many links, and until when they hold."""

    count = forms.IntegerField(label=_("number of links"), min_value=1, max_value=MOST, initial=30)
    expires_on = forms.DateField(label=_("valid until"), widget=day_input())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Issue links and show them, this one time, as a sheet to be printed and cut."""
    project = visible_project(request, public_id)
    reader: Any = request.user
    if ProjectWork.ISSUE_LINKS not in available_actions(project, PROJECT_WORKS, reader):
        raise PermissionDenied
    end = timezone.localdate() + LONGEST / 3
    form = IssueLinksForm(request.POST or None, initial={"expires_on": end})
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                tokens = issue_links(project=project, actor=reader, **form.cleaned_data)
            except RuleViolation as refusal:
                refuse(form, refusal)
                status = REFUSED
            else:
                return _sheet(request, project, tokens, form.cleaned_data["expires_on"])
    context = {
        "form": form,
        "groups": groups_of(form),
        "title": _("Links for the appraisal"),
        "trail": [*way(project.org, "projects", reader=reader), project],
    }
    return render(request, "resources/form.html", context, status=status)


def address_of(request: HttpRequest, token: str) -> str:
    """The whole address behind a link, as it stands on the sheet."""
    return request.build_absolute_uri(reverse("resources:appraise", args=[token]))


@csrf_exempt  # the one-time link is itself the secret that a cookie would be, and leaves no trace
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appraise(request: HttpRequest, token: str) -> HttpResponse:
    """Ask somebody who was served for one verdict: no name, no cookie, no trace (D11)."""
    if knocks_too_often(request, "appraise", most=KNOCKS):
        return _unseen(request, {"is_busy": True}, status=TOO_MANY)
    link = link_of(digest_of(token))
    if link is None or not is_open(link):
        return _unseen(request, {"is_spent": True}, status=404)
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict.values:
        status = INVALID if request.method == "POST" else 200
        return _unseen(request, {"project": link.project, "verdicts": Verdict.choices}, status)
    try:
        answer_appraisal(token=token, verdict=Verdict(verdict))
    except RuleViolation:
        return _unseen(request, {"is_spent": True}, status=REFUSED)
    return _unseen(request, {"is_done": True})


def _sheet(request: HttpRequest, project: Project, tokens: list[str], end: Any) -> HttpResponse:
    addresses = [address_of(request, token) for token in tokens]
    slips = [(address, picture_of(address)) for address in addresses]
    context = {
        "project": project,
        "slips": slips,
        "expires_on": end,
        "trail": [*way(project.org, "projects", reader=request.user), project],
    }
    return render(request, "resources/appraisal_sheet.html", context)


def _unseen(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return unseen(render(request, "resources/appraise.html", context, status=status))
