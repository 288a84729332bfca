"""物业企业台账: a row for each estate, with the firm that serves it or without one (R-214)."""

from collections import defaultdict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grids.enums import FirmKind
from grids.imports import terms
from partybuild.partial_dates import PartialDate
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.checking import near_duplicate
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register, loose
from partybuild.spreadsheets.wordings import PHONE, PHONE_WEAK, REMARK

_KIND_PATTERNS = {
    r".*公益.*": FirmKind.PUBLIC_WELFARE,
    r".*(市场|商业|专业|企业|民营|国有).*": FirmKind.MARKET,
}
_OF_THE_FIRM = ("has_party_org", "party_state", "firm_kind", "members", "plate")


def settle(work: Work) -> None:
    """Without a firm there is nothing to say of it; an estate has one contract at a time."""
    rows: dict[str, list[Draft]] = defaultdict(list)
    for draft in work.drafts:
        values = draft.values
        values.setdefault("estates", [])
        for key in ("party_state", "open_ended"):
            values.setdefault(key, None)
        if not values["firm"]:
            values |= dict.fromkeys(_OF_THE_FIRM)
        for estate in values["estates"] if draft.is_good else []:
            earlier = next((d for d in rows[loose(estate)] if _collide(d, draft)), None)
            if earlier and draft.is_good:
                _hold(draft, earlier)
            rows[loose(estate)].append(draft)


def _hold(draft: Draft, earlier: Draft) -> None:
    if earlier.values["firm"] and draft.values["firm"]:
        message = gettext("Row %(row)s has a contract for the same estate in that time: keep one.")
        draft.hold("estate", "contracts_overlap", message % {"row": earlier.number})
    else:
        draft.hold("estate", "near_duplicate", near_duplicate(earlier))


def _collide(one: Draft, other: Draft) -> bool:
    """True when both rows speak of an estate on the same day."""
    first, second = one.values, other.values
    return _before(first["contract_start"], second["contract_end"]) and _before(
        second["contract_start"], first["contract_end"]
    )


def _before(start: PartialDate | None, end: PartialDate | None) -> bool:
    return start is None or end is None or start.first_day <= end.last_day


LEDGER = Ledger(
    kind="property_firms",
    title=_("ledger of property firms"),
    names="estate",
    words="物业企业 物业服务企业 物业公司 物业服务项目 红色物业 物业管理企业",
    needs=(frozenset({"firm", "estate"}),),
    settle=settle,
    public=(
        "firm",
        "credit_code",
        "estate",
        "unit_grid",
        "households",
        "area_10k_sqm",
        "has_party_org",
        "contract_start",
        "contract_end",
    ),
    columns=(
        Column(
            "firm",
            _("property firm"),
            "企业名称 物业企业名称 物业企业 物业公司 物业服务企业 物业服务企业名称 物业公司名称 "
            "物业服务公司 物业服务单位 公司名称",
            terms.firm,
            weak="单位名称 名称",
        ),
        Column(
            "credit_code",
            _("credit code"),
            "统一社会信用代码 信用代码 社会信用代码 统一信用代码 统一代码",
            cleaning.credit_code,
            is_verbatim=True,
        ),
        Column(
            "firm_kind",
            _("kind"),
            "企业类型 物业类型 企业性质 企业类别",
            cleaning.choice(_KIND_PATTERNS),
            weak="类型 性质 类别",
        ),
        Column(
            "estate",
            _("estate"),
            "服务小区 小区名称 小区 服务小区名称 项目名称 物业项目 物业项目名称 服务项目 "
            "管理小区 管理小区名称 住宅小区 住宅小区名称 楼盘名称",
            terms.estates,
            weak="项目",
            missing="missing_name",
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
            "所属网格 网格 网格名称 归属网格 单元网格 所属单元网格 所在网格",
            cleaning.name,
            refers=Reference((Register.GRIDS,), "unknown_grid", is_optional=True),
        ),
        Column(
            "contract_start",
            _("contract starts on"),
            "合同起 合同起始 合同开始 合同起始时间 合同开始时间 合同起始日期 合同签订时间 "
            "服务起始时间",
            cleaning.partial_date,
        ),
        Column(
            "contract_end",
            _("contract ends on"),
            "合同止 合同截止 合同到期 合同截止时间 合同到期时间 合同终止时间 合同截止日期 "
            "服务截止时间",
            terms.contract_end,
        ),
        Column(
            "term",
            _("term"),
            "合同期限 合同起止 合同起止时间 服务期限 合同期 合同有效期 合同起止日期 合同时间",
            terms.contract_term,
            weak="期限",
        ),
        Column(
            "households",
            _("households"),
            "户数 总户数 居民户数 服务户数 住户数 户数总计",
            cleaning.count,
            weak="户",
            has_total=True,
        ),
        Column(
            "area_10k_sqm",
            _("floor area (10,000 m²)"),
            "建筑面积 面积 服务面积 物业面积 管理面积 总建筑面积 建筑总面积 服务建筑面积",
            terms.area_10k_sqm,
        ),
        Column(
            "has_party_org",
            _("Party organisation"),
            "党组织情况 是否建立党组织 党组织 党组织建立情况 党组织组建情况 是否组建党组织 "
            "党组织设置 是否有党组织 党建情况",
            terms.party_org,
        ),
        Column(
            "members",
            _("members"),
            "党员数 党员人数 党员数量 党员总数",
            cleaning.count,
            weak="党员",
        ),
        Column(
            "manager",
            _("project manager"),
            "项目负责人 项目经理 负责人 物业经理 项目经理姓名 项目负责人姓名 经理",
            cleaning.contact,
            weak="联系人 联系人姓名 姓名",
        ),
        Column(
            "phone",
            _("work phone"),
            f"{PHONE} 项目经理电话 负责人电话 经理电话 负责人联系电话 项目经理联系电话",
            cleaning.phone_of("manager"),
            weak=PHONE_WEAK,
        ),
        Column(
            "plate",
            _("plate of the last quarter"),
            "上季评牌 评级 评牌 上季度评牌 上季评级 等次 评定等次 星级 上季度评级 评价等级",
            terms.plate,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
