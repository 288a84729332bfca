"""Estates, and the contracts of property firms, as ledgers."""

from typing import Any

from grids.enums import FirmKind, PartyState
from grids.imports.estates import COMMITTEE_WORDS, KIND_WORDS, MODE_WORDS, RENOVATION_WORDS
from grids.selectors.estates import base_grids_of, buildings_of
from orgs.exports import ledger_column, yes_or_no
from partybuild.listing import Kind

ESTATE_LEDGER = (
    ledger_column("小区名称", "ledger_name", lambda estate: estate.name),
    ledger_column("小区编号", "ledger_code", lambda estate: estate.code, kind=Kind.CODE),
    ledger_column("别名", "ledger_aliases", lambda estate: estate.aliases),
    ledger_column(
        "所属社区", "ledger_community", lambda estate: estate.community and estate.community.name
    ),
    ledger_column(
        "所属单元网格",
        "ledger_unit",
        lambda estate: estate.unit_grid and estate.unit_grid.code,
        kind=Kind.CODE,
    ),
    ledger_column("所属基础网格", "ledger_bases", base_grids_of),
    ledger_column("类型", "ledger_kind", lambda estate: KIND_WORDS.get(estate.kind)),
    ledger_column("楼栋数", "ledger_buildings", lambda estate: estate.building_count),
    ledger_column("楼栋", "ledger_list", buildings_of),
    ledger_column("单元数", "ledger_units", lambda estate: estate.unit_count),
    ledger_column("户数", "ledger_households", lambda estate: estate.household_count),
    ledger_column("建筑面积(万㎡)", "ledger_area", lambda estate: estate.area_10k_sqm),
    ledger_column("建成年份", "ledger_built", lambda estate: estate.built_year),
    ledger_column(
        "业委会", "ledger_committee", lambda estate: COMMITTEE_WORDS.get(estate.owners_committee)
    ),
    ledger_column("物业管理方式", "ledger_mode", lambda estate: MODE_WORDS.get(estate.mode)),
    ledger_column(
        "物业企业",
        "ledger_firm",
        lambda estate: "、".join(contract.firm.name for contract in estate.in_force),
    ),
    ledger_column(
        "无人管理", "ledger_manager", lambda estate: yes_or_no(estate.is_without_manager)
    ),
    ledger_column(
        "无人清洁", "ledger_cleaning", lambda estate: yes_or_no(estate.is_without_cleaning)
    ),
    ledger_column("无人维护", "ledger_upkeep", lambda estate: yes_or_no(estate.is_without_upkeep)),
    ledger_column(
        "改造状态", "ledger_renovation", lambda estate: RENOVATION_WORDS.get(estate.renovation)
    ),
    ledger_column("摸底日期", "ledger_surveyed", lambda estate: estate.surveyed_on, kind=Kind.DATE),
    ledger_column("备注", "ledger_remark", lambda estate: estate.remark),
)

FIRM_KIND_WORDS: dict[str, str] = {
    FirmKind.MARKET: "市场化",
    FirmKind.PUBLIC_WELFARE: "公益性",
}
PARTY_WORDS: dict[str, str] = {
    PartyState.NONE: "无",
    PartyState.SET_UP: "有",
    PartyState.JOINT: "联合",
    PartyState.INDEPENDENT: "独立",
}


def _until(contract: Any) -> str:
    return "长期" if contract.is_open_ended else str(contract.ends or "")


CONTRACT_LEDGER = (
    ledger_column("企业名称", "ledger_firm", lambda contract: contract.firm.name),
    ledger_column(
        "统一社会信用代码",
        "ledger_code",
        lambda contract: contract.firm.credit_code,
        kind=Kind.CODE,
    ),
    ledger_column("企业类型", "ledger_kind", lambda contract: FIRM_KIND_WORDS[contract.firm.kind]),
    ledger_column("服务小区", "ledger_estate", lambda contract: contract.estate.name),
    ledger_column(
        "所属社区",
        "ledger_community",
        lambda contract: contract.estate.community and contract.estate.community.name,
    ),
    ledger_column("合同起", "ledger_starts", lambda contract: contract.starts),
    ledger_column("合同止", "ledger_ends", _until),
    ledger_column("户数", "ledger_households", lambda contract: contract.household_count),
    ledger_column("建筑面积(万㎡)", "ledger_area", lambda contract: contract.area_10k_sqm),
    ledger_column(
        "党组织情况", "ledger_party", lambda contract: PARTY_WORDS.get(contract.firm.party_state)
    ),
    ledger_column("党员数", "ledger_members", lambda contract: contract.firm.member_count),
    ledger_column("项目负责人", "ledger_manager", lambda contract: contract.manager_name),
    ledger_column(
        "联系电话", "ledger_phone", lambda contract: contract.manager_phone, kind=Kind.PHONE
    ),
    ledger_column("上季评牌", "ledger_plate", lambda contract: contract.last_plate),
    ledger_column("备注", "ledger_remark", lambda contract: contract.remark),
)
