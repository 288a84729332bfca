"""网格台账: the grids of a sub-district, in three merged tiers or in one flat row each (R-054)."""

import re
from collections import Counter

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from grids.enums import PARENT_TIER, GridTier
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Known, NameIndex, Register, merged
from partybuild.spreadsheets.text import Cell
from partybuild.spreadsheets.trees import notice_padded, settle_tree
from partybuild.spreadsheets.wordings import PHONE, REMARK

# How the tiers are called in ledgers.
TIER_WORDS: dict[str, str] = {
    GridTier.AREA: "片区",
    GridTier.UNIT: "单元网格",
    GridTier.BASE: "基础网格",
}
ABOVE = {
    word: frozenset({TIER_WORDS[parent] if (parent := PARENT_TIER[tier]) else None})
    for tier, word in TIER_WORDS.items()
}
_TIER_PATTERNS = {
    r"(片区|大|一级)(网格)?|一级|1级?|第?一层级?": "片区",
    r"(单元|二级|中)(网格)?|二级|2级?|第?二层级?|网格": "单元网格",
    r"(基础|微|小|三级|楼宇)(网格)?|三级|3级?|第?三层级?|网格单元": "基础网格",
}
_TIERS = ("area", "unit", "base")
_FLAT = ("name", "code", "kind", "parent")
# A base grid has some 45 households; three times as many is worth a second look.
LARGE = 150


def settle(work: Work) -> None:
    if {"area", "unit"} <= work.keys:
        _settle_tiers(work)
    else:
        _settle_flat(work)
    for draft in work.good():
        _notice_large(work, draft)


def _settle_tiers(work: Work) -> None:
    """Three columns of tiers: the path of each base grid."""
    width = _usual_width(work)
    for draft in work.drafts:
        values = draft.values
        for key in _FLAT:
            del values[key]
        area, unit, base = (values.pop(key) for key in _TIERS)
        base = _own_part(base or "", unit or "")
        if base.isdigit() and len(base) < width:
            notice_padded(work, draft, "base", base, base.zfill(width))
            base = base.zfill(width)
        values["path"] = [area, unit, base or None]
        draft.called = f"{unit or ''}{base}" or None
        if draft.is_good and not (area and unit and base):
            key = next(key for key, part in zip(_TIERS, values["path"], strict=True) if not part)
            draft.hold(key, "missing_name", _g("The grid has no name on this tier: write it."))


def _own_part(base: str, unit: str) -> str:
    """东苑一网格01 below 东苑一网格 is 01."""
    return base.removeprefix(unit) if base != unit else base


def _usual_width(work: Work) -> int:
    """The width of base codes where some begin with a zero, so that 4 stands for 04."""
    codes = [draft.values["base"] or "" for draft in work.drafts]
    widths = Counter(len(code) for code in codes if code.isdigit() and code.startswith("0"))
    return widths.most_common(1)[0][0] if widths else 0


def _settle_flat(work: Work) -> None:
    """One row for each grid, under the grid it names."""
    stored = work.known(Register.GRIDS)
    for draft in work.drafts:
        for key in _TIERS:
            draft.values.pop(key)
        if "name" not in work.keys:
            draft.values["name"] = draft.values["code"]
        if not draft.values["name"] and draft.is_good:
            draft.hold("name", "missing_name", _g("This cell must not be empty: fill it in."))
    _tell_tiers(work, stored)
    settle_tree(work, stored, above=ABOVE)
    for draft in work.drafts:
        draft.values["tier"] = draft.values.pop("kind")


def _tell_tiers(work: Work, stored: list[Known]) -> None:
    """A grid whose tier is not written stands one tier below its superior."""
    order = [TIER_WORDS[tier] for tier in GridTier]
    silent = [draft for draft in work.good() if not draft.values["kind"]]
    for _round in order:
        index = NameIndex(merged(map(_known, work.good()), stored))
        for draft in silent:
            parent = draft.values["parent"]
            found = index.find(parent) if parent else []
            above = found[0].kind if len(found) == 1 else ""
            if not parent or above in order[:-1]:
                draft.values["kind"] = order[order.index(above) + 1] if parent else order[0]
        silent = [draft for draft in silent if not draft.values["kind"]]
    for draft in silent:
        draft.hold("kind", "unknown_kind", _g("The tier of the grid is not given: write it."))


def _known(draft: Draft) -> Known:
    values = draft.values
    return Known(values["name"], values["code"] or "", values["kind"] or "")


def _notice_large(work: Work, draft: Draft) -> None:
    is_base = "path" in draft.values or draft.values.get("tier") == TIER_WORDS[GridTier.BASE]
    if is_base and (draft.values["households"] or 0) > LARGE:
        message = _g("%(households)s households are many for a base grid: check the number.")
        work.notice("large_grid", message % draft.values, draft, "households")


def base_grid(cell: Cell) -> str | None:
    """A base grid by its code or its name; a code may have become a day of the calendar."""
    looks_like_code = re.fullmatch(r"[\W\d月日]*\d[\W\d月日]*", str(cell))
    return cleaning.code(cell) if looks_like_code else cleaning.name(cell)


