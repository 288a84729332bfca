"""The demo street's cases on their seven steps: one at every step and on every side road."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from grids.case_enums import RouteTarget, TimeUnit
from grids.case_standards import PUBLIC_PAGE
from grids.enums import CaseCategory, CaseKind, CaseUrgency
from grids.models import Case
from grids.services import case_sides, case_steps
from grids.services.case_limits import set_case_limit
from grids.services.case_routes import add_case_route
from grids.services.filing_cases import file_case
from grids.services.public_cases import file_public_case
from orgs.models import Org, User
from orgs.services.numbers import set_numbers
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street

FINISHED = [
    ("楼道灯不亮", CaseCategory.LIVING_ENVIRONMENT, "satisfied"),
    ("小广告清理", CaseCategory.LIVING_ENVIRONMENT, "satisfied"),
    ("楼道堆物", CaseCategory.WORK_SAFETY, "fairly"),
    ("犬只扰民", CaseCategory.NEIGHBOURS, "dissatisfied"),
    ("雨水口堵塞", CaseCategory.LIVING_ENVIRONMENT, "satisfied"),
    ("共享单车乱停", CaseCategory.PUBLIC_SECURITY, "fairly"),
    ("代办居住登记", CaseCategory.ERRAND, "satisfied"),
    ("油烟扰民", CaseCategory.ECOLOGY, "fairly"),
    ("井盖松动", CaseCategory.LIVING_ENVIRONMENT, "satisfied"),
    ("健身器材损坏", CaseCategory.LIVING_ENVIRONMENT, "satisfied"),
    ("门禁失灵", CaseCategory.PUBLIC_SECURITY, "satisfied"),
]
REPLY = "已派人到场处理完毕，感谢您的反映。"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who dispatches and calls back, who verifies, who handles, and for which organisation."""

    street: Street
    office: User
    clerk: User
    worker: User
    org: Org

    def filed(self, title: str, **facts: Any) -> Case:
        grid = next((unit for unit in self.street.units if unit.org_id == self.org.pk), None)
        facts = {"kind": CaseKind.REQUEST, "spot": "示例小区3号楼", "grid": grid, **facts}
        return file_case(street=self.street.root, title=title, actor=self.office, **facts)

    def dispatched(self, title: str, **facts: Any) -> Case:
        case = case_steps.respond_to_case(
            case=self.filed(title, **facts), words="已电话告知受理。", actor=self.office
        )
        return case_steps.dispatch_case(case=case, org=self.org, actor=self.office)

    def in_hand(self, title: str, **facts: Any) -> Case:
        return case_steps.sign_for_case(case=self.dispatched(title, **facts), actor=self.worker)

    def answered(self, title: str, **facts: Any) -> Case:
        case = self.in_hand(title, **facts)
        return case_steps.answer_case(case=case, reply=REPLY, actor=self.worker)

    def called_back(self, title: str, satisfaction: str = "satisfied", **facts: Any) -> Case:
        return case_steps.call_back(
            case=self.answered(title, **facts),
            reach="reached",
            is_solved=satisfaction != "dissatisfied",
            satisfaction=satisfaction,
            actor=self.office,
        )

    def closed(self, title: str, satisfaction: str, **facts: Any) -> Case:
        case = self.called_back(title, satisfaction, **facts)
        case = case_steps.verify_case(case=case, words="现场核查属实。", actor=self.clerk)
        return case_steps.close_case(case=case, actor=self.office)


def build_case_steps(street: Street) -> None:
    """Closed cases of the last weeks, overdue ones, and one at each step today."""
    hands = Hands(
        street=street,
        office=street.office,
        clerk=User.objects.get(username="clerk"),
        worker=User.objects.get(username="grid"),
        org=street.branches[0],
    )
    with clock_at(street.today - timedelta(days=30)):
        add_case_route(
            street=street.root,
            category=CaseCategory.OPINION,
            target=RouteTarget.COMMUNITY,
            actor=street.office,
        )
        for title, category, satisfaction in FINISHED:
            hands.closed(title, satisfaction, category=category, phone=street.next_phone())
    with clock_at(street.today - timedelta(days=16)):
        hands.in_hand("围墙开裂", category=CaseCategory.WORK_SAFETY)
        _side_roads(hands)
    with clock_at(street.today - timedelta(days=4), hour=9):
        hands.in_hand("绿化带缺株", category=CaseCategory.LIVING_ENVIRONMENT)
    with clock_at(street.today - timedelta(days=1), hour=16):
        _today(hands)
        _from_residents(street)


