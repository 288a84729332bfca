"""阵地台账: hubs, centres and stations with their place, size, hours and state (R-109, R-278)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grids.enums import FacilityKind, FacilityState, FunctionTag
from partybuild.opening_hours import Unreadable, hours_in
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Cleaned, Doubt
from partybuild.spreadsheets.drafts import Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.text import Cell
from partybuild.spreadsheets.wordings import REMARK

# How kinds, states and functions are called in ledgers.
KIND_WORDS: dict[str, str] = {
    FacilityKind.HUB: "E家会客厅",
    FacilityKind.CENTRE: "党群服务中心",
    FacilityKind.STATION: "党员服务站",
    FacilityKind.HALL: "议事厅",
    FacilityKind.STUDIO: "党代表工作室",
    FacilityKind.POINT: "服务点",
}
STATE_WORDS: dict[str, str] = {
    FacilityState.PLANNED: "规划",
    FacilityState.BUILDING: "在建",
    FacilityState.ACTIVE: "启用",
    FacilityState.CLOSED: "停用",
}
FUNCTION_WORDS: dict[str, str] = {
    FunctionTag.EDUCATION: "教育培训",
    FunctionTag.CULTURE: "文体活动",
    FunctionTag.DISCUSSION: "议事协商",
    FunctionTag.CONVENIENCE: "便民服务",
    FunctionTag.CONSULTATION: "政策咨询",
    FunctionTag.ACTIVITIES: "活动策划",
    FunctionTag.VOLUNTEERING: "志愿服务",
}
_KIND_PATTERNS = {
    r"e家会客厅|.*会客厅|片区(党群服务)?(中心|阵地)": "E家会客厅",
    r"(社区)?(党群|党建|便民|综合)?服务中心": "党群服务中心",
    r"(党员|党群)?服务站": "党员服务站",
    r".*议事(厅|室|亭|点)": "议事厅",
    r"(党代表|代表)工作室": "党代表工作室",
    r".*(服务点|阵地|驿站|站点)|其他": "服务点",
}
_STATE_PATTERNS = {
    r"规划中?|拟建|计划": "规划",
    r"在建|建设中|改造中?|提升中?|装修中?": "在建",
    r"(已)?启用|(已)?建成|使用中?|在用|正常(使用|开放)?|开放": "启用",
    r"停用|关闭|撤销|(已)?拆除": "停用",
}


def week(cell: Cell) -> object:
    """周一至周五 8:30-17:30 is a week; without a day of the week nobody can say when."""
    words = cleaning.text(cell)
    if not isinstance(words, str):
        return None
    try:
        return Cleaned(words, others={"hours": hours_in(words)})
    except Unreadable as error:
        raise Doubt(
            "unreadable_hours",
            gettext(
                "Write days and hours, as in 周一至周五 8:30-12:00、14:00-17:30；周六 9:00-12:00."
            ),
        ) from error


def uses(cell: Cell) -> list[str]:
    """教育培训、文体活动 names two functions."""
    written = cleaning.text(cell) or ""
    return [tag for tag, word in FUNCTION_WORDS.items() if word in str(written)]


def settle(work: Work) -> None:
    """A facility without a kind is what its name says."""
    kind_in = cleaning.choice({rf".*({pattern})": word for pattern, word in _KIND_PATTERNS.items()})
    for draft in work.good():
        values = draft.values
        if values["kind"]:
            continue
        try:
            values["kind"] = kind_in(values["name"])
        except Doubt as doubt:
            draft.hold("kind", doubt.reason, doubt.message)


LEDGER = Ledger(
    kind="facilities",
    title=_("ledger of facilities"),
    names="name",
    words="阵地 党群服务中心台账 服务阵地 活动阵地 会客厅 场所台账",
    needs=(
        frozenset({"name", "kind", "total_sqm"}),
        frozenset({"name", "hours"}),
        frozenset({"name", "six_haves"}),
        frozenset({"name", "service_sqm"}),
    ),
    identities=(("code",), ("name",)),
    settle=settle,
    public=("name", "kind", "community", "grid", "total_sqm", "service_sqm", "week", "state"),
    columns=(
        Column(
            "name",
            _("name"),
            "阵地名称 阵地 场所名称 党群服务阵地名称 党群服务中心名称 会客厅名称 中心名称 站点名称",
            cleaning.name,
            weak="名称",
            missing="missing_name",
        ),
        Column(
            "code",
            _("code"),
            "阵地编号 阵地编码 阵地代码 场所编号",
            cleaning.code,
            weak="编号 编码 代码",
            is_verbatim=True,
        ),
        Column(
            "kind",
            _("kind"),
            "阵地类别 阵地类型 场所类别 场所类型 中心类别",
            cleaning.choice(_KIND_PATTERNS),
            weak="类别 类型",
        ),
        Column(
            "community",
            _("community it serves"),
            "所属社区 社区 所在社区 社区名称 服务社区",
            cleaning.one_community,
            refers=Reference((Register.COMMUNITIES,), is_optional=True),
            by_sheet=True,
        ),
        Column(
            "grid",
            _("grid it serves"),
            "所属片区 所属网格 片区 所在片区 服务网格 网格 片区名称 所在网格",
            cleaning.name,
            refers=Reference((Register.GRIDS,), is_optional=True),
        ),
        Column(
            "run_by",
            _("run by"),
            "管理党组织 运营党组织 管理单位 运营单位 所属党组织 责任党组织",
            cleaning.name,
            refers=Reference((Register.ORGS,), is_optional=True),
        ),
        Column("address", _("address"), "地址 详细地址 阵地地址 位置 地点", cleaning.text),
        Column(
            "total_sqm",
            _("total area (㎡)"),
            "总面积 面积 建筑面积 阵地面积 场所面积 使用面积",
            cleaning.measure,
            has_total=True,
        ),
        Column(
            "service_sqm",
            _("service area (㎡)"),
            "服务面积 服务场所面积 活动面积 服务用房面积",
            cleaning.measure,
            has_total=True,
        ),
        Column(
            "office_sqm",
            _("office area (㎡)"),
            "办公面积 办公场所面积 办公用房面积",
            cleaning.measure,
            has_total=True,
        ),
        Column(
            "size_reason",
            _("reason for the smaller size"),
            "面积不足原因 未达标原因 面积说明",
            cleaning.text,
        ),
        Column("week", _("opening hours"), "开放时间 开放时段 服务时间 营业时间 开放时间段", week),
        Column("functions", _("functions"), "功能 主要功能 功能设置 功能分区", uses),
        Column(
            "six_haves", _("six haves"), "六有 六有情况 是否六有 六有达标 六有标准", cleaning.text
        ),
        Column(
            "opened",
            _("in use since"),
            "启用时间 启用日期 建成时间 投用时间 投入使用时间",
            cleaning.partial_date,
        ),
        Column(
            "state",
            _("state"),
            "状态 使用状态 建设状态 阵地状态 建设情况",
            cleaning.choice(_STATE_PATTERNS),
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
