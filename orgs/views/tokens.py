"""Tokens of one's own REST clients."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from orgs.forms.tokens import IssueTokenForm
from orgs.models import ApiToken
from orgs.services.tokens import issue_token, revoke_token
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, refuse


@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and the form that issues another; its text is shown once."""
    reader: Any = request.user
    form, text, status = IssueTokenForm(request.POST or None), "", 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                _token, text = issue_token(actor=reader, **form.cleaned_data)
            except RuleViolation as refusal:
                refuse(form, refusal)
                status = REFUSED
            else:
                form, status = IssueTokenForm(), 200
    tokens = ApiToken.objects.filter(user=reader).order_by("-created")
    context = {"form": form, "text": text, "tokens": tokens, "now": timezone.now()}
    response = render(request, "orgs/token_list.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def token_revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make one of one's own tokens worthless."""
    reader: Any = request.user
    token = get_object_or_404(ApiToken.objects.filter(user=reader), public_id=public_id)
    revoke_token(token=token, actor=reader)
    messages.success(request, _("The token no longer works."))
    return HttpResponseRedirect(reverse("orgs:tokens"))
