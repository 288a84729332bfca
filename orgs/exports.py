"""Lists as ledgers: the headers and words that the import of the same ledger expects."""

from collections.abc import Callable
from typing import Any

from orgs.enums import PairingMode, PartnerDomain, PartnerNature, PostKind
from orgs.imports.organizations import KIND_WORDS, SET_UP_WORDS
from orgs.models import Partner
from partybuild.listing import Column, Kind

# Ledgers are written in Chinese whatever language the page is read in.
NATURE_WORDS: dict[str, str] = {
    PartnerNature.GOVERNMENT: "机关",
    PartnerNature.INSTITUTION: "事业单位",
    PartnerNature.STATE_FIRM: "国有企业",
    PartnerNature.PRIVATE: "非公",
    PartnerNature.SOCIAL: "社会组织",
    PartnerNature.OTHER: "其他",
}
DOMAIN_WORDS: dict[str, str] = {
    PartnerDomain.STREET: "街道社区",
    PartnerDomain.ORGANS: "机关",
    PartnerDomain.INSTITUTIONS: "学校等事业单位",
    PartnerDomain.STATE_FIRMS: "国有企业",
    PartnerDomain.PRIVATE_FIRMS: "非公企业",
    PartnerDomain.SOCIAL_ORGS: "社会组织",
    PartnerDomain.INTERNET_FIRMS: "互联网企业",
    PartnerDomain.NEW_GROUPS: "新兴群体",
}
MODE_WORDS: dict[str, str] = {
    PairingMode.PAIRED: "结对共建",
    PairingMode.RESIDENT: "共驻共建",
    PairingMode.JOINT: "联合联建",
}
POST_WORDS: dict[str, str] = {
    PostKind.SECRETARY: "书记",
    PostKind.DEPUTY: "副书记",
    PostKind.MEMBER: "委员",
    PostKind.PART_TIME_MEMBER: "兼职委员",
    PostKind.INSTRUCTOR: "党建指导员",
    PostKind.FULL_TIME_WORKER: "专职党务工作者",
    PostKind.RESERVE_TALENT: "后备人才",
    PostKind.WORK_INSTRUCTOR: "工作指导员",
    PostKind.OFFICE_HEAD: "党建办主任",
    PostKind.OFFICE_STAFF: "党建办工作人员",
    PostKind.CONTACT_LEADER: "挂点领导",
    PostKind.SECONDED_CADRE: "挂职干部",
}


def ledger_column(
    header: str,
    name: str,
    value: Callable[[Any], Any] | None = None,
    *,
    kind: Kind = Kind.TEXT,
) -> Column:
    """A column that stands in the ledger only; ``name`` is unique among the columns of a list."""
    return Column(name, header, kind=kind, value=value, ledger=header, on_page=False, sort="")


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else ("是" if value else "否")


def names_of(org: Any, kind: PostKind) -> str:
    """Who holds posts of this kind, as one cell of the ledger names them."""
    return "、".join(post.person_name for post in org.held_posts if post.kind == kind)


def _phone_of_secretary(org: Any) -> str:
    phones = (post.work_phone for post in org.held_posts if post.kind == PostKind.SECRETARY)
    return next(phones, "")


ORG_LEDGER = (
    ledger_column("党组织名称", "ledger_name", lambda org: org.name),
    ledger_column("党组织代码", "ledger_code", lambda org: org.code, kind=Kind.CODE),
    ledger_column("上级党组织", "ledger_parent", lambda org: org.parent and org.parent.name),
    ledger_column("组织类别", "ledger_kind", lambda org: KIND_WORDS[org.kind]),
    ledger_column("组建方式", "ledger_set_up", lambda org: SET_UP_WORDS.get(org.set_up_mode)),
    ledger_column("成立时间", "ledger_founded", lambda org: org.founded),
    ledger_column("最近换届", "ledger_elected", lambda org: org.elected),
    ledger_column("届满时间", "ledger_term_ends", lambda org: org.term_ends),
    ledger_column("书记姓名", "ledger_secretary", lambda org: names_of(org, PostKind.SECRETARY)),
    ledger_column(
        "联系电话",
        "ledger_phone",
        _phone_of_secretary,
        kind=Kind.PHONE,
    ),
    ledger_column("委员数", "ledger_committee", lambda org: org.committee_count),
    ledger_column("党员总数", "ledger_members", lambda org: org.member_count),
    ledger_column("预备党员", "ledger_probationary", lambda org: org.probationary_count),
    ledger_column("流动党员", "ledger_mobile", lambda org: org.mobile_count),
    ledger_column("直管党员", "ledger_directly", lambda org: org.directly_managed_count),
    ledger_column("在职报到数", "ledger_in_service", lambda org: org.in_service_count),
    ledger_column("协管党员", "ledger_co_managed", lambda org: org.co_managed_count),
    ledger_column(
        "党务工作者", "ledger_worker", lambda org: names_of(org, PostKind.FULL_TIME_WORKER)
    ),
    ledger_column(
        "党建指导员", "ledger_instructor", lambda org: names_of(org, PostKind.INSTRUCTOR)
    ),
    ledger_column("后备人才", "ledger_reserve", lambda org: names_of(org, PostKind.RESERVE_TALENT)),
    ledger_column("阵地面积(㎡)", "ledger_area", lambda org: org.area_sqm),
    ledger_column("备注", "ledger_remark", lambda org: org.remark),
)


