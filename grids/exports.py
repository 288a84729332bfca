"""Lists as ledgers: the headers and words that the import of the same ledger expects."""

from typing import Any

from grids.imports.facilities import FUNCTION_WORDS, KIND_WORDS, STATE_WORDS
from grids.imports.filling_posts import KIND_OF_WORD
from grids.imports.grids import TIER_WORDS
from grids.models import Facility, Grid, GridPost
from orgs.exports import ledger_column
from partybuild.listing import Kind
from partybuild.opening_hours import in_words

# The words of the imports, written in Chinese whatever language the page is read in.
POST_WORDS = {kind: word for word, kind in KIND_OF_WORD.items()}


def _lead(grid: Any) -> Any:
    return grid.leads[0] if grid.leads else None


def _households(grid: Grid) -> Any:
    rough = grid.is_household_count_rough and grid.household_count is not None
    return f"约{grid.household_count}" if rough else grid.household_count


GRID_LEDGER = (
    ledger_column("网格名称", "ledger_name", lambda grid: grid.name),
    ledger_column("网格编号", "ledger_code", lambda grid: grid.code, kind=Kind.CODE),
    ledger_column("网格层级", "ledger_tier", lambda grid: TIER_WORDS[grid.tier]),
    # Base grids of different units share names such as 01, so the superior is named by its code.
    ledger_column(
        "上级网格", "ledger_parent", lambda grid: grid.parent and grid.parent.code, kind=Kind.CODE
    ),
    ledger_column(
        "所属社区", "ledger_community", lambda grid: grid.community and grid.community.name
    ),
    ledger_column("四至范围", "ledger_boundaries", lambda grid: grid.boundaries),
    ledger_column("楼栋数", "ledger_buildings", lambda grid: grid.building_count),
    ledger_column("户数", "ledger_households", _households),
    ledger_column("常住人口", "ledger_residents", lambda grid: grid.resident_count),
    ledger_column("流动人口", "ledger_floating", lambda grid: grid.floating_count),
    ledger_column("对应党组织", "ledger_org", lambda grid: grid.org and grid.org.name),
    ledger_column("网格长", "ledger_lead", lambda grid: (lead := _lead(grid)) and lead.person_name),
    ledger_column(
        "联系电话",
        "ledger_phone",
        lambda grid: (lead := _lead(grid)) and lead.work_phone,
        kind=Kind.PHONE,
    ),
    ledger_column(
        "最近党群服务中心",
        "ledger_nearest",
        lambda grid: grid.nearest_facility and grid.nearest_facility.name,
    ),
    ledger_column("步行分钟", "ledger_walk", lambda grid: grid.walking_minutes),
    ledger_column("备注", "ledger_remark", lambda grid: grid.remark),
)


def _known_as(post: GridPost) -> str:
    """A base grid that is only called 01 is known by its code outside its unit grid."""
    return post.grid.code if post.grid.name.isdigit() else post.grid.name


def _full_time(is_full_time: bool | None) -> str:
    return "" if is_full_time is None else ("专职" if is_full_time else "兼职")


POST_LEDGER = (
    ledger_column("网格名称", "ledger_grid", _known_as, kind=Kind.CODE),
    ledger_column("姓名", "ledger_name", lambda post: post.person_name),
    ledger_column("岗位", "ledger_post", lambda post: POST_WORDS[post.kind]),
    ledger_column("来源", "ledger_source", lambda post: post.source),
    ledger_column("专/兼职", "ledger_full_time", lambda post: _full_time(post.is_full_time)),
    ledger_column("工作电话", "ledger_phone", lambda post: post.work_phone, kind=Kind.PHONE),
    ledger_column("任职日期", "ledger_starts", lambda post: post.starts),
    ledger_column("离任日期", "ledger_ends", lambda post: post.ends_on, kind=Kind.DATE),
)


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
