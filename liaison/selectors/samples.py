"""Samples of this app's papers, printed from made-up rows that are never kept."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from liaison.followup_enums import CensureKind, DueRule
from liaison.models import (
    ActionItem,
    Body,
    Censure,
    MattersEdition,
    Meeting,
    Minutes,
    Proposal,
    ProposalStep,
    Resolution,
)
from liaison.proposal_enums import Chain, ProposalAction, ProposerKind, Voice
from liaison.selectors.followup_papers import censure_document, follow_up_sheet
from liaison.selectors.matters import list_document
from liaison.selectors.papers import minutes_document, notice_from
from liaison.selectors.proposal_papers import notice_from as public_notice_from
from liaison.selectors.proposal_papers import report_from
from orgs.models import Org
from partybuild.documents import Document

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_TEXT: Final = """会议听取了第三季度“三张清单”对接情况的通报，研究了下列事项。
一、关于需求清单
（一）需求认领情况
会议指出，本季度共收集需求36项，认领28项，尚有8项未认领。
（二）下一步安排
会议议定，未认领需求由街道党建办逐项对接。
1. 12月5日前完成电动自行车充电设施选址；
2. 12月20日前完成楼道照明改造。
二、关于共建项目
会议通过：同意“示范楼道”列为重点项目（决议〔2026〕4-1号）。
三、有关要求
会议强调，各成员单位要按照分工抓好落实，由街道党建办负责督办。"""


def _community() -> Org:
    return Org(name="示例社区党委", code="S801")


def _body(street: Org) -> Body:
    return Body(org=street, name="示例街道党建工作联席会议")


def _meeting(street: Org) -> Meeting:
    return Meeting(
        body=_body(street),
        title="第四季度党建工作联席会议",
        year=2026,
        serial=4,
        starts_at=datetime(2026, 11, 26, 14, 30, tzinfo=_SHANGHAI),
        ends_at=datetime(2026, 11, 26, 16, 0, tzinfo=_SHANGHAI),
        place="街道三楼会议室",
        contact_name="示某某",
        contact_phone="19000000001",
        papers_due_on=date(2026, 11, 24),
        convened_on=date(2026, 11, 20),
    )


def notice_sample(street: Org) -> Document:
    """The notice of a joint meeting."""
    meeting = _meeting(street)
    units = ["示例社区党委书记", "样例小学校长", "示例银行行长", "样例医院副院长"]
    return notice_from(
        meeting,
        units=units,
        addressees=["示例社区党委", "样例小学", "示例银行", "样例医院"],
        topics=["通报第三季度“三张清单”对接情况", "研究示范项目立项", "部署年终双向考核"],
    )


def minutes_sample(street: Org) -> Document:
    """The minutes of that meeting."""
    return minutes_document(
        Minutes(
            mark="示例街道党建工作联席会议纪要",
            number="〔2026〕4号",
            issuer=street.name,
            issued_on=date(2026, 11, 27),
            body=_TEXT,
            present="示例街道党工委副书记\n示例社区党委书记\n样例小学校长\n示例银行行长",
            excused="样例医院副院长",
            observers="示例街道综合执法队队长",
        )
    )


def follow_up_sample(street: Org) -> Document:
    """The sheet of something a meeting resolved."""
    return follow_up_sheet(
        ActionItem(
            code="DB-2026-0012",
            street=street,
            assigner=street,
            owner_org=_community(),
            assisting="示例物业服务有限公司、样例供电所",
            title="电动自行车充电设施选址",
            demand="会同物业企业和居民代表勘察选址，征求意见后报街道审核。",
            resolution=Resolution(meeting=_meeting(street), serial=2),
            assigned_on=date(2026, 11, 27),
            due_on=date(2026, 12, 5),
            first_due_on=date(2026, 12, 5),
            due_rule=DueRule.DAY,
        )
    )


def circular_sample(street: Org) -> Document:
    """The draft of a circular about something overdue."""
    return _censure(street, CensureKind.CIRCULAR)


def interview_sample(street: Org) -> Document:
    """The notice of an interview about the same."""
    return _censure(street, CensureKind.INTERVIEW)


def _censure(street: Org, kind: CensureKind) -> Document:
    return censure_document(
        Censure(
            kind=kind,
            street=street,
            target_org=_community(),
            topic="督办事项逾期未办结",
            facts="截至11月20日，你单位承办的督办事项2项逾期，其中1项经两次提醒仍未报告进展。",
            demand="请于12月5日前办结，并将整改情况书面报告街道党工委。",
            delivered_on=date(2026, 11, 23),
        )
    )


def _proposal(street: Org, chain: Chain) -> Proposal:
    return Proposal(
        code="TA-2026-0007",
        street=street,
        owner_org=_community(),
        community=_community(),
        chain=chain,
        title="在小区东门增设夜间照明",
        content="小区东门夜间照度不足，老年人出行不便，建议增设路灯四盏并定期巡检。",
        proposer_kind=ProposerKind.RESIDENTS,
        proposer_count=12,
        raised_on=date(2026, 10, 12),
        notice_starts_on=date(2026, 11, 2),
        notice_ends_on=date(2026, 11, 9),
        undertaker_org=_community(),
        round=1,
    )


def report_sample(street: Org) -> Document:
    """The written report on suggestions to the committee above."""
    steps = [
        ProposalStep(serial=1, action=ProposalAction.ROUTE, taken_on=date(2026, 10, 15), words=""),
        ProposalStep(
            serial=2,
            action=ProposalAction.STUDY,
            taken_on=date(2026, 10, 22),
            words="现场踏勘，会同供电单位确定灯位",
        ),
        ProposalStep(
            serial=3,
            action=ProposalAction.REPORT,
            taken_on=date(2026, 11, 18),
            words="四盏路灯已安装完毕并通电。\n由物业企业每月巡检一次，巡检情况在楼栋公示栏公布。",
        ),
    ]
    return report_from(
        _proposal(street, Chain.SUGGESTION), steps, addressee="示例街道区域化党建工作委员会"
    )


def public_notice_sample(street: Org) -> Document:
    """The public notice of a decision that a community took in four steps."""
    votes = [
        ProposalStep(
            serial=3,
            action=action,
            voice=voice,
            taken_on=date(2026, 10, 30),
            expected_count=45,
            present_count=41,
            for_count=40,
            against_count=0,
            abstained_count=1,
        )
        for action, voice in (
            (ProposalAction.DELIBERATE, Voice.MEMBER_DELEGATES),
            (ProposalAction.RESOLVE, Voice.RESIDENT_DELEGATES),
        )
    ]
    return public_notice_from(_proposal(street, Chain.COMMUNITY_DECISION), votes)


def matters_sample(street: Org) -> Document:
    """The published list of what communities may be asked to do."""
    line = {
        "department": "示例街道综治办",
        "title": "消防安全入户宣传",
        "basis": "消防法第三十二条",
        "from": "2026-01-01",
        "until": "2026-12-31",
        "communities": [],
    }
    return list_document(
        MattersEdition(
            street=street,
            year=2026,
            edition=1,
            published_on=date(2026, 1, 5),
            lines=[line, line | {"department": "示例街道民政科", "title": "困难群众信息核对"}],
        )
    )
