"""A real Chromium, signed in without the door, and its complaints."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextvars import copy_context
from functools import partial
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.conftest import Browser, open_session

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed.")

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
HOUSE = "http://localhost"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            # What a browser shows is the same on both engines, and it takes its time to show it.
            item.add_marker(pytest.mark.engine("sqlite"))
            served = "tab" in item.fixturenames
            item.add_marker(pytest.mark.django_db(transaction=served))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"No Chromium on the PATH under any of these names: {', '.join(NAMES)}.")
    # Playwright keeps a loop running in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def tab(chromium, live_server) -> Iterator[Callable[..., Any]]:
    """``tab(user, phone=True)``: a page of a fresh window; what it complains of fails the test."""
    windows: list[Any] = []
    complaints: list[str] = []

    def opened(user: Any = None, *, phone: bool = False, script: bool = True) -> Any:
        window = chromium.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=script,
            locale="zh-CN",
        )
        windows.append(window)
        if user is not None:
            window.add_cookies([_session_of(user, live_server.url)])
        page = window.new_page()
        page.on("console", lambda message: _note(message, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for window in windows:
        window.close()
    assert complaints == []


@pytest.fixture(scope="session")
def canvas(chromium) -> Iterator[Any]:
    """One window for every page that is only looked at, and what it complains of."""
    window = chromium.new_context(base_url=HOUSE, viewport=DESKTOP, locale="zh-CN")
    page = window.new_page()
    seen = SimpleNamespace(page=page, complaints=[], get=None, status=0, html="", template="")
    page.on("console", lambda message: _note(message, seen.complaints))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.route(f"{HOUSE}/**", lambda route: _answer(route, seen))
    yield seen
    window.close()


@pytest.fixture
def painted(canvas) -> Iterator[Callable[..., Any]]:
    """``painted(user, url)``: a page as Chromium shows it, answered by the test itself.

    No server means no second connection, so the rows of the test need not be committed and no
    table emptied after it. Redirects and deeds are for a ``tab``.
    """
    client = Browser()
    canvas.complaints.clear()

    def opened(user: Any, url: str) -> Any:
        if user is not None:
            open_session(client, user)
        # Playwright answers in a context of its own, which would have a connection of its own.
        canvas.get = partial(copy_context().run, client.get)
        canvas.page.set_viewport_size(DESKTOP)
        shown = canvas.page.goto(url)
        canvas.status, canvas.html = shown.status, shown.text()
        return canvas.page

    yield opened
    assert canvas.complaints == []


def _answer(route: Any, seen: SimpleNamespace) -> None:
    url = urlsplit(route.request.url)
    if url.path.startswith(settings.STATIC_URL):
        route.fulfill(path=finders.find(url.path.removeprefix(settings.STATIC_URL)))
        return
    told = seen.get(f"{url.path}?{url.query}", headers=route.request.headers)
    seen.template = told.templates[0].name if told.templates else ""
    route.fulfill(status=told.status_code, headers=dict(told.headers), body=told.content)


def _note(message: Any, complaints: list[str]) -> None:
    # Refusals (409, 422) are answers. Foreign style sheets are copied in by a step of their own.
    is_answer = "status of 409" in message.text or "status of 422" in message.text
    is_vendor = "/vendor/" in str(message.location)
    if message.type == "error" and not is_answer and not is_vendor:
        complaints.append(f"{message.text} {message.location}")


def _session_of(user: Any, url: str) -> dict[str, str]:
    client = Client()
    open_session(client, user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}
