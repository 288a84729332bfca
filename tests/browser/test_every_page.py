"""Every page as people meet it: accessible, nothing forbidden by the policy, whole on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from orgs.enums import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.test_pages import each_once, faults_of

WIDER_THAN_THE_WINDOW = (
    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
)


# What differs between two rows of a noun is looked at without a browser.
LOOKED_AT: set[str] = set()


@pytest.fixture(params=each_once(), ids=str)
def asked(request, town, person):
    page = request.param
    user = person(page.role, over=page.over(town)) if page.role else None
    return user, reverse(page.name, args=page.args(town)) + page.query


def test_a_page_is_sound_accessible_and_fits_its_window(asked, painted, canvas):
    user, url = asked

    page = painted(user, url)

    assert (canvas.status, faults_of(canvas.html)) == (200, {})
    # Pages of one template differ in their words and inputs, which have just been looked at.
    if canvas.template not in LOOKED_AT:
        LOOKED_AT.add(canvas.template)
        assert _violations(page) == []
    for window in (DESKTOP, PHONE):
        page.set_viewport_size(window)
        assert page.evaluate(WIDER_THAN_THE_WINDOW) <= 0


def test_the_shell_is_accessible_on_a_phone(tab, town, person):
    page = tab(person(Role.OFFICE, over=town.root), phone=True)

    page.goto("/")

    assert _violations(page) == []


def _violations(page):
    broken = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken]
