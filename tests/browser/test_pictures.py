"""Pictures in a real browser: drawn under the policy, worked by keyboard, whole without script."""

import pytest

from grids.enums import GridTier
from orgs.enums import Role
from tests.factories import GridFactory


@pytest.fixture
def office_tab(town, office, tab):
    def opened(url, **window):
        page = tab(office, **window)
        page.goto(url)
        if window.get("script", True):
            page.wait_for_selector(".picture[data-drawn]")
        return page

    return opened


@pytest.fixture
def ground(town):
    area = GridFactory(street=town.root, code="1", name="北片区", org=town.north)
    unit = GridFactory(
        street=town.root, code="101", name="北一网格", tier=GridTier.UNIT, parent=area
    )
    for number in (1, 2):
        GridFactory(
            street=town.root,
            code=f"10100{number}",
            name=f"北一0{number}",
            tier=GridTier.BASE,
            parent=unit,
            household_count=40,
        )


def ink_of(page):
    """How many points of the canvas are not blank."""
    return page.evaluate(
        """() => {
            const canvas = document.querySelector(".picture-canvas canvas");
            const { width, height } = canvas;
            const points = canvas.getContext("2d").getImageData(0, 0, width, height).data;
            return points.filter((value, at) => at % 4 === 3 && value > 0).length;
        }"""
    )


def shown(page):
    return page.evaluate("Pictures.shown.painter.shown(Pictures.shown).map((node) => node.label)")


@pytest.mark.parametrize("url", ["/orgs/chart/", "/grids/rings/"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_picture_is_drawn(ground, office_tab, url, phone):
    page = office_tab(url, phone=phone)

    page.wait_for_timeout(500)

    assert ink_of(page) > 1000


@pytest.mark.parametrize("url", ["/orgs/chart/", "/grids/rings/"])
def test_without_script_the_table_alone_says_it(ground, office_tab, url):
    page = office_tab(url, script=False)

    assert not page.locator(".picture-stage").is_visible()
    assert page.locator("#picture-summary").is_visible()
    assert page.locator(".list-table tbody tr").count() >= 4


def test_the_tree_starts_with_two_levels_and_opens_by_keyboard(town, office_tab):
    page = office_tab("/orgs/chart/")
    assert shown(page)[:2] == [town.root.name, town.north.name]
    assert town.branch.name not in shown(page)

    page.focus(".picture-frame")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert town.branch.name in shown(page)
    assert town.branch.name in page.inner_text("#picture-now")

    for key in ("ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    assert town.branch.name not in shown(page)

    page.keyboard.press("Enter")
    page.wait_for_url(f"**{town.north.get_absolute_url()}")


def test_a_search_opens_the_way_and_chooses_what_it_found(town, office_tab):
    page = office_tab("/orgs/chart/")

    page.fill("#picture-search", "北一01")
    page.keyboard.press("Enter")

    assert town.group.name in shown(page)
    assert town.group.name in page.inner_text("#picture-now")
    assert page.locator("#picture-now a").first.get_attribute("href") == (
        town.group.get_absolute_url()
    )


def test_a_search_for_nothing_says_so(town, office_tab):
    page = office_tab("/orgs/chart/")

    page.fill("#picture-search", "没有这个")
    page.keyboard.press("Enter")

    assert page.inner_text("#status") == page.locator("#picture").get_attribute("data-nothing")


def test_a_part_is_shown_alone(town, office_tab):
    page = office_tab("/orgs/chart/")
    page.focus(".picture-frame")
    page.keyboard.press("ArrowDown")

    page.click("#picture-now a >> nth=1")
    page.wait_for_url(f"**?top={town.north.public_id}")
    page.wait_for_selector(".picture[data-drawn]")

    assert shown(page)[0] == town.north.name
    assert page.locator(".list-table tbody tr").count() == 3


def test_buttons_enlarge_and_go_back(town, office_tab):
    page = office_tab("/orgs/chart/")
    first = page.locator(".picture-canvas").bounding_box()["height"]

    page.click("[data-do=closer]")
    larger = page.locator(".picture-canvas").bounding_box()["height"]
    page.click("[data-do=reset]")

    assert larger > first
    assert page.locator(".picture-canvas").bounding_box()["height"] == first


def test_a_sector_comes_into_the_middle_by_keyboard_and_by_click(ground, office_tab):
    page = office_tab("/grids/rings/")
    middle = "Pictures.shown.root.label"
    assert page.evaluate(middle) == "北片区"

    page.focus(".picture-frame")
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert "北一01" in page.inner_text("#picture-now")
    assert page.evaluate(middle) == "北一网格"

    page.wait_for_timeout(500)
    page.click(".picture-canvas")
    assert page.evaluate(middle) == "北片区"


def test_a_reader_of_one_branch_is_drawn_that_branch(town, person, tab):
    page = tab(person(Role.SECRETARY, over=town.north))

    page.goto("/orgs/chart/")
    page.wait_for_selector(".picture[data-drawn]")

    assert shown(page) == [town.north.name, town.branch.name]
