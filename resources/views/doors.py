"""The sheet for the door of a venue, and the page without a sign-in behind its QR code."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from partybuild.errors import RuleViolation
from partybuild.http import REFUSED
from partybuild.limits import knocks_too_often
from partybuild.secret_links import picture_of, unseen
from resources.selectors.arrivals import running_in, venue_at
from resources.selectors.occasions import Stretch
from resources.services.arrivals import count_arrival
from resources.services.venues import may_run_venue
from resources.views.venues import visible_venue
from resources.views.writing import way

KNOCKS = 60  # a minute: a whole hall may stand behind one address
TOO_MANY = 429


@never_cache
@require_safe
def venue_door(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sheet that hangs at the door, for those who run the venue."""
    venue = visible_venue(request, public_id)
    if not may_run_venue(request.user, venue):
        raise PermissionDenied
    address = request.build_absolute_uri(reverse("resources:door", args=[venue.door_key]))
    context = {
        "venue": venue,
        "address": address,
        "picture": picture_of(address, scale=8),
        "trail": [*way(venue.org, "venues", reader=request.user), venue],
    }
    return render(request, "resources/venue_door.html", context)


@csrf_exempt  # there is nobody signed in whose name could be misused, and no cookie is left
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, door_key: UUID) -> HttpResponse:
    """Count one person who comes in: no name, no cookie, no trace."""
    if knocks_too_often(request, "door", most=KNOCKS):
        return _unseen(request, {"is_busy": True}, status=TOO_MANY)
    venue = venue_at(door_key)
    if venue is None:
        return _unseen(request, {"is_unknown": True}, status=404)
    now = timezone.now()
    if request.method == "POST":
        try:
            count_arrival(venue=venue, now=now)
        except RuleViolation as refusal:
            return _unseen(request, {"venue": venue, "refusal": refusal.message}, status=REFUSED)
        return _unseen(request, {"venue": venue, "is_done": True})
    booking = running_in(venue, now)
    when = Stretch(booking.starts_at, booking.ends_at) if booking else None
    return _unseen(request, {"venue": venue, "when": when})


def _unseen(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return unseen(render(request, "resources/door.html", context, status=status))
