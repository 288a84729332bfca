"""资源清单: what partner units and organisations offer (SM-2)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.drafts import Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import CONTACT, CONTACT_WEAK, PHONE, REMARK


def settle(work: Work) -> None:
    """A resource is what its content says; where only its title is written, the title says it."""
    for draft in work.drafts:
        draft.values["content"] = draft.values["content"] or draft.values["title"]
        if not draft.values["content"]:
            draft.hold(
                "content", "missing_content", gettext("This cell must not be empty: fill it in.")
            )


LEDGER = Ledger(
    kind="resources",
    title=_("list of resources"),
    names="content",
    words="资源",
    needs=(frozenset({"unit", "content"}), frozenset({"unit", "title"})),
    identities=(("number",),),
    settle=settle,
    public=("unit", "category", "content", "available", "contact", "phone"),
    columns=(
        Column(
            "number",
            _("reference number"),
            "资源编号 编号 资源编码 清单编号 资源序号",
            cleaning.code,
            is_verbatim=True,
        ),
        Column(
            "unit",
            _("unit"),
            "提供单位 单位名称 单位 资源单位 资源提供单位 提供单位名称 共建单位 共建单位名称 "
            "供给单位 提供方 资源方 资源单位名称 驻区单位 申报单位 资源供给单位 资源提供方 "
            "供应单位 成员单位 填报单位",
            cleaning.name,
            weak="所属单位 党组织名称 报到单位 名称 社区",
            missing="unknown_unit",
            refers=Reference((Register.PARTNERS, Register.ORGS)),
            by_sheet=True,
        ),
        Column(
            "category",
            _("class"),
            "资源类别 资源类型 资源分类 类别 类型 分类 资源种类",
            cleaning.category,
        ),
        Column("title", _("title"), "资源名称 资源项目 项目名称 资源名", cleaning.text),
        Column(
            "content",
            _("content"),
            "资源内容 内容说明 内容 资源描述 具体内容 资源说明 资源详情 服务内容 提供内容 "
            "可提供资源 可提供资源内容 资源具体内容 内容描述 提供资源 资源情况 可提供的资源 "
            "主要内容",
            cleaning.text,
            weak="资源名称 资源项目 资源 项目名称",
        ),
        Column(
            "quantity",
            _("quantity"),
            "可提供数量频次 数量 可提供数量 频次 数量频次 资源数量 供给数量 提供数量 次数 场次 "
            "提供频次",
            cleaning.quantity,
        ),
        Column(
            "capacity", _("capacity"), "容量 容纳人数 可容纳人数 最大容量 承载人数", cleaning.figure
        ),
        Column(
            "available",
            _("available"),
            "可用时段 开放时间 可用时间 开放时段 可提供时间 提供时间 服务时间 服务时段 "
            "可使用时间 可开放时间 可预约时间 使用时间 可服务时间 时段 开放使用时间",
            cleaning.text,
            weak="时间",
        ),
        Column(
            "place",
            _("place"),
            "地点 位置 服务地点 资源地点 场地地址 所在地点",
            cleaning.text,
            weak="地址",
        ),
        Column(
            "valid_until",
            _("valid until"),
            "有效期 有效期限 有效期至 截止时间 有效时间",
            cleaning.wished_time,
        ),
        Column(
            "contact",
            _("contact"),
            f"{CONTACT} 资源联系人",
            cleaning.contact,
            weak=CONTACT_WEAK,
        ),
        Column(
            "phone",
            _("work phone"),
            PHONE,
            cleaning.phone_of("contact"),
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
