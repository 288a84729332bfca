"""Grids and their posts as ledgers."""

from typing import Any

from grids.imports.grid_staff import KIND_OF_WORD
from grids.imports.settling import TIER_WORDS
from grids.models import GridPost
from orgs.exports import ledger_column, yes_or_no
from partybuild.listing import Kind
from partybuild.suppression import shown

# The words of the imports, written in Chinese whatever language the page is read in.
POST_WORDS = {kind: word for word, kind in KIND_OF_WORD.items()}


SIDE_WORDS = {"east": "东至", "south": "南至", "west": "西至", "north": "北至"}


def _boundaries(grid: Any) -> str:
    """东至样例路，南至青梧河: the sides in one cell, behind what falls into no four sides."""
    sides = "，".join(
        f"{word}{what}" for side, word in SIDE_WORDS.items() if (what := getattr(grid, side))
    )
    return "；".join(filter(None, (grid.boundaries, sides)))


def _lead(grid: Any) -> Any:
    return grid.leads[0] if grid.leads else None


def _households(grid: Any) -> Any:
    count = shown(grid.household_count, is_kept=getattr(grid, "is_kept", False))
    return f"约{count}" if grid.is_household_count_rough and isinstance(count, int) else count


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
    ledger_column("四至范围", "ledger_boundaries", _boundaries),
    ledger_column(
        "楼栋数", "ledger_buildings", lambda grid: grid.building_count, kind=Kind.SUPPRESSED
    ),
    ledger_column("户数", "ledger_households", _households),
    ledger_column(
        "常住人口", "ledger_residents", lambda grid: grid.resident_count, kind=Kind.SUPPRESSED
    ),
    ledger_column(
        "流动人口", "ledger_floating", lambda grid: grid.floating_count, kind=Kind.SUPPRESSED
    ),
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
    ledger_column(
        "是否无人管理区域", "ledger_unmanaged", lambda grid: yes_or_no(grid.is_unmanaged)
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
    ledger_column("责任单位", "ledger_unit", lambda post: post.partner and post.partner.name),
    ledger_column("责任区域", "ledger_covers", lambda post: post.covers),
    ledger_column("专/兼职", "ledger_full_time", lambda post: _full_time(post.is_full_time)),
    ledger_column("工作电话", "ledger_phone", lambda post: post.work_phone, kind=Kind.PHONE),
    ledger_column("任职日期", "ledger_starts", lambda post: post.starts),
    ledger_column("离任日期", "ledger_ends", lambda post: post.ends_on, kind=Kind.DATE),
    ledger_column("备注", "ledger_remark", lambda post: post.remark),
)
