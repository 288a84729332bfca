"""Seats, action items and visits as the ledgers that the imports of the same ledgers expect."""

from collections.abc import Mapping
from typing import Any, Final

from liaison.bodies import title_of
from liaison.followup_enums import ActionItemState, VisitKind
from orgs.exports import ledger_column, yes_or_no
from partybuild.listing import Column, Kind

SEAT_LEDGER = (
    ledger_column("机构名称", "ledger_body", lambda seat: seat.body.name),
    ledger_column("职务", "ledger_role", lambda seat: title_of(seat.body.kind, seat.role)),
    ledger_column("姓名", "ledger_name", lambda seat: seat.person_name),
    ledger_column("所在单位", "ledger_unit", lambda seat: seat.unit),
    ledger_column("单位职务", "ledger_post", lambda seat: seat.post),
    ledger_column("是否兼职", "ledger_part_time", lambda seat: yes_or_no(seat.is_part_time)),
    ledger_column("任期开始", "ledger_starts", lambda seat: seat.starts_on, kind=Kind.DATE),
    ledger_column("任期届满", "ledger_ends", lambda seat: seat.ends_on, kind=Kind.DATE),
)
STATE_IN_LEDGER: Final[Mapping[str, str]] = {
    ActionItemState.STRUCK_OFF: "已销号",
    ActionItemState.CHECKED: "已核查",
    ActionItemState.REPORTED: "已反馈",
    ActionItemState.IN_HAND: "办理中",
    ActionItemState.SIGNED_FOR: "已签收",
    ActionItemState.ASSIGNED: "已交办",
    ActionItemState.RETURNED: "已退回",
    ActionItemState.WITHDRAWN: "已撤销",
}
KIND_IN_LEDGER: Final[Mapping[str, str]] = {
    VisitKind.RESIDENTS: "进小区访群众",
    VisitKind.MEMBERS: "进支部访党员",
    VisitKind.OPERATORS: "进企业访经营者",
    VisitKind.LECTURE: "党课宣讲进企业",
    VisitKind.SERVICE: "党员服务进企业",
    VisitKind.CADRES: "党员干部进企业",
    VisitKind.CARE: "党内关怀进企业",
    VisitKind.ACTIVITY: "党建活动进企业",
}


def _source(item: Any) -> str:
    return item.source or (item.resolution.number if item.resolution else "")


def _person(visit: Any) -> str:
    name: str = visit.visitor.name if visit.visitor else visit.visitor_name
    return name


def _sent_by(visit: Any) -> str:
    by = visit.by_org or visit.by_partner
    return by.name if by else ""


def _findings(visit: Any) -> str:
    return "\n".join(each.content for each in visit.findings.all())


def _only(name: str, header: str, value: Any = None, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, header, kind=kind, value=value, on_page=False, sort="")


ITEM_LEDGER: Final = (
    _only("code", "督办编号"),
    _only("title", "督办事项"),
    _only("source", "事项来源", _source),
    _only("owner", "责任单位", lambda item: item.owner.name),
    _only("assisting", "配合单位"),
    _only("assigned_on", "交办时间", kind=Kind.DATE),
    _only("due_on", "办理期限", kind=Kind.DATE),
    _only("progress", "办理情况", lambda item: item.report or item.progress),
    _only("state", "办理状态", lambda item: STATE_IN_LEDGER[item.state]),
    _only("reported_on", "完成时间", kind=Kind.DATE),
    _only("struck_off_on", "销号时间", kind=Kind.DATE),
)
VISIT_LEDGER: Final = (
    _only("visited_on", "走访日期", kind=Kind.DATE),
    _only("place", "走访地点", lambda visit: visit.place.name),
    _only("kind", "走访类型", lambda visit: KIND_IN_LEDGER[visit.kind]),
    _only("person", "走访人", _person),
    _only("by", "走访单位", _sent_by),
    _only("community", "所属社区", lambda visit: visit.community.name if visit.community else ""),
    _only("met_count", "走访人数"),
    _only("findings", "发现问题", _findings),
    _only("remark", "备注"),
)
