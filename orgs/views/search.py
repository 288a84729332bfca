"""The search over everything a person may see."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from orgs.selectors.search import found_for
from partybuild.finding import terms_of
from partybuild.http import render_page

LONGEST = 100


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What the words name, by noun, with where each row lies and why it was found."""
    reader: Any = request.user
    words = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    return render_page(
        request,
        "orgs/search.html",
        partial="orgs/_search_results.html",
        context={
            "words": words,
            "kind": kind,
            "terms": terms_of(words),
            "groups": found_for(reader=reader, words=words, kind=kind),
        },
    )
