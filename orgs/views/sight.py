"""The page that answers: why can I see this?"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from orgs.selectors.sight import reasons_to_see, sight_of


@require_safe
def why(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Which of the reader's roles reaches one row, and on what way."""
    try:
        sight = sight_of(kind)
    except KeyError:
        raise Http404 from None
    reader: Any = request.user
    rows: Any = sight.model._default_manager
    row = get_object_or_404(rows.visible_to(reader), public_id=public_id)
    return render(
        request,
        "orgs/why.html",
        {
            "row": row,
            "kind": sight.model._meta.verbose_name,
            "reasons": reasons_to_see(row, sight, reader=reader),
            "sideways": list(sight.sideways(row, reader)),
        },
    )