LEDGER = Ledger(
    kind="grids",
    title=_("ledger of grids"),
    names="name",
    words=(
        "网格台账 网格划分 网格情况 网格统计 网格信息 网格一览 网格清单 网格基本 网格设置 网格汇总"
    ),
    needs=(
        frozenset({"area", "unit", "base"}),
        frozenset({"name", "code"}),
        frozenset({"name", "parent"}),
        frozenset({"name", "households"}),
        frozenset({"code", "parent"}),
        frozenset({"code", "kind"}),
    ),
    identities=(("path",), ("code",), ("name", "parent")),
    settle=settle,
    public=(
        "path",
        "code",
        "name",
        "tier",
        "parent",
        "households",
        "households_approximate",
        "population",
        "floating",
        "buildings",
        "leader",
        "phone",
    ),
    either=(frozenset(_TIERS), frozenset(_FLAT)),
    public_if_written=("community",),
    columns=(
        Column(
            "area",
            _("area grid"),
            "片区 片区名称 所属片区 片区网格 一级网格 大网格 网格片区 片区网格名称",
            cleaning.name,
            carries=True,
        ),
        Column(
            "unit",
            _("unit grid"),
            "单元网格 单元网格名称 所属单元网格 二级网格 中网格 单元",
            cleaning.name,
            carries=True,
            weak="网格 网格名称 所属网格",
        ),
        Column(
            "base",
            _("base grid"),
            "基础网格 基础网格编号 基础网格编码 基础网格代码 基础网格名称 微网格 微网格编号 "
            "微网格名称 三级网格 小网格 楼宇网格",
            base_grid,
            weak="网格编号 网格编码 编号",
        ),
        Column("name", _("name"), "网格名称 网格全称 网格名", cleaning.name, weak="名称 网格"),
        Column(
            "code",
            _("code"),
            "网格编号 网格编码 网格代码 网格号",
            cleaning.code,
            weak="编码 编号 代码",
            is_verbatim=True,
        ),
        Column(
            "kind",
            _("tier"),
            "网格层级 网格级别 网格等级 层级 网格类别 网格类型",
            cleaning.choice(_TIER_PATTERNS),
            weak="级别 类别 类型 等级",
        ),
        Column(
            "parent",
            _("superior grid"),
            "上级网格 上级网格名称 上级网格编号 上级网格编码 上级网格代码 父级网格 父网格 "
            "上一级网格 所属上级网格 隶属网格 归属网格",
            cleaning.name,
            weak="所属网格 上级 所属上级",
        ),
        Column(
            "community",
            _("community"),
            "所属社区 社区 所在社区 社区名称 村社区 所属村社区 所属村居 归属社区",
            cleaning.one_community,
            refers=Reference((Register.COMMUNITIES,), is_optional=True),
            by_sheet=True,
        ),
        Column(
            "boundaries",
            _("boundaries"),
            "四至范围 四至 网格四至 四至界限 四至边界 网格范围 管辖范围 网格边界",
            cleaning.text,
            weak="范围 边界 辖区范围",
        ),
        Column(
            "buildings",
            _("buildings"),
            "楼栋数 楼栋 楼幢数 楼宇数 栋数 楼数 楼栋总数 居民楼数 居民楼栋数 楼房栋数 楼栋数量",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "households",
            _("households"),
            "户数 总户数 居民户数 住户数 家庭户数 居民总户数 户数合计 住户总数",
            cleaning.rough_count("households"),
            weak="常住户数 户",
            has_total=True,
        ),
        Column(
            "population",
            _("permanent residents"),
            "常住人口 常住居民 常住人口数 人口 人口数 常住 总人口 人口总数 常住人数 总人口数 "
            "人口常住 实有人口",
            cleaning.count,
            weak="户籍人口 人数 居民人数",
            has_total=True,
        ),
        Column(
            "floating",
            _("floating residents"),
            "流动人口 流动人口数 流动 流动人数 外来人口 人口流动 暂住人口 流动人口总数",
            cleaning.count,
            has_total=True,
        ),
        Column(
            "org",
            _("organisation"),
            "对应党组织 网格党组织 网格党支部 对应党支部 对应党组织名称 网格党组织名称",
            cleaning.name,
            weak="党组织名称 党组织 所属党组织",
            refers=Reference((Register.ORGS,), is_optional=True),
        ),
        Column(
            "leader",
            _("grid lead"),
            "网格长 网格长姓名 网格负责人 负责人 网格长及电话 网格长及联系方式",
            cleaning.contact,
            weak="网格员 网格员姓名 姓名 负责人姓名 专职网格员",
        ),
        Column(
            "phone",
            _("work phone"),
            f"{PHONE} 网格长电话 网格长联系电话 网格长手机 网格长手机号 网格长联系方式",
            cleaning.phone_of("leader"),
        ),
        Column(
            "unmanaged",
            _("unmanaged"),
            "是否无人管理区域 无人管理区域 是否无人管理 无人管理",
            cleaning.yes_or_no,
        ),
        Column(
            "facility",
            _("nearest centre"),
            "最近党群服务中心 最近党群服务站 党群服务中心 最近服务中心",
            cleaning.name,
            refers=Reference((Register.FACILITIES,), is_optional=True),
        ),
        Column(
            "walking_minutes",
            _("minutes to the nearest centre"),
            "步行分钟 步行时间 步行时长 步行分钟数 距离时间",
            cleaning.count,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
