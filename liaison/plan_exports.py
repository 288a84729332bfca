"""The targets of a plan as the ledger that the import of the same ledger expects."""

from collections.abc import Mapping
from typing import Any, Final

from liaison.plan_enums import TargetMeasure
from liaison.selectors.plans import Reading, standard_of
from partybuild.listing import Column, Kind

MEASURE_IN_LEDGER: Final[Mapping[str, str]] = {
    TargetMeasure.SHARE: "达标率不低于",
    TargetMeasure.MET: "达标数不少于",
    TargetMeasure.MISSING: "未达标数不超过",
}


def _of(name: str, header: str, value: Any, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, header, kind=kind, value=value, on_page=False, sort="")


def _standard(reading: Reading) -> str:
    standard = standard_of(reading.target)
    return str(standard.label) if standard else ""


PLAN_LEDGER: Final = (
    _of("plan", "方案名称", lambda each: each.target.phase.plan.title),
    _of("phase", "阶段名称", lambda each: each.target.phase.title),
    _of("starts", "阶段开始", lambda each: each.target.phase.starts_on, Kind.DATE),
    _of("ends", "阶段结束", lambda each: each.target.phase.ends_on, Kind.DATE),
    _of("aim", "阶段任务", lambda each: each.target.phase.aim),
    _of("target", "工作目标", lambda each: each.target.title),
    _of("responsible", "责任单位", lambda each: each.target.responsible.name),
    _of("due", "完成期限", lambda each: each.target.due_on, Kind.DATE),
    _of("standard", "计数指标", _standard),
    _of("measure", "计量方式", lambda each: MEASURE_IN_LEDGER.get(each.target.measure, "")),
    _of("goal", "目标值", lambda each: each.target.goal, Kind.NUMBER),
)
