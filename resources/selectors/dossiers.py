"""The dossier of a project: everything it was, from the need to the archive, as one document.

The words are Chinese whatever language the reader has chosen, as those of all official papers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone, translation

from orgs.models import AuditEntry
from orgs.selectors.trail import in_words
from partybuild.documents import Cell, Document, Heading, Paragraph, Table, paragraphs
from partybuild.documents.blocks import Block
from resources.models import Match, Project
from resources.selectors.appraisal_links import results_of
from resources.selectors.assessments import class_by_scores
from resources.selectors.reasons import kept_reasons
from resources.selectors.works import Money, money_of

_NONE: Final = "无"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the portal keeps about a project beside its own row."""

    scorings: Sequence[Any] = ()
    class_label: str = ""
    money: Money
    milestones: Sequence[Any] = ()
    notes: Sequence[Any] = ()
    answers: str = ""
    deeds: Sequence[Any] = ()


def dossier_of(project: Project) -> Document:
    """The dossier of a project as it stands today."""
    scorings = list(project.assessments.latest_first())
    follows = class_by_scores(project, scorings[0]) if scorings else None
    entries = AuditEntry.objects.about(project).for_list()
    with translation.override("zh-hans"):
        return dossier_from(
            project,
            Holdings(
                scorings=scorings,
                class_label=str(follows.label) if follows else "",
                money=money_of(project),
                milestones=list(project.milestones.all()),
                notes=list(reversed(project.notes.for_list())),
                answers=results_of(project).words,
                deeds=[in_words(entry) for entry in reversed(entries)],
            ),
        )


def dossier_from(project: Project, kept: Holdings) -> Document:
    """The dossier as it is printed."""
    with translation.override("zh-hans"):
        return Document(
            title=f"“{project.name}”项目档案",
            blocks=list(_blocks(project, kept)),
            signature=project.street.name,
            issued_on=timezone.localdate(),
        )


def _blocks(project: Project, kept: Holdings) -> Iterator[Block]:
    yield Heading(1, "项目概况")
    yield _overview(project)
    yield from paragraphs(project.summary)
    yield Heading(1, "需求、资源与对接")
    yield from _origin(project.match)
    yield Heading(1, "立项分类")
    yield from _classing(project, kept)
    yield Heading(1, "经费预算与支出")
    yield from _budget(kept.money)
    yield Heading(1, "节点与进展")
    yield from _progress(project, kept)
    yield Heading(1, "验收")
    yield Paragraph(_acceptance(project))
    yield Heading(1, "受益方评价")
    yield Paragraph(project.appraisal or kept.answers or "尚未评价。")
    yield Heading(1, "项目总结")
    yield from paragraphs(project.closing_summary or "尚未总结。")
    yield Heading(1, "办理过程")
    yield _trail(kept)


def _overview(project: Project) -> Table:
    rows = [
        ("项目编号", project.code),
        ("承办方", project.need_side.name),
        ("共建方", project.resource_side.name),
        ("项目类别", project.get_project_class_display() or "尚未分类"),
        ("经费（元）", f"{project.grant:,.2f}"),
        ("经费来源", project.get_funding_source_display() or _NONE),
        ("责任人", project.responsible_name or _NONE),
        ("实施时间", f"{_day(project.starts_on)}至{_day(project.due_on)}"),
        ("状态", project.get_state_display()),
    ]
    if project.stop_reason:
        rows.append(("终止原因", project.stop_reason))
    cells = [[Cell(label, is_label=True), Cell(words)] for label, words in rows]
    return Table(widths=(8, 20), rows=cells)


