"""The demo street's proposals on each chain, at several steps of it, and matters of departments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from liaison.enums import BodyKind, MembershipRole
from liaison.models import Body, Proposal
from liaison.proposal_enums import Chain, ProposerKind
from liaison.proposal_enums import ProposalAction as A
from liaison.selectors.proposals import committee_above, groups_of
from liaison.services import bodies, matters, memberships, proposals
from liaison.services.matter_lists import publish_matters
from orgs.models import User
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import ON_BEHALF
from partybuild.demo.street import Street
from partybuild.demo.words import person_name

SEED = 20260315
GROUPS = ("党的建设", "社会建设", "经济建设", "文化建设")
FOUR_THINGS = (
    ("小区电动自行车充电棚", "居民反映飞线充电隐患突出，建议在小区空地增设充电棚。"),
    ("老旧单元门禁维修", "三栋住宅单元门禁损坏，夜间安全无保障，建议尽快维修。"),
    ("背街小巷路灯补装", "巷内一百二十米无路灯，老人夜间出行不便，建议补装。"),
    ("社区食堂延长供餐时间", "上班居民晚间用餐需求大，建议延长供餐至晚八点。"),
    ("河道步道护栏更换", "步道护栏锈蚀松动，建议更换并设置警示标识。"),
    ("公交站点向小区东门迁移", "站点离小区较远，建议协调迁移。"),
)
DECISIONS = (
    ("集体用房改建为邻里中心", "拟将闲置集体用房改建为邻里中心，设助餐、阅览和议事空间。"),
    ("小区停车位规范管理办法", "拟划定车位、错时共享，收费用于小区公共维护。"),
    ("社区微花园认养规则", "拟将空置绿地划为微花园，由居民认养维护。"),
    ("加装电梯公共部位改造", "拟统一改造加装电梯涉及的公共部位。"),
    ("楼道公共空间整治公约", "拟清理楼道堆物，形成公约并共同遵守。"),
)
SUGGESTIONS = (
    ("共享会议室预约流程简化", "建议开放线上预约，减少纸质审批。"),
    ("联合举办职工子女暑期班", "建议各单位共享师资，举办暑期托管班。"),
    ("沿街商铺夜间灯光整治", "建议统一夜间灯光时段，减少扰民。"),
    ("共建单位党员联合上党课", "建议按季度联合组织党课，轮流承办。"),
    ("园区企业用工信息互通", "建议建立企业用工信息互通渠道。"),
)
MATTERS = (
    ("民政科", "高龄老人津贴资格年度核对", "《示例市老年人权益保障办法》第十二条", 2, 60),
    ("应急管理科", "沿街商铺消防安全隐患排查", "《示例市消防条例》第二十一条", 1, 180),
    ("统计站", "劳动力状况抽样调查", "《示例市统计管理条例》第九条", 3, 240),
    ("卫健科", "重点人群健康档案更新", "《示例市基层卫生服务规范》第六条", 2, 120),
    ("文旅科", "群众文艺团队登记", "《示例市公共文化服务办法》第十五条", 1, 30),
    ("城管科", "垃圾分类投放点巡查台账", "《示例市生活垃圾管理条例》第三十条", 4, 300),
    ("卫健科", "重点人群健康档案更新（补报）", "《示例市基层卫生服务规范》第六条", 2, 120),
)
VOTES = {"expected_count": 45, "present_count": 41, "for_count": 37}
RESTS = {"against_count": 2, "abstained_count": 2}
VERDICTS = {"satisfied_count": 21, "mostly_count": 4, "unsatisfied_count": 1}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who makes which part: nobody judges what the same person put forward or did."""

    raiser: User
    decider: User
    other: User


def build_proposals(street: Street) -> None:
    """Each chain with one proposal at each of its steps, from just raised to closed."""
    cast = Cast(
        User.objects.get(username="clerk"),
        User.objects.get(username="leader"),
        street.office,
    )
    groups = _groups(street)
    for number, (title, content) in enumerate(FOUR_THINGS):
        _four_things(street, cast, number, title, content)
    for number, (title, content) in enumerate(DECISIONS):
        _decision(street, cast, number, title, content)
    for number, (title, content) in enumerate(SUGGESTIONS):
        _suggestion(street, cast, groups[number % len(groups)], number, title, content)


def build_matters(street: Street) -> None:
    """Matters applied for, admitted, declined and about to end; the list is published."""
    office = street.office
    for number, (department, title, basis, forms, minutes) in enumerate(MATTERS):
        is_unit = number == 1
        with clock_at(street.today - timedelta(days=60 - number)):
            matter = matters.apply_for_matter(
                owner=street.partners[0] if is_unit else street.root,
                department=department,
                title=title,
                content=f"{title}，按月报送结果。",
                basis=basis,
                funding="随事拨付工作经费" if number % 2 else "",
                is_everywhere=number != 4,  # noqa: PLR2004 - one is asked of two communities only
                communities=street.communities[:2] if number == 4 else (),  # noqa: PLR2004
                forms_a_month=forms,
                time_a_month=timedelta(minutes=minutes),
                wished_from=street.today - timedelta(days=50),
                wished_until=street.today + timedelta(days=20 if number == 0 else 300),
                on_behalf=ON_BEHALF if is_unit else "",
                actor=office,
            )
            if number == len(MATTERS) - 1:
                continue
            matter = matters.review_matter(
                matter=matter, opinion="依据充分，数据可由部门共享的不再要求报送", actor=office
            )
            if number == 2:  # noqa: PLR2004 - one of each outcome
                matters.decline_matter(
                    matter=matter, reason="数据可由上级部门共享取得，不予准入", actor=office
                )
            elif number != 3:  # noqa: PLR2004 - one waits for its admission
                matters.admit_matter(matter=matter, actor=office)
    with clock_at(street.today - timedelta(days=30)):
        publish_matters(street=street.root, actor=office)


