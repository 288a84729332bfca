"""The main job as the people of a street do it: from their spreadsheets to an accepted project."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import docx
import pytest
from django.utils import timezone

from liaison.enums import BodyKind, MembershipRole
from liaison.services import bodies, memberships
from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry, Job, Org
from orgs.services.audit import check_chain, seal_trail
from orgs.services.jobs import run_job
from partybuild.celery import app
from resources.models import Booking, Match, MatchPlanLine, Need, Project
from tests.orgs.imports import IN_ORDER, QINGWU, TRUTH
from tests.resources.factories import tomorrow_at

STREET = "中共青梧街道工作委员会"
FORMAT = "%Y-%m-%dT%H:%M"


@contextmanager
def leaving(page: Any) -> Iterator[None]:
    """Wait until the page that follows has arrived."""
    with page.expect_navigation():
        yield


def press(page: Any, action: str) -> None:
    """Press the button of a step that asks nothing."""
    with leaving(page):
        page.click(f"form[action$='/{action}/'] button")


def fill_in(page: Any, action: str, **inputs: str) -> None:
    """Open the form of a step, fill it in and send it."""
    form = page.locator(f"form[action$='/{action}/']")
    summary = page.locator(f"#deed-{action} > summary")
    if summary.count():
        summary.click()
    for name, value in inputs.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("input => input.tagName") == "SELECT":
            field.select_option(value)
        elif value == "on":
            field.check()
        else:
            field.fill(value)
    with leaving(page):
        form.locator("button").click()


def import_ledgers(page: Any) -> None:
    """Bring all eight ledgers at once, then check and import them one after another."""
    page.goto("/import/")
    page.set_input_files("input[type=file]", [str(QINGWU / name) for name in IN_ORDER])
    with leaving(page):
        page.click("form[enctype] button.btn-primary")
    for name in IN_ORDER:
        if page.locator("form[action$='/apply/']").count() == 0:
            with leaving(page):
                page.locator(".import-ledger form[action$='/check/'] button").first.click()
        assert name in page.inner_text("h1")
        press(page, "apply")
    assert page.locator("#import-next").count() == 0


def assign(page: Any, need: Need) -> tuple[Match, Match]:
    """Have the whole list assigned, lock the pair of a need, send all; that match and another."""
    page.goto("/resources/plans/make/")
    page.select_option("[name=street]", label=STREET)
    with leaving(page):
        page.click("main form button.btn-primary")
    plan = page.url
    line = MatchPlanLine.objects.get(need=need)
    page.goto(line.get_absolute_url())
    press(page, "lock")
    page.goto(plan)
    press(page, "send")
    app.loader.import_default_modules()
    for job in Job.objects.open():
        run_job(job_pk=job.pk)
    page.goto(plan)
    assert str(Match.objects.count()) in page.inner_text("#match-plan-panel")
    match = Match.objects.get(need=need)
    return match, Match.objects.exclude(resource=match.resource).order_by("-score", "pk")[0]


def appraise(page: Any, visitor: Any, project: Project) -> None:
    """Print five links, have each answered by somebody without an account, and sum it up."""
    page.goto(project.get_absolute_url())
    with leaving(page):
        page.click("a[href$='/links/']")
    page.fill("[name=count]", "5")
    page.fill("[name=expires_on]", str(timezone.localdate() + timedelta(days=30)))
    with leaving(page):
        page.click("main form button.btn-primary")
    for link in page.locator(".slip a").all_inner_texts():
        visitor.goto(link)
        with leaving(visitor):
            visitor.click("button[value=satisfied]")
    page.goto(project.get_absolute_url())
    fill_in(page, "appraise", appraisal="五份评价均为满意。")


def hold_joint_meeting(page: Any, project: Project) -> str:
    """Plan an urgent joint meeting, put the project on its agenda, hold it and resolve it."""
    now = timezone.localtime() + timedelta(minutes=30)
    page.goto("/meetings/plan/")
    page.select_option("[name=body]", label=page.locator("[name=body] option").last.inner_text())
    page.select_option("[name=kind]", "joint")
    page.fill("[name=title]", "青梧街道党建联席会议")
    page.fill("[name=starts_at]", now.strftime(FORMAT))
    page.fill("[name=place]", "党群服务中心会议室")
    with leaving(page):
        page.click("main form button.btn-primary")
    meeting = page.url
    press(page, "gather")
    page.goto(f"/meetings/items/propose/?project={project.public_id}&meeting={meeting[-37:-1]}")
    with leaving(page):
        page.click("main form button.btn-primary")
    page.goto(meeting)
    press(page, "set_agenda")
    fill_in(page, "convene", is_urgent="on", urgent_reason="重点项目年内须立项")
    fill_in(page, "hold", expected_count="3", present_count="3", excused_count="0")
    page.click("#agenda-panel .agenda a")
    page.wait_for_load_state()
    with leaving(page):
        page.click(".page-actions a.btn-primary")
    for name, value in {"text": "同意立项实施。", "for_count": "3"}.items():
        page.fill(f"[name={name}]", value)
    page.fill("[name=against_count]", "0")
    page.fill("[name=abstained_count]", "0")
    page.select_option("[name=decision]", "adopted")
    with leaving(page):
        page.click("main form button.btn-primary")
    page.goto(meeting)
    press(page, "minute")
    return meeting


def download_minutes(page: Any, meeting: str) -> str:
    """Issue the minutes and read the downloaded document."""
    page.goto(meeting)
    with leaving(page):
        page.click("a[href*='/meetings/minutes/']")
    fill_in(page, "issue")
    with page.expect_download() as coming:
        page.locator("a[href$='minutes.docx']").first.click()
    with open(coming.value.path(), "rb") as file:
        document = docx.Document(io.BytesIO(file.read()))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.fixture
def joint_body() -> Callable[[Any], None]:
    """The body that meets for the imported street, with three seats."""

    def seat(office: Any) -> None:
        street = Org.objects.get(name=STREET)
        body = bodies.set_up_body(
            org=street, kind=BodyKind.EXTENDED_COMMITTEE, name="青梧街道大工委", actor=office
        )
        for number, name in enumerate(("李样例", "张测试", "王演示")):
            role = MembershipRole.MEMBER if number else MembershipRole.LEADER
            memberships.seat_member(body=body, person_name=name, role=role, actor=office)

    return seat


def book_against_a_rival(unit: Any, community: Any, desk: Any, match: Match) -> None:
    """Open a room, have two ask for the same time, and give it to the side of the project."""
    unit.goto("/resources/venues/open/")
    unit.fill("[name=partner]", match.resource.owner.name)
    unit.fill("[name=name]", "报告厅")
    unit.fill("[name=seat_count]", "60")
    with leaving(unit):
        unit.click("main form button.btn-primary")
    room = unit.url
    neighbour = Org.objects.filter(kind=OrgKind.COMMUNITY_COMMITTEE, parent=match.street).exclude(
        pk=match.need.owner.pk
    )[0]
    for page, owner, purpose in (
        (community, match.need.owner, "银龄理发专场"),
        (desk, neighbour, "读书会"),
    ):
        page.goto(f"{room}book/")
        page.fill("[name=starts_at]", timezone.localtime(tomorrow_at(9)).strftime(FORMAT))
        page.fill("[name=ends_at]", "11:00")
        page.fill("[name=headcount]", "30")
        page.fill("[name=owner]", owner.code)
        page.fill("[name=purpose]", purpose)
        with leaving(page):
            page.click("main form button.btn-primary")
    unit.goto("/resources/bookings/?desk=waiting")
    with leaving(unit):
        unit.click("main a:has-text('银龄理发专场')")
    press(unit, "approve")
    desk.reload()
    assert "读书会" in desk.inner_text("main")
    assert Booking.objects.get(purpose="读书会").refusal
    assert Booking.objects.get(purpose="银龄理发专场").state == "approved"


def decide(desk: Any, project: Project, joint_body: Callable[[Any], None], office: Any) -> None:
    """Score it, class it as key, have the joint meeting endorse it, and start it."""
    desk.goto(project.get_absolute_url())
    press(desk, "review")
    scores = {"theme": "5", "significance": "4", "audience": "4", "reason": "受益面广"}
    fill_in(desk, "assess", **scores)
    fill_in(desk, "classify", project_class="key", grant="5000")
    fill_in(desk, "name_guide", guide_name="王示导", guide_post="党工委副书记")
    joint_body(office)
    meeting = hold_joint_meeting(desk, project)
    words = download_minutes(desk, meeting)
    assert "银龄理发共建项目" in words
    assert "同意立项实施" in words
    desk.goto(project.get_absolute_url())
    press(desk, "approve")
    press(desk, "start")


def test_a_need_goes_from_the_spreadsheet_to_an_accepted_project(office, person, tab, joint_body):
    desk = tab(office)

    import_ledgers(desk)
    need = Need.objects.filter(street__name=STREET, content__contains="理发").order_by("pk")[0]
    assert Need.objects.filter(street__name=STREET).count() == len(TRUTH["需求清单.xlsx"]["rows"])
    match, other = assign(desk, need)

    liaison = person(Role.PARTNER_LIAISON, over=match.resource.owner)
    unit = tab(liaison)
    unit.goto("/")
    assert match.need.title[:6] in unit.inner_text("main")
    unit.goto(match.get_absolute_url())
    press(unit, "agree_for_resource")
    secretary = person(Role.SECRETARY, over=match.need.owner)
    community = tab(secretary)
    community.goto(match.get_absolute_url())
    press(community, "agree_for_need")

    unwilling = tab(person(Role.PARTNER_LIAISON, over=other.resource.owner))
    unwilling.goto(other.get_absolute_url())
    fill_in(unwilling, "decline_for_resource", reason="人手不足")

    with leaving(community):
        community.click(".page-actions a.btn-primary")
    community.fill("[name=name]", "银龄理发共建项目")
    with leaving(community):
        community.click("main form button.btn-primary")
    project = Project.objects.get(match=match)
    book_against_a_rival(unit, community, desk, match)
    decide(desk, project, joint_body, office)

    community.goto(project.get_absolute_url())
    press(community, "sign_for_need")
    unit.goto(project.get_absolute_url())
    press(unit, "sign_for_resource")

    appraise(desk, tab(), project)

    project.refresh_from_db()
    need.refresh_from_db()
    other.refresh_from_db()
    assert (project.state, need.state, other.state) == ("appraised", "solved", "declined")
    assert project.endorsement

    desk.goto("/resources/flows/")
    desk.wait_for_selector(".picture[data-drawn]")
    assert "已验收" in desk.inner_text("main table")

    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs >= {
        "import.apply",
        "need.enlist",
        "match.propose",
        "match.agree_for_resource",
        "match.agree_for_need",
        "project.file",
        "project.endorse",
        "minutes.issue",
        "project.sign_for_need",
        "project.sign_for_resource",
    }
    seal_trail()
    assert check_chain().broken_at is None
    desk.goto("/orgs/audit/")
    assert desk.locator(".list-table tbody tr").count() > 0
