"""How a person reads the portal, and when a forgotten session ends."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

Handler = Callable[[HttpRequest], HttpResponse]
# A session is touched at most once in this time, so that reading pages writes nothing.
TOUCH_AFTER = timedelta(minutes=1)


class IdleTimeoutMiddleware:
    """End a session in which nothing was asked for longer than SESSION_IDLE_AGE."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            self._watch(request, timezone.now())
        return self.get_response(request)

    def _watch(self, request: HttpRequest, now: datetime) -> None:
        seen = request.session.get("seen_at")
        if seen is None:
            request.session["seen_at"] = now.isoformat()
            return
        idle = now - datetime.fromisoformat(seen)
        if idle > settings.SESSION_IDLE_AGE:
            logout(request)
        elif idle > TOUCH_AFTER:
            request.session["seen_at"] = now.isoformat()


class ReadingHabitsMiddleware:
    """Show the portal in the person's language: Chinese unless another was chosen."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request: HttpRequest) -> str:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if request.user.is_authenticated and request.user.language:
            chosen = request.user.language
        known = {code for code, _name in settings.LANGUAGES}
        return chosen if chosen in known else settings.LANGUAGE_CODE
