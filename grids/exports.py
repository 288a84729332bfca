"""Lists as ledgers: the headers and words that the import of the same ledger expects."""

from typing import Any

from grids.imports.filling_posts import KIND_OF_WORD
from grids.imports.grids import TIER_WORDS
from grids.models import Grid, GridPost
from orgs.exports import ledger_column
from partybuild.listing import Kind

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
