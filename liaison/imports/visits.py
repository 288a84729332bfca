"""走访台账: who was where on which day, and what was found; no resident is named (D8)."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import REMARK

KIND_WORDS: Final[Mapping[str, str]] = {
    ".*(访群众|进小区|进楼栋|入户|居民).*": "进小区访群众",
    ".*(访党员|进支部).*": "进支部访党员",
    ".*(访经营者|访企业|走访企业|访商户)|进企业": "进企业访经营者",
    ".*党课宣讲.*": "党课宣讲进企业",
    ".*党员服务.*": "党员服务进企业",
    ".*党员干部.*": "党员干部进企业",
    ".*党内关怀.*": "党内关怀进企业",
    ".*党建活动.*": "党建活动进企业",
}

LEDGER: Final = Ledger(
    kind="visits",
    title=_("ledger of visits"),
    names="place",
    words="走访",
    needs=(frozenset({"day", "place", "person"}), frozenset({"day", "place", "by"})),
    public=("day", "place", "kind", "person", "findings"),
    private="被走访人 被走访人姓名 户主 户主姓名 居民姓名 群众姓名 走访群众姓名 受访人 受访人姓名",
    columns=(
        Column(
            "day",
            _("visited on"),
            "走访日期 走访时间 联系时间 到点时间 下访时间 挂点日期",
            cleaning.partial_date,
            weak="日期 时间",
            missing="missing_content",
        ),
        Column(
            "place",
            _("place"),
            "走访地点 走访对象 走访企业 走访社区 被走访单位 联系点 挂点社区 走访点 受访单位",
            cleaning.name,
            weak="社区 企业名称",
            missing="unknown_unit",
            refers=Reference((Register.ORGS, Register.PARTNERS, Register.GRIDS)),
        ),
        Column(
            "kind",
            _("kind of visit"),
            "走访类型 走访类别 走访形式 走访方式 走访内容类型",
            cleaning.choice(KIND_WORDS),
            weak="类型 类别",
        ),
        Column(
            "person",
            _("visitor"),
            "走访人 走访领导 走访人员 走访干部 领导姓名 挂点领导 走访人姓名 联系领导",
            cleaning.person,
            weak="姓名",
        ),
        Column(
            "by",
            _("for organisation or unit"),
            "走访单位 走访党组织 牵头走访单位",
            cleaning.name,
            refers=Reference((Register.ORGS, Register.PARTNERS)),
        ),
        Column("community", _("community"), "所属社区", cleaning.name),
        Column("met", _("people met"), "走访人数 接访人数 走访人次", cleaning.count),
        Column(
            "findings",
            _("findings"),
            "发现问题 存在问题 发现的问题 反映问题 问题及诉求 收集问题 意见建议 问题建议",
            cleaning.text,
            weak="问题",
            is_screened=True,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True, is_screened=True),
    ),
)
