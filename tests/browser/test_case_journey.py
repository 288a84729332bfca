"""What residents ask for: from the hotline's export through seven steps, and the side roads."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from grids.models import Case
from grids.tasks import escalate_overdue_case
from orgs.enums import OrgKind, Role
from orgs.models import RoleAssignment
from partybuild.demo.clock import clock_at
from tests.browser.test_journey import fill_in, leaving, press
from tests.factories import OrgFactory
from tests.orgs.imports import HOTLINE, QINGWU, TRUTH

TODAY = date(2026, 10, 28)
LIGHT, LIFT = "路灯不亮", "电梯故障"
COMMUNITIES = ("北岭社区", "南塘社区", "西桥社区", "东苑社区", "锦程社区")


@pytest.fixture
def street() -> Any:
    """The sub-district of the export, with its five communities."""
    root = OrgFactory(code="101", name="青梧街道党工委")
    for number, name in enumerate(COMMUNITIES, start=801):
        OrgFactory(
            code=f"101{number}",
            name=f"{name}党委",
            kind=OrgKind.COMMUNITY_COMMITTEE,
            parent=root,
        )
    root.refresh_from_db()
    return root


@pytest.fixture
def people(street, person) -> SimpleNamespace:
    """Who dispatches, who calls back, who verifies, and a grid worker of a community."""
    north = street.get_children().get(name="北岭社区党委")
    hands = SimpleNamespace(
        office=person(Role.OFFICE, over=street),
        clerk=person(Role.OFFICE, over=street),
        leader=person(Role.LEADER, over=street),
        worker=person(Role.GRID_WORKER, over=north),
    )
    RoleAssignment.objects.update(starts_on=date(2026, 1, 1))
    return hands


def import_export(desk: Any) -> None:
    """Bring the hotline's export as it is, look at what it would change, and import it."""
    desk.goto(reverse("imports:centre"))
    desk.set_input_files("input[type=file]", str(QINGWU / HOTLINE))
    with leaving(desk):
        desk.click("form[enctype] button.btn-primary")
    press(desk, "apply")


def of_the_north(title: str) -> Case:
    found = Case.objects.filter(title=title, community__name="北岭社区党委")
    return found.order_by("-reported_at", "-pk")[0]


def dispatch(desk: Any, case: Case) -> None:
    """Take a case on from the desk, let the reporter know, and give it to whom the rules name."""
    desk.goto(reverse("grids:case-desk"))
    with leaving(desk):
        desk.locator("#desk-left ~ table tr", has_text=case.code).locator("button").click()
    fill_in(desk, "respond", words="已告知来电人。")
    dispatch_again(desk, case)


def dispatch_again(desk: Any, case: Case) -> None:
    desk.goto(reverse("grids:case-desk"))
    row = desk.locator("#desk-waiting ~ table tr", has_text=case.code)
    assert "北岭社区党委" in row.inner_text()
    with leaving(desk):
        row.locator("a").click()
    fill_in(desk, "dispatch")


def open_message(page: Any) -> None:
    """Open the newest message."""
    page.goto(reverse("orgs:notifications"))
    with leaving(page):
        page.locator(".message button").first.click()


def file_it_again(phone: Any) -> None:
    """A worker on the spot reports the same light; the portal asks whether it is one it knows."""
    phone.goto(reverse("grids:case-file"))
    phone.fill("[name=title]", LIGHT)
    phone.select_option("[name=community]", label="北岭社区党委")
    with leaving(phone):
        phone.click("main form button.btn-primary")
    assert LIGHT in phone.locator("#alike ~ ul").inner_text()
    phone.check("[name=is_new]")
    with leaving(phone):
        phone.click("main form button.btn-primary")
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= phone.viewport_size["width"]


def merge_into(desk: Any, case: Case) -> None:
    """The office merges the newest case of the desk into the one that is handled."""
    open_message(desk)
    assert case.title in desk.inner_text("#case-alike ~ ul")
    fill_in(desk, "merge", into=case.code, words="同一盏路灯。")
    with leaving(desk):
        desk.locator("main a", has_text=case.code).first.click()
    assert desk.locator("#case-duplicates ~ ul li").count() == 1


def finish(tab: Any, phone: Any, people: SimpleNamespace, case: Case) -> None:
    """One answers on the phone, another calls back, a third verifies; then it is closed."""
    phone.goto(case.get_absolute_url())
    fill_in(phone, "answer", reply="已更换灯泡。", outcome="更换灯泡一只")
    assert phone.locator("form[action$='/call_back/']").count() == 0
    clerk = tab(people.clerk)
    clerk.goto(reverse("grids:case-queue") + "?queue=call_back")
    with leaving(clerk):
        clerk.locator(".list-table tbody a").first.click()
    facts = {"reach": "reached", "is_solved": "yes", "satisfaction": "satisfied"}
    fill_in(clerk, "call_back", **facts)
    leader = tab(people.leader)
    leader.goto(case.get_absolute_url())
    fill_in(leader, "verify", words="现场已亮。")
    clerk.reload()
    fill_in(clerk, "close", closing="solved")
    assert "已结案" in clerk.inner_text(".page-actions")


def return_twice_and_confer(desk: Any, phone: Any, case: Case) -> None:
    """Returned once it comes to the desk, returned again to the conference, and then it stays."""
    for _turn in range(2):
        dispatch_again(desk, case) if case.return_count else dispatch(desk, case)
        phone.goto(case.get_absolute_url())
        fill_in(phone, "send_back", reason="电梯由房管部门管理")
        case.refresh_from_db()
    desk.goto(reverse("grids:case-queue") + "?queue=conference")
    with leaving(desk):
        desk.locator(".list-table tbody a").first.click()
    fill_in(desk, "confer", decision="由北岭社区牵头，房管部门配合。")
    phone.goto(case.get_absolute_url())
    assert phone.locator("#deed-send_back").count() == 0
    press(phone, "sign_for")


def test_cases_of_the_hotline_go_their_steps_and_their_side_roads(street, people, tab):
    with clock_at(TODAY):
        desk, phone = tab(people.office), tab(people.worker, phone=True)
        import_export(desk)
        assert Case.objects.count() == len(TRUTH[HOTLINE]["rows"]) == 220
        light, lift = of_the_north(LIGHT), of_the_north(LIFT)

        dispatch(desk, light)
        open_message(phone)
        press(phone, "sign_for")
        file_it_again(phone)
        merge_into(desk, light)
        finish(tab, phone, people, light)
        return_twice_and_confer(desk, phone, lift)
        lift.refresh_from_db()

    with clock_at(lift.due_at.date() + timedelta(days=14)):
        escalate_overdue_case(lift.pk)
        late = tab(people.office)
        open_message(late)
        assert lift.title in late.inner_text("h1")
        assert late.locator("#case-escalations ~ ul li").count() == 2

    light.refresh_from_db()
    makers = [light.answered_by, light.called_back_by, light.verified_by]
    assert makers == [people.worker, people.clerk, people.leader]
    assert set(Case.objects.values_list("state", flat=True)) == {
        "recorded",
        "closed",
        "dropped",
        "in_hand",
    }