def _groups(street: Street) -> list[Body]:
    """The co-building committee and the four groups below it, where nobody has set them up."""
    names, office, root = Random(SEED), street.office, street.root  # noqa: S311 - no secret
    committee = committee_above(root) or bodies.set_up_body(
        org=root,
        kind=BodyKind.COBUILDING_COMMITTEE,
        name="拟云街道党建共建委员会",
        actor=office,
    )
    for name in () if groups_of(root).exists() else GROUPS:
        group = bodies.set_up_body(
            org=root,
            kind=BodyKind.COORDINATION_GROUP,
            name=f"区域{name}工作协调小组",
            actor=office,
        )
        leader: dict[str, Any] = {
            "person_name": person_name(names),
            "unit_org": root,
            "actor": office,
        }
        memberships.seat_member(body=committee, role=MembershipRole.MEMBER, **leader)
        memberships.seat_member(body=group, role=MembershipRole.LEADER, **leader)
    return list(groups_of(root))


Part = tuple[A, User, Mapping[str, Any]]


def _four_things(street: Street, cast: Cast, number: int, title: str, content: str) -> None:
    unit = street.partners[number % len(street.partners)]
    done: Part = (
        A.REPORT_ON_BEHALF,
        cast.other,
        {"reason": f"已完成“{title}”，现场验收合格，由单位委托代报。"},
    )
    up: Part = (A.TAKE_UP, cast.decider, {"undertaker": unit, "words": "会议研究同意，立即办理。"})
    rated: Part = (A.APPRAISE, cast.raiser, {"words": "效果较好，建议加强日常维护。", **VERDICTS})
    ways: tuple[tuple[Part, ...], ...] = (
        (),
        (up,),
        (up, done),
        (up, done, rated),
        (up, done, rated, (A.CLOSE, cast.decider, {"words": "评议满意，同意办结。"})),
        ((A.REFER, cast.decider, {"reason": "涉及公交线网调整，转上级交通部门研究。"}),),
    )
    community = street.communities[number % len(street.communities)]
    _walk(street, cast, Chain.FOUR_THINGS, community, title, content, number, ways[number])


def _decision(street: Street, cast: Cast, number: int, title: str, content: str) -> None:
    votes = {**VOTES, **RESTS}
    whole: tuple[Part, ...] = (
        (A.CONSULT, cast.other, {"words": "社区党委商议，同意提交审议。"}),
        (A.DELIBERATE, cast.other, votes),
        (A.RESOLVE, cast.other, votes),
        (A.ANNOUNCE, cast.other, {"words": "在社区公示栏和居民群公示。"}),
    )
    lost: Part = (A.DELIBERATE, cast.other, {**votes, "for_count": 15, "against_count": 24})
    ways = ((), whole[:2], whole, (whole[0], lost), whole)
    branch = street.branches[number % len(street.branches)]
    proposal = _walk(
        street, cast, Chain.COMMUNITY_DECISION, branch, title, content, number, ways[number]
    )
    if number == len(DECISIONS) - 1:
        with clock_at(street.today - timedelta(days=2)):
            _take(proposal, (A.EXECUTE, cast.other, {"undertaker": proposal.community}))


def _suggestion(
    street: Street, cast: Cast, group: Body, number: int, title: str, content: str
) -> None:
    answered: tuple[Part, ...] = (
        (A.ROUTE, cast.other, {"group": group}),
        (A.STUDY, cast.other, {"words": "召集成员单位研究办理措施。"}),
        (A.ANSWER, cast.other, {"words": f"“{title}”的建议已采纳，措施已落实。"}),
        (A.CLOSE, cast.other, {}),
    )
    unit = street.partners[(number + 3) % len(street.partners)]
    _walk(street, cast, Chain.SUGGESTION, unit, title, content, number, answered[:number])


def _walk(
    street: Street,
    cast: Cast,
    chain: Chain,
    owner: Any,
    title: str,
    content: str,
    number: int,
    parts: tuple[Part, ...],
) -> Proposal:
    """Put it forward some weeks ago, and take a step every few days."""
    kinds = {
        Chain.FOUR_THINGS: ProposerKind.RESIDENTS,
        Chain.COMMUNITY_DECISION: ProposerKind.MEMBERS,
        Chain.SUGGESTION: ProposerKind.UNIT,
    }
    is_unit = chain == Chain.SUGGESTION
    first = street.today - timedelta(days=31 - number)
    with clock_at(first):
        proposal = proposals.raise_proposal(
            chain=chain,
            owner=owner,
            community=None if is_unit else street.communities[number % len(street.communities)],
            title=title,
            content=content,
            proposer_kind=kinds[chain],
            proposer_count=1 if is_unit else 8 + 3 * number,
            on_behalf=ON_BEHALF if is_unit else "",
            actor=cast.raiser,
        )
    for place, part in enumerate(parts, start=1):
        with clock_at(first + timedelta(days=4 * place)):
            proposal = _take(proposal, part)
    return proposal


def _take(proposal: Proposal, part: Part) -> Proposal:
    action, actor, given = part
    return proposals.take_step(proposal=proposal, action=action, actor=actor, **given)
