"""网格台账: the grids of a sub-district, in three merged tiers or in one flat row each (R-054)."""

from django.utils.translation import gettext_lazy as _

from grids.imports.settling import FLAT, TIERS, base_grid, settle
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import PHONE, REMARK

_TIER_PATTERNS = {
    r"(片区|大|一级)(网格)?|一级|1级?|第?一层级?": "片区",
    r"(单元|二级|中)(网格)?|二级|2级?|第?二层级?|网格": "单元网格",
    r"(基础|微|小|三级|楼宇)(网格)?|三级|3级?|第?三层级?|网格单元": "基础网格",
}

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
    either=(frozenset(TIERS), frozenset(FLAT)),
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
            cleaning.sides,
            weak="范围 边界 辖区范围",
        ),
        Column(
            "east", _("boundary to the east"), "四至东 东至 东界 东边界", cleaning.side, weak="东"
        ),
        Column(
            "south", _("boundary to the south"), "四至南 南至 南界 南边界", cleaning.side, weak="南"
        ),
        Column(
            "west", _("boundary to the west"), "四至西 西至 西界 西边界", cleaning.side, weak="西"
        ),
        Column(
            "north", _("boundary to the north"), "四至北 北至 北界 北边界", cleaning.side, weak="北"
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
