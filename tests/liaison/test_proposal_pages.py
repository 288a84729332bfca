"""Proposals and matters on pages, over HTTP, and the list that everybody may read."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liaison.enums import MeetingState
from liaison.matter_enums import MatterState
from liaison.models import AgendaItem, Matter, Proposal
from liaison.proposal_enums import Chain
from liaison.services import proposals
from liaison.services.matter_lists import publish_matters
from orgs.enums import Role
from orgs.selectors.indicators import gaps
from tests.liaison.factories import MeetingFactory, ResolutionFactory
from tests.liaison.proposals import (
    FACTS,
    VERDICTS,
    WHY,
    MatterFactory,
    ProposalFactory,
    a_group,
)
from tests.resources.factories import NeedFactory

pytestmark = pytest.mark.django_db

API = "/api/v1/"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def people(town, person):
    return SimpleNamespace(
        office=person(Role.OFFICE, over=town.root),
        leader=person(Role.LEADER, over=town.root),
        east=person(Role.SECRETARY, over=town.east),
        west=person(Role.SECRETARY, over=town.west),
        school=person(Role.PARTNER_LIAISON, over=town.school),
        bank=person(Role.PARTNER_LIAISON, over=town.bank),
    )


def step(row, action, noun="proposal"):
    return reverse(f"liaison:{noun}-step", args=[row.public_id, action])


def test_a_proposal_is_raised_and_discussed_on_pages(town, people, browser):
    east, leader = browser(people.east), browser(people.leader)
    filed = east.post(
        reverse("liaison:proposal-raise"),
        {**FACTS, "chain": Chain.FOUR_THINGS, "owner": "101801"},
    )
    proposal = Proposal.objects.get()
    shown = leader.get(filed.url)

    refused = leader.post(step(proposal, "decline"), {"reason": ""})
    taken = leader.post(step(proposal, "take_up"), {"undertaker": "示例小学", "words": "立即办"})

    assert step(proposal, "take_up") in shown.text
    assert (refused.status_code, taken.status_code) == (422, 302)
    assert Proposal.objects.get().undertaker_partner == town.school


def test_the_form_offers_the_chain_that_its_reader_can_begin(town, people, browser):
    address = reverse("liaison:proposal-raise")

    first = [
        browser(reader).get(address).context["form"].initial["chain"]
        for reader in (people.east, people.school)
    ]

    assert first == [Chain.FOUR_THINGS, Chain.SUGGESTION]


def test_a_need_and_a_resolution_lead_to_the_form_and_to_what_was_proposed(town, people, browser):
    need = NeedFactory(owner_org=town.east, state="listed", title="示例楼道照明")
    resolution = ResolutionFactory(item__meeting__body__org=town.east, text="示例：研究停车")
    client = browser(people.east)
    raise_url = reverse("liaison:proposal-raise")

    for name, row in (("need", need), ("resolution", resolution)):
        address = f"{raise_url}?{name}={row.public_id}"
        page, form = client.get(row.get_absolute_url()), client.get(address)
        facts = {**form.context["form"].initial, "proposer_kind": "residents"}
        made = client.post(raise_url, facts | {"owner": town.east.code, "proposer_count": 3})
        after = client.get(row.get_absolute_url())
        proposal = Proposal.objects.latest("pk")

        assert address in page.text
        assert getattr(proposal, name) == row
        assert made["Location"] == proposal.get_absolute_url()
        assert proposal.get_absolute_url() in after.text
        assert row.get_absolute_url() in client.get(made["Location"]).text


def test_a_step_that_is_not_of_the_chain_does_not_go(town, people, browser):
    proposal = ProposalFactory(owner_org=town.east)

    assert browser(people.office).post(step(proposal, "route"), {}).status_code == 409
    assert browser(people.office).post(step(proposal, "dance"), {}).status_code == 404


@pytest.mark.parametrize("name", ["proposal", "proposal-amend", "proposal-notice"])
def test_a_proposal_out_of_reach_does_not_exist(town, people, browser, api, name):
    proposal = ProposalFactory(
        owner_org=town.east, chain=Chain.COMMUNITY_DECISION, state="announced"
    )
    address = reverse(f"liaison:{name}", args=[proposal.public_id])

    pages = [browser(reader).get(address).status_code for reader in (people.west, people.bank)]
    answer = api(people.west).get(f"{API}proposals/{proposal.public_id}/")

    assert ([*pages, answer.status_code]) == [404, 404, 404]


def test_the_public_notice_prints_with_its_objections(town, people, browser):
    proposal = ProposalFactory(
        owner_org=town.east,
        chain=Chain.COMMUNITY_DECISION,
        state="announced",
        objection_count=2,
    )
    client = browser(people.east)

    page = client.get(reverse("liaison:proposal-notice", args=[proposal.public_id]))
    paper = client.get(reverse("liaison:proposal-notice-file", args=[proposal.public_id]))

    assert "收到异议2件" in page.text
    assert paper.headers["Content-Type"] == DOCX


def test_the_lists_cost_the_same_at_any_length(town, people, browser, api, cost):
    page, machine = browser(people.office), api(people.office)
    addresses = {
        reverse("liaison:proposals"): page,
        reverse("liaison:matters"): page,
        f"{API}proposals/": machine,
        f"{API}matters/": machine,
    }

    def add():
        ProposalFactory(
            owner_org=town.east,
            group=a_group(town.root, f"示例小组{Proposal.objects.count()}"),
            undertaker_partner=town.school,
            state="in_hand",
        )
        MatterFactory(owner_partner=town.school, is_everywhere=False).communities.add(town.east)

    add()
    one = [cost(client, address) for address, client in addresses.items()]
    add()
    add()

    assert [cost(client, address) for address, client in addresses.items()] == one


def test_four_things_go_their_way_over_http(town, people, api):
    east, leader, school = api(people.east), api(people.leader), api(people.school)
    filed = east.post(
        f"{API}proposals/", {**FACTS, "chain": "four_things", "owner_org": "101801"}
    ).json()
    address = f"{API}proposals/{filed['public_id']}/"

    answers = [
        leader.post(f"{address}take-up/", {"undertaker_partner": str(town.school.public_id)}),
        school.post(f"{address}report/", {"words": "已办结。"}),
        east.post(f"{address}appraise/", VERDICTS),
        leader.post(f"{address}close/"),
    ]
    report = leader.get(f"{address}written-report/")

    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[-1].json()["steps"][3]["satisfied_count"] == 18
    assert report.headers["Content-Type"] == DOCX
    assert leader.post(f"{address}close/").status_code == 409


def test_a_written_report_out_of_reach_does_not_exist(town, people, browser):
    suggestion = proposals.raise_proposal(
        chain=Chain.SUGGESTION, owner=town.school, actor=people.school, **FACTS
    )
    given = {"proposal": suggestion, "actor": people.office}
    proposals.take_step(action=proposals.ProposalAction.ROUTE, group=a_group(town.root), **given)
    proposals.take_step(action=proposals.ProposalAction.STUDY, **given)
    proposals.take_step(action=proposals.ProposalAction.ANSWER, words="已采纳。", **given)
    address = suggestion.reports.get().get_absolute_url()

    assert browser(people.school).get(address).headers["Content-Type"] == DOCX
    assert browser(people.bank).get(address).status_code == 404


def test_a_meeting_talks_about_a_proposal(town, people, browser):
    proposal = ProposalFactory(owner_org=town.east)
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)

    answer = browser(people.office).post(
        reverse("liaison:item-propose"),
        {
            "meeting": meeting.public_id,
            "title": "研究充电棚事项",
            "proposal": proposal.public_id,
        },
    )

    assert answer.status_code == 302
    assert AgendaItem.objects.get().subject == proposal


def test_a_matter_is_applied_for_and_weighed_on_pages(town, people, browser):
    school, office = browser(people.school), browser(people.office)
    today = timezone.localdate()
    filed = school.post(
        reverse("liaison:matter-apply"),
        {
            "owner": "示例小学",
            "title": "示例普查",
            "content": "入户摸底",
            "basis": "示例办法",
            "is_everywhere": "on",
            "forms_a_month": 3,
            "minutes_a_month": 45,
            "wished_from": today,
            "wished_until": today.replace(year=today.year + 1, day=1),
        },
    )
    matter = Matter.objects.get()

    seen = office.get(filed.url)
    sent = office.post(step(matter, "send_back", "matter"), WHY)

    assert matter.minutes_a_month == 45
    assert seen.context["effect"].forms == 3
    assert sent.status_code == 302
    assert browser(people.bank).get(filed.url).status_code == 404
    amend = reverse("liaison:matter-amend", args=[matter.public_id])
    assert school.get(amend).status_code == 200
    assert office.get(reverse("liaison:burdens", args=[town.root.public_id])).status_code == 200


def test_everybody_reads_the_published_list_and_nothing_before(town, people, browser):
    address = reverse("liaison:matters-published", args=[town.root.public_id])
    before = Client().get(address)
    MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)
    office = browser(people.office)
    office.post(reverse("liaison:matters-publish", args=[town.root.public_id]))

    after = Client().get(address)
    paper = Client().get(reverse("liaison:matters-published-file", args=[town.root.public_id]))

    assert before.status_code == 404
    assert "老年人口摸底统计" in after.text
    assert paper.headers["Content-Type"] == DOCX
    assert browser(people.east).post(
        reverse("liaison:matters-publish", args=[town.root.public_id])
    ).status_code in (403, 404)


def test_a_matter_is_admitted_over_http(town, people, api):
    matter = MatterFactory(owner_partner=town.school)
    office, address = api(people.office), f"{API}matters/{matter.public_id}/"

    answers = [
        office.get(f"{address}effect/"),
        office.post(f"{address}review/", {"opinion": "依据充分"}),
        office.post(f"{address}admit/"),
        office.post(f"{API}matters-editions/", {"street": town.root.code}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 201]
    assert api(people.west).get(f"{API}matters/").json()["count"] == 1
    assert api(people.bank).post(f"{address}end/", WHY).status_code == 403


def test_what_is_late_and_what_is_unpublished_are_gaps(town, people):
    today = timezone.localdate()
    ProposalFactory(
        owner_org=town.east,
        state="in_hand",
        due_on=today - timedelta(days=1),
        due_rule="示例规则",
    )

    before = {gap.key: gap.count for gap in gaps(reader=people.office)}
    MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)
    publish_matters(street=town.root, actor=people.office)
    after = {gap.key for gap in gaps(reader=people.office)}

    assert (before["proposal-late"], before["no-matters-list"]) == (1, 2)
    assert "no-matters-list" not in after
