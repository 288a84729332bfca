"""What the shell and the lists do in a real browser, with script and without."""

import pytest
from django.contrib.sessions.models import Session

from orgs.enums import Role
from orgs.models import User
from tests.factories import RoleAssignmentFactory, UserFactory

PASSWORD = "A-good-one-2026"


@pytest.fixture
def keeper(town, person):
    return person(Role.SECURITY, over=town.root)


@pytest.fixture
def crowd(town):
    for org in (town.east, town.west):
        for _ in range(20):
            RoleAssignmentFactory(user=UserFactory(org=org), role=Role.SECRETARY, org=org)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_person_signs_in_and_out(town, tab, script):
    user = UserFactory(org=town.root)
    user.set_password(PASSWORD)
    user.save()
    page = tab(script=script)

    page.goto("/my/settings/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    assert page.url.endswith("/my/settings/")

    page.click(".account > summary")
    page.click(".account-menu form[action='/sign-out/'] button")
    assert "/sign-in/" in page.url


def test_a_filter_swaps_the_list_tells_the_count_and_changes_the_address(keeper, crowd, tab):
    page = tab(keeper)
    page.goto("/orgs/people/")

    page.focus("#filter-role")
    page.select_option("#filter-role", "security")
    page.wait_for_url("**/?role=security")

    assert page.locator(".list-table tbody tr").count() == 1
    assert "1" in page.locator("#status").inner_text()
    assert page.evaluate("document.activeElement.id") == "filter-role"

    page.go_back()
    page.wait_for_function("document.querySelectorAll('.list-table tbody tr').length === 25")


def test_a_list_is_sorted_and_paged_without_loading_the_shell_again(keeper, crowd, tab):
    page = tab(keeper)
    page.goto("/orgs/people/")
    page.evaluate("window.isSamePage = true")

    page.click("thead a >> nth=0")
    page.wait_for_url("**/?sort=name")
    page.click(".pages a >> text='2'")
    page.wait_for_url("**page=2**")

    assert page.evaluate("window.isSamePage") is True
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_a_list_works_without_script(keeper, crowd, tab):
    page = tab(keeper, script=False)
    page.goto("/orgs/people/")

    page.select_option("#filter-role", "security")
    page.click(".filters button")

    assert page.locator(".list-table tbody tr").count() == 1


def test_a_list_is_exported_as_it_was_filtered(keeper, crowd, tab):
    page = tab(keeper)
    page.goto("/orgs/people/?role=security")

    with page.expect_download() as started:
        page.click(".export button >> nth=0")

    assert started.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_menu_of_a_phone_opens_and_leads_on(keeper, tab, script):
    page = tab(keeper, phone=True, script=script)
    page.goto("/")
    assert not page.locator(".menu nav").is_visible()

    page.click(".menu > summary")
    page.click(".menu nav summary >> nth=-1")
    page.click(".menu nav a[href='/orgs/people/']")

    assert page.url.endswith("/orgs/people/")


def test_the_keyboard_skips_to_the_content_and_closes_menus(keeper, tab):
    page = tab(keeper)
    page.goto("/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.click(".account > summary")
    page.keyboard.press("Escape")
    assert not page.locator(".account-menu").is_visible()
    assert page.evaluate("document.activeElement.parentElement.className") == "account"


def test_large_text_and_language_stay_with_the_person(keeper, tab):
    page = tab(keeper)
    page.goto("/")

    page.click("button[name=large_text]")
    page.click(".reading button[name=language]")

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert page.locator("html").get_attribute("lang") == "en"
    stored = User.objects.get(pk=keeper.pk)
    assert (stored.large_text, stored.language) == (True, "en")


def test_a_swap_after_the_session_ended_leads_to_the_door(keeper, crowd, tab):
    page = tab(keeper)
    page.goto("/orgs/people/")
    Session.objects.all().delete()

    page.click("thead a >> nth=0")

    page.wait_for_url("**/sign-in/?next=%2Forgs%2Fpeople%2F")


def test_what_is_wrong_with_a_form_takes_the_focus(keeper, tab):
    page = tab(keeper)
    page.goto("/my/password/")
    for name in ("old_password", "password", "repeated"):
        page.fill(f"[name={name}]", "wrong")

    page.click("main form button")

    assert page.evaluate("document.activeElement.className") == "error-summary"