def _communities(partner: Partner) -> str:
    return "、".join(pairing.community.name for pairing in partner.pairings.all())


def _shared(partner: Partner, name: str) -> Any:
    """What all pairings of a unit agree in: a unit is one row, and a blank changes nothing."""
    values = {getattr(pairing, name) for pairing in partner.pairings.all()}
    return values.pop() if len(values) == 1 else None


def _guide(partner: Partner) -> Any:
    guides = partner.guides
    return guides[0].posting.person_name if guides else None


PARTNER_LEDGER = (
    ledger_column("单位名称", "ledger_name", lambda unit: unit.name),
    ledger_column("统一社会信用代码", "ledger_code", lambda unit: unit.credit_code, kind=Kind.CODE),
    ledger_column("单位性质", "ledger_nature", lambda unit: NATURE_WORDS[unit.nature]),
    ledger_column("领域", "ledger_domain", lambda unit: DOMAIN_WORDS.get(unit.domain)),
    ledger_column("党组织名称", "ledger_org", lambda unit: unit.party_org_name),
    ledger_column("党员数", "ledger_members", lambda unit: unit.member_count),
    ledger_column("结对社区", "ledger_communities", _communities),
    ledger_column(
        "共建方式", "ledger_mode", lambda unit: MODE_WORDS.get(_shared(unit, "mode") or "")
    ),
    ledger_column("报到时间", "ledger_checked_in", lambda unit: _shared(unit, "checked_in")),
    ledger_column(
        "签订协议", "ledger_signed", lambda unit: yes_or_no(_shared(unit, "agreement_signed"))
    ),
    ledger_column("签约时间", "ledger_agreed", lambda unit: _shared(unit, "agreed")),
    ledger_column("到期时间", "ledger_ends", lambda unit: _shared(unit, "agreement_ends")),
    ledger_column("党建指导员", "ledger_guide", _guide),
    ledger_column("联络员", "ledger_liaison", lambda unit: unit.liaison_name),
    ledger_column("联系电话", "ledger_phone", lambda unit: unit.liaison_phone, kind=Kind.PHONE),
    ledger_column(
        "是否大工委兼职委员单位",
        "ledger_member",
        lambda unit: yes_or_no(unit.has_part_time_member),
    ),
    ledger_column("备注", "ledger_remark", lambda unit: unit.remark),
)
POSTING_LEDGER = (
    ledger_column("党组织名称", "ledger_org", lambda post: post.org.name),
    ledger_column("党组织代码", "ledger_code", lambda post: post.org.code, kind=Kind.CODE),
    ledger_column("姓名", "ledger_name", lambda post: post.person_name),
    ledger_column("职务", "ledger_post", lambda post: POST_WORDS[post.kind]),
    ledger_column("联系电话", "ledger_phone", lambda post: post.work_phone, kind=Kind.PHONE),
    ledger_column("来源", "ledger_source", lambda post: post.source),
    ledger_column("是否专职", "ledger_full_time", lambda post: yes_or_no(post.is_full_time)),
    ledger_column("是否兼任", "ledger_concurrent", lambda post: yes_or_no(post.is_concurrent)),
    ledger_column("任职日期", "ledger_starts", lambda post: post.starts_on, kind=Kind.DATE),
    ledger_column("离任日期", "ledger_ends", lambda post: post.ends_on, kind=Kind.DATE),
)
