"""The papers of following up: the sheet of an action item, and the drafts of censures."""

from typing import Final

from liaison.followup_enums import CensureKind
from liaison.models import ActionItem, Censure, Resolution
from partybuild.documents import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Table,
    chinese_date,
    paragraphs,
)
from partybuild.documents.blocks import Block

BLANK: Final = "—"
ROOM: Final = "\n\n"


def follow_up_sheet(item: ActionItem) -> Document:
    """议定事项督办单: what is to be done, by whom and when, and what came of it."""
    return Document(
        title="议定事项督办单" if item.resolution else "督办事项交办单",
        blocks=[
            Table(
                widths=(5, 9, 5, 9),
                rows=[
                    [_label("督办编号"), item.code, _label("事项来源"), _source(item)],
                    [_label("督办事项"), Cell(item.title, span=3)],
                    [_label("办理要求"), Cell(item.demand or BLANK, span=3)],
                    [
                        _label("责任单位"),
                        item.owner.name,
                        _label("配合单位"),
                        item.assisting or BLANK,
                    ],
                    [
                        _label("交办日期"),
                        chinese_date(item.assigned_on),
                        _label("办理期限"),
                        chinese_date(item.due_on),
                    ],
                    [_label("办理情况"), Cell(item.report or item.progress or ROOM, span=3)],
                    [_label("核查意见"), Cell(item.verdict or ROOM, span=3)],
                    [
                        _label("反馈日期"),
                        chinese_date(item.reported_on) if item.reported_on else BLANK,
                        _label("销号日期"),
                        chinese_date(item.struck_off_on) if item.struck_off_on else BLANK,
                    ],
                    [_label("责任单位签字"), ROOM, _label("督办单位签字"), ROOM],
                ],
            )
        ],
        signature=item.assigner.name,
        issued_on=item.assigned_on,
    )


def censure_document(censure: Censure) -> Document:
    """The draft of a circular, or of the notice of an interview; it names no person."""
    street = censure.street.name
    if censure.kind == CensureKind.CIRCULAR:
        title, opening = f"关于{censure.topic}情况的通报", "经研究，现将有关情况通报如下："
    else:
        title = "约谈通知书"
        opening = f"经研究，拟就{censure.topic}有关情况进行约谈。现将有关事项通知如下："
    blocks: list[Block] = [
        Paragraph(opening),
        Heading(1, "基本情况"),
        *paragraphs(censure.facts),
        Heading(1, "有关要求"),
        *paragraphs(censure.demand or "请认真查找原因，限期整改，并将整改情况书面报告。"),
    ]
    return Document(
        title=title,
        addressee=censure.target.name,
        blocks=blocks,
        signature=street,
        issued_on=censure.delivered_on,
    )


def _source(item: ActionItem) -> str:
    origin = item.origin
    if isinstance(origin, Resolution):
        return f"{origin.meeting.title}（{origin.number}）"
    return item.source or (str(origin) if origin else BLANK)


def _label(text: str) -> Cell:
    return Cell(text, is_label=True)
