"""The workbench: what waits for the reader, gaps below, and what changed last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    return render(request, "home.html", {})