def _today(hands: Hands) -> None:
    """One case at each step."""
    steps: list[Callable[..., Case]] = [
        hands.filed,
        hands.dispatched,
        hands.in_hand,
        hands.answered,
        hands.called_back,
    ]
    titles = ["公厕无照明", "围挡破损", "消防栓漏水", "垃圾清运不及时", "台阶破损"]
    for make, title in zip(steps, titles, strict=True):
        make(title, category=CaseCategory.LIVING_ENVIRONMENT, phone=hands.street.next_phone())
    for org in (*hands.street.branches[1:2], *hands.street.communities[:2]):
        replace(hands, org=org).dispatched("非机动车乱停放", category=CaseCategory.PUBLIC_SECURITY)
    hands.filed("电梯困人", category=CaseCategory.EMERGENCY)
    responded = hands.filed("噪声扰民", category=CaseCategory.ECOLOGY, urgency=CaseUrgency.URGENT)
    case_steps.respond_to_case(case=responded, actor=hands.office)
    verified = hands.called_back("晾衣架损坏", category=CaseCategory.LIVING_ENVIRONMENT)
    case_steps.verify_case(case=verified, actor=hands.clerk)


def _from_residents(street: Street) -> None:
    """The public page is open, two cases came by it, and one category has its own limit."""
    set_numbers(street=street.root, numbers={PUBLIC_PAGE: 1}, actor=street.office)
    set_case_limit(
        street=street.root,
        category=CaseCategory.ECOLOGY,
        urgency=CaseUrgency.ORDINARY,
        amount=3,
        unit=TimeUnit.WORKDAYS,
        actor=street.office,
    )
    for title, phone in (("花坛垃圾成堆", ""), ("单元门无法关闭", street.next_phone())):
        file_public_case(
            street=street.root,
            title=title,
            category=CaseCategory.LIVING_ENVIRONMENT,
            community=street.communities[0],
            spot="示例小区5号楼",
            phone=phone,
            needs_call_back=True if phone else None,
        )


def _side_roads(hands: Hands) -> None:
    """Shelved, redone, conferred on, extended, escalated, merged, withdrawn, not admitted."""
    office, worker = hands.office, hands.worker
    case_steps.shelve_case(
        case=hands.in_hand("加装电梯", urgency=CaseUrgency.COMPLEX),
        reason="纳入明年老旧小区改造计划。",
        review_on=hands.street.today + timedelta(days=5),
        actor=office,
    )
    redone = hands.called_back("外墙渗水", "dissatisfied")
    case_steps.redo_case(case=redone, reason="雨后仍渗水，请重新处理。", actor=hands.clerk)
    disputed = hands.dispatched("两网格交界处堆料")
    disputed = case_steps.return_case(case=disputed, reason="不在本网格。", actor=worker)
    disputed = case_steps.dispatch_case(case=disputed, org=hands.org, actor=office)
    case_steps.return_case(case=disputed, reason="界线在路对面。", actor=worker)
    extended = hands.in_hand("更换配电箱")
    case_sides.ask_for_extension(case=extended, workdays=5, reason="等待配件。", actor=worker)
    called = hands.in_hand("跨片区积水")
    case_sides.escalate_case(case=called, reason="需片区协调排水。", actor=worker)
    case_sides.merge_case(
        case=hands.filed("跨片区积水严重"), into=called, words="同一地点。", actor=office
    )
    case_sides.withdraw_case(case=hands.filed("误报停水"), reason="来电撤回。", actor=office)
    case_sides.refuse_case(
        case=hands.filed("咨询外地户籍政策"), reason="不属街道职责，已告知途径。", actor=office
    )
