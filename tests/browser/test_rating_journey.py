"""A quarter of property firms: opened by the clock, rated, objected to, published on the board."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from grids.models import FirmScore, Objection, Plate, RatingRound, SurveyAnswer
from grids.rating_enums import PlateKind
from grids.tasks import cut_off_rating_round, open_rating_round
from partybuild.demo.clock import clock_at
from tests.browser.test_journey import fill_in, leaving, press
from tests.grids.ratings import a_firm_at_work, a_scheme, people

ITEM = "保洁"
EXTRAS = ("honours", "complaints")


@pytest.fixture
def hands(town) -> Any:
    return people(town)


@pytest.fixture
def rated(town, hands) -> RatingRound:
    """The clock opens the round of the last quarter, in which one firm is at work."""
    a_firm_at_work(town, partner=town.school)
    a_scheme(town, hands)
    open_rating_round(town.root.pk)
    return RatingRound.objects.get()


def open_message(page: Any) -> None:
    """Open the newest message."""
    page.goto(reverse("orgs:notifications"))
    with leaving(page):
        page.locator(".message button").first.click()


def fill_sheet(page: Any, name: str, **lower: str) -> None:
    """Open the rated estate from the message, and give full points but for what is named."""
    open_message(page)
    with leaving(page):
        page.locator("#round-units ~ table a").first.click()
    with leaving(page):
        page.locator(".page-actions a", has_text=name).click()
    for row in page.locator(".sheet-row").all():
        field = row.locator("input[type=number]")
        key = field.get_attribute("name")
        if key not in EXTRAS:
            field.fill(lower.get(key.replace("-", "_"), field.get_attribute("max")))
    with leaving(page):
        page.click("main form.panel button")
    assert "示例物业" in page.inner_text("h1")


def ask_residents(desk: Any) -> str:
    """Open the survey of the round and print two sheets; the address on one of them."""
    desk.goto(reverse("grids:surveys"))
    with leaving(desk):
        desk.click(".page-actions a")
    with leaving(desk):
        desk.click("main form button.btn-primary")
    with leaving(desk):
        desk.locator(".list-table tbody a").first.click()
    with leaving(desk):
        desk.click(".page-actions a.btn-primary")
    desk.fill("[name=count]", "2")
    with leaving(desk):
        desk.click("main form button.btn-primary")
    return str(desk.locator(".qr-sheet .address").first.inner_text())


def answer(resident: Any, address: str) -> None:
    """A resident answers once; a second answer from the same sheet is not taken."""
    resident.goto(address)
    resident.locator(".choices label").last.click()
    with leaving(resident):
        resident.click("button[type=submit]")
    assert "感谢" in resident.inner_text("h1")
    width = resident.evaluate("document.documentElement.scrollWidth")
    assert width <= resident.viewport_size["width"]


def announce(desk: Any, second: Any, rated: RatingRound) -> None:
    """Score what the clock has frozen, have another look at it, and announce it."""
    desk.goto(rated.get_absolute_url())
    press(desk, "score")
    assert desk.locator("#deed-review").count() == 0
    second.goto(rated.get_absolute_url())
    fill_in(second, "review", words="抽查两处，属实。")
    desk.reload()
    press(desk, "announce")


def object_to_a_score(firm: Any) -> None:
    """The firm finds its score by the message and objects to one item of it."""
    open_message(firm)
    for link in ("#round-scores ~ table a", "#score-estates ~ table a"):
        with leaving(firm):
            firm.locator(link).first.click()
    firm.click("#deed-object > summary")
    firm.select_option("#deed-object [name=item]", label=ITEM)
    firm.fill("#deed-object [name=words]", "当日雨后，照片不能说明问题。")
    with leaving(firm):
        firm.click("#deed-object form button")


def decide(first: Any, second: Any) -> None:
    """One examines the objection, another upholds it with the points that are due."""
    open_message(first)
    fill_in(first, "examine", words="照片为雨后拍摄，属实。")
    assert first.locator("#deed-uphold").count() == 0
    second.goto(Objection.objects.get().get_absolute_url())
    second.click("#deed-uphold > summary")
    second.select_option("#deed-uphold [name=item]", label=ITEM)
    second.fill("#deed-uphold [name=value]", "6")
    second.fill("#deed-uphold [name=decision]", "予以更正。")
    with leaving(second):
        second.click("#deed-uphold form button")


def test_a_quarter_is_rated_objected_to_and_published_on_the_board(town, hands, rated, tab):
    fill_sheet(tab(hands.secretary, phone=True), "社区")
    desk = tab(hands.office)
    fill_sheet(desk, "街道", cleaning="0", fire_safety="0")
    fill_sheet(tab(hands.liaison), "自评")
    answer(tab(phone=True, script=False), ask_residents(desk))
    assert SurveyAnswer.objects.exists()

    with clock_at(rated.cut_off_on + timedelta(days=1)):
        cut_off_rating_round(rated.pk)
        desk, second = tab(hands.office), tab(hands.second)
        announce(desk, second, rated)
        assert FirmScore.objects.get(estate=None).plate == PlateKind.SILVER
        object_to_a_score(tab(hands.liaison))
        decide(desk, second)
        assert FirmScore.objects.get(estate=None).plate == PlateKind.GOLD

    rated.refresh_from_db()
    with clock_at(rated.objections_until + timedelta(days=1)):
        desk, firm = tab(hands.office), tab(hands.liaison, phone=True)
        desk.goto(rated.get_absolute_url())
        press(desk, "publish")
        desk.goto(reverse("grids:plates"))
        line = desk.locator(".list-table tbody tr", has_text="示例物业")
        assert "金牌" in line.inner_text()
        with leaving(desk):
            line.locator("a").first.click()
        firm.goto(reverse("grids:plates"))
        assert "金牌" in firm.inner_text("main")
    assert Plate.objects.get().kind == PlateKind.GOLD
