"""The demo street's plan of the year: four phases, counted targets and such as a record shows."""

from datetime import date, timedelta

from liaison.enums import MeetingState
from liaison.models import Inspection, Meeting, Phase, Plan
from liaison.plan_enums import TargetMeasure
from liaison.services import phase_targets, phases, plans
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street

TITLE = "示例街道区域化党建提升实施方案"
AIM = "理顺网格体系，建强阵地，规范运行，形成长效机制。"
PHASES = (
    ("摸底划定阶段", "排查小区底数，划定网格，落实党组织。", 60),
    ("阵地建设阶段", "建好党群服务站点，完善“六有”。", 150),
    ("规范运行阶段", "理顺联席会议、走访联系和督办流程。", 270),
    ("总结提升阶段", "查漏补缺，形成长效机制和示例品牌。", 364),
)
# Of which phase, what, the standard that counts it, what of it, and how much.
COUNTED = (
    (0, "小区全部纳入社区", "estate-no-community", TargetMeasure.SHARE, 100),
    (0, "党组织均配齐书记", "no-secretary", TargetMeasure.SHARE, 95),
    (1, "片区均启用会客厅", "area-hub", TargetMeasure.MISSING, 0),
    (2, "督办事项按期办结", "item-in-time", TargetMeasure.SHARE, 60),
    (3, "本季度社区走访全覆盖", "community-unvisited", TargetMeasure.SHARE, 100),
)
SHOWN = ((0, "召开动员部署会"), (1, "完成站点专项检查"), (3, "召开总结推进会"))


def build_plan(street: Street) -> None:
    """A plan of this year that runs; what lies behind is shown by the records of the demo."""
    first = street.today - timedelta(days=330)
    with clock_at(first):
        plan, stages = _draft(street, first)
        _set_targets(street, stages)
        plan = plans.start_plan(plan=plan, actor=street.office)
    with clock_at(street.today):
        _prove(street, plan)


def _draft(street: Street, first: date) -> tuple[Plan, list[Phase]]:
    plan = plans.draft_plan(
        org=street.root,
        title=TITLE,
        aim=AIM,
        starts_on=first,
        ends_on=first + timedelta(days=PHASES[-1][2]),
        actor=street.office,
    )
    stages: list[Phase] = []
    for title, aim, last in PHASES:
        stages.append(
            phases.add_phase(
                plan=plan,
                title=title,
                aim=aim,
                starts_on=phases.next_start(plan),
                ends_on=first + timedelta(days=last),
                actor=street.office,
            )
        )
    return plan, stages


def _set_targets(street: Street, stages: list[Phase]) -> None:
    for number, title, key, measure, goal in COUNTED:
        phase_targets.set_target(
            phase=stages[number],
            title=title,
            due_on=stages[number].ends_on,
            indicator=key,
            measure=measure,
            goal=goal,
            actor=street.office,
        )
    for number, title in SHOWN:
        phase_targets.set_target(
            phase=stages[number],
            title=title,
            due_on=stages[number].ends_on,
            actor=street.office,
        )
    phase_targets.set_target(
        phase=stages[-1],
        title="梳理本社区服务品牌并上报",
        due_on=street.today + timedelta(days=10),
        responsible=street.communities[0],
        actor=street.office,
    )


def _prove(street: Street, plan: Plan) -> None:
    """The meeting and the inspection that were carried out show two of the targets."""
    held = Meeting.objects.filter(
        body__org=street.root, state__in=(MeetingState.ISSUED, MeetingState.ARCHIVED)
    ).order_by("starts_at", "pk")
    checked = Inspection.objects.filter(street=street.root, state="inspected").order_by("pk")
    for title, record in ((SHOWN[0][1], held.first()), (SHOWN[1][1], checked.first())):
        if record is not None:
            target = plan.phases.get(targets__title=title).targets.get(title=title)
            phase_targets.prove_target(target=target, proof=record, actor=street.office)
