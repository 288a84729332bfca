"""What every page does the same way: whole page or partial, and a deed behind a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from partybuild.errors import RuleViolation

INVALID = 422
REFUSED = 409


def wants_partial(request: HttpRequest) -> bool:
    """True for an htmx swap; false for a boosted link or a restored history entry."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    page: str,
    *,
    partial: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Answer htmx with the partial alone, and everyone else with the page around it."""
    template = partial if wants_partial(request) else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def refuse(form: forms.Form, refusal: RuleViolation) -> None:
    """Put the words of a refusal beside the input that caused it."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def perform(
    request: HttpRequest,
    *,
    form: forms.Form,
    deed: Callable[..., Model],
    page: Callable[..., HttpResponse],
) -> HttpResponse:
    """Hand a valid form to a deed, and show what came of it.

    ``deed`` takes ``actor=`` and the form's cleaned fields and returns the row it changed.
    ``page(form=…, status=…)`` shows the form again with what is wrong. On success a browser is
    redirected to the row (so that a reload repeats nothing) and htmx follows the same way.
    """
    if not form.is_valid():
        return page(form=form, status=INVALID)
    try:
        row = deed(actor=request.user, **form.cleaned_data)
    except RuleViolation as refusal:
        refuse(form, refusal)
        return page(form=form, status=REFUSED)
    target = row.get_absolute_url()  # type: ignore[attr-defined]  # every noun has a page
    if wants_partial(request):
        return HttpResponse(status=204, headers={"HX-Location": target})
    return HttpResponseRedirect(target)


def form_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    deed: Callable[..., Model],
    template: str,
    **context: Any,
) -> HttpResponse:
    """Show a form on a page of its own, and hand it to its deed when it comes back."""

    def page(*, form: forms.Form, status: int = 200) -> HttpResponse:
        return render(request, template, {**context, "form": form}, status=status)

    if request.method != "POST":
        return page(form=form)
    return perform(request, form=form, deed=deed, page=page)


class RefusalMiddleware:
    """Answer a refusal that no view caught with its words, on a page or beside the swap."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse | None:
        """A RuleViolation is a 409; everything else is not this middleware's."""
        if not isinstance(exc, RuleViolation):
            return None
        response = render_page(
            request,
            "409.html",
            partial="_components/_refusal.html",
            context={"refusal": exc.message},
            status=REFUSED,
        )
        if wants_partial(request):
            response.headers["HX-Retarget"] = "#refusal"
            response.headers["HX-Reswap"] = "outerHTML"
        return response
