"""How often one place may knock at a page that is open to everybody."""

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_WINDOW: Final = 60  # seconds


def knocks_too_often(request: HttpRequest, page: str, *, most: int) -> bool:
    """Count one knock; true when there were more than ``most`` within the last minute.

    The address is neither stored nor written down: only its keyed digest stands in the cache, for
    one minute.
    """
    place = salted_hmac(page, request.META.get("REMOTE_ADDR", "")).hexdigest()
    key = f"knocks:{page}:{place}"
    if cache.add(key, 1, _WINDOW):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # the minute ended in between
        return False
