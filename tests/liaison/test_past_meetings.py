"""The register of past meetings arrives as archived history (R-150)."""

import pytest
from django.core.exceptions import PermissionDenied

from liaison.enums import MeetingKind, MeetingState
from liaison.models import AgendaItem, Meeting
from liaison.services.registers import RegisterOnly, enter_past_meetings, take_back_past_meetings
from orgs.enums import Role
from orgs.imports import centre
from tests.liaison.factories import BodyFactory, MeetingFactory
from tests.orgs.imports import figures, imported

pytestmark = pytest.mark.django_db

HEAD = [
    "会议名称",
    "会议机构",
    "会议时间",
    "会议地点",
    "主持人",
    "参会人数",
    "参会人员",
    "议题",
    "决议",
]
JOINT = [
    "二季度党建联席会议",
    "示例街道大工委",
    "2025-05-20 14:30",
    "三楼会议室",
    "示例书记",
    "18",
    "张三示、李四样",
    "1.通报工作；2.审议项目",
    "1.同意通报；2.同意立项",
]
HEARING = ["停车位居民听证会", "", "2025年6月3日", "", "", "33", "", "停车位改造", ""]


@pytest.fixture
def body(town):
    return BodyFactory(org=town.root, name="示例街道大工委")


def test_past_meetings_arrive_archived_and_without_names(body, office):
    run = imported([HEAD, JOINT, HEARING], office)

    assert figures(run) == (2, 0, 0, 0)
    joint = Meeting.objects.get(kind=MeetingKind.JOINT)
    assert (joint.body, joint.state, joint.number) == (body, MeetingState.ARCHIVED, "")
    assert (joint.present_count, joint.expected_count) == (18, None)
    items = joint.items.order_by("position").values_list("title", "outcome")
    assert list(items) == [("通报工作", "同意通报"), ("审议项目", "同意立项")]
    assert Meeting.objects.get(kind=MeetingKind.HEARING).body == body
    assert "张三示" not in str(Meeting.objects.values()) + str(run.report)


def test_a_register_brought_again_changes_nothing_and_is_taken_back_whole(body, office):
    first = imported([HEAD, JOINT], office)

    assert figures(imported([HEAD, JOINT], office)) == (0, 0, 1, 0)
    centre.undo(run=first, actor=office)
    assert not Meeting.objects.exists()
    assert not AgendaItem.objects.exists()


def test_a_register_names_no_meeting_to_come_and_no_body_nobody_knows(body, office):
    later = [JOINT[0], JOINT[1], "2099-05-20 14:30", *JOINT[3:]]
    elsewhere = [JOINT[0], "无此委员会", *JOINT[2:]]

    assert figures(imported([HEAD, HEARING, later, elsewhere], office)) == (1, 0, 0, 2)


def test_a_stranger_enters_nothing_and_what_was_held_here_stays(town, body, office, person):
    held = MeetingFactory(body=body, in_state=MeetingState.HELD)

    with pytest.raises(RegisterOnly):
        take_back_past_meetings(meetings=[held], actor=office)
    with pytest.raises(PermissionDenied):
        take_back_past_meetings(meetings=[held], actor=person(Role.SECRETARY, over=town.east))
    assert enter_past_meetings(meetings=[], actor=office) == []
