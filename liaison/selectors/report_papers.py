"""The papers of monthly reports in the layout of GB/T 9704: of a community, and added up."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from liaison.models import ReportReturn, ReportRound
from liaison.report_enums import FILED_STATES
from liaison.selectors.report_rounds import RollUp, Sum, roll_up
from liaison.selectors.reports import ReportPart, parts_of
from orgs.models import Org
from partybuild.documents import Cell, Document, Heading, Paragraph, Table, paragraphs
from partybuild.documents.blocks import Block
from partybuild.periods import PeriodKind

BLANK = "—"
WIDTHS = (10, 4, 4, 4, 6)
LINE_WIDTH = 28
# So many figures find room beside the name of a community.
MOST_COLUMNS = 5
TEXTS = (
    ("工作亮点", "highlights"),
    ("存在问题", "problems"),
    ("下月计划及需街道协调事项", "next_month"),
)
TITLES = {
    PeriodKind.MONTH: "月报",
    PeriodKind.QUARTER: "季报",
    PeriodKind.HALF: "半年报",
    PeriodKind.YEAR: "年报",
}


def report_document(report: ReportReturn) -> Document:
    """社区党建工作月报表: one community, indicators down."""
    return report_from(report, parts_of(report))


def report_from(report: ReportReturn, parts: Sequence[ReportPart]) -> Document:
    """The report of a community with these sections."""
    blocks: list[Block] = []
    for part in parts:
        blocks += [Heading(1, part.label), _own_table(part)]
    for label, name in TEXTS:
        if words := getattr(report, name):
            blocks += [Heading(1, label), *paragraphs(words)]
    day = report.submitted_at and timezone.localdate(report.submitted_at)
    return Document(
        title=f"社区党建工作月报表\n（{report.period.label}）",
        blocks=blocks,
        signature=report.community.name,
        issued_on=day or None,
    )


def round_document(report_round: ReportRound) -> Document:
    """The reports of the month of a round added up."""
    rolled = roll_up(report_round.street, report_round.period)
    filed = report_round.returns.filter(state__in=FILED_STATES).for_list()
    return sum_document(report_round.street, rolled, list(filed))


def sum_document(street: Org, rolled: RollUp, returns: Sequence[ReportReturn]) -> Document:
    """The reports of a period added up, section by section with one row for each community."""
    filed = len(rolled.communities) - len(rolled.unfiled)
    opening = f"{rolled.period.label}，辖区{len(rolled.communities)}个社区党组织中{filed}个已报送。"
    if rolled.unfiled:
        opening += f"未报送：{'、'.join(each.name for each in rolled.unfiled)}。"
    opening += "现将有关情况汇总如下："
    blocks: list[Block] = [Paragraph(opening)]
    for label, sums in _by_section(rolled.sums).items():
        starts = range(0, len(sums), MOST_COLUMNS)
        tables = [_sum_table(rolled, sums[n : n + MOST_COLUMNS]) for n in starts]
        blocks += [Heading(1, label), *tables]
    blocks += [Paragraph(f"{label}{share}%。") for label, share in rolled.rates]
    for label, name in TEXTS:
        told = [(each.community.name, getattr(each, name)) for each in returns]
        if any(words for _name, words in told):
            blocks.append(Heading(1, label))
            blocks += [Paragraph(f"{place}：{words}") for place, words in told if words]
    kind = TITLES[rolled.period.kind]
    return Document(
        title=f"{street.name}\n社区党建工作{kind}汇总（{rolled.period.label}）",
        blocks=blocks,
        signature=street.name,
        issued_on=timezone.localdate(),
    )


def _own_table(part: ReportPart) -> Table:
    rows: list[Sequence[Any]] = []
    for line in part.lines:
        figure = line.figure
        note = f"线下补录{figure.added}：{figure.reason}" if figure.added else ""
        rows.append(
            [
                str(figure.item.label),
                str(figure.item.unit),
                _number(line.value),
                _number(line.last_month),
                note,
            ]
        )
    rows += [[str(label), "%", str(share), BLANK, ""] for label, share in part.rates]
    return Table(widths=WIDTHS, header=("指标", "单位", "本月", "上月", "备注"), rows=rows)


def _sum_table(rolled: RollUp, sums: Sequence[Sum]) -> Table:
    rows: list[Sequence[Any]] = []
    for community in rolled.communities:
        numbers = [_head(_number(one.by_community.get(community.pk))) for one in sums]
        rows.append([community.name, *numbers])
    rows.append([_head("合计"), *(_head(str(one.total)) for one in sums)])
    each = LINE_WIDTH * 3 // 4 // len(sums)
    widths = (LINE_WIDTH - each * len(sums), *(each for _one in sums))
    header = ["社区", *(f"{one.label}（{one.unit}）" for one in sums)]
    return Table(widths=widths, header=header, rows=rows)


def _by_section(sums: Sequence[Sum]) -> dict[str, list[Sum]]:
    found: dict[str, list[Sum]] = {}
    for one in sums:
        found.setdefault(str(one.item.section), []).append(one)
    return found


def _head(text: Any) -> Cell:
    return Cell(str(text), is_label=True)


def _number(value: int | None) -> str:
    return BLANK if value is None else str(value)
