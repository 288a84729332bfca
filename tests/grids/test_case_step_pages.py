"""Cases in hand in the browser: filing, the queue, the desk, the steps, the routes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.case_enums import CaseState
from grids.models import Case, CaseContact, CaseRoute
from grids.services import case_steps
from grids.services.filing_cases import file_case
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

FILE, QUEUE, DESK = map(reverse, ("grids:case-file", "grids:case-queue", "grids:case-desk"))
FACTS = {"title": "路灯不亮", "kind": "request", "urgency": "ordinary"}


def step(case, action):
    return reverse("grids:case-step", args=[case.public_id, action])


def test_a_grid_worker_files_a_case_on_the_spot(town, ground, person, browser):
    client = browser(person(Role.GRID_WORKER, over=town.branch))
    facts = {**FACTS, "grid": ground.base.pk, "phone": "19000000001", "name": "王示"}

    assert "19000000001" not in client.get(FILE).text
    answer = client.post(FILE, facts)

    case = Case.objects.get()
    assert answer.headers["Location"] == case.get_absolute_url()
    assert (case.source, case.grid, case.state) == ("grid", ground.base, CaseState.REGISTERED)
    assert CaseContact.objects.get().phone == "19000000001"


def test_a_duplicate_is_hinted_at_before_it_is_filed(town, office, browser):
    file_case(street=town.root, title="三号楼路灯不亮", actor=office)
    client = browser(office)

    hinted = client.post(FILE, FACTS)
    assert "三号楼路灯不亮" in hinted.text
    client.post(FILE, {**FACTS, "is_new": "on"})

    assert Case.objects.count() == 2


def test_who_works_in_no_grid_files_nothing(town, person, browser):
    client = browser(person(Role.PARTNER_LIAISON, over=town.school))

    assert client.get(FILE).status_code == 403


def test_the_page_of_a_case_leads_through_its_steps(town, person, office, browser):
    case = file_case(street=town.root, title="路灯不亮", phone="19000000001", actor=office)
    desk, worker = browser(office), browser(person(Role.GRID_WORKER, over=town.branch))
    desk.post(step(case, "respond"), {"words": "已告知"})
    desk.post(step(case, "dispatch"), {"org": "101001001", "urgency": "urgent"})
    worker.post(step(case, "sign_for"))
    assert worker.post(step(case, "answer"), {"reply": ""}).status_code == 422
    worker.post(step(case, "answer"), {"reply": "已更换"})
    page = desk.get(case.get_absolute_url()).text

    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED
    assert 'aria-current="step"' in page
    assert "190****0001" in page
    assert step(case, "call_back") in page
    assert step(case, "close") not in page
    assert worker.post(step(case, "call_back"), {"reach": "anonymous"}).status_code == 403


def test_every_look_at_a_reporter_is_on_record(town, office, person, browser):
    case = file_case(street=town.root, title="路灯不亮", phone="19000000001", actor=office)
    url = reverse("orgs:contact-read", args=["casecontact", case.contact.public_id])

    assert "19000000001" in browser(office).post(url).text
    assert browser(person(Role.LEADER, over=town.root)).post(url).status_code == 404

    assert AuditEntry.objects.filter(verb="contact.read", actor=office).count() == 1


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"新", "急", "在办"}),
        ("?queue=desk", {"新", "急"}),
        ("?queue=handling", {"在办"}),
        ("?lamp=red", {"急"}),
        ("?lamp=green", {"新", "在办"}),
    ],
)
def test_the_queue_is_narrowed_by_what_a_case_waits_for(town, office, browser, query, titles):
    file_case(street=town.root, title="新", actor=office)
    late = file_case(street=town.root, title="急", actor=office)
    past = timezone.now() - timedelta(hours=1)
    Case.objects.filter(pk=late.pk).update(due_at=past, warn_at=past)
    case = file_case(street=town.root, title="在办", actor=office)
    case = case_steps.respond_to_case(case=case, actor=office)
    case_steps.dispatch_case(case=case, org=town.branch, actor=office)
    CaseFactory(street=town.root, title="热线存档")

    answer = browser(office).get(QUEUE + query)

    assert {row.title for row in answer.context["page"]} == titles


@pytest.mark.parametrize("size", [1, 3])
def test_queue_and_desk_cost_the_same_at_any_length(
    town, office, browser, size, django_assert_num_queries
):
    for number in range(size):
        file_case(street=town.root, title=f"路灯{number}", community=town.east, actor=office)
        CaseFactory(street=town.root, title=f"热线{number}", community=town.east)
    client = browser(office)

    with django_assert_num_queries(7):
        client.get(QUEUE)
    with django_assert_num_queries(10):
        client.get(DESK)


def test_the_desk_takes_on_what_the_hotline_still_has_open(town, office, browser):
    case = CaseFactory(street=town.root, title="路灯不亮")
    CaseFactory(street=town.root, title="已修好", closed_at=timezone.now())
    client = browser(office)

    page = client.get(DESK)
    client.post(step(case, "take_on"), {"urgency": "ordinary"})

    assert [*page.context["left"]] == [case]
    assert f'action="{step(case, "take_on")}"' in page.text
    assert not client.get(DESK).context["left"]


def test_a_route_sends_cases_of_its_category(town, office, person, browser):
    client, url = browser(office), reverse("grids:case-routes", args=[town.root.public_id])
    case = file_case(street=town.root, title="电线", category="work_safety", actor=office)

    client.post(url, {"category": "work_safety", "target": "org", "org": "101001001"})
    assert "北一网格党支部" in client.get(DESK).text
    assert "北一网格党支部" in client.get(url).text
    route = CaseRoute.objects.get()
    removal = reverse("grids:caseroute-remove", args=[route.public_id])
    assert browser(person(Role.SECRETARY, over=town.east)).post(removal).status_code == 404
    client.post(removal)

    assert not CaseRoute.objects.exists()
    assert browser(person(Role.SECRETARY, over=town.east)).get(url).status_code == 404
    assert client.get(case.get_absolute_url()).status_code == 200


def test_breaches_are_counted_by_organisation(town, office, browser):
    case = file_case(street=town.root, title="急", actor=office)
    case = case_steps.respond_to_case(case=case, actor=office)
    case_steps.dispatch_case(case=case, org=town.branch, actor=office)
    page = browser(office)
    url = reverse("grids:case-breaches")
    assert "北一网格党支部" not in page.get(url).text

    Case.objects.update(due_at=timezone.now() - timedelta(hours=1))

    assert "北一网格党支部" in page.get(url).text
