"""Showing a telephone number to somebody who asked for it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from orgs.selectors.contacts import contact_of, numbers_of
from orgs.services.contacts import read_contact
from partybuild.http import render_page


@require_POST
def contact_read(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Show one number in full; with htmx in its place, otherwise on a page of its own."""
    try:
        model, field = numbers_of(kind)
    except KeyError:
        raise Http404 from None
    rows: Any = model._default_manager
    row = get_object_or_404(rows.visible_to(request.user), public_id=public_id)
    reader: Any = request.user
    number = read_contact(row=row, field=field, actor=reader)
    response = render_page(
        request,
        "orgs/contact.html",
        partial="orgs/_contact_shown.html",
        context={"number": number, "contact": contact_of(row), "row": row},
    )
    response.headers["Cache-Control"] = "no-store"
    return response
