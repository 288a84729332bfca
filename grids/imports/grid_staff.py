"""网格员花名册: who leads a grid and who works in it; name, post, work phone and term only (D7)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grids.enums import GridPostKind
from grids.imports.settling import TIER_OF_WORD
from grids.posts import GRID_POSTS
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Cleaned
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.text import Cell
from partybuild.spreadsheets.wordings import PHONE, PHONE_WEAK, REMARK

KIND_OF_WORD = {
    "网格长": GridPostKind.LEAD,
    "网格员": GridPostKind.WORKER,
    "工作指导员": GridPostKind.INSTRUCTOR,
    "楼栋长": GridPostKind.BUILDING_LEAD,
    "单元长": GridPostKind.STAIRWELL_LEAD,
    "责任单位": GridPostKind.RESPONSIBLE_UNIT,
    "责任干部": GridPostKind.RESPONSIBLE_CADRE,
}
_POST_PATTERNS = {
    r".*指导员.*": "工作指导员",
    r".*(责任|包联|包保|包干|联系)单位": "责任单位",
    r".*(责任|包联|包保|包干|包楼|联系)(干部|党员)": "责任干部",
    r".*网格长|长": "网格长",
    r".*(单元长|楼门长)": "单元长",
    r".*(楼栋长|楼长|楼组长)": "楼栋长",
    r".*(网格员|网格管理员|协管员|专员|组员|员)": "网格员",
}
_one_post = cleaning.choice(_POST_PATTERNS)


def post(cell: Cell) -> object:
    """网格员兼楼栋长 holds two posts; the first is the one that counts."""
    words = cleaning.written(cell).replace("兼任", "兼")
    parts = [
        part for part in words.replace("、", "兼").replace("/", "兼").split("兼") if part.strip()
    ]
    posts = [_one_post(part) for part in parts]
    return Cleaned(posts[0] if posts else None, others={"posts": posts})


_FULL_TIME_PATTERNS = {
    r"专|专职.*|全职.*|√|✓|是|y|yes|1": True,
    r"兼|兼职.*|非专职|×|✗|否|n|no|0": False,
}
full_time = cleaning.choice(_FULL_TIME_PATTERNS, reason="not_yes_or_no")


def settle(work: Work) -> None:
    """The grids of a row are one text for people and a list for the portal."""
    for draft in work.drafts:
        draft.values["grids"] = draft.values["grid"]
        draft.values["grid"] = "、".join(draft.values["grids"] or []) or None
        if draft.is_good:
            _hold_misplaced(draft)


def _hold_misplaced(draft: Draft) -> None:
    """Hold a post that does not stand in the tier of its grid, or names no unit though it must."""
    words = [*(draft.values.get("posts") or []), draft.values.get("post")]
    kinds = {KIND_OF_WORD[word] for word in words if word in KIND_OF_WORD}
    links = draft.links.get("grid", ())
    tiers = {TIER_OF_WORD[known.kind] for known in links if known.kind in TIER_OF_WORD}
    for kind in kinds:
        rule = GRID_POSTS[kind]
        if not tiers <= rule.stands_in:
            message = gettext("There is no %(post)s in a grid of this tier.") % {"post": kind.label}
            draft.hold("post", "misplaced_post", message)
        elif rule.for_a_unit and tiers and not draft.links.get("unit"):
            message = gettext("Name the unit that answers for it.")
            draft.hold("unit" if "unit" in draft.titles else "post", "unknown_unit", message)


LEDGER = Ledger(
    kind="grid_staff",
    title=_("roster of grid workers"),
    names="name",
    words="花名册 网格员名册 网格员信息 网格员台账 网格队伍 网格员名单 网格人员",
    needs=(frozenset({"grid", "name"}),),
    identities=(("grid", "name", "post"),),
    settle=settle,
    public=("grid", "name", "post", "full_time", "phone", "since"),
    columns=(
        Column(
            "grid",
            _("grid"),
            "网格名称 网格 所属网格 所在网格 归属网格 负责网格 管辖网格 服务网格 责任网格 "
            "包联网格 单元网格 包干网格",
            cleaning.places,
            weak="网格编号 基础网格 片区",
            missing="unknown_grid",
            refers=Reference((Register.GRIDS,), "unknown_grid"),
        ),
        Column(
            "name",
            _("name"),
            "姓名 网格员姓名 人员姓名 工作人员姓名 名字 网格长姓名",
            cleaning.person,
            weak="网格员 网格长 人员",
            missing="missing_name",
        ),
        Column(
            "post",
            _("post"),
            "岗位 职务 岗位名称 岗位类别 岗位类型 网格岗位 担任职务 网格职务 现任职务 工作岗位 "
            "人员类别 人员类型 角色",
            post,
            weak="身份 类别 类型 职责",
        ),
        Column("source", _("source"), "来源 人员来源 身份来源 选聘来源", cleaning.text),
        Column(
            "unit",
            _("partner unit"),
            "责任单位 包联单位 包保单位 包干单位",
            cleaning.name,
            refers=Reference((Register.PARTNERS,), is_optional=True),
        ),
        Column(
            "covers",
            _("answers for"),
            "责任区域 负责区域 包保区域 责任范围 负责范围 负责楼栋 责任楼栋 包联楼栋 包保楼栋",
            cleaning.text,
        ),
        Column(
            "full_time",
            _("full-time"),
            "专兼职 专职兼职 专职或兼职 是否专职 任职形式 任职方式 工作性质 专兼职情况 "
            "专兼职类别 用工形式",
            full_time,
            weak="专职 性质 兼职",
        ),
        Column(
            "phone",
            _("work phone"),
            f"{PHONE} 本人电话 网格员电话 网格员联系电话",
            cleaning.phone,
            weak=PHONE_WEAK,
        ),
        Column(
            "since",
            _("in post since"),
            "任职日期 任职时间 上岗时间 上岗日期 上岗年月 任职年月 到岗时间 到岗日期 入职时间 "
            "入职日期 聘用时间 聘任时间 任职起始时间 到任时间",
            cleaning.partial_date,
            weak="起始时间 时间 日期",
        ),
        Column(
            "until",
            _("in post until"),
            "离任日期 离任时间 离岗时间 离岗日期 离职时间 任职截止时间 卸任时间",
            cleaning.partial_date,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
