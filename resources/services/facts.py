"""Checking what is written on a row of the lists before it is kept."""

import re
from collections.abc import Mapping
from copy import copy
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.facts import FactRefused, PrivateWords, changed_facts, check_facts
from orgs.services.tree import require_version
from orgs.services.workflow import change
from partybuild.recurrence import Recurrence

Row = TypeVar("Row", bound=Model)

_TITLE_LENGTH = 60
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
_FREE_TEXTS = ("content", "title", "remark", "name", "summary", "outcome", "appraisal")
_ENDS = ("ends_on", "due_on")
# The field that keeps the rule of a row, and the words it is read from, the more exact first.
_RHYTHMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "need": ("recurrence_rule", ("recurrence_text", "wished_text")),
    "resource": ("available_rule", ("available_text",)),
}


def check_written(row: Model) -> None:
    """Go no further unless the row holds what it can hold, in order, and no private number."""
    check_facts(row)
    starts_on = getattr(row, "starts_on", None)
    for name in _ENDS:
        ends_on = getattr(row, name, None)
        if starts_on and ends_on and ends_on < starts_on:
            raise FactRefused(_("The end lies before the beginning."), field=name)
    if getattr(row, "quantity", 1) <= 0:
        raise FactRefused(_("Give a quantity above zero."), field="quantity")
    for name in _FREE_TEXTS:
        require_no_private_number(getattr(row, name, ""), field=name)


def require_no_private_number(text: str, *, field: str) -> None:
    """Go no further when a text holds an identity or telephone number."""
    if _ID_NUMBER.search(text) or _MOBILE.search(text):
        raise PrivateWords(
            _("Leave out identity and telephone numbers; contacts have a place of their own."),
            field=field,
        )


def amend(row: Row, facts: dict[str, Any], *, actor: User, version: int | None) -> Row:
    """Set what differs on a locked row, checked as when it was filed."""
    require_version(row, version)
    changed = changed_facts(row, facts)
    if not changed:
        return row
    draft = copy(row)
    for name, value in changed.items():
        setattr(draft, name, value)
    check_written(draft)
    changed |= changed_facts(row, rhythm_of(draft))
    return change(row, changed, actor=actor, action="amend")


def rhythm_of(row: Model) -> dict[str, str]:
    """The recurrence that the words of a row say, as the field that keeps it."""
    field, texts = _RHYTHMS.get(str(row._meta.model_name), ("", ()))
    found = (Recurrence.read(getattr(row, text)) for text in texts)
    rule = next((each.as_stored() for each in found if each), "")
    return {field: rule} if field else {}


def title_of(content: str) -> str:
    """The first clause of a text, for rows that came without a title."""
    clause = re.split(r"[，,。；;！!\n]", content.strip(), maxsplit=1)[0]
    return clause[:_TITLE_LENGTH]
