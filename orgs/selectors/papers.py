"""The official papers of this app, as values of the document kit. Their words are Chinese."""

from typing import Final

from orgs.models import HandOver
from partybuild.documents import Cell, Document, Heading, Item, Paragraph, Table, chinese_date
from partybuild.documents import paragraphs as paragraphs_of
from partybuild.documents.blocks import Block

ROOM: Final = "\n\n"


def hand_over_document(hand_over: HandOver) -> Document:
    """The sheet of a hand-over: who, which post, rights, open things, figures, signatures."""
    sheet = hand_over.sheet
    place = f"{sheet['org']}{sheet['post']}"
    blocks: list[Block] = [
        Paragraph(
            f"{chinese_date(hand_over.on)}，{hand_over.from_name}与{hand_over.to_name}就{place}"
            "工作办理交接。现将交接事项确认如下："
        ),
        Heading(1, "交接岗位"),
        _post(hand_over),
        Heading(1, "系统权限"),
        *_list(sheet["rights"], none="无系统权限需要移交。"),
        Heading(1, "未办结事项"),
        *_things(sheet["things"]),
        Heading(1, "党组织基本情况"),
        _figures(sheet["figures"]),
        Heading(1, "尚未达标事项"),
        *_list([f"{label}：{count}" for label, count in sheet["gaps"]], none="无。"),
    ]
    if hand_over.remark:
        blocks += [Heading(1, "其他需要说明的事项"), *paragraphs_of(hand_over.remark)]
    blocks += [Heading(1, "签字确认"), _signatures(sheet["superior"])]
    return Document(
        title=f"{place}工作交接书",
        blocks=blocks,
        signature=sheet["org"],
        issued_on=hand_over.on,
    )


def _post(hand_over: HandOver) -> Table:
    sheet = hand_over.sheet
    return Table(
        widths=(5, 9, 5, 9),
        rows=[
            [_label("党组织"), Cell(sheet["org"], span=3)],
            [_label("岗位"), sheet["post"], _label("交接日期"), hand_over.on.isoformat()],
            [_label("移交人"), hand_over.from_name, _label("任职起始"), sheet["since"] or "—"],
            [_label("接收人"), hand_over.to_name, _label("任期届满"), sheet["until"] or "—"],
        ],
    )


def _things(things: list[dict[str, object]]) -> list[Block]:
    if not things:
        return [Paragraph("无未办结事项。")]
    rows = [
        [
            str(number),
            str(thing["kind"]),
            str(thing["words"]),
            str(thing["due"] or "—"),
            "个人承办" if thing["is_own"] else "党组织承办",
        ]
        for number, thing in enumerate(things, start=1)
    ]
    return [
        Table(header=("序号", "类别", "事项", "期限", "承办"), widths=(2, 4, 12, 5, 5), rows=rows)
    ]


def _figures(figures: list[list[object]]) -> Table:
    return Table(widths=(14, 14), rows=[[_label(str(name)), str(value)] for name, value in figures])


def _list(lines: list[str], *, none: str) -> list[Block]:
    return [Item(f"{line}。") for line in lines] or [Paragraph(none)]


def _signatures(superior: str) -> Table:
    witness = f"监交人（{superior}）" if superior else "监交人"
    return Table(
        widths=(8, 10, 4, 6),
        rows=[[_label(who), ROOM, _label("日期"), ROOM] for who in ("移交人", "接收人", witness)],
    )


def _label(text: str) -> Cell:
    return Cell(text, is_label=True)
