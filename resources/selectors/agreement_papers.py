"""The agreement of a unit and a community as an official paper. Its words are Chinese."""

from datetime import date
from typing import Final

from orgs.enums import PairingMode
from partybuild.documents import (
    Cell,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
    chinese_date,
    paragraphs,
)
from partybuild.documents.blocks import Block
from resources.models import Agreement

ROOM: Final = "\n\n"
_BLANK_DAY: Final = "    年  月  日"
_MODES: Final = {
    PairingMode.PAIRED: "结对共建",
    PairingMode.RESIDENT: "驻区共建",
    PairingMode.JOINT: "联合共建",
}


def agreement_document(agreement: Agreement) -> Document:
    """The agreement with the term that the pairing of the two keeps."""
    pairing = agreement.pairing
    return agreement_from(
        agreement,
        signed_on=pairing.agreement_on if pairing else None,
        ends_on=pairing.agreement_ends_on if pairing else None,
    )


def agreement_from(
    agreement: Agreement, *, signed_on: date | None, ends_on: date | None
) -> Document:
    """The agreement as it is printed: the two, what each does, how long, room to sign twice."""
    community, unit = agreement.community.name, agreement.partner.name
    blocks: list[Block] = [
        Paragraph(f"甲方：{community}"),
        Paragraph(f"乙方：{unit}"),
        Paragraph(
            "为推进区域化党建，实现组织共建、资源共享、实事共办，经双方平等协商，"
            f"就开展{_mode(agreement)}达成如下协议："
        ),
        Heading(1, "共建内容"),
        *(paragraphs(agreement.content) or [Paragraph("由双方按年度清单商定。")]),
        Heading(1, "甲方职责"),
        Item("每年向乙方提供需求清单，做好对接服务。"),
        Item("为乙方及其党员参与社区服务提供便利，如实反馈参与情况。"),
        Heading(1, "乙方职责"),
        Item("每年向甲方提供资源清单，认领并完成共建任务。"),
        Item("确定联络员，参加党建工作联席会议。"),
        Heading(1, "协议期限"),
        Paragraph(_term(signed_on, ends_on)),
        Heading(1, "其他"),
        Paragraph(
            "双方党组织的隶属关系和党员的组织关系不因本协议改变。未尽事宜由双方协商解决。"
            "本协议一式两份，双方各执一份。"
        ),
        Table(
            widths=(14, 14),
            rows=[
                [Cell("甲方（盖章）", is_label=True), Cell("乙方（盖章）", is_label=True)],
                [f"{community}\n\n代表签字：{ROOM}", f"{unit}\n\n代表签字：{ROOM}"],
                [_day(signed_on), _day(signed_on)],
            ],
        ),
    ]
    return Document(title=f"{community}与{unit}\n党建共建协议", blocks=blocks)


def _mode(agreement: Agreement) -> str:
    return _MODES.get(PairingMode(agreement.mode), "党建共建") if agreement.mode else "党建共建"


def _term(signed_on: date | None, ends_on: date | None) -> str:
    if signed_on and ends_on:
        return f"自{chinese_date(signed_on)}起至{chinese_date(ends_on)}止。"
    begun = f"自{chinese_date(signed_on)}起生效" if signed_on else "自双方签字盖章之日起生效"
    return f"{begun}，期限由双方另行商定。"


def _day(day: date | None) -> str:
    return chinese_date(day) if day else _BLANK_DAY
