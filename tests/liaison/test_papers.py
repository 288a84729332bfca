"""The official papers of a meeting."""

import io
from datetime import date, datetime, timedelta

import docx
import pytest
from django.utils import timezone, translation

from liaison.enums import MeetingState, MembershipRole
from liaison.selectors.papers import blocks_of, notice_document, units_of
from partybuild.documents import Heading, Item, Paragraph, render
from tests.liaison.factories import AgendaItemFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_levels_are_told_by_the_way_a_line_is_numbered():
    text = "会议指出。\n一、总体情况\n（一）进展\n1. 甲\n（1）乙\n\n十二、其他\n"

    assert list(blocks_of(text)) == [
        Paragraph("会议指出。"),
        Heading(1, "总体情况"),
        Heading(2, "进展"),
        Item("甲", 3),
        Item("乙", 4),
        Heading(1, "其他"),
    ]


@pytest.mark.parametrize("line", ["2026年工作", "一是抓紧", "（略）", "1.5万元到账", "一、"])
def test_a_line_that_only_looks_numbered_is_text(line):
    assert list(blocks_of(line)) == [Paragraph(line)]


@pytest.fixture
def convened(town):
    meeting = MeetingFactory(
        body__org=town.root,
        in_state=MeetingState.CONVENED,
        title="第四季度党建工作联席会议",
        starts_at=datetime(2026, 11, 26, 14, 30, tzinfo=timezone.get_default_timezone()),
        ends_at=datetime(2026, 11, 26, 16, 0, tzinfo=timezone.get_default_timezone()),
        place="街道三楼会议室",
        contact_name="示例",
        contact_phone="19000000001",
        papers_due_on=date(2026, 11, 24),
        convened_on=date(2026, 11, 20),
    )
    MembershipFactory(body=meeting.body, unit_partner=town.school, post="校长")
    MembershipFactory(
        body=meeting.body, unit_org=town.root, post="书记", role=MembershipRole.LEADER
    )
    AgendaItemFactory(meeting=meeting, title="示范项目立项", position=1)
    AgendaItemFactory(meeting=meeting, title="通报工作", position=2)
    AgendaItemFactory(meeting=meeting, title="撤回的议题", state="withdrawn")
    return meeting


def text_of(document):
    file = docx.Document(io.BytesIO(render(document)))
    return [paragraph.text for paragraph in file.paragraphs if paragraph.text.strip()]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_notice_says_when_where_who_what_and_whom_to_ask(convened, language):
    with translation.override(language):
        lines = text_of(notice_document(convened))

    assert lines == [
        "关于召开第四季度党建工作联席会议的通知",
        "示例小学：",
        "经研究，定于2026年11月26日召开第四季度党建工作联席会议。现将有关事项通知如下：",
        "一、会议时间",
        "2026年11月26日14:30至16:00。",
        "二、会议地点",
        "街道三楼会议室。",
        "三、参会人员",
        "示例街道党工委书记、示例小学校长。",
        "四、会议议题",
        "1.示范项目立项；",
        "2.通报工作。",
        "五、有关要求",
        "1.请于2026年11月24日前报送会议材料。",
        "2.请安排好工作，准时参会，无特殊情况不得请假。",
        "3.联系人：示例，联系电话：19000000001。",
        *lines[-2:],
    ]
    assert [line.strip() for line in lines[-2:]] == ["示例街道党工委", "2026年11月20日"]


def test_a_unit_with_two_seats_is_addressed_once(convened, town):
    MembershipFactory(body=convened.body, unit_partner=town.school, post="副校长")

    assert notice_document(convened).addressee == "示例小学"
    assert units_of(body=convened.body) == [
        "示例街道党工委书记",
        "示例小学校长",
        "示例小学副校长",
    ]


def test_a_seat_that_has_ended_is_not_invited(convened, town):
    yesterday = timezone.localdate() - timedelta(days=1)
    MembershipFactory(body=convened.body, unit_partner=town.bank, ends_on=yesterday)

    assert "示例银行" not in notice_document(convened).addressee
