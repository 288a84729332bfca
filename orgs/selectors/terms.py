"""Whose time runs out: terms of committees that end soon, temporary branches past their end."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

# Half a year is what an election takes from the request to the approval.
TERM_NOTICE = timedelta(days=183)

SOON, OVER, OUTLIVED = "soon", "over", "outlived"
ENDINGS = (
    (SOON, _("term ends within six months")),
    (OVER, _("term is over")),
    (OUTLIVED, _("temporary, and its work has ended")),
)


def terms_ending(rows: Any, *, today: date) -> Any:
    """Those of the organisations whose committee's term ends within six months, or has ended."""
    return rows.terms_end_by(today + TERM_NOTICE)


def ending_terms(rows: Any, ending: str, *, today: date) -> Any:
    """Those of the organisations whose time runs out in this way."""
    if ending == OUTLIVED:
        return rows.outlived(today)
    if ending == OVER:
        return rows.terms_end_by(today - timedelta(days=1))
    return terms_ending(rows, today=today).filter(term_ends_on__gte=today)
