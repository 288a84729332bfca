"""The page that all nouns of following up share: facts, what may be done next, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import Offer
from partybuild.pages import Crumb, Fact

RESTRICTED = _("Restricted: only the office and the leaders of the sub-district see this record.")


@dataclass(frozen=True, slots=True)
class Words:
    """A longer text under its heading; nothing is shown of an empty one."""

    label: Any
    text: str


def followed_page(
    request: HttpRequest,
    row: Any,
    *,
    trail: Sequence[Crumb],
    facts: Sequence[Fact],
    offers: Sequence[Offer] = (),
    words: Sequence[Words] = (),
    links: Sequence[Crumb] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """One row with its facts, its longer words, its steps and its history."""
    reader: Any = request.user
    shown = {
        "row": row,
        "kind": row._meta.model_name,
        "way": [*way_to(row.org, reader=reader), *trail],
        "facts": facts,
        "words": [each for each in words if each.text],
        "links": links,
        "offers": offers,
        "entries": history_of(row),
        "findings": (),
        "notice": "",
        "has_sight": True,
        "page": "liaison/followed_detail.html",
        **context,
    }
    return render(request, shown["page"], shown, status=status)
