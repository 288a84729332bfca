"""The papers of the yearly appraisal: one sheet, and the results of a year (R-296, R-297).

The words of the papers are Chinese whatever language the reader has chosen, as the kit's own are.
"""

from decimal import Decimal
from typing import Any, Final

from django.utils.translation import override

from liaison.models import YearSheet
from orgs.models import Org
from partybuild.documents import Cell, Document, Heading, Paragraph, Table, chinese_date

BLANK: Final = "—"
LANGUAGE: Final = "zh-hans"


def sheet_document(sheet: YearSheet) -> Document:
    """The sheet of one organisation: its figures, the three appraisals and the result."""
    with override(LANGUAGE):
        lines = [
            [line.words, str(line.of), str(line.met), str(line.points), _number(line.earned)]
            for line in sheet.lines.all()
        ]
        figures = Table(
            header=("考核指标", "应达标", "已达标", "分值", "得分"),
            widths=(14, 4, 4, 3, 3),
            rows=lines or [[BLANK] * 5],
        )
        day = f"（数据截至{chinese_date(sheet.frozen_on)}）" if sheet.frozen_on else ""
        return Document(
            title=f"{sheet.org.name}{sheet.year}年度基层党建工作考核表",
            blocks=[
                Heading(1, "指标完成情况"),
                Paragraph(f"指标得分{_number(sheet.figures_score)}分{day}。"),
                figures,
                Heading(1, "评价情况"),
                _appraisals(sheet),
            ],
            signature=sheet.street.name,
            issued_on=sheet.graded_on,
        )


def year_document(street: Org, year: int, *, rows: Any) -> Document:
    """The results of a year for the target-responsibility appraisal, in the order of the tree."""
    with override(LANGUAGE):
        lines = [
            [
                sheet.org.name,
                _number(sheet.figures_score),
                _number(sheet.self_score),
                _number(sheet.superior_score),
                _number(sheet.mutual_score),
                _number(sheet.result_score),
                str(sheet.get_grade_display()) or BLANK,
            ]
            for sheet in rows
        ]
    return Document(
        title=f"{year}年度基层党建工作考核结果汇总表",
        blocks=[
            Paragraph("本表按组织架构顺序排列，供目标责任考核使用，不作排名。"),
            Table(
                header=("党组织", "指标", "自评", "上级评", "互评", "综合得分", "等次"),
                widths=(8, 3, 3, 4, 3, 4, 3),
                rows=lines or [[BLANK] * 7],
            ),
        ],
        signature=street.name,
    )


def _appraisals(sheet: YearSheet) -> Table:
    mutual = f"{sheet.mutual_count}家单位评价" if sheet.mutual_count else "无双向考核结果"
    rows = [
        ("自评", sheet.self_score, sheet.self_remark),
        ("上级评价", sheet.superior_score, sheet.superior_remark),
        ("互评", sheet.mutual_score, mutual),
        ("考核结果", sheet.result_score, str(sheet.get_grade_display())),
        ("反馈意见", None, sheet.feedback),
    ]
    return Table(
        header=("环节", "得分", "意见"),
        widths=(6, 4, 18),
        rows=[_appraisal(*row) for row in rows],
    )


def _appraisal(word: str, score: Decimal | int | None, text: str) -> list[Cell | str]:
    return [Cell(word, is_label=True), _number(score), text or BLANK]


def _number(value: Decimal | int | None) -> str:
    return BLANK if value is None else str(value)
