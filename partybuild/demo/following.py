"""What the demo street follows up: items, visits with their findings, an inspection, a draft."""

from datetime import timedelta

from liaison.enums import Decision
from liaison.followup_enums import CensureKind, InspectionKind, VisitKind
from liaison.models import ActionItem, Finding, Resolution, Visit
from liaison.services import (
    action_items,
    censures,
    contact_points,
    extensions,
    findings,
    inspections,
    reminders,
    visits,
)
from orgs.models import CircleMembership, User
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import ON_BEHALF
from partybuild.demo.street import Street
from resources.enums import ResourceClass

# What is handed over, how many workdays it has, and how many days ago.
ITEMS = [
    ("清理楼道堆物，打通消防通道", 15, 3),
    ("补齐社区党群服务站标识标牌", 10, 8),
    ("推进老旧小区加装照明", 20, 12),
    ("核实辖区新设企业党组织情况", 10, 9),
    ("建立共建单位联系名册", 10, 30),
    ("整改非机动车停放秩序", 8, 33),
    ("完善轮值工作台账", 10, 40),
]
ASSIGNED, SIGNED, IN_HAND, REPORTED, CHECKED, STRUCK, LATE = range(7)
OF_UNITS = (REPORTED, CHECKED)
FOUND = [
    "三号楼东侧路灯不亮，晚间出行不便",
    "社区活动室缺少适老座椅",
    "小区北门早高峰车辆排队",
    "希望增加法律咨询场次",
    "垃圾投放点雨天积水",
]
NEED, CASE, ITEM, SETTLED = range(4)
VISITS = 6
LATELY = 4


def build_following(street: Street) -> None:
    """Everything that is followed up, each thing in some state of its way."""
    _build_items(street)
    _build_visits(street)
    _build_inspections(street)
    _draft_a_circular(street)


def _build_items(street: Street) -> None:
    """An item in each state, the first ones from what the meetings have decided."""
    adopted = Resolution.objects.filter(
        meeting__body__org=street.root, decision=Decision.ADOPTED
    ).order_by("pk")
    decided = [*adopted[:3]]
    for number, (title, workdays, days) in enumerate(ITEMS):
        resolution = decided[number] if number < len(decided) else None
        with clock_at(street.today - timedelta(days=days)):
            item = action_items.assign_action_item(
                assigner=street.root,
                owner=(street.partners if number in OF_UNITS else street.communities)[number % 2],
                title=f"落实{resolution.number}" if resolution else title,
                demand=resolution.text if resolution else "",
                resolution=resolution,
                source="" if resolution else "街道工作例会",
                workdays=workdays,
                actor=street.office,
            )
        with clock_at(street.today - timedelta(days=days - 2)):
            item = _carry_on(street, item, number)
        reminders.remind_of_action_item(item_pk=item.pk, today=street.today)


def _carry_on(street: Street, item: ActionItem, step: int) -> ActionItem:
    office = street.office
    if step == ASSIGNED:
        return item
    if item.owner_partner_id:
        item = action_items.sign_for_action_item_on_behalf(
            item=item, reason=ON_BEHALF, actor=office
        )
    else:
        item = action_items.sign_for_action_item(item=item, actor=office)
    if step in (SIGNED, LATE):
        return item
    if item.owner_partner_id:
        item = action_items.report_action_item_on_behalf(
            item=item, report="已按要求完成", reason=ON_BEHALF, actor=office
        )
    else:
        item = action_items.note_progress(item=item, progress="已制定方案", actor=office)
    if step == IN_HAND:
        return extensions.ask_extension(
            item=item,
            due_on=item.due_on + timedelta(days=14),
            reason="施工材料未到位",
            actor=office,
        )
    if not item.owner_partner_id:
        item = action_items.report_action_item(item=item, report="已按要求完成", actor=office)
    if step >= CHECKED:
        item = action_items.check_action_item(item=item, verdict="现场核实属实", actor=office)
    return action_items.strike_off(item=item, actor=office) if step >= STRUCK else item


def _build_visits(street: Street) -> None:
    """Half a year of visits of the leader and of a core organisation, with what they found."""
    leader = User.objects.get(username="leader")
    kept = street.communities[1:3]
    for community in kept:
        contact_points.name_contact_point(community=community, leader=leader, actor=street.office)
    for back in range(VISITS):
        with clock_at(street.today - timedelta(days=LATELY + 30 * back)):
            visit = visits.note_visit(
                place=kept[back % len(kept)],
                kind=(VisitKind.RESIDENTS, VisitKind.MEMBERS)[back % 2],
                met_count=6 + back,
                findings=[FOUND[back % len(FOUND)]],
                actor=leader,
            )
            _follow(street, visit, back)
    members = CircleMembership.objects.current().exclude(member_partner=None).order_by("pk")
    for number, member in enumerate(members.select_related("member_partner")[:LATELY]):
        with clock_at(street.today - timedelta(days=number)):
            visits.note_visit(
                place=member.member_partner,
                kind=VisitKind.OPERATORS,
                by=street.communities[0],
                is_policy_told=True,
                met_count=2,
                actor=street.office,
            )


def _follow(street: Street, visit: Visit, step: int) -> None:
    finding: Finding = visit.findings.get()
    office = street.office
    if step == NEED:
        findings.make_need(finding=finding, resource_class=ResourceClass.FACILITY, actor=office)
    if step == CASE:
        findings.make_case(finding=finding, actor=office)
    if step == ITEM:
        findings.assign_finding(finding=finding, owner=visit.place_org, actor=office)
    if step == SETTLED:
        findings.settle_finding(finding=finding, reason="已当场协调解决", actor=office)


def _build_inspections(street: Street) -> None:
    """A random check that was drawn, and a special inspection with something to put right."""
    office = street.office
    drawn = inspections.prepare_inspection(
        street=street.root,
        kind=InspectionKind.RANDOM,
        title="主题党日开展情况随机抽查",
        topic="查看记录和签到情况",
        subjects=street.branches,
        inspected_on=street.today + timedelta(days=3),
        actor=office,
    )
    inspections.draw_subjects(inspection=drawn, count=2, seed="2026-拟云-01", actor=office)
    with clock_at(street.today - timedelta(days=LATELY)):
        special = inspections.prepare_inspection(
            street=street.root,
            kind=InspectionKind.SPECIAL,
            title="党群服务站开放情况专项检查",
            subjects=street.communities[:2],
            actor=office,
        )
        special = inspections.settle_subjects(inspection=special, actor=office)
        subject = special.subjects.order_by("position")[0]
        special = inspections.find_at_inspection(
            inspection=special, subject=subject, content="开放时间未上墙公示", actor=office
        )
        finding = Finding.objects.get(subject=subject)
        findings.assign_finding(finding=finding, owner=subject.subject, actor=office)
        inspections.conclude_inspection(
            inspection=special, conclusion="总体良好，个别站点需整改", actor=office
        )


def _draft_a_circular(street: Street) -> None:
    """The office drafts; the leader has not decided."""
    late = ActionItem.objects.overdue(street.today).filter(street=street.root).order_by("pk")
    if item := late.first():
        with clock_at(street.today):
            censures.draft_censure_of_item(
                item=item,
                kind=CensureKind.CIRCULAR,
                topic=item.title,
                facts=f"“{item.title}”至今未按期办结。",
                actor=street.office,
            )
