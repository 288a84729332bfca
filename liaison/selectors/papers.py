"""The official papers of a meeting: its notice and its minutes, as values of the document kit.

The words of the papers are Chinese whatever language the reader has chosen, as the kit's own are.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from liaison.enums import AgendaItemState, Decision, MembershipRole
from liaison.models import AgendaItem, Body, Meeting, Membership, Minutes, Resolution
from liaison.selectors.bodies import voters_of
from partybuild.documents import (
    AttendanceLine,
    Document,
    Heading,
    Item,
    Paragraph,
    chinese_date,
    render,
)
from partybuild.documents.blocks import Block, Level
from partybuild.documents.wording import chinese_number

_DECIDED: Final = {
    Decision.ADOPTED: "会议通过",
    Decision.REJECTED: "会议未通过",
    Decision.DEFERRED: "会议决定暂缓",
}
# How a person numbers what is typed: 一、 （一） 1. （1）. The kit counts the numbers itself.
_HEADING: Final = re.compile(r"(?:([一二三四五六七八九十]+、)|（[一二三四五六七八九十]+）)(.+)")
_ITEM: Final = re.compile(r"(?:(\d+[.．、](?!\d))|（\d+）)\s*(.+)")


def units_of(*, body: Body) -> list[str]:
    """The unit and post of each voter and observer, as an official document lists them."""
    everybody: list[Any] = [*voters_of(body), *_observers(body)]
    return list(dict.fromkeys(each.unit_and_post for each in everybody))


def units_that_came(meeting: Meeting) -> dict[str, str]:
    """The units present and excused as lines of the minutes: by the door, or all who have a seat.

    Where residents and delegates meet, no unit is named (R-206, R-207).
    """
    if meeting.counts_only:
        return {}
    voters, lines = voters_of(meeting.body), list(meeting.attendance.for_list())
    came = {_unit_key(line) for line in lines if line.present_count}
    excused = {_unit_key(line) for line in lines if line.excused_count and not line.present_count}
    return {
        "present": _named(each for each in voters if not came or _unit_key(each) in came),
        "excused": _named(each for each in voters if _unit_key(each) in excused),
        "observers": _named(_observers(meeting.body)),
    }


def minutes_mark(meeting: Meeting) -> str:
    return f"{meeting.body.name}会议纪要"


def minutes_text(meeting: Meeting) -> str:
    """The text of the minutes as far as the portal can write it: opening, items, decisions."""
    lines = [_opening(meeting)]
    numbered = ((place, item) for place, item in enumerate(_items(meeting), start=1))
    for place, item in numbered:
        lines.append(f"{chinese_number(place)}、{item.title}")
        lines.extend(_outcome(item))
    return "\n".join(lines)


def minutes_document(minutes: Minutes) -> Document:
    """The minutes as they are printed: mark, number, issuer and day, text, attendance."""
    lines = (("出席", minutes.present), ("请假", minutes.excused), ("列席", minutes.observers))
    return Document(
        mark=minutes.mark,
        number=minutes.number,
        issuer=minutes.issuer,
        issued_on=minutes.issued_on,
        blocks=list(blocks_of(minutes.body)),
        attendance=[
            AttendanceLine(label, "、".join(_lines(units)))
            for label, units in lines
            if units.strip()
        ],
    )


def file_of(minutes: Minutes) -> bytes:
    """The file of minutes: the one that was issued, or the draft printed as it is now."""
    return bytes(minutes.document) if minutes.is_issued else render(minutes_document(minutes))


def notice_document(meeting: Meeting) -> Document:
    """The notice of a meeting: when, where, who, what about, papers by when, whom to ask."""
    return notice_from(
        meeting,
        units=units_of(body=meeting.body),
        addressees=_addressees(meeting.body),
        topics=[item.title for item in _items(meeting)],
    )


def notice_from(
    meeting: Meeting, *, units: list[str], addressees: list[str], topics: list[str]
) -> Document:
    """The notice as it is printed."""
    blocks: list[Block] = [
        Paragraph(f"经研究，定于{_day_of(meeting)}召开{meeting.title}。现将有关事项通知如下："),
        Heading(1, "会议时间"),
        Paragraph(f"{_when(meeting)}。"),
        Heading(1, "会议地点"),
        Paragraph(f"{meeting.place}。"),
        Heading(1, "参会人员"),
        Paragraph(f"{'、'.join(units) or meeting.body.name}。"),
        Heading(1, "会议议题"),
        *_topics(topics),
        Heading(1, "有关要求"),
        *map(Item, _demands(meeting)),
    ]
    return Document(
        title=f"关于召开{meeting.title}的通知",
        addressee="、".join(addressees) or meeting.body.name,
        blocks=blocks,
        signature=meeting.org.name,
        issued_on=meeting.convened_on,
    )


def blocks_of(text: str) -> Iterator[Block]:
    """Text as people type it, a block for each line, levels told by the way it is numbered."""
    for line in _lines(text):
        if heading := _HEADING.fullmatch(line):
            level: Level = 1 if heading[1] else 2
            yield Heading(level, heading[2])
        elif item := _ITEM.fullmatch(line):
            yield Item(item[2], 3 if item[1] else 4)
        else:
            yield Paragraph(line)


def _opening(meeting: Meeting) -> str:
    chair = f"会议由{meeting.chair}主持。" if meeting.chair else ""
    return (
        f"{_day_of(meeting)}，{meeting.body.name}在{meeting.place}召开{meeting.title}。{chair}"
        f"会议应到{meeting.expected_count}人，实到{meeting.present_count}人，"
        f"请假{meeting.excused_count}人。现将会议议定事项纪要如下："
    )


def _outcome(item: AgendaItem) -> Iterator[str]:
    yield from _lines(item.outcome)
    for resolution in item.resolutions.all():
        yield _decision(resolution)
    if item.state != AgendaItemState.CONCLUDED:
        yield "该议题转下次会议研究。"


def _decision(resolution: Resolution) -> str:
    text = resolution.text.strip().rstrip("。；")
    votes = (
        f"，应到{resolution.expected_count}人，实到{resolution.present_count}人，"
        f"赞成{resolution.for_count}票，反对{resolution.against_count}票，"
        f"弃权{resolution.abstained_count}票"
        if resolution.is_tally_public
        else ""
    )
    return f"{_DECIDED[Decision(resolution.decision)]}：{text}（{resolution.number}{votes}）。"


def _topics(titles: list[str]) -> list[Item]:
    return [Item(f"{title}{'。' if title is titles[-1] else '；'}") for title in titles]


def _demands(meeting: Meeting) -> Iterator[str]:
    if meeting.papers_due_on:
        yield f"请于{chinese_date(meeting.papers_due_on)}前报送会议材料。"
    yield "请安排好工作，准时参会，无特殊情况不得请假。"
    if meeting.contact_name:
        phone = f"，联系电话：{meeting.contact_phone}" if meeting.contact_phone else ""
        yield f"联系人：{meeting.contact_name}{phone}。"


def _items(meeting: Meeting) -> list[AgendaItem]:
    items = meeting.items.on_the_agenda().prefetch_related("resolutions__meeting")
    return list(items.order_by("position", "pk"))


def _day_of(meeting: Meeting) -> str:
    return chinese_date(meeting.day)


def _when(meeting: Meeting) -> str:
    end = f"至{_clock(meeting.ends_at)}" if meeting.ends_at else ""
    return f"{_day_of(meeting)}{_clock(meeting.starts_at)}{end}"


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def _unit_key(row: Any) -> tuple[Any, ...]:
    """What a seat and a line of the list share when they are of the same unit."""
    return row.unit_org, row.unit_partner, row.unit_name


def _named(people: Iterable[Any]) -> str:
    return "\n".join(dict.fromkeys(each.unit_and_post for each in people))


def _observers(body: Body) -> Iterable[Membership]:
    observers: Any = Membership.objects.current().filter(body=body, role=MembershipRole.OBSERVER)
    return list(observers.for_list())


def _addressees(body: Body) -> list[str]:
    """The units with a seat; the one that sends the notice does not write to itself."""
    everybody: list[Any] = [*voters_of(body), *_observers(body)]
    units = (each.unit for each in everybody if each.unit_org != body.org)
    return list(dict.fromkeys(filter(None, units)))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
