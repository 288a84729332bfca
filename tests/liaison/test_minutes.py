"""Minutes: drafted from what the portal knows, edited, issued for good, corrected by edition."""

import io
from datetime import date, datetime, timedelta

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from liaison.enums import AgendaItemState, Decision, MeetingState, MinutesState
from liaison.models import Minutes
from liaison.selectors.papers import minutes_document
from liaison.services import meetings, minutes
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.tree import StaleVersion
from orgs.services.workflow import ReasonMissing
from partybuild.documents import render
from partybuild.errors import MoveRefused
from tests.factories import UserFactory
from tests.liaison.factories import (
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
    ResolutionFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def held(town):
    """A meeting with a decided item, an item with an outcome, and one that was not reached."""
    meeting = MeetingFactory(
        body__org=town.root,
        body__name="示例街道大工委",
        in_state=MeetingState.HELD,
        title="第四季度党建工作联席会议",
        starts_at=datetime(2026, 11, 20, 14, 30, tzinfo=timezone.get_default_timezone()),
        place="街道三楼会议室",
        chair="示例书记",
        serial=3,
        present="东社区党委书记\n示例小学校长",
        excused="示例银行行长",
    )
    project, report, late = (
        AgendaItemFactory(meeting=meeting, position=place, title=title, state=state)
        for place, (title, state) in enumerate(
            [
                ("关于示范项目立项", AgendaItemState.CONCLUDED),
                ("通报三季度工作", AgendaItemState.CONCLUDED),
                ("关于轮值安排", AgendaItemState.OPEN),
            ],
            start=1,
        )
    )
    AgendaItemFactory(meeting=meeting, title="撤回的议题", state=AgendaItemState.WITHDRAWN)
    ResolutionFactory(item=project, text="同意立项。", serial=1)
    report.outcome = "会议听取了通报。"
    report.save()
    ResolutionFactory(
        item=late,
        text="另行研究",
        serial=2,
        decision=Decision.DEFERRED,
        present_count=4,
        for_count=4,
        abstained_count=0,
    )
    return meeting


def test_the_draft_says_everything_the_portal_knows(held, office):
    draft = minutes.draft_minutes(meeting=held, actor=office)

    assert (draft.mark, draft.number, draft.issuer) == (
        "示例街道大工委会议纪要",
        "〔2026〕3号",
        "示例街道党工委",
    )
    assert draft.body.splitlines() == [
        "2026年11月20日，示例街道大工委在街道三楼会议室召开第四季度党建工作联席会议。"
        "会议由示例书记主持。会议应到12人，实到10人，请假2人。现将会议议定事项纪要如下：",
        "一、关于示范项目立项",
        "会议通过：同意立项（决议〔2026〕3-1，应到12人，实到10人，赞成9票，反对0票，弃权1票）。",
        "二、通报三季度工作",
        "会议听取了通报。",
        "三、关于轮值安排",
        "会议决定暂缓：另行研究（决议〔2026〕3-2）。",
        "该议题转下次会议研究。",
    ]
    held.refresh_from_db()
    assert held.state == MeetingState.MINUTED
    assert AuditEntry.objects.get(verb="minutes.draft").subject_id == str(draft.public_id)


@pytest.mark.parametrize("state", sorted(set(MeetingState) - {MeetingState.HELD}))
def test_minutes_are_drafted_of_a_meeting_that_was_just_held(town, office, state):
    meeting = MeetingFactory(body__org=town.root, in_state=state)

    with pytest.raises(MoveRefused):
        minutes.draft_minutes(meeting=meeting, actor=office)


def test_no_deed_on_minutes_is_a_strangers(town, person):
    draft = MinutesFactory(meeting__body__org=town.east)
    issued = MinutesFactory(issued=True, meeting__body__org=town.east)
    held = MeetingFactory(body__org=town.east, in_state=MeetingState.HELD)

    for stranger in (UserFactory(), person(Role.SECRETARY, over=town.west)):
        for deed in (
            lambda who: minutes.draft_minutes(meeting=held, actor=who),
            lambda who: minutes.edit_minutes(minutes=draft, body="改", actor=who),
            lambda who: minutes.refill_minutes(minutes=draft, actor=who),
            lambda who: minutes.issue_minutes(minutes=draft, actor=who),
            lambda who: minutes.correct_minutes(minutes=issued, reason="改", actor=who),
        ):
            with pytest.raises(PermissionDenied):
                deed(stranger)


def test_two_editors_do_not_overwrite_each_other(town, office):
    draft = MinutesFactory(meeting__body__org=town.root)

    edited = minutes.edit_minutes(minutes=draft, body="甲稿", version=1, actor=office)

    assert edited.body == "甲稿"
    with pytest.raises(StaleVersion):
        minutes.edit_minutes(minutes=draft, body="乙稿", version=1, actor=office)
    with pytest.raises(StaleVersion):
        minutes.refill_minutes(minutes=draft, version=1, actor=office)
    with pytest.raises(StaleVersion):
        minutes.issue_minutes(minutes=draft, version=1, actor=office)


def test_a_draft_is_filled_anew_from_what_was_noted_since(held, office):
    draft = minutes.draft_minutes(meeting=held, actor=office)
    item = AgendaItemFactory(meeting=held, title="补记事项", outcome="同意。", state="concluded")
    edited = minutes.edit_minutes(minutes=draft, body="删去全文", actor=office)

    filled = minutes.refill_minutes(minutes=edited, actor=office)

    assert f"四、{item.title}\n同意。" in filled.body
    assert AuditEntry.objects.get(verb="minutes.refill").changes["body"][0] == "删去全文"


@pytest.fixture
def issued(held, office):
    draft = minutes.draft_minutes(meeting=held, actor=office)
    return minutes.issue_minutes(minutes=draft, today=TODAY, actor=office)


def test_issuing_closes_the_meeting_and_seals_words_and_file(issued):
    issued.refresh_from_db()

    assert (issued.state, issued.issued_on) == (MinutesState.ISSUED, TODAY)
    assert issued.meeting.state == MeetingState.ISSUED
    assert issued.is_sealed_soundly
    seal = AuditEntry.objects.get(verb="minutes.issue").changes
    assert seal["document_digest"] == ["", issued.document_digest]


def test_the_same_words_make_the_same_file_to_the_byte(issued):
    assert render(minutes_document(issued)) == bytes(issued.document)


@pytest.mark.parametrize("field", ["body", "number", "present", "issuer", "issued_on"])
def test_a_changed_word_breaks_the_seal(issued, field):
    value = TODAY + timedelta(days=1) if field == "issued_on" else "另文"
    Minutes.objects.filter(pk=issued.pk).update(**{field: value})

    issued.refresh_from_db()

    assert not issued.is_sealed_soundly


def test_a_changed_file_breaks_the_seal(issued):
    Minutes.objects.filter(pk=issued.pk).update(document=bytes(issued.document) + b" ")

    issued.refresh_from_db()

    assert not issued.is_sealed_soundly


def test_the_file_reads_as_official_minutes(issued):
    file = docx.Document(io.BytesIO(bytes(issued.document)))

    lines = [paragraph.text for paragraph in file.paragraphs if paragraph.text.strip()]
    assert lines[0] == "示例街道大工委会议纪要"
    assert lines[1] == "〔2026〕3号"
    assert "示例街道党工委" in lines[2]
    assert "2026年11月22日" in lines[2]
    assert "一、关于示范项目立项" in lines
    assert "出席：东社区党委书记、示例小学校长" in lines[-2]
    assert "请假：示例银行行长" in lines[-1]


def test_issued_minutes_are_never_edited_filled_or_issued_again(issued, office):
    with pytest.raises(MoveRefused):
        minutes.edit_minutes(minutes=issued, body="改", actor=office)
    with pytest.raises(MoveRefused):
        minutes.refill_minutes(minutes=issued, actor=office)
    with pytest.raises(MoveRefused):
        minutes.issue_minutes(minutes=issued, actor=office)


def test_a_body_that_is_renamed_changes_nothing_in_issued_minutes(issued):
    body = issued.meeting.body
    body.name = "新名称"
    body.save()
    issued.refresh_from_db()

    assert minutes_document(issued).mark == "示例街道大工委会议纪要"
    assert issued.is_sealed_soundly


def test_a_correction_is_a_new_edition_and_the_first_stays(issued, office):
    second = minutes.correct_minutes(minutes=issued, reason="人数有误", actor=office)
    second = minutes.edit_minutes(minutes=second, body="更正稿", actor=office)
    second = minutes.issue_minutes(minutes=second, today=TODAY, actor=office)

    issued.refresh_from_db()
    assert (second.edition, second.reason, second.body) == (2, "人数有误", "更正稿")
    assert second.is_sealed_soundly
    assert issued.is_sealed_soundly
    assert second.meeting.state == MeetingState.ISSUED
    assert AuditEntry.objects.get(verb="minutes.correct").reason == "人数有误"


def test_one_correction_is_open_at_a_time_and_it_begins_from_the_last_edition(issued, office):
    minutes.correct_minutes(minutes=issued, reason="人数有误", actor=office)

    with pytest.raises(minutes.CorrectionRefused):
        minutes.correct_minutes(minutes=issued, reason="再改", actor=office)


def test_a_correction_needs_a_reason(issued, office):
    with pytest.raises(ReasonMissing):
        minutes.correct_minutes(minutes=issued, reason=" ", actor=office)


def test_drafts_and_archived_minutes_are_not_corrected(town, office, issued):
    draft = MinutesFactory(meeting__body__org=town.root)
    meetings.archive_meeting(meeting=issued.meeting, actor=office)

    with pytest.raises(MoveRefused):
        minutes.correct_minutes(minutes=draft, reason="更正", actor=office)
    with pytest.raises(minutes.CorrectionRefused):
        minutes.correct_minutes(minutes=issued, reason="更正", actor=office)


def test_a_meeting_is_not_archived_while_a_correction_is_open(issued, office):
    minutes.correct_minutes(minutes=issued, reason="人数有误", actor=office)

    with pytest.raises(meetings.CorrectionOpen):
        meetings.archive_meeting(meeting=issued.meeting, actor=office)


def test_the_database_keeps_one_draft_and_each_edition_once(town):
    draft = MinutesFactory(meeting__body__org=town.root)

    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesFactory(meeting=draft.meeting, edition=2, reason="更正")
    Minutes.objects.filter(pk=draft.pk).update(
        state=MinutesState.ISSUED, issued_on=TODAY, content_digest="a", document_digest="b"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesFactory(meeting=draft.meeting)


@pytest.mark.parametrize(
    "facts",
    [
        {"edition": 2},
        {"reason": "首版无需理由"},
        {"state": MinutesState.ISSUED},
        {"issued_on": TODAY},
        {"content_digest": "a"},
    ],
)
def test_the_database_keeps_no_half_sealed_and_no_unreasoned_edition(town, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesFactory(meeting__body__org=town.root, **facts)


def test_who_only_has_a_seat_reads_minutes_once_they_are_issued(town, person):
    draft = MinutesFactory(meeting__body__org=town.east)
    issued = MinutesFactory(issued=True, meeting__body=draft.meeting.body)
    MembershipFactory(body=draft.meeting.body, unit_partner=town.school)

    def seen(user):
        return set(Minutes.objects.visible_to(user))

    assert seen(person(Role.SECRETARY, over=town.east)) == {draft, issued}
    assert seen(person(Role.LEADER, over=town.root)) == {draft, issued}
    assert seen(person(Role.PARTNER_LIAISON, over=town.school)) == {issued}
    assert seen(person(Role.SECRETARY, over=town.west)) == set()
