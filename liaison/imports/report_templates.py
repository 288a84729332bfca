"""A superior's .xlsx for the monthly report: brought once, its named cells filled for ever."""

from io import BytesIO
from typing import IO, Any, Final

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.workbook import Workbook

from liaison.imports.report_words import CALLED, KEY_OF
from liaison.models import ReportRound
from liaison.selectors.report_rounds import RollUp, roll_up
from orgs.models import Org, SuperiorTemplate, User
from orgs.selectors.standing import standing_figure
from orgs.services.superior_templates import TemplateRefused, keep_template
from partybuild.periods import Period, PeriodKind

KIND: Final = "monthly-report"
# A name with this ending wants the months of the year added up.
OF_THE_YEAR: Final = ("_year", "_本年", "_累计", "_本年累计")
FACTS: Final = {
    "month": "month",
    "月份": "month",
    "street": "street",
    "单位": "street",
    "街道": "street",
    "communities": "communities",
    "社区数": "communities",
    "filed": "filed",
    "已报数": "filed",
}


def bring_report_template(
    *, street: Org, title: str, content: bytes, actor: User
) -> SuperiorTemplate:
    """Keep a superior's spreadsheet whose named cells are figures of the report.

    Raises TemplateRefused when it is no .xlsx or none of its names is known.
    """
    names = [name for name, _cell in _named_cells(_opened(content))]
    known = [name for name in names if _asked_by(name)]
    if not known:
        raise TemplateRefused(
            _("No named cell of the file is a figure of the report."), field="file"
        )
    unknown = [name for name in names if name not in known]
    return keep_template(
        street=street, ledger=KIND, title=title, content=content, blank_columns=unknown, actor=actor
    )


def fill_named_cells(content: bytes, *, report_round: ReportRound, to: IO[Any]) -> None:
    """Write the sums of a round into the cells that the superior has named; all else stays.

    What no community has reported stays as the superior left it: a nought would be a claim.
    """
    month = report_round.period
    rolled = roll_up(report_round.street, month)
    year = _until(report_round.street, month)
    facts = {
        "month": month.label,
        "street": report_round.street.name,
        "communities": len(rolled.communities),
        "filed": len(rolled.communities) - len(rolled.unfiled),
    }
    sums = {False: _by_key(rolled), True: _by_key(year)}
    book = _opened(content)
    for name, cell in _named_cells(book):
        asked = _asked_by(name)
        if asked is None:
            continue
        key, is_of_year = asked
        value = facts.get(key, sums[is_of_year].get(key))
        if value is not None:
            cell.value = value
    book.save(to)


def _until(street: Org, month: Period) -> RollUp:
    """The year added up as far as this month."""
    return roll_up(street, month, since=Period(PeriodKind.MONTH, month.year, 1))


def _by_key(rolled: RollUp) -> dict[str, int]:
    return {one.item.identity: one.total for one in rolled.sums}


def _asked_by(name: str) -> tuple[str, bool] | None:
    """What a name wants: a figure or a fact by its key, and whether it is that of the year."""
    for ending in OF_THE_YEAR:
        if name.endswith(ending):
            key = _key_of(name.removesuffix(ending))
            return (key, True) if key else None
    if name in FACTS:
        return FACTS[name], False
    key = _key_of(name)
    return (key, False) if key else None


def _key_of(name: str) -> str:
    key = name.replace("_", "-")
    return key if key in CALLED else KEY_OF.get(name, "") or _standard_of(key)


def _standard_of(name: str) -> str:
    """A standard by its part and its key: the name of a cell holds no colon."""
    try:
        return standing_figure(name.replace("-", ":", 1)).key
    except KeyError:
        return ""


def _opened(content: bytes) -> Workbook:
    if not content.startswith(b"PK"):
        raise TemplateRefused(_("Save the template as .xlsx."), field="file")
    return openpyxl.load_workbook(BytesIO(content))


def _named_cells(book: Workbook) -> list[tuple[str, Any]]:
    """Every name that stands for one cell, with the cell."""
    found = []
    scopes = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
    for scope in scopes:
        for name, defined in scope.items():
            for sheet, place in defined.destinations:
                if ":" not in place and sheet in book.sheetnames:
                    found.append((name, book[sheet][place.replace("$", "")]))
    return found
