"""小区·楼栋台账: estates, their buildings and who manages them (R-055, R-085, R-099, R-119)."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grids.enums import EstateKind, ManagementMode, OwnersCommittee, Renovation
from grids.imports import terms
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.drafts import Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.text import Cell, plain, squeezed
from partybuild.spreadsheets.wordings import REMARK

# How the words of the portal stand in ledgers, whatever language the page is read in.
KIND_WORDS: dict[str, str] = {
    EstateKind.COMMERCIAL: "商品房",
    EstateKind.OLD: "老旧",
    EstateKind.WORK_UNIT: "单位产权",
    EstateKind.RESETTLEMENT: "安置",
    EstateKind.URBAN_VILLAGE: "城中村",
}
COMMITTEE_WORDS: dict[str, str] = {
    OwnersCommittee.FORMED: "有",
    OwnersCommittee.PREPARING: "筹",
    OwnersCommittee.NONE: "无",
}
MODE_WORDS: dict[str, str] = {
    ManagementMode.ENTERPRISE: "企业",
    ManagementMode.PUBLIC_WELFARE: "公益",
    ManagementMode.SELF_RUN: "自治",
    ManagementMode.STATION: "服务站",
    ManagementMode.NONE: "无",
}
RENOVATION_WORDS: dict[str, str] = {
    Renovation.NOT_PLANNED: "未列入",
    Renovation.PLANNED: "已列入",
    Renovation.UNDER_WAY: "改造中",
    Renovation.DONE: "已改造",
}
_KIND_PATTERNS = {
    r"商品房?.*|商住.*": EstateKind.COMMERCIAL,
    r"老旧?.*": EstateKind.OLD,
    r"单位.*|房改.*|产权单位.*|家属院.*|宿舍.*": EstateKind.WORK_UNIT,
    r"(拆迁)?安置.*|回迁.*|保障.*": EstateKind.RESETTLEMENT,
    r"城中村.*|村改居.*": EstateKind.URBAN_VILLAGE,
}
_COMMITTEE_PATTERNS = {
    r"筹.*|正在.*|组建中": OwnersCommittee.PREPARING,
    r"有|是|√|✓|已.*|成立": OwnersCommittee.FORMED,
    r"无|否|×|没有|未.*": OwnersCommittee.NONE,
}
_MODE_PATTERNS = {
    r".*公益.*": ManagementMode.PUBLIC_WELFARE,
    r".*(自治|自管|业委会|自我管理).*": ManagementMode.SELF_RUN,
    r".*服务站.*|.*社区(代管|托管|管理).*": ManagementMode.STATION,
    r"无|没有|无人(管理)?|无物业.*|×": ManagementMode.NONE,
    r".*(企业|物业|公司|市场).*": ManagementMode.ENTERPRISE,
}
_RENOVATION_PATTERNS = {
    r"未列入.*|未改造?|否|无|×|不改造": Renovation.NOT_PLANNED,
    r"(已|拟)?列入.*|拟改造?|计划.*|待改造?": Renovation.PLANNED,
    r"改造中|正在.*|在建|施工.*|进行中": Renovation.UNDER_WAY,
    r"已改造?|完成.*|已完成.*|改造完成|是|√": Renovation.DONE,
}


def _choice(patterns: Mapping[str, str], *, none: str) -> cleaning.Clean:
    """One of a few words, of which 无 is one; elsewhere it stands for an empty cell."""
    found = cleaning.choice(patterns)

    def clean(cell: Cell) -> object:
        return none if squeezed(plain(cell)) in {"无", "没有"} else found(cell)

    return clean


def settle(work: Work) -> None:
    """Buildings need a base grid each, so several grids say which building lies in which."""
    for draft in work.drafts:
        values = draft.values
        for key in ("numbers", "placed", *_NOBODY):
            values.setdefault(key, None)
        grids, placed = values["base_grid"] or [], values["placed"]
        if len(grids) > 1 and not placed:
            message = gettext(
                "The estate lies in %(count)s base grids: write which building lies in which, "
                "like 01（1-3#）、02（4#）."
            )
            work.notice("not_placed", message % {"count": len(grids)}, draft, "base_grid")
        if placed and not values["numbers"]:
            values["numbers"] = [number for numbers in placed for number in numbers] or None
        if "building_count" not in work.keys and values["numbers"]:
            values["building_count"] = len(values["numbers"])
        if values["without_manager"] and values["mode"] not in {None, ManagementMode.NONE}:
            message = gettext(
                "The row says who manages the estate, and that nobody does: keep one."
            )
            draft.hold("mode", "contradiction", message)


_NOBODY = ("without_manager", "without_cleaning", "without_upkeep")

LEDGER = Ledger(
    kind="estates",
    title=_("ledger of estates and buildings"),
    names="name",
    words="小区台账 楼栋台账 小区楼栋 小区·楼栋 住宅小区 小区情况 小区摸底 小区排查 小区信息",
    needs=(
        frozenset({"name", "building_count"}),
        frozenset({"name", "mode"}),
        frozenset({"name", "kind"}),
        frozenset({"name", "base_grid"}),
        frozenset({"name", "committee"}),
    ),
    identities=(("code",), ("name",)),
    settle=settle,
    public=(
        "name",
        "aliases",
        "community",
        "base_grid",
        "kind",
        "building_count",
        "numbers",
        "unit_count",
        "households",
        "built",
        "committee",
        "mode",
        *_NOBODY,
        "renovation",
    ),
    columns=(
        Column(
            "name",
            _("name"),
            "小区名称 小区 住宅小区名称 住宅小区 小区全称 院落名称 楼院名称",
            cleaning.name,
            weak="名称",
            missing="missing_name",
        ),
        Column("code", _("code"), "小区编号 小区编码 小区代码", cleaning.code, is_verbatim=True),
        Column(
            "aliases",
            _("other names"),
            "别名 小区别名 又名 俗称 曾用名 其他名称",
            cleaning.text,
        ),
        Column(
            "community",
            _("community"),
            "所属社区 社区 所在社区 社区名称 村社区 归属社区",
            cleaning.one_community,
            refers=Reference((Register.COMMUNITIES,), is_optional=True),
            by_sheet=True,
        ),
        Column(
            "unit_grid",
            _("unit grid"),
            "所属单元网格 单元网格 所属网格 网格 网格名称",
            cleaning.name,
            refers=Reference((Register.GRIDS,), "unknown_grid", is_optional=True),
        ),
        Column(
            "base_grid",
            _("base grid"),
            "所属基础网格 基础网格 微网格 所属微网格 基础网格名称",
            terms.base_grids,
            refers=Reference((Register.GRIDS,), "unknown_grid", is_optional=True),
        ),
        Column(
            "kind",
            _("kind"),
            "类型 小区类型 小区类别 房屋类型 小区性质 房屋性质",
            cleaning.choice(_KIND_PATTERNS),
            weak="类别 性质",
        ),
        Column(
            "building_count",
            _("buildings"),
            "楼栋数 栋数 楼数 楼栋总数 楼座数 楼幢数 楼栋数量",
            terms.buildings,
            has_total=True,
        ),
        Column(
            "building_list",
            _("list of buildings"),
            "楼栋 楼栋号 楼号 楼栋清单 楼栋编号 楼幢号",
            terms.building_list,
        ),
        Column(
            "unit_count",
            _("stairwells"),
            "单元数 单元总数 单元数量 楼门数",
            cleaning.count,
            weak="单元",
            has_total=True,
        ),
        Column(
            "households",
            _("households"),
            "户数 总户数 居民户数 住户数 户数总计",
            cleaning.count,
            weak="户",
            has_total=True,
        ),
        Column(
            "area_10k_sqm",
            _("floor area (10,000 m²)"),
            "建筑面积 面积 总建筑面积",
            terms.area_10k_sqm,
        ),
        Column(
            "built",
            _("built in"),
            "建成年份 建成时间 建成年代 建设年份 竣工时间 建成年月 建成年度 交付年份",
            cleaning.partial_date,
        ),
        Column(
            "committee",
            _("owners' committee"),
            "业委会 业主委员会 业委会情况 是否成立业委会 业委会成立情况 业委会成立",
            _choice(_COMMITTEE_PATTERNS, none=OwnersCommittee.NONE),
        ),
        Column(
            "mode",
            _("managed by"),
            "物业管理方式 管理方式 管理模式 物业管理模式 物业服务方式 物业管理形式",
            _choice(_MODE_PATTERNS, none=ManagementMode.NONE),
        ),
        Column(
            "firm",
            _("property firm"),
            "物业企业 物业公司 物业服务企业 物业企业名称 物业公司名称 物业服务企业名称",
            terms.firm,
        ),
        Column(
            "nobody",
            _("nobody manages, cleans, maintains"),
            "无人管理/清洁/维护 三无情况 无人管理清洁维护 无人管理、清洁、维护",
            terms.nobody,
        ),
        Column("without_manager", _("nobody manages"), "无人管理 是否无人管理", cleaning.yes_or_no),
        Column(
            "without_cleaning",
            _("nobody cleans"),
            "无人清洁 是否无人清洁 无人保洁",
            cleaning.yes_or_no,
        ),
        Column(
            "without_upkeep",
            _("nobody maintains"),
            "无人维护 是否无人维护 无人维修",
            cleaning.yes_or_no,
        ),
        Column(
            "renovation",
            _("renovation"),
            "改造状态 改造情况 是否改造 老旧小区改造 改造进度 改造",
            _choice(_RENOVATION_PATTERNS, none=Renovation.NOT_PLANNED),
        ),
        Column(
            "surveyed",
            _("surveyed on"),
            "摸底日期 摸底时间 排查日期 排查时间 调查时间",
            cleaning.partial_date,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
