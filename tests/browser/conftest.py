"""A real Chromium, signed in without the door, and its complaints."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed.")

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            # What a browser shows is the same on both engines, and it takes its time to show it.
            item.add_marker(pytest.mark.engine("sqlite"))
            item.add_marker(pytest.mark.django_db(transaction=True))


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


def _note(message: Any, complaints: list[str]) -> None:
    # Refusals (409, 422) are answers. Foreign style sheets are copied in by a step of their own.
    is_answer = "status of 409" in message.text or "status of 422" in message.text
    is_vendor = "/vendor/" in str(message.location)
    if message.type == "error" and not is_answer and not is_vendor:
        complaints.append(f"{message.text} {message.location}")


def _session_of(user: Any, url: str) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}
