"""Every page as people meet it: accessible, nothing forbidden by the policy, whole on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.test_pages import all_pages

WIDER_THAN_THE_WINDOW = (
    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
)


@pytest.fixture(params=all_pages(), ids=str)
def asked(request, town, person):
    page = request.param
    user = person(page.role, over=page.over(town)) if page.role else None
    return user, reverse(page.name, args=page.args(town)) + page.query


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_page_is_accessible_and_fits_its_window(asked, tab, phone):
    user, url = asked
    page = tab(user, phone=phone)

    page.goto(url)

    broken = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken] == []
    assert page.evaluate(WIDER_THAN_THE_WINDOW) <= 0
