"""共建单位台账: the units that co-build with communities (R-177, D14)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.enums import PairingMode, PartnerDomain, PartnerNature
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.checking import near_duplicate
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register, loose, without_party
from partybuild.spreadsheets.wordings import CONTACT, CONTACT_WEAK, PHONE, PHONE_WEAK, REMARK

# What offices write, by the word it contains; the first that fits is meant.
NATURES: tuple[tuple[str, str], ...] = (
    ("事业", PartnerNature.INSTITUTION),
    ("国有", PartnerNature.STATE_FIRM),
    ("国企", PartnerNature.STATE_FIRM),
    ("央企", PartnerNature.STATE_FIRM),
    ("社会组织", PartnerNature.SOCIAL),
    ("社团", PartnerNature.SOCIAL),
    ("民非", PartnerNature.SOCIAL),
    ("机关", PartnerNature.GOVERNMENT),
    ("行政", PartnerNature.GOVERNMENT),
    ("非公", PartnerNature.PRIVATE),
    ("民营", PartnerNature.PRIVATE),
    ("私营", PartnerNature.PRIVATE),
    ("个体", PartnerNature.PRIVATE),
    ("企业", PartnerNature.PRIVATE),
)
DOMAINS: tuple[tuple[str, str], ...] = (
    ("互联网", PartnerDomain.INTERNET_FIRMS),
    ("网络", PartnerDomain.INTERNET_FIRMS),
    ("新就业", PartnerDomain.NEW_GROUPS),
    ("新兴", PartnerDomain.NEW_GROUPS),
    ("快递", PartnerDomain.NEW_GROUPS),
    ("外卖", PartnerDomain.NEW_GROUPS),
    ("网约车", PartnerDomain.NEW_GROUPS),
    ("社会组织", PartnerDomain.SOCIAL_ORGS),
    ("社团", PartnerDomain.SOCIAL_ORGS),
    ("民非", PartnerDomain.SOCIAL_ORGS),
    ("非公", PartnerDomain.PRIVATE_FIRMS),
    ("民营", PartnerDomain.PRIVATE_FIRMS),
    ("私营", PartnerDomain.PRIVATE_FIRMS),
    ("个体", PartnerDomain.PRIVATE_FIRMS),
    ("两新", PartnerDomain.PRIVATE_FIRMS),
    ("国有", PartnerDomain.STATE_FIRMS),
    ("国企", PartnerDomain.STATE_FIRMS),
    ("央企", PartnerDomain.STATE_FIRMS),
    ("金融", PartnerDomain.STATE_FIRMS),
    ("学校", PartnerDomain.INSTITUTIONS),
    ("教育", PartnerDomain.INSTITUTIONS),
    ("医院", PartnerDomain.INSTITUTIONS),
    ("卫生", PartnerDomain.INSTITUTIONS),
    ("事业", PartnerDomain.INSTITUTIONS),
    ("街道", PartnerDomain.STREET),
    ("社区", PartnerDomain.STREET),
    ("机关", PartnerDomain.ORGANS),
    ("行政", PartnerDomain.ORGANS),
    ("政府", PartnerDomain.ORGANS),
    ("党政", PartnerDomain.ORGANS),
    ("部队", PartnerDomain.ORGANS),
    ("企业", PartnerDomain.PRIVATE_FIRMS),
)
MODES: tuple[tuple[str, str], ...] = (
    ("共驻", PairingMode.RESIDENT),
    ("驻区", PairingMode.RESIDENT),
    ("联建", PairingMode.JOINT),
    ("联合", PairingMode.JOINT),
    ("结对", PairingMode.PAIRED),
)


def settle(work: Work) -> None:
    """A day of signing says that it was signed; a unit and its organisation are one unit."""
    units = {loose(draft.values["name"]): draft for draft in work.good()}
    for draft in work.drafts:
        unit = units.get(without_party(draft.values["name"] or ""))
        if unit and unit is not draft and draft.is_good:
            draft.hold("name", "near_duplicate", near_duplicate(unit))
        _settle_agreement(draft)
        written = draft.values["domain"]
        if written and not domain_of(written):
            message = gettext("“%(word)s” is none of the domains, so the domain stays open.")
            work.notice("unknown_domain", message % {"word": written}, draft, "domain")
        if draft.values["instructor"] and not draft.values["communities"]:
            message = gettext(
                "An instructor belongs to a community: none is named, so it stays open."
            )
            work.notice("instructor_without_community", message, draft, "instructor")


def _settle_agreement(draft: Draft) -> None:
    """Dates say that the agreement was signed; a row that contradicts itself has to wait."""
    signed, agreed, ends = (
        draft.values[key] for key in ("agreement_signed", "agreement_on", "agreement_end")
    )
    if signed is None and (agreed or ends):
        draft.values["agreement_signed"] = True
    if signed is False and (agreed or ends):
        message = gettext("The agreement has a date and is not signed: correct one of the two.")
        draft.hold("agreement_signed", "contradiction", message)
    if agreed and ends and ends.last_day < agreed.first_day:
        message = gettext("The agreement would end before it is signed: correct one of the two.")
        draft.hold("agreement_end", "contradiction", message)


def nature_of(written: str | None) -> str:
    """The nature that a ledger's word stands for."""
    return _first_fitting(NATURES, written)


