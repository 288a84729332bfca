"""The gallery of papers: each kind with a sample, to look at and to keep."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.selectors.gallery import Paper, paper_of, papers, street_of_samples
from partybuild.documents import Document, docx_file
from partybuild.documents import render as render_document
from partybuild.pages import Crumb


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """Every paper that the portal prints, as it looks with made-up words."""
    reader: Any = request.user
    street = street_of_samples(reader)
    cards = [(paper, paper.sample(street), reverse(paper.made_at)) for paper in papers()]
    return render(request, "orgs/paper_list.html", {"cards": cards})


@require_safe
def paper_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One kind of paper: the reader's newest, or the sample where there is none or it is wished."""
    paper = _known(key)
    document, is_sample = _shown(request, paper)
    context = {
        "paper": paper,
        "document": document,
        "is_sample": is_sample,
        "way": [Crumb(_("Official papers"), reverse("orgs:papers"))],
        "made_at": reverse(paper.made_at),
        "file_url": reverse("orgs:paper-file", args=[key]) + ("?sample=1" if is_sample else ""),
    }
    return render(request, "orgs/paper_detail.html", context)


@require_safe
def paper_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same as .docx."""
    document, _is_sample = _shown(request, _known(key))
    return docx_file(render_document(document), document.name)


def _shown(request: HttpRequest, paper: Paper) -> tuple[Document, bool]:
    reader: Any = request.user
    own = None if "sample" in request.GET else paper.latest(reader)
    return (own, False) if own else (paper.sample(street_of_samples(reader)), True)


def _known(key: str) -> Paper:
    paper = paper_of(key)
    if paper is None:
        raise Http404
    return paper
