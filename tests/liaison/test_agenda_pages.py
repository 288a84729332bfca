"""Agenda items and resolutions as pages."""

import pytest
from django.urls import reverse

from liaison.enums import MeetingState
from liaison.models import AgendaItem, Resolution
from orgs.enums import Role
from tests.liaison.factories import (
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    ResolutionFactory,
)
from tests.resources.factories import (
    MatchFactory,
    NeedFactory,
    ProjectFactory,
    ResourceFactory,
)

pytestmark = pytest.mark.django_db

PROPOSE = "/meetings/items/propose/"


@pytest.fixture
def client(office, browser):
    return browser(office)


@pytest.fixture
def gathering(town):
    return MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)


@pytest.fixture
def project(town):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east), resource=ResourceFactory(owner_partner=town.school)
    )
    return ProjectFactory(match=match)


def item_in(state, org):
    return AgendaItemFactory(meeting__body__org=org, meeting__in_state=state)


@pytest.mark.parametrize("name", ["agendaitem", "resolution-record"])
def test_an_item_outside_my_reach_does_not_exist_for_me(town, person, browser, name):
    item = item_in(MeetingState.HELD, town.east)
    url = reverse(f"liaison:{name}", args=[item.public_id])

    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404


def test_nor_does_its_resolution(town, person, browser):
    resolution = ResolutionFactory(item=item_in(MeetingState.HELD, town.east))
    url = reverse("liaison:resolution-amend", args=[resolution.public_id])

    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404


def test_a_project_named_in_the_address_stands_in_the_form(gathering, project, client):
    asked = {"meeting": gathering.public_id, "project": project.public_id}

    form = client.get(PROPOSE, asked).context["form"]

    assert form.initial["project"] == project.public_id
    assert project.name in form.initial["title"]
    client.post(PROPOSE, {**asked, "title": form.initial["title"]})
    item = AgendaItem.objects.get()
    assert (item.meeting, item.project) == (gathering, project)


def test_a_row_that_the_proposer_cannot_see_is_not_taken(town, gathering, person, browser):
    MembershipFactory(body=gathering.body, unit_partner=town.bank)
    liaison = browser(person(Role.PARTNER_LIAISON, over=town.bank))
    hidden = NeedFactory(owner_org=town.east)
    asked = {"meeting": gathering.public_id, "need": hidden.public_id}

    assert "need" not in liaison.get(PROPOSE, asked).context["form"].initial
    answer = liaison.post(PROPOSE, {**asked, "title": "示例"})

    assert answer.status_code == 422
    assert not AgendaItem.objects.exists()


def test_a_meeting_that_gathers_nothing_cannot_be_chosen(town, client):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.AGENDA_SET)

    answer = client.post(PROPOSE, {"meeting": meeting.public_id, "title": "示例"})

    assert answer.status_code == 422


@pytest.mark.parametrize("kind", ["need", "resource", "project"])
def test_the_picker_leads_from_a_row_to_the_form(gathering, project, client, kind):
    row = project if kind == "project" else getattr(project.match, kind)
    url = reverse("liaison:agenda-picker", args=[gathering.public_id, kind])

    page = client.get(url).content.decode()

    assert f"?meeting={gathering.public_id}&amp;{kind}={row.public_id}" in page


def test_there_is_no_picker_of_anything_else(gathering, client):
    url = reverse("liaison:agenda-picker", args=[gathering.public_id, "user"])

    assert client.get(url).status_code == 404


def test_an_item_is_moved_with_a_click(gathering, client):
    items = [AgendaItemFactory(meeting=gathering, position=place) for place in (1, 2)]

    client.post(reverse("liaison:item-step", args=[items[1].public_id, "place"]), {"position": "1"})

    ordered = AgendaItem.objects.order_by("position")
    assert list(ordered) == [items[1], items[0]]