def _origin(match: Match | None) -> Iterator[Block]:
    if match is None:
        yield Paragraph("本项目由以往年度台账导入，其对接、立项和验收均不在本平台办理。")
        return
    need, resource = match.need, match.resource
    yield Paragraph(f"需求（{need.code}）：{need.title}。提出方：{need.owner.name}。")
    yield Paragraph(f"资源（{resource.code}）：{resource.title}。提供方：{resource.owner.name}。")
    reasons = "；".join(reason.text for reason in kept_reasons(match.reasons))
    yield Paragraph(f"对接（{match.code}）理由：{reasons or '由双方自行商定'}。")
    yield Paragraph(f"需求方同意：{_consent(match.need_agreed_at, match.need_agreed_on_behalf)}。")
    given = _consent(match.resource_agreed_at, match.resource_agreed_on_behalf)
    yield Paragraph(f"资源方同意：{given}。")


def _classing(project: Project, kept: Holdings) -> Iterator[Block]:
    if kept.scorings:
        yield Table(
            header=("评分时间", "主题", "意义", "受众", "合计", "理由", "评分人"),
            widths=(5, 3, 3, 3, 3, 7, 4),
            rows=[
                [
                    _day(timezone.localdate(each.scored_at)),
                    str(each.theme),
                    str(each.significance),
                    str(each.audience),
                    str(each.total),
                    each.reason,
                    str(each.scored_by),
                ]
                for each in kept.scorings
            ],
        )
        yield Paragraph(f"按评分应列为：{kept.class_label or _NONE}。")
    else:
        yield Paragraph("未评分。")
    if project.endorsement:
        yield Paragraph(f"联席会议确认：{project.endorsement}（{_at(project.endorsed_at)}）。")
    if project.guide_name:
        yield Paragraph(f"指导领导：{project.guide_name}（{project.guide_post}）。")


def _budget(money: Money) -> Iterator[Block]:
    if not money.lines:
        yield Paragraph("未编制预算。")
        return
    lines = [
        [line.get_source_display(), f"{line.amount:,.2f}", f"{line.spent:,.2f}"]
        for line in money.lines
    ]
    yield Table(
        header=("经费来源", "预算（元）", "支出（元）"),
        widths=(12, 8, 8),
        rows=[*lines, ["合计", f"{money.budgeted:,.2f}", f"{money.spent:,.2f}"]],
    )
    standing = [expense for expense in money.expenses if not expense.is_cancelled]
    if standing:
        yield Table(
            header=("日期", "用途", "来源", "金额（元）", "凭证号"),
            widths=(6, 8, 4, 5, 5),
            rows=[
                [
                    _day(each.spent_on),
                    each.purpose
                    + (f"（超支：{each.excess_reason}）" if each.excess_reason else ""),
                    each.line.get_source_display(),
                    f"{each.amount:,.2f}",
                    each.document_number,
                ]
                for each in standing
            ],
        )


def _progress(project: Project, kept: Holdings) -> Iterator[Block]:
    yield Paragraph(f"总体进度：{project.progress}%。")
    rows = [
        [each.title, _day(each.due_on), _day(each.done_on), each.note or _NONE]
        for each in kept.milestones
    ]
    if rows:
        yield Table(header=("节点", "时限", "完成", "备注"), widths=(9, 6, 6, 7), rows=rows)
    yield from paragraphs(project.outcome)
    for note in kept.notes:
        yield Paragraph(f"{_at(note.written_at)}，{note.written_by}：{note.text}")


def _acceptance(project: Project) -> str:
    return (
        f"承办方签字：{_at(project.accepted_by_need_side_at)}；"
        f"共建方签字：{_at(project.accepted_by_resource_side_at)}。"
    )


def _trail(kept: Holdings) -> Table:
    return Table(
        header=("时间", "办理事项", "办理人", "理由"),
        widths=(6, 10, 5, 7),
        rows=[
            [_at(line.at), line.sentence, line.actor, line.reason or _NONE] for line in kept.deeds
        ]
        or [[_NONE, _NONE, _NONE, _NONE]],
    )


def _consent(at: datetime | None, is_on_behalf: bool) -> str:
    if at is None:
        return "未同意"
    return f"{_at(at)}{'（由街道受托代签）' if is_on_behalf else ''}"


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else "未定"


def _at(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d}" if at else "未办"
