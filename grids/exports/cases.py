"""Cases as the superior hotline writes them."""

from grids.imports.case_words import (
    CATEGORY_OF_WORD,
    PART_OF_WORD,
    SATISFACTION_OF_WORD,
    URGENCY_OF_WORD,
    word_of,
)
from grids.imports.case_words import (
    KIND_OF_WORD as CASE_KIND_OF_WORD,
)
from grids.models import Case
from orgs.exports import ledger_column, yes_or_no
from partybuild.listing import Kind
from partybuild.spreadsheets.names import without_party


def _street(case: Case) -> str:
    return without_party(case.street.name)


def _grid_of(case: Case) -> str:
    """A base grid that is only called 01 is known by its code."""
    grid = case.grid
    return "" if grid is None else grid.code if grid.name.isdigit() else grid.name


CASE_LEDGER = (
    ledger_column("工单编号", "ledger_code", lambda case: case.code, kind=Kind.CODE),
    ledger_column("工单类型", "ledger_kind", lambda case: word_of(CASE_KIND_OF_WORD, case.kind)),
    ledger_column("问题分类", "ledger_path", lambda case: case.category_path),
    ledger_column("标签", "ledger_labels", lambda case: case.labels),
    ledger_column("标题", "ledger_title", lambda case: case.title),
    ledger_column("主要内容", "ledger_content", lambda case: case.content, kind=Kind.LONG),
    ledger_column("工单来源", "ledger_channel", lambda case: case.channel),
    ledger_column("来电时间", "ledger_reported", lambda case: case.reported_at, kind=Kind.MOMENT),
    ledger_column("被反映街乡镇", "ledger_street", _street),
    ledger_column("村/社区", "ledger_place", lambda case: case.reported_place),
    ledger_column("小区点位", "ledger_spot", lambda case: case.spot),
    ledger_column("企业名称", "ledger_firm", lambda case: case.firm_name),
    ledger_column(
        "紧急程度", "ledger_urgency", lambda case: word_of(URGENCY_OF_WORD, case.urgency)
    ),
    ledger_column("工单性质", "ledger_part", lambda case: word_of(PART_OF_WORD, case.part)),
    ledger_column("工单状态", "ledger_state", lambda case: case.hotline_state),
    ledger_column("处理受理方式", "ledger_handled", lambda case: case.handled_how),
    ledger_column("办理结果", "ledger_outcome", lambda case: case.outcome, kind=Kind.LONG),
    ledger_column("回复内容", "ledger_reply", lambda case: case.reply, kind=Kind.LONG),
    ledger_column("办结时间", "ledger_closed", lambda case: case.closed_at, kind=Kind.MOMENT),
    ledger_column("是否解决", "ledger_solved", lambda case: yes_or_no(case.is_solved)),
    ledger_column(
        "是否满意",
        "ledger_satisfaction",
        lambda case: word_of(SATISFACTION_OF_WORD, case.satisfaction),
    ),
    ledger_column("是否需要回访", "ledger_call_back", lambda case: yes_or_no(case.needs_call_back)),
    ledger_column(
        "办理社区", "ledger_community", lambda case: case.community and case.community.name
    ),
    ledger_column("办理网格", "ledger_grid", _grid_of, kind=Kind.CODE),
    ledger_column(
        "职责类别", "ledger_category", lambda case: word_of(CATEGORY_OF_WORD, case.category)
    ),
)