def test_the_page_offers_what_has_its_time(town, client):
    def offered(item):
        page = client.get(item.get_absolute_url())
        return [offer.action for offer in page.context["offers"]]

    assert offered(item_in(MeetingState.GATHERING, town.root)) == ["amend", "place", "withdraw"]
    assert offered(item_in(MeetingState.CONVENED, town.root)) == []
    assert offered(item_in(MeetingState.HELD, town.root)) == ["call", "conclude", "carry_over"]
    assert offered(item_in(MeetingState.CANCELLED, town.root)) == ["carry_over"]


def test_neighbours_on_the_agenda_are_one_step_away(gathering, client):
    before, item, after = [
        AgendaItemFactory(meeting=gathering, position=place) for place in (1, 2, 3)
    ]
    AgendaItemFactory(meeting=gathering, position=2, state="withdrawn")

    page = client.get(item.get_absolute_url())

    assert (page.context["previous"], page.context["next"]) == (before, after)


def test_a_resolution_is_recorded_and_corrected_on_pages(town, client):
    item = item_in(MeetingState.HELD, town.root)
    record = reverse("liaison:resolution-record", args=[item.public_id])
    votes = {"present_count": 10, "for_count": 9, "against_count": 0, "abstained_count": 1}

    assert client.get(record).context["form"].initial == {"present_count": 10}
    client.post(record, {"text": "同意", "decision": "adopted", **votes})
    resolution = Resolution.objects.get()
    amend = reverse("liaison:resolution-amend", args=[resolution.public_id])
    client.post(amend, {"text": "原则同意", **votes, "version": 1})
    stale = client.post(amend, {"text": "再改", **votes, "version": 1})

    resolution.refresh_from_db()
    assert (resolution.text, stale.status_code) == ("原则同意", 409)


def test_more_votes_than_people_are_said_beside_the_number(town, client):
    item = item_in(MeetingState.HELD, town.root)
    votes = {"present_count": 9, "for_count": 10, "against_count": 0, "abstained_count": 0}

    answer = client.post(
        reverse("liaison:resolution-record", args=[item.public_id]),
        {"text": "同意", "decision": "adopted", **votes},
    )

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["for_count"]


def test_a_reader_is_not_asked_for_resolutions(town, person, browser):
    item = item_in(MeetingState.HELD, town.root)
    leader = browser(person(Role.LEADER, over=town.root))

    url = reverse("liaison:resolution-record", args=[item.public_id])
    assert leader.get(url).status_code == 403
    assert leader.get(item.get_absolute_url()).context["may_record"] is False


def test_small_tallies_stay_out_of_the_list_and_of_its_export(town, client):
    item = item_in(MeetingState.HELD, town.root)
    ResolutionFactory(item=item, present_count=4, for_count=3, against_count=1, abstained_count=0)

    page = client.get("/meetings/resolutions/").content.decode()
    export = client.post("/meetings/resolutions/", {"format": "csv"})

    assert "3 / 1 / 0" not in page
    assert b"3 / 1 / 0" not in b"".join(export.streaming_content)


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    for _ in range(size):
        ResolutionFactory(item=item_in(MeetingState.HELD, town.root))

    with django_assert_num_queries(7):
        client.get("/meetings/resolutions/")


def test_a_member_finds_how_to_correct_and_withdraw_the_own_item_alone(town, person, browser):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)
    liaison = person(Role.PARTNER_LIAISON, over=town.school)
    MembershipFactory(body=meeting.body, unit_partner=town.school)
    own = AgendaItemFactory(meeting=meeting, proposed_by=liaison, state="proposed")
    other = AgendaItemFactory(meeting=meeting, position=2)
    client = browser(liaison)

    def offered(item):
        page = client.get(item.get_absolute_url())
        return [offer.action for offer in page.context["offers"]]

    assert (offered(own), offered(other)) == (["amend", "withdraw"], [])
    withdraw = reverse("liaison:item-step", args=[own.public_id, "withdraw"])
    assert client.post(withdraw, {"reason": "已另行解决"}).status_code == 302
    assert offered(own) == []
