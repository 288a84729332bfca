"""Samples of the papers of monthly reports, printed from made-up rows that are never kept."""

from datetime import UTC, date, datetime
from typing import Final

from liaison.models import ReportFigure, ReportItem, ReportReturn, ReportRound, ReportSection
from liaison.report_enums import SectionKey
from liaison.selectors.report_papers import report_from, sum_document
from liaison.selectors.report_rounds import RollUp, Sum
from liaison.selectors.reports import ReportLine, ReportPart
from orgs.models import Org
from partybuild.documents import Document
from partybuild.periods import Period

MONTH: Final = Period.parse("2026-10")
# Of each section: item, unit, then the number of this month and of the one before.
_ITEMS: Final = {
    SectionKey.MEETINGS: (("召开联席会议", "次", 1, 0), ("形成决议", "项", 3, 0)),
    SectionKey.LISTS: (("新增需求", "项", 6, 4), ("认领需求", "项", 5, 4)),
    SectionKey.CASES: (("受理群众诉求", "件", 38, 41), ("办结群众诉求", "件", 36, 40)),
}
_COMMUNITIES: Final = ("示例社区党委", "样例社区党委", "示范社区党委")
_TEXTS: Final = {
    "highlights": "开设“四点半课堂”两期，辐射三个小区。",
    "problems": "电动自行车充电设施不足。",
    "next_month": "请街道协调供电单位勘察充电设施选址。",
}


def _item(section: SectionKey, title: str, unit: str) -> ReportItem:
    return ReportItem(section=ReportSection(key=section), title=title, unit_word=unit)


def _return(street: Org, name: str, **words: str) -> ReportReturn:
    return ReportReturn(
        round=ReportRound(street=street, starts_on=MONTH.first_day, due_on=date(2026, 11, 5)),
        community=Org(name=name, code="S801"),
        submitted_at=datetime(2026, 11, 3, 2, tzinfo=UTC),
        **words,
    )


def report_sample(street: Org) -> Document:
    """The report of one community."""
    parts = [
        ReportPart(
            str(section.label),
            tuple(
                ReportLine(
                    ReportFigure(item=_item(section, title, unit), typed=now), "", last, None
                )
                for title, unit, now, last in items
            ),
            (),
        )
        for section, items in _ITEMS.items()
    ]
    return report_from(_return(street, _COMMUNITIES[0], **_TEXTS), parts)


def summary_sample(street: Org) -> Document:
    """The reports of three communities added up; one of them has not filed."""
    places = [Org(pk=number, name=name) for number, name in enumerate(_COMMUNITIES, start=1)]
    filed = places[:2]
    sums = [
        Sum(_item(section, title, unit), {place.pk: now + place.pk for place in filed})
        for section, items in _ITEMS.items()
        for title, unit, now, _last in items
    ]
    rolled = RollUp(MONTH, places, sums, places[2:])
    return sum_document(street, rolled, [_return(street, _COMMUNITIES[0], **_TEXTS)])
