"""Minutes as pages and as files."""

from datetime import date

import pytest
from django.urls import reverse

from liaison.enums import MeetingState, MinutesState
from liaison.models import Minutes
from liaison.services import minutes
from orgs.enums import Role
from tests.liaison.factories import (
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(office, browser):
    return browser(office)


def address(row, name="minutes", *more):
    return reverse(f"liaison:{name}", args=[row.public_id, *more])


@pytest.mark.parametrize("name", ["minutes", "minutes-edit", "minutes-file"])
def test_minutes_outside_my_reach_do_not_exist_for_me(town, person, browser, name):
    row = MinutesFactory(issued=True, meeting__body__org=town.east)

    assert (
        browser(person(Role.SECRETARY, over=town.west)).get(address(row, name)).status_code == 404
    )


@pytest.mark.parametrize("name", ["minutes", "minutes-file"])
def test_a_member_reads_minutes_only_when_they_are_issued(town, person, browser, name):
    draft = MinutesFactory(meeting__body__org=town.root)
    issued = MinutesFactory(issued=True, meeting__body=draft.meeting.body)
    MembershipFactory(body=draft.meeting.body, unit_partner=town.school)
    member = browser(person(Role.PARTNER_LIAISON, over=town.school))

    assert member.get(address(draft, name)).status_code == 404
    assert member.get(address(issued, name)).status_code == 200


@pytest.fixture
def issued(town, office):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.HELD)
    AgendaItemFactory(meeting=meeting, title="示例议题", state="concluded", outcome="同意。")
    draft = minutes.draft_minutes(meeting=meeting, actor=office)
    return minutes.issue_minutes(minutes=draft, actor=office, today=date(2026, 11, 22))


def test_the_page_shows_the_paper_as_it_prints(issued, client):
    page = client.get(address(issued)).content.decode()

    assert '<article class="official" lang="zh-Hans">' in page
    assert "一、示例议题" in page
    assert issued.document_digest in page


def test_the_file_is_the_one_that_was_issued_to_the_byte(issued, client):
    answer = client.get(address(issued, "minutes-file"))

    assert b"".join(answer.streaming_content) == bytes(issued.document)
    assert "attachment" in answer["Content-Disposition"]


def test_a_draft_can_be_printed_before_it_is_issued(town, client):
    draft = MinutesFactory(meeting__body__org=town.root)

    file = b"".join(client.get(address(draft, "minutes-file")).streaming_content)

    assert file.startswith(b"PK")
    assert Minutes.objects.get().state == MinutesState.DRAFT


def test_minutes_that_were_tampered_with_say_so(issued, client):
    assert client.get(address(issued)).context["is_sound"] is True

    Minutes.objects.filter(pk=issued.pk).update(body="另文")

    page = client.get(address(issued))
    assert page.context["is_sound"] is False
    assert 'role="alert"' in page.content.decode()


def test_a_draft_is_edited_issued_and_corrected_on_pages(town, client):
    draft = MinutesFactory(meeting__body__org=town.root)
    words = {"body": "一、议定事项\n同意。", "present": "", "excused": "", "observers": ""}

    client.post(address(draft, "minutes-edit"), {**words, "version": 1})
    late = client.post(address(draft, "minutes-edit"), {**words, "body": "迟到", "version": 1})
    client.post(address(draft, "minutes-step", "issue"), {"version": 2})
    answer = client.post(address(draft, "minutes-step", "correct"), {"reason": "人数有误"})

    draft.refresh_from_db()
    second = Minutes.objects.get(edition=2)
    assert (draft.body, draft.state, late.status_code) == (words["body"], "issued", 409)
    assert (answer["Location"], second.body) == (second.get_absolute_url(), draft.body)


def test_a_draft_changed_since_it_was_read_is_not_issued(town, office, client):
    draft = MinutesFactory(meeting__body__org=town.root)
    minutes.edit_minutes(minutes=draft, body="新稿", actor=office)

    answer = client.post(address(draft, "minutes-step", "issue"), {"version": 1})

    assert answer.status_code == 409
    assert Minutes.objects.get().state == MinutesState.DRAFT


def test_who_only_reads_edits_nothing(town, person, browser):
    draft = MinutesFactory(meeting__body__org=town.root)
    leader = browser(person(Role.LEADER, over=town.root))

    assert leader.get(address(draft)).context["offers"] == []
    assert leader.get(address(draft, "minutes-edit")).status_code == 403
    assert leader.post(address(draft, "minutes-step", "issue")).status_code == 403
