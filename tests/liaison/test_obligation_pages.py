"""Pages of duties: mine, the list, one duty, the rules of a street, the calendar of a year."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.enums import BodyKind
from liaison.models import Obligation, ObligationRule
from liaison.obligations.declarations import declarations
from liaison.services.digests import send_digests
from orgs.enums import Role
from orgs.models import RoleAssignment
from tests.liaison.factories import MeetingFactory, ObligationFactory
from tests.liaison.test_digests import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty(town):
    return ObligationFactory(
        rule__street=town.root, org=town.east, due_on=timezone.localdate() + timedelta(days=3)
    )


def test_a_duty_outside_my_subtrees_does_not_exist_for_me(duty, town, person, browser):
    stranger = browser(person(Role.SECRETARY, over=town.west))

    assert stranger.get(duty.get_absolute_url()).status_code == 404


def test_the_page_of_a_duty_says_what_is_missing_and_leads_to_the_deed(duty, town, person, browser):
    meeting = MeetingFactory(
        body__org=town.east,
        body__kind=BodyKind.COMMUNITY_COBUILDING,
        starts_at=at(date(2026, 11, 24)),
    )
    secretary = browser(person(Role.SECRETARY, over=town.east))

    page = secretary.get(duty.get_absolute_url())

    assert page.context["standing"].begun == meeting
    way = page.context["standing"].way.url
    assert way == f"{reverse('liaison:meeting-plan')}?body={meeting.body.public_id}"
    assert way in page.content.decode()
    leader = browser(person(Role.LEADER, over=town.root)).get(duty.get_absolute_url())
    assert leader.context["standing"].way is None


def test_a_late_duty_says_until_when_it_can_be_made_up_for(town, office, browser):
    late = ObligationFactory(
        rule__street=town.root,
        org=town.east,
        due_on=timezone.localdate() - timedelta(days=3),
        closes_on=timezone.localdate() + timedelta(days=30),
        ends_on=date(2026, 11, 2),
    )

    page = browser(office).get(late.get_absolute_url())

    assert f"{late.closes_on:%Y-%m-%d}" in page.context["standing"].sentences[-1]


def test_the_duty_is_exempted_on_its_page(duty, office, browser):
    step = reverse("liaison:duty-step", args=[duty.public_id, "exempt"])

    assert browser(office).post(step, {"reason": ""}).status_code == 422
    assert browser(office).post(step, {"reason": "示例"}).status_code == 302
    assert Obligation.objects.get().exempt_reason == "示例"


def test_the_list_is_narrowed_by_its_filters(duty, town, office, browser):
    yesterday = timezone.localdate() - timedelta(days=1)
    ObligationFactory(rule=duty.rule, org=town.west, key="OB-03", due_on=yesterday)
    client = browser(office)
    asked = {
        "": 2,
        "state=late": 1,
        "state=not_begun": 1,
        "key=OB-03": 1,
        "mine=true": 0,
        f"below={town.east.public_id}": 1,
        "due=1999": 0,
        "due=?": 0,
    }

    found = {
        query: client.get(f"{reverse('liaison:duties')}?{query}").context["page"].paginator.count
        for query in asked
    }

    assert found == asked


def test_the_list_of_a_subtree_leaves_as_a_spreadsheet(duty, town, office, browser):
    ObligationFactory(rule=duty.rule, org=town.west)
    address = f"{reverse('liaison:duties')}?below={town.east.public_id}"

    answer = browser(office).post(address)

    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    answer.close()

    rows = list(book.active.values)
    assert [row[1] for row in rows[1:]] == [town.east.name]


def test_the_list_costs_the_same_at_any_length(
    duty, town, office, browser, django_assert_num_queries
):
    client, address = browser(office), reverse("liaison:duties")
    client.get(address)
    with django_assert_num_queries(7) as asked:
        client.get(address)
    for number in range(3):
        ObligationFactory(rule=duty.rule, org=town.west, key=f"OB-20-{number + 1}")

    with django_assert_num_queries(len(asked)):
        client.get(address)


def test_a_secretary_finds_what_is_owed_on_the_workbench(duty, town, person, browser):
    secretary = browser(person(Role.SECRETARY, over=town.east))

    assert duty.get_absolute_url() in secretary.get("/").content.decode()


def test_an_office_sets_a_rule_on_its_page(town, office, browser):
    client = browser(office)
    page = reverse("liaison:duty-rules", args=[town.root.public_id])
    fields = {"key": "OB-20-3", "OB-20-3-is_on": "on", "OB-20-3-day_off": "before"}

    refused = client.post(page, fields | {"OB-20-3-due_day": "40"})
    kept = client.post(page, fields | {"OB-20-3-period_kind": "quarter"})

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert ObligationRule.objects.get().period_kind == "quarter"
    assert client.post(page, {"key": "OB-99"}).status_code == 404
    shown = [line.rule.key for line, _form in client.get(page).context["lines"]]
    assert shown == [each.key for each in declarations()]


def test_the_rules_are_read_by_who_looks_after_the_street_alone(town, person, browser):
    page = reverse("liaison:duty-rules", args=[town.root.public_id])

    assert browser(person(Role.SECRETARY, over=town.east)).get(page).status_code == 404


def test_the_calendar_counts_what_its_cells_open(duty, town, office, browser):
    ObligationFactory(
        rule=duty.rule,
        org=town.west,
        record_pk=3,
        record_on=date(2026, 11, 3),
        due_on=duty.due_on,
    )
    client = browser(office)
    address = f"{reverse('liaison:duty-heat')}?year={duty.due_on.year}"

    nodes = client.get(f"{address}&draw=1").json()["nodes"]
    page = client.get(address)

    cells = [node for node in nodes if node["parent"]]
    assert [(cell["mark"], cell["count"]) for cell in cells] == [("open", 1), ("kept", 1)]
    opened = [client.get(cell["url"]).context["page"].paginator.count for cell in cells]
    assert opened == [1, 1]
    assert cells[0]["url"].replace("&", "&amp;") in page.content.decode()
    assert [figure.count for figure in page.context["telling"]().figures] == [0, 1, 1]


def test_a_digest_says_why_it_came_and_is_nobody_else_s(town, person, office, browser):
    secretary = person(Role.SECRETARY, over=town.east)
    RoleAssignment.objects.update(starts_on=date(2026, 1, 1))
    ObligationFactory(rule__street=town.root, org=town.east)
    send_digests(now=at(MONDAY))
    digest = secretary.digests.get()

    page = browser(secretary).get(digest.get_absolute_url())

    assert digest.lines.get().get_reason_display() in page.content.decode()
    other = browser(office).get(digest.get_absolute_url())
    assert other.headers["Location"] == reverse("liaison:my-duties")


def test_the_address_of_a_calendar_is_shown_once(office, browser):
    client, page = browser(office), reverse("liaison:calendar")

    shown = client.post(page)

    address = shown.context["address"]
    assert client.get(address).status_code == 200
    assert address not in client.get(page).content.decode()
    client.post(reverse("liaison:calendar-revoke"))
    assert client.get(address).status_code == 404
