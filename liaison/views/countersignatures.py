"""What a unit that is asked to countersign minutes answers on their page."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from liaison.models import Countersignature
from liaison.views.minutes import SIGNATURE_STEPS, minutes_page
from orgs.views.deeds import deed_view


def signature_page(
    request: HttpRequest, countersignature: Countersignature, *, failed: Any, status: int
) -> HttpResponse:
    """The page of the minutes again, with the answer that was refused."""
    return minutes_page(request, countersignature.minutes, answered=failed, status=status)


countersignature_step = deed_view(
    model=Countersignature, subject="countersignature", steps=SIGNATURE_STEPS, page=signature_page
)
