"""党组织台账: the organisations of a sub-district, each under its superior (R-052, A-01)."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.enums import PARENT_KINDS, OrgKind, SetUpMode
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column, Ledger
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.text import Cell
from partybuild.spreadsheets.trees import settle_tree
from partybuild.spreadsheets.wordings import PHONE, PHONE_WEAK, REMARK

# How the set-up modes and the kinds are called in ledgers.
SET_UP_WORDS: dict[str, str] = {
    SetUpMode.INDEPENDENT: "独立建",
    SetUpMode.JOINT: "联合建",
    SetUpMode.ATTACHED: "挂靠建",
}
_SET_UP_PATTERNS = {
    r"(独立|单独)(建|组建|设立)?.*": "独立建",
    r"(联合|区域联合)(建|组建|设立)?.*": "联合建",
    r"(挂靠|依托)(建|组建|设立)?.*": "挂靠建",
}
KIND_WORDS: dict[str, str] = {
    OrgKind.COMMITTEE: "党工委",
    OrgKind.GENERAL_BRANCH: "党总支",
    OrgKind.BRANCH: "党支部",
    OrgKind.GROUP: "党小组",
    OrgKind.COMMUNITY_COMMITTEE: "社区党委",
    OrgKind.COMPREHENSIVE_COMMITTEE: "综合党委",
    OrgKind.ENTERPRISE: "企业党组织",
    OrgKind.TEMPORARY: "临时党支部",
}
ABOVE = {
    word: frozenset(parent and KIND_WORDS[parent] for parent in PARENT_KINDS[kind])
    for kind, word in KIND_WORDS.items()
}
_KIND_PATTERNS = {
    r".*(企业|两新|非公|公司|社会组织).*": "企业党组织",
    r".*临时.*": "临时党支部",
    r".*综合(党委|党组织)?": "综合党委",
    r".*(社区|村)(党委|党组织|委员会|级党组织|党的委员会)?": "社区党委",
    r".*(工委|工作委员会|街道党组织|街道级)": "党工委",
    r".*(总支|总支部)": "党总支",
    r".*党小组|小组|.*网格小组": "党小组",
    r".*(支部|支委|支部委员会)": "党支部",
}
_NAME_PATTERNS = (
    (re.compile(r".*(公司|企业|厂|集团|商行|合作社).*(党支部|党总支|党委|支部)"), "企业党组织"),
    (re.compile(r".*综合党委"), "综合党委"),
    (re.compile(r".*(社区|村)(党委|党总支|委员会)"), "社区党委"),
    (re.compile(r".*(党工委|工委|工作委员会)"), "党工委"),
    (re.compile(r".*临时(党)?支部"), "临时党支部"),
    (re.compile(r".*总支(部|委员会)?"), "党总支"),
    (re.compile(r".*小组"), "党小组"),
    (re.compile(r".*支部(委员会)?"), "党支部"),
)


def kind_by_name(name: str) -> str | None:
    """What an organisation is by the end of its name."""
    return next((kind for pattern, kind in _NAME_PATTERNS if pattern.fullmatch(name)), None)


def settle(work: Work) -> None:
    for draft in work.drafts:
        _settle_kind(work, draft)
    settle_tree(work, work.known(Register.ORGS), above=ABOVE)


def _settle_kind(work: Work, draft: Draft) -> None:
    """A kind that is not written can be told from the name; 党委 alone needs the name as well."""
    if draft.values["kind"] or not draft.values["name"]:
        return
    if draft.has_problem("kind"):
        return
    kind = kind_by_name(draft.values["name"])
    if kind is None:
        draft.hold("kind", "unknown_kind", gettext("The kind of the organisation is not given."))
        return
    draft.values["kind"] = kind
    message = gettext("The kind was told from the name: %(kind)s.") % {"kind": kind}
    work.notice("kind_by_name", message, draft, "kind")


_kind_word = cleaning.choice(_KIND_PATTERNS)


def kind(cell: Cell) -> object:
    """党委 by itself does not say which kind: the name will."""
    word = cleaning.written(cell).replace(" ", "")
    return (
        None if word in {"党委", "党组织", "基层党组织", "委员会", "基层党委"} else _kind_word(cell)
    )


LEDGER = Ledger(
    kind="organizations",
    title=_("ledger of organisations"),
    names="name",
    words="党组织 党支部 支部台账 组织台账",
    needs=(frozenset({"name", "parent"}), frozenset({"name", "kind"}), frozenset({"name", "code"})),
    identities=(("code",), ("name", "parent")),
    settle=settle,
    public=(
        "code",
        "name",
        "kind",
        "parent",
        "founded",
        "secretary",
        "phone",
        "term_end",
        "members",
        "probationary",
        "mobile",
        "area_sqm",
    ),
    columns=(
        Column(
            "name",
            _("name"),
            "党组织名称 党支部名称 支部名称 组织名称 党组织全称 组织全称 单位党组织名称 "
            "基层党组织名称 党组织名 支部全称 机构名称",
            cleaning.name,
            weak="党组织 基层党组织 名称 党支部 支部 全称 所在党组织",
            missing="missing_name",
        ),
        Column(
            "code",
            _("code"),
            "党组织代码 党组织编码 党组织编号 组织代码 组织编码 组织编号 支部代码 支部编码 "
            "支部编号 机构编码 机构代码 统一编码",
            cleaning.code,
            weak="代码 编码 编号",
            is_verbatim=True,
        ),
        Column(
            "parent",
            _("superior organisation"),
            "上级党组织 上级党组织名称 隶属党组织 所属党组织 所属上级党组织 隶属上级党组织 "
            "上级党委 上级组织 直属上级 直属上级党组织 上一级党组织 隶属党委 所属党委 隶属组织 "
            "隶属党组织名称 所属党组织名称 主管党组织 管理党组织",
            cleaning.name,
            weak="上级 隶属 隶属上级 隶属关系 归属党组织 所属党总支 所属组织",
        ),
        Column(
            "kind",
            _("kind"),
            "组织类别 党组织类别 党组织类型 组织类型 支部类型 支部类别 类别 类型",
            kind,
            weak="党组织性质 组织形式 层级 组织层级 党组织层级 级别 组织级别 党组织级别 性质",
        ),
        Column(
            "set_up",
            _("set-up"),
            "组建方式 组建形式 设置方式 设置形式 建立方式 组建类型",
            cleaning.choice(_SET_UP_PATTERNS),
        ),
        Column(
            "founded",
            _("founded on"),
            "成立时间 成立日期 建立时间 建立日期 组建时间 组建日期 成立年月 设立时间 设立日期 "
            "批准成立时间 批复时间 成立年份",
            cleaning.partial_date,
        ),
        Column(
            "term_end",
            _("term ends on"),
            "届满时间 届满日期 届满年月 到届时间 到届日期 任期届满时间 任期届满 任期届满日期 "
            "任期截止 任期截止时间 任期到期 应换届时间 下次换届时间 本届届满时间 换届届满时间",
            cleaning.partial_date,
            weak="换届时间 换届日期 到期时间 任期",
        ),
        Column(
            "elected",
            _("last election"),
            "最近换届 最近换届时间 上次换届时间 最近一次换届时间 本届换届时间 选举时间 当选时间",
            cleaning.partial_date,
            weak="换届时间 换届日期",
        ),
        Column(
            "secretary",
            _("secretary"),
            "书记姓名 书记 党组织书记 支部书记 党支部书记 党组织书记姓名 支部书记姓名 "
            "党组织负责人 书记及联系电话 书记及电话 书记姓名及电话 负责人及电话 支部负责人 "
            "负责人姓名 负责人 书记组长 主要负责人 书记负责人",
            cleaning.contact,
            weak="姓名 组长 联系人 联系人姓名",
        ),
        Column(
            "phone",
            _("work phone"),
            f"{PHONE} 书记电话 书记联系电话 书记手机 书记手机号 书记联系方式 负责人电话 "
            "负责人联系电话 负责人手机",
            cleaning.phone_of("secretary"),
            weak=PHONE_WEAK,
        ),
        Column(
            "committee_size",
            _("committee members"),
            "委员数 委员人数 班子人数 支委人数 支委数 班子成员数 委员会人数",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "members",
            _("members"),
            "党员总数 党员数 党员人数 党员总人数 在册党员 在册党员数 党员数量 现有党员 "
            "现有党员数 党员合计 总数",
            cleaning.count,
            weak="党员 总人数 人数 合计",
            has_total=True,
        ),
        Column(
            "probationary",
            _("probationary members"),
            "预备党员 预备党员数 预备党员人数 预备 其中预备 其中预备党员",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "mobile",
            _("mobile members"),
            "流动党员 流动党员数 流动党员人数 流动 其中流动 其中流动党员",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "checked_in",
            _("members checked in"),
            "在职报到数 在职党员报到数 报到党员数 双报到党员数 在职报到党员",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "directly_managed",
            _("directly managed members"),
            "直管党员 直管党员数 直管党员人数 直接管理党员",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "co_managed",
            _("co-managed members"),
            "协管党员 协管党员数 协管党员人数 协助管理党员",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "party_worker",
            _("Party worker"),
            "党务工作者 专职党务工作者 党务工作者姓名",
            cleaning.person,
        ),
        Column(
            "instructor",
            _("Party-building instructor"),
            "党建指导员 党建指导员姓名 指导员",
            cleaning.person,
        ),
        Column(
            "reserve_talent",
            _("reserve talent"),
            "后备人才 党务后备人才 后备人才姓名",
            cleaning.person,
        ),
        Column("grid", _("grid"), "所属网格 对应网格 所在网格 网格", cleaning.name),
        Column(
            "area_sqm",
            _("area in m²"),
            "阵地面积 场地面积 阵地使用面积 活动场所面积 活动阵地面积 活动室面积 场所面积 "
            "党群阵地面积 党群服务阵地面积 面积",
            cleaning.measure,
            weak="阵地 使用面积 建筑面积 活动场所",
            has_total=True,
        ),
        Column("six_haves", _("six haves"), "六有 六有达标 是否六有 六有情况"),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
