"""The demo street's cases: what the superior hotline sent in each month of the year."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from grids.enums import CaseCategory, CaseKind, CasePart, CaseUrgency, Satisfaction
from grids.models import Case
from grids.services.cases import register_cases
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import DAYS
from partybuild.demo.street import Street

# What it is, what is asked for, the hotline's words for it, our category, and the reply.
MATTERS = [
    (
        CaseKind.REQUEST,
        "路灯不亮",
        "城乡建设->人居环境整治->路灯",
        CaseCategory.LIVING_ENVIRONMENT,
        "已更换灯具并恢复照明",
    ),
    (
        CaseKind.COMPLAINT,
        "飞线充电",
        "公共安全->安全生产->消防",
        CaseCategory.WORK_SAFETY,
        "已清理并增设充电桩",
    ),
    (
        CaseKind.COMPLAINT,
        "夜间施工噪声扰民",
        "环境保护->生态环保->噪声",
        CaseCategory.ECOLOGY,
        "已责令夜间停工",
    ),
    (
        CaseKind.HELP,
        "楼上漏水纠纷",
        "社会管理->邻里纠纷->漏水",
        CaseCategory.NEIGHBOURS,
        "经调解双方已达成一致",
    ),
    (
        CaseKind.REQUEST,
        "下水道堵塞",
        "城乡建设->人居环境整治->管网",
        CaseCategory.LIVING_ENVIRONMENT,
        "已疏通管道",
    ),
    (
        CaseKind.COMPLAINT,
        "停车占用消防通道",
        "公共安全->社会治安->停车",
        CaseCategory.PUBLIC_SECURITY,
        "已劝离并施划禁停线",
    ),
    (
        CaseKind.HELP,
        "电梯突然停运",
        "公共安全->突发事件报告->电梯",
        CaseCategory.EMERGENCY,
        "维保单位已修复",
    ),
    (
        CaseKind.SUGGESTION,
        "建议增设休息座椅",
        "社会管理->民情民意->便民设施",
        CaseCategory.OPINION,
        "已列入更新计划",
    ),
    (
        CaseKind.REQUEST,
        "代办老年优待证",
        "民政->代办->证件",
        CaseCategory.ERRAND,
        "网格员已上门代办",
    ),
    (CaseKind.ENQUIRY, "咨询物业费标准", "住房城乡建设->物业管理->收费", "", "已作解释说明"),
]
PARTS = [CasePart.LEAD, CasePart.LEAD, CasePart.LEAD, CasePart.ASSIST, CasePart.FORWARD]
RATINGS = [
    Satisfaction.SATISFIED,
    Satisfaction.SATISFIED,
    Satisfaction.FAIRLY,
    Satisfaction.UNRATED,
    Satisfaction.DISSATISFIED,
]
# One case in so many is placed nowhere yet, is placed in its grid too, is not solved.
NOWHERE, IN_A_GRID, UNSOLVED = 11, 3, 8
# The ledger of a month comes when the latest of its cases is closed.
LATEST = 7


def register_month(street: Street, month: int, count: int) -> None:
    """Let one month's ledger of the hotline come in; what came this month is still open."""
    day = street.today - timedelta(days=month * DAYS + 1)
    cases = []
    for order in range(count):
        number = month * 31 + order
        came = day - timedelta(days=LATEST + order * DAYS // (count + 1))
        at = timezone.make_aware(datetime.combine(came, time(8 + number % 11, number % 60)))
        cases.append(_case(street, number, at, is_open=not month))
    with clock_at(day):
        register_cases(cases=cases, actor=street.office)


def _case(street: Street, number: int, at: datetime, *, is_open: bool) -> Case:
    kind, title, path, category, reply = MATTERS[number % len(MATTERS)]
    community = street.communities[number % len(street.communities)]
    units = [unit for unit in street.units if unit.community_id == community.pk]
    is_placed = number % NOWHERE != 0
    is_solved = number % UNSOLVED != 0
    done: dict[str, Any] = {
        "hotline_state": "已办结",
        "outcome": "已解决" if is_solved else "解释说明",
        "reply": f"{reply}。" if is_solved else "需纳入整体改造，已向来电人说明。",
        "handled_how": "直接办理",
        "closed_at": at + timedelta(days=1 + number % 5, hours=2),
        "is_solved": is_solved,
        "satisfaction": RATINGS[number % len(RATINGS)],
    }
    return Case(
        street=street.root,
        code=f"NY{at:%Y%m}{number:06d}",
        kind=kind,
        category_path=path,
        category=category,
        title=title,
        content=f"示例小区{1 + number % 9}号楼{title}，请尽快处理。",
        urgency=CaseUrgency.MOST_URGENT if category == "emergency" else CaseUrgency.ORDINARY,
        part=PARTS[number % len(PARTS)],
        channel="电话",
        reported_at=at,
        reported_place=community.name.removesuffix("党委") if is_placed else "",
        spot=f"示例小区{1 + number % 9}号楼",
        community=community if is_placed else None,
        grid=units[number % len(units)]
        if is_placed and units and number % IN_A_GRID == 0
        else None,
        **({"hotline_state": "办理中"} if is_open else done),
    )
