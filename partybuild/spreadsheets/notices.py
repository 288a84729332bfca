"""What a clerk would mention when handing the ledger back, though it keeps no row from going in."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from partybuild.spreadsheets.drafts import Work
from partybuild.spreadsheets.outcome import Notice
from partybuild.spreadsheets.privacy import PHONE_REMOVED, REMOVED
from partybuild.spreadsheets.tables import Table

# More row numbers than this nobody reads.
_MOST = 20


def notice_layout(work: Work, tables: Sequence[Table]) -> None:
    """Hidden rows and sheets, guessed headers, filled-in tiers, struck-out cells, ID numbers."""
    for table in tables:
        _notice_hidden(work, table)
        for place in sorted(table.header.guessed):
            title = table.header.titles[place].text
            meaning = work.ledger.column(table.header.keys[place]).header
            message = _("“%(title)s” was read as “%(meaning)s”: check that this is right.")
            told = message % {"title": title, "meaning": meaning}
            work.notices.append(Notice("header_guessed", told, table.sheet.name, column=title))
        for key in sorted(table.carried):
            message = _("Empty cells in “%(column)s” were filled with the value above them.")
            told = message % {"column": table.titles[key]}
            work.notices.append(Notice("carried_down", told, table.sheet.name))
        if table.left_out:
            message = _("Lines of remarks, headings and signatures were left out: %(rows)s.")
            told = message % {"rows": _listed(table.left_out)}
            work.notices.append(Notice("left_out", told, table.sheet.name))
        _hold_struck(work, table)
        if _holds(table, REMOVED):
            told = _("Citizens' ID numbers were taken out: they are kept nowhere in this portal.")
            work.notices.append(Notice("id_number_removed", told, table.sheet.name))
        if _holds(table, PHONE_REMOVED):
            told = _("Telephone numbers were taken out of what residents said.")
            work.notices.append(Notice("phone_removed", told, table.sheet.name))


def _holds(table: Table, mark: str) -> bool:
    return any(mark in cell for row in table.sheet.rows for cell in row if isinstance(cell, str))


def _notice_hidden(work: Work, table: Table) -> None:
    sheet = table.sheet
    rows = [d.number for d in table.drafts if d.number - 1 in sheet.hidden_rows]
    if rows:
        message = _("Hidden rows were read as well: %(rows)s.") % {"rows": _listed(rows)}
        work.notices.append(Notice("hidden_rows", message, sheet.name))
    if sheet.is_hidden:
        told = _("The hidden sheet “%(sheet)s” was read as well.") % {"sheet": sheet.name}
        work.notices.append(Notice("hidden_sheet", told, sheet.name))


def _listed(rows: Sequence[int]) -> str:
    return "、".join(map(str, rows[:_MOST])) + ("…" if rows[_MOST:] else "")


def _hold_struck(work: Work, table: Table) -> None:
    """A struck-out cell may be a thing of the past or a slip: somebody must say."""
    if not table.sheet.struck:
        return
    for draft in work.drafts:
        if draft.sheet != table.sheet.name:
            continue
        for key, place in table.header.columns.items():
            if (draft.number - 1, place) in table.sheet.struck and not work.ledger.column(
                key
            ).is_aside:
                draft.hold(
                    key,
                    "struck_out",
                    _("This is struck out: delete the row, or take the line away."),
                )


def notice_notes(work: Work) -> None:
    """Notes about single values that somebody should see."""
    messages = {
        "second_phone": _("Two numbers stand in one cell: the first was taken."),
        "several_names": _("Several names stand in one cell: they were taken as one."),
        "check_digit": _("The check digit of the credit code does not agree: check the code."),
        "part_of_year": _("Only the year was taken."),
    }
    for draft in work.good():
        for key, note in draft.notes:
            if note in messages:
                work.notice(note, messages[note], draft, key)
