"""The one page that tells a proxy or a watchman whether this process can work; it tells no more."""

import os

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

SECONDS_TO_WAIT = 2


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database and the broker answer, else 503."""
    if database_answers() and broker_answers():
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "down"}, status=503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def broker_answers() -> bool:
    if not settings.REDIS_URL:
        return os.access(settings.BROKER_DIR / "queue", os.W_OK)
    # A client of its own, since the shared ones wait and try again for longer than a watchman does.
    waits = {"socket_connect_timeout": SECONDS_TO_WAIT, "socket_timeout": SECONDS_TO_WAIT}
    client = redis.Redis.from_url(settings.REDIS_URL, retry=Retry(NoBackoff(), 0), **waits)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
