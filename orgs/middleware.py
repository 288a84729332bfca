"""How a person reads the portal, and when a forgotten session ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from orgs.scoping import resolved_once

Handler = Callable[[HttpRequest], HttpResponse]
# A session is touched at most once in this time, so that reading pages writes nothing.
TOUCH_AFTER = timedelta(minutes=1)
OPEN_TO_TEMPORARY_PASSWORDS = frozenset({"password-change", "sign-out", "reading"})


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
            request.has_idled_out = True  # type: ignore[attr-defined]  # the door says so
        elif idle > TOUCH_AFTER:
            request.session["seen_at"] = now.isoformat()


class DoorMiddleware:
    """Lead who is not signed in to the door, and who has a temporary password to a new one.

    It stands in for Django's LoginRequiredMiddleware, whose redirect would be swapped into the
    middle of a page.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Every page needs a person, but those marked ``login_not_required``."""
        user: Any = request.user
        if not user.is_authenticated:
            return _to_the_door(request) if getattr(view, "login_required", True) else None
        match = request.resolver_match
        name = match.view_name if match else ""
        if user.password_is_temporary and name not in OPEN_TO_TEMPORARY_PASSWORDS:
            return _lead(request, reverse("password-change"))
        return None


def _to_the_door(request: HttpRequest) -> HttpResponse:
    asked = request.headers.get("HX-Current-URL") if _is_swap(request) else None
    query = {REDIRECT_FIELD_NAME: urlsplit(asked).path if asked else request.get_full_path()}
    if getattr(request, "has_idled_out", False):
        query["idle"] = "1"
    return _lead(request, f"{reverse(settings.LOGIN_URL)}?{urlencode(query)}")


def _is_swap(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _lead(request: HttpRequest, url: str) -> HttpResponse:
    # A redirect inside a swap would put the door into the middle of a page.
    if _is_swap(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


class ReachOnceMiddleware:
    """Resolve what the reader reaches once for each page; what writes resolves it anew."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with resolved_once():
            return self.get_response(request)


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
