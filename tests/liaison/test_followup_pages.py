"""Following up on pages: handed over in one step, done, noted on the phone, seen by few."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.enums import MeetingState
from liaison.models import ActionItem, Censure, Finding, Inspection, Visit
from liaison.services import findings
from tests.factories import PairingFactory
from tests.liaison.factories import ResolutionFactory
from tests.liaison.followup import (
    ActionItemFactory,
    CensureFactory,
    ContactPointFactory,
    FindingFactory,
    InspectionFactory,
    InspectionSubjectFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


def step(row, name, action):
    return reverse(f"liaison:{name}-step", args=[row.public_id, action])


def test_a_resolution_is_handed_over_in_one_step_and_shows_what_became_of_it(town, people, browser):
    resolution = ResolutionFactory(
        item__meeting__body__org=town.root, item__meeting__in_state=MeetingState.HELD
    )
    client, meeting = browser(people.office), resolution.meeting.get_absolute_url()
    address = f"{reverse('liaison:actionitem-assign')}?resolution={resolution.public_id}"
    assert address in client.get(meeting).text

    form = client.get(address).context["form"]
    client.post(address, {"title": form.initial["title"], "owner": "101801", "workdays": "5"})

    item = ActionItem.objects.get()
    assert (item.resolution, item.owner_org, item.due_workdays) == (resolution, town.east, 5)
    assert item.get_absolute_url() in client.get(meeting).text


def test_an_item_is_done_step_by_step_on_its_page(town, people, browser):
    item = ActionItemFactory(owner_org=town.east)
    east, office = browser(people.east), browser(people.office)

    assert step(item, "actionitem", "check") not in office.get(item.get_absolute_url()).text
    east.post(step(item, "actionitem", "sign_for"))
    east.post(step(item, "actionitem", "report"), {"report": "已清理"})
    office.post(step(item, "actionitem", "check"), {"verdict": "属实"})
    office.post(step(item, "actionitem", "strike_off"))

    item.refresh_from_db()
    assert item.state == "struck_off"
    sheet = east.get(reverse("liaison:actionitem-sheet", args=[item.public_id]))
    assert b"".join(sheet).startswith(b"PK")


def test_a_form_that_is_refused_comes_back_with_its_reason(town, people, browser):
    item = ActionItemFactory(owner_org=town.east, state="signed_for")

    answer = browser(people.east).post(
        step(item, "actionitem", "report"), {"report": "请联系 19000000021"}
    )

    assert (answer.status_code, "19000000021" in answer.text) == (409, True)


def test_what_is_out_of_reach_does_not_exist(town, people, browser):
    drawn = InspectionSubjectFactory(inspection__street=town.root, org=town.east, is_drawn=True)
    rows = [
        ("actionitem", ActionItemFactory(owner_org=town.east)),
        ("actionitem-sheet", ActionItemFactory(owner_org=town.east)),
        ("visit", VisitFactory(place_org=town.east)),
        ("finding", FindingFactory(visit__place_org=town.east)),
        ("contactpoint", ContactPointFactory(community=town.east)),
        ("inspection", drawn.inspection),
        ("censure", CensureFactory(target_org=town.west)),
        ("censure-file", CensureFactory(target_org=town.west)),
    ]

    for stranger in (people.west, people.bank):
        client = browser(stranger)
        answers = [
            client.get(reverse(f"liaison:{name}", args=[row.public_id])).status_code
            for name, row in rows
        ]
        assert set(answers) == {404}


def test_the_tabs_of_the_list_tell_whose_turn_it_is(town, people, browser):
    yesterday = timezone.localdate() - timedelta(days=1)
    mine = ActionItemFactory(owner_org=town.east, due_on=yesterday)
    checked = ActionItemFactory(owner_org=town.east, state="reported")
    address = reverse("liaison:action-items")

    def shown(reader, whose):
        page = browser(reader).get(address, {"whose": whose}).context["page"]
        return set(page)

    assert shown(people.east, "mine") == shown(people.office, "overdue") == {mine}
    assert shown(people.office, "check") == {checked}
    assert shown(people.office, "mine") == set()


LISTS = ["action-items", "followup-board", "visits", "findings", "contact-points", "inspections"]


@pytest.mark.parametrize("name", [*LISTS, "censures"])
def test_a_list_costs_the_same_at_any_length(town, people, browser, name, cost):
    client, address = browser(people.office), reverse(f"liaison:{name}")

    def more():
        item = ActionItemFactory(owner_org=town.east)
        FindingFactory(visit__place_org=town.east)
        ActionItemFactory(owner_partner=town.school, finding=FindingFactory(state="assigned"))
        ContactPointFactory(community=town.east)
        CensureFactory(target_org=town.east, item=item)
        subject = InspectionSubjectFactory(
            inspection=InspectionFactory(street=town.root), org=town.east, is_drawn=True
        )
        FindingFactory(visit=None, subject=subject)

    more()
    one = cost(client, address)
    more()
    more()

    assert cost(client, address) == one


def test_a_leader_notes_a_visit_with_two_fields_filled_in(town, people, browser):
    ContactPointFactory(community=town.east, leader=people.leader)
    client, address = browser(people.leader), reverse("liaison:visit-note")
    form = client.get(address).context["form"]

    client.post(
        address,
        {
            "point": form.initial["point"],
            "kind": form.fields["kind"].initial,
            "visited_on": form.initial["visited_on"],
            "findings": "路灯不亮",
        },
    )

    visit = Visit.objects.get()
    assert (visit.place, visit.visitor) == (town.east, people.leader)
    assert visit.contact_point is not None
    assert visit.findings.get().content == "路灯不亮"


def test_a_secretary_visits_the_units_of_the_community_and_the_office_notes_for_leaders(
    town, people, browser
):
    PairingFactory(partner=town.school, community=town.east)
    address = reverse("liaison:visit-note")
    facts = {"kind": "operators", "visited_on": "2026-11-20"}

    browser(people.east).post(address, {**facts, "place": "示例小学"})
    told = browser(people.east).post(address, facts)
    browser(people.office).post(
        address, {**facts, "place": "101801", "visitor": str(people.leader.pk)}
    )

    by_east, by_leader = Visit.objects.order_by("pk")
    assert (by_east.place, by_east.by_org) == (town.school, town.east)
    assert (by_leader.visitor, by_leader.noted_by) == (people.leader, people.office)
    assert told.status_code == 422


def test_a_finding_is_turned_on_its_page(town, people, browser):
    first, second = (FindingFactory(visit__place_org=town.east) for _number in range(2))
    client = browser(people.east)
    assert step(first, "finding", "make_need") in client.get(first.get_absolute_url()).text

    client.post(step(first, "finding", "make_need"), {"resource_class": "venue"})
    client.post(step(second, "finding", "assign"), {"owner": "101801", "workdays": "3"})

    first.refresh_from_db()
    assert first.need.owner_org == town.east
    assert Finding.objects.get(pk=second.pk).action_item.due_workdays == 3
    assert first.need.get_absolute_url() in client.get(first.get_absolute_url()).text


def test_a_contact_point_is_named_and_ended_by_the_office(town, people, browser):
    address = reverse("liaison:contactpoint-name")
    facts = {"community": "101801", "leader": str(people.leader.pk)}

    refused = browser(people.leader).post(address, facts)
    named = browser(people.office).post(address, facts)
    browser(people.office).post(
        f"{named.url}end/", {"on": timezone.localdate(), "reason": "分工调整"}
    )

    assert refused.status_code == 403
    point = people.leader.contact_points.get()
    assert point.posting.ends_on == timezone.localdate()


def test_an_inspection_is_drawn_on_its_page_which_shows_how(town, people, browser):
    client = browser(people.office)
    made = client.post(
        reverse("liaison:inspection-prepare"),
        {
            "street": "101",
            "kind": "random",
            "title": "主题党日",
            "inspected_on": "2026-11-20",
            "kinds": ["community_committee"],
            "names": "示例小学",
        },
    )

    client.post(f"{made.url}draw/", {"count": "2", "seed": "2026-11"})

    inspection = Inspection.objects.get()
    page = client.get(made.url)
    assert inspection.subjects.drawn().count() == 2
    assert ("2026-11" in page.text, page.context["is_sound"]) == (True, True)
    inspection.subjects.update(is_drawn=True)
    assert client.get(made.url).context["is_sound"] is False


def test_a_draft_is_written_on_an_overdue_item_and_stays_out_of_exports(town, people, browser):
    day = timezone.localdate() - timedelta(days=9)
    item = ActionItemFactory(owner_org=town.east, due_on=day, assigned_on=day)
    client = browser(people.office)
    address = reverse("liaison:censure-draft", args=[item.public_id])

    known = client.get(address).context["form"].initial
    client.post(address, {**known, "kind": "circular"})

    censure = Censure.objects.get()
    paper = client.get(reverse("liaison:censure-file", args=[censure.public_id]))
    assert b"".join(paper).startswith(b"PK")
    assert client.post(reverse("liaison:censures"), {"format": "xlsx"}).status_code == 405
    assert browser(people.east).get(reverse("liaison:censures")).status_code == 403
    assert browser(people.east).get(address).status_code == 403


def test_a_case_leads_to_its_items_and_a_need_to_its_finding(town, people, browser):
    finding = FindingFactory(visit__place_org=town.east)
    need = findings.make_need(finding=finding, resource_class="venue", actor=people.east).need
    made = findings.make_case(
        finding=FindingFactory(visit__place_org=town.east), actor=people.office
    )
    client, case = browser(people.office), made.case
    address = f"{reverse('liaison:actionitem-assign')}?case={case.public_id}"

    assert finding.get_absolute_url() in client.get(need.get_absolute_url()).text
    page = client.get(case.get_absolute_url()).text
    assert address in page
    assert made.get_absolute_url() in page
    client.post(address, {"title": case.title, "owner": "101801", "workdays": "5"})

    item = ActionItem.objects.get()
    assert item.case == case
    assert item.get_absolute_url() in client.get(case.get_absolute_url()).text
