"""The weekly conferring list goes before a meeting, and an adopted resolution brings it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from grids.services import case_steps
from grids.services.filing_cases import file_case
from liaison.enums import AgendaItemState, Decision, MeetingState
from liaison.models import ConferredCase, Meeting
from liaison.services import agenda_items, conferring, resolutions
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.liaison.factories import AgendaItemFactory, BodyFactory, MeetingFactory

pytestmark = pytest.mark.django_db

VOTES = {"text": "由北一网格办理。", "for_count": 9}


@pytest.fixture
def body(town):
    body = BodyFactory(org=town.root)
    MeetingFactory(body=body, starts_at=timezone.now() + timedelta(days=3))
    return body


@pytest.fixture
def disputed(town, office):
    case = file_case(street=town.root, title="交界处堆料", actor=office)
    case = case_steps.respond_to_case(case=case, actor=office)
    case = case_steps.dispatch_case(case=case, org=town.branch, actor=office)
    return case_steps.bring_case_up(case=case, reason="多单位", actor=office)


@pytest.fixture
def item(body, disputed, office):
    return conferring.put_cases_on_agenda(body=body, actor=office)


def test_what_waits_becomes_one_item_of_the_next_sitting(body, disputed, item, office):
    assert (item.meeting.body, item.state) == (body, AgendaItemState.OPEN)
    assert disputed.code in item.note
    assert [row.case for row in item.conferred_cases.all()] == [disputed]
    with pytest.raises(conferring.NothingToConfer):
        conferring.put_cases_on_agenda(body=body, actor=office)


def test_without_a_sitting_ahead_nothing_is_put_anywhere(town, disputed, office, person):
    with pytest.raises(conferring.NoNextSitting):
        conferring.put_cases_on_agenda(body=BodyFactory(org=town.root), actor=office)
    with pytest.raises(PermissionDenied):
        conferring.put_cases_on_agenda(
            body=BodyFactory(org=town.east), actor=person(Role.SECRETARY, over=town.east)
        )


def held(item):
    """The same item at a meeting that was held."""
    past = AgendaItemFactory(meeting__body=item.meeting.body, meeting__in_state=MeetingState.HELD)
    conferring.carry_cases_over(item, past)
    return past


@pytest.mark.parametrize(
    ("decision", "state"),
    [(Decision.ADOPTED, "dispatched"), (Decision.REJECTED, "conferring")],
)
def test_only_an_adopted_resolution_gives_the_case_to_whom_it_names(
    town, disputed, item, office, decision, state
):
    past = held(item)
    (row,) = past.conferred_cases.all()
    conferring.name_answering_org(conferred=row, org=town.branch, actor=office)

    resolution = resolutions.record_resolution(
        item=past, decision=decision, actor=office, against_count=0, **VOTES
    )

    disputed.refresh_from_db()
    row.refresh_from_db()
    assert disputed.state == state
    assert row.resolution == (resolution if state == "dispatched" else None)
    assert AuditEntry.objects.filter(verb="agendaitem.name_org").exists()


def test_a_case_for_which_nobody_was_named_goes_on_waiting(disputed, item, office):
    resolutions.record_resolution(
        item=held(item), decision=Decision.ADOPTED, actor=office, against_count=0, **VOTES
    )

    disputed.refresh_from_db()
    assert (disputed.state, ConferredCase.objects.get().resolution) == ("conferring", None)


def test_what_was_decided_is_named_no_more_and_strangers_name_nothing(
    town, disputed, item, office, person
):
    row = ConferredCase.objects.get()
    with pytest.raises(PermissionDenied):
        conferring.name_answering_org(
            conferred=row, org=town.branch, actor=person(Role.SECRETARY, over=town.east)
        )
    past = held(item)
    row = conferring.name_answering_org(
        conferred=ConferredCase.objects.get(), org=town.branch, actor=office
    )
    resolutions.record_resolution(
        item=past, decision=Decision.ADOPTED, actor=office, against_count=0, **VOTES
    )
    with pytest.raises(conferring.ConferredAlready):
        conferring.name_answering_org(conferred=row, org=town.root, actor=office)


def test_cases_move_with_an_item_that_is_carried_over(body, item, office):
    past = held(item)
    later = MeetingFactory(body=body, starts_at=timezone.now() + timedelta(days=9))

    carried = agenda_items.carry_item_over(item=past, meeting=later, actor=office)

    assert ConferredCase.objects.get().item == carried


def test_the_pages_put_the_list_on_an_agenda_and_name_who_answers(
    town, body, disputed, office, person, browser
):
    page, client = reverse("liaison:case-conference"), browser(office)
    assert disputed.title in client.get(page).text

    assert client.post(page, {"body": str(body.public_id)}).status_code == 302
    row = ConferredCase.objects.get()
    name = reverse("liaison:conferred-name", args=[row.public_id])
    assert client.post(name, {"org": town.branch.code}).status_code == 302
    row.refresh_from_db()
    assert row.org == town.branch
    assert disputed.title in client.get(row.get_absolute_url()).text
    assert str(Meeting.objects.get()) in client.get(disputed.get_absolute_url()).text
    stranger = browser(person(Role.SECRETARY, over=town.west))
    assert stranger.get(page).status_code == 403
    assert stranger.post(name, {"org": town.branch.code}).status_code == 404


def test_the_list_over_http(town, body, disputed, office, person, api):
    client = api(office)

    put = client.post("/api/v1/case-conferences/", {"body": str(body.public_id)}, format="json")
    (row,) = client.get("/api/v1/conferred-cases/").json()["results"]
    url = f"/api/v1/conferred-cases/{row['public_id']}/"
    named = client.post(f"{url}name-org/", {"org": town.branch.code}, format="json")

    assert (put.status_code, row["case"]) == (201, disputed.code)
    assert named.json()["org"] == town.branch.code
    assert api(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404
