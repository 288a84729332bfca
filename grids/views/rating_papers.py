"""Papers of a rating as files: announcement, certificate, notice, and the round as a workbook."""

import io
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from grids.models import Plate, RatingRound, Sanction
from grids.rating_enums import APPROVED_SANCTIONS, FROZEN_STATES
from grids.selectors.rating.papers import (
    announcement_document,
    certificate_document,
    quarter_words,
    rectification_document,
)
from grids.services.rating_exports import export_round
from partybuild.documents import Document, docx_file, render
from partybuild.media import KINDS


@require_safe
def announcement(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The list of plates for objections, or as the result."""
    rows = RatingRound.objects.visible_to(request.user).for_list()
    return _paper(announcement_document(get_object_or_404(rows, public_id=public_id)))


@require_safe
def certificate(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The certificate of a gold or silver plate."""
    rows = Plate.objects.visible_to(request.user).for_list()
    return _paper(certificate_document(get_object_or_404(rows, public_id=public_id)))


@require_safe
def rectification_notice(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The notice of an approved rectification."""
    rows = Sanction.objects.visible_to(request.user).filter(state__in=APPROVED_SANCTIONS).for_list()
    return _paper(rectification_document(get_object_or_404(rows, public_id=public_id)))


@require_POST
def workbook(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The whole round with its formulas; taking it out of the portal is recorded."""
    actor: Any = request.user
    rows = RatingRound.objects.visible_to(actor).filter(state__in=FROZEN_STATES).for_list()
    rating_round = get_object_or_404(rows, public_id=public_id)
    content = export_round(rating_round=rating_round, actor=actor)
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=f"{quarter_words(rating_round)}红色物业评牌.xlsx",
        content_type=KINDS["xlsx"][0],
    )


def _paper(document: Document | None) -> HttpResponseBase:
    """A paper that does not exist for this row is no page."""
    if document is None:
        raise Http404
    return docx_file(render(document), document.name)
