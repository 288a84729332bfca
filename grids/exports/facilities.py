"""Facilities as a ledger."""

from typing import Any

from grids.imports.facilities import FUNCTION_WORDS, KIND_WORDS, STATE_WORDS
from grids.models import Facility
from orgs.exports import ledger_column
from partybuild.listing import Kind
from partybuild.opening_hours import in_words


def _haves(facility: Any) -> str:
    """Read back but not imported: what was found stands in the checks."""
    return f"{facility.haves_yes}/{facility.haves_all}" if facility.haves_all else ""


def _functions(facility: Facility) -> str:
    return "、".join(FUNCTION_WORDS[tag] for tag in facility.tags)


FACILITY_LEDGER = (
    ledger_column("阵地名称", "ledger_name", lambda row: row.name),
    ledger_column("阵地编号", "ledger_code", lambda row: row.code, kind=Kind.CODE),
    ledger_column("阵地类别", "ledger_kind", lambda row: KIND_WORDS[row.kind]),
    ledger_column("所属社区", "ledger_community", lambda row: row.community and row.community.name),
    ledger_column(
        "所属片区", "ledger_grid", lambda row: row.grid and row.grid.code, kind=Kind.CODE
    ),
    ledger_column("管理党组织", "ledger_run_by", lambda row: row.run_by and row.run_by.name),
    ledger_column("地址", "ledger_address", lambda row: row.address),
    ledger_column("总面积", "ledger_total", lambda row: row.total_sqm),
    ledger_column("服务面积", "ledger_service", lambda row: row.service_sqm),
    ledger_column("办公面积", "ledger_office", lambda row: row.office_sqm),
    ledger_column("面积不足原因", "ledger_size", lambda row: row.size_reason),
    ledger_column("开放时间", "ledger_hours", lambda row: in_words(row.spans)),
    ledger_column("功能", "ledger_functions", _functions),
    ledger_column("六有", "ledger_haves", _haves),
    ledger_column("启用时间", "ledger_opened", lambda row: row.opened_on, kind=Kind.DATE),
    ledger_column("状态", "ledger_state", lambda row: STATE_WORDS[row.state]),
    ledger_column("备注", "ledger_remark", lambda row: row.remark),
)