def domain_of(written: str | None) -> str:
    """The domain that a ledger's word stands for (R-130)."""
    return _first_fitting(DOMAINS, written)


def mode_of(written: str | None) -> str:
    """The way of co-building that a ledger's word stands for."""
    return _first_fitting(MODES, written)


def _first_fitting(words: tuple[tuple[str, str], ...], written: str | None) -> str:
    return next((value for word, value in words if word in (written or "")), "")


LEDGER = Ledger(
    kind="partner_units",
    title=_("ledger of partner units"),
    names="name",
    words="共建单位 驻区单位 双报到 结对单位 成员单位 报到单位",
    needs=(frozenset({"name"}),),
    identities=(("name",), ("credit_code",)),
    settle=settle,
    public=(
        "name",
        "nature",
        "members",
        "communities",
        "checked_in",
        "agreement_signed",
        "liaison",
        "phone",
    ),
    columns=(
        Column(
            "name",
            _("name"),
            "单位名称 单位 共建单位 共建单位名称 驻区单位 驻区单位名称 报到单位 报到单位名称 "
            "单位全称 结对单位 结对单位名称 成员单位 成员单位名称 结对共建单位",
            cleaning.name,
            weak="名称 企业名称 单位党组织名称 机构名称",
            missing="missing_name",
        ),
        Column(
            "credit_code",
            _("credit code"),
            "统一社会信用代码 信用代码 社会信用代码 统一信用代码 统一代码",
            cleaning.credit_code,
            is_verbatim=True,
        ),
        Column(
            "nature",
            _("nature"),
            "单位性质 性质 单位类型 单位类别 单位属性",
            cleaning.text,
            weak="类型 类别 属性",
        ),
        Column("domain", _("domain"), "领域 所属领域 行业 行业领域 所属行业", cleaning.text),
        Column(
            "org",
            _("organisation"),
            "党组织名称 单位党组织 单位党组织名称 党组织",
            cleaning.name,
            weak="所属党组织",
        ),
        Column(
            "members",
            _("members"),
            "党员数 党员人数 党员总数 在职党员数 在职党员人数 报到党员数 报到党员人数 在职党员 "
            "党员数量 党员总人数",
            cleaning.count,
            weak="党员 人数 总人数",
            has_total=True,
        ),
        Column(
            "communities",
            _("communities"),
            "结对社区 报到社区 共建社区 联系社区 对接社区 结对共建社区 包联社区 服务社区 "
            "所报到社区 报到村社区 结对村社区 帮扶社区",
            cleaning.communities,
            weak="所属社区 社区 所在社区 社区名称 村社区",
            refers=Reference((Register.COMMUNITIES,), is_optional=True),
            by_sheet=True,
        ),
        Column(
            "mode",
            _("way of co-building"),
            "共建方式 共建形式 结对方式",
            cleaning.text,
            weak="共建内容",
        ),
        Column(
            "checked_in",
            _("checked in on"),
            "报到时间 报到日期 双报到时间 报到年月 结对时间 结对日期 共建时间",
            cleaning.partial_date,
            weak="时间 日期",
        ),
        Column(
            "agreement_signed",
            _("agreement signed"),
            "签订协议 是否签约 是否签订协议 签约情况 协议签订 协议签订情况 是否签订共建协议 "
            "共建协议 签订共建协议 协议签署 是否签署协议 共建协议签订",
            cleaning.yes_or_no,
            weak="协议 签约",
        ),
        Column(
            "agreement_on",
            _("agreement signed on"),
            "签约时间 签约日期 签订时间 签订日期 协议签订时间 签协议时间",
            cleaning.partial_date,
        ),
        Column(
            "agreement_end",
            _("agreement ends on"),
            "到期时间 到期日期 协议到期 协议到期时间 协议期限 有效期",
            cleaning.partial_date,
        ),
        Column(
            "instructor",
            _("Party-building instructor"),
            "党建指导员 指导员 党建指导员姓名",
            cleaning.person,
        ),
        Column(
            "liaison",
            _("liaison"),
            f"{CONTACT} 单位联系人 单位联络员 联络员及电话 联络员及联系方式 联络员和电话",
            cleaning.contact,
            weak=CONTACT_WEAK,
        ),
        Column(
            "phone",
            _("work phone"),
            f"{PHONE} 联络员电话 联络员手机 联络员联系电话 联络员手机号 联络员联系方式",
            cleaning.phone_of("liaison"),
            weak=PHONE_WEAK,
        ),
        Column(
            "part_time_member",
            _("sends a part-time member"),
            "是否大工委兼职委员单位 兼职委员 大工委兼职委员 是否兼职委员 是否兼职委员单位 "
            "兼职委员单位 大工委兼职委员单位 是否大工委兼职委员",
            cleaning.yes_or_no,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
