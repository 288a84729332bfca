"""方案台账: a plan with its phases and targets, a row for each target (A-25)."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import REMARK

MEASURE_WORDS: Final[Mapping[str, str]] = {
    "(达标率|完成率|覆盖率|比例).*": "达标率不低于",
    "(达标|完成|建成)?(数|数量|个数).*": "达标数不少于",
    "(未达标|未完成|剩余).*": "未达标数不超过",
}

LEDGER: Final = Ledger(
    kind="plans",
    title=_("ledger of plans with phases"),
    names="target",
    words="实施方案 方案台账 阶段目标",
    needs=(frozenset({"plan", "phase", "starts", "ends", "target", "due"}),),
    public=("plan", "phase", "target", "responsible", "due"),
    columns=(
        Column(
            "plan",
            _("plan"),
            "方案名称 实施方案 实施方案名称 工作方案",
            cleaning.text,
            missing="missing_content",
            carries=True,
            is_screened=True,
        ),
        Column(
            "phase",
            _("phase"),
            "阶段名称 实施阶段 工作阶段 阶段",
            cleaning.text,
            missing="missing_content",
            carries=True,
            is_screened=True,
        ),
        Column(
            "starts",
            _("starts on"),
            "阶段开始 阶段开始时间 阶段开始日期 阶段起始",
            cleaning.partial_date,
            missing="missing_content",
            carries=True,
        ),
        Column(
            "ends",
            _("ends on"),
            "阶段结束 阶段结束时间 阶段结束日期 阶段截止",
            cleaning.partial_date,
            missing="missing_content",
            carries=True,
        ),
        Column("aim", _("aim"), "阶段任务 阶段工作 阶段内容", cleaning.text, carries=True),
        Column(
            "target",
            _("what shall be reached"),
            "工作目标 目标任务 目标 阶段目标",
            cleaning.text,
            missing="missing_content",
            is_screened=True,
        ),
        Column(
            "responsible",
            _("organisation that answers for it"),
            "责任单位 牵头单位 责任党组织",
            cleaning.name,
            refers=Reference((Register.ORGS,), is_optional=True),
        ),
        Column(
            "due",
            _("due on"),
            "完成期限 完成时限 目标期限 截止时间",
            cleaning.partial_date,
            missing="missing_content",
        ),
        Column("standard", _("standard that counts it"), "计数指标 统计指标", cleaning.text),
        Column(
            "measure", _("what is counted"), "计量方式 统计方式", cleaning.choice(MEASURE_WORDS)
        ),
        Column("goal", _("number to reach"), "目标值 目标数", cleaning.measure),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
