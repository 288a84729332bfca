"""Checking what is written on a row before it is kept."""

import re
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.tree import require_version
from orgs.services.workflow import change
from partybuild.errors import RuleViolation

Row = TypeVar("Row", bound=Model)

_TITLE_LENGTH = 60
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
_FREE_TEXTS = ("title", "content", "remark", "name", "summary", "outcome")


class FactRefused(RuleViolation):
    """Something written on the row cannot be so."""

    code = "fact_refused"


class PrivateWords(FactRefused):
    """A text that everybody can read names a person's number (D2, D5)."""

    code = "private_words"


def check_facts(row: Model) -> None:
    """Go no further unless the row holds what it can hold, and names no private number."""
    check_fields(row)
    try:
        row.validate_constraints(exclude={"code", "state"})
    except ValidationError as error:
        raise FactRefused("; ".join(error.messages)) from error


def check_fields(row: Model) -> None:
    """The part of the check that asks the database nothing, for rows that come by the thousand."""
    relations = {field.name for field in row._meta.fields if field.is_relation}
    try:
        row.clean_fields(exclude=relations | {"code"})
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise FactRefused("; ".join(messages), field=field) from error
    for name in _FREE_TEXTS:
        require_no_private_number(getattr(row, name, ""), field=name)


def require_no_private_number(text: str, *, field: str) -> None:
    """Go no further when a text holds an identity or telephone number."""
    if _ID_NUMBER.search(text) or _MOBILE.search(text):
        raise PrivateWords(
            _("Leave out identity and telephone numbers; contacts have a place of their own."),
            field=field,
        )


def known(facts: dict[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    """The facts, none of which is unknown."""
    if unknown := set(facts) - allowed:
        raise TypeError(f"no such facts: {sorted(unknown)}")
    return facts


def amend(row: Row, facts: dict[str, Any], *, actor: User, version: int | None) -> Row:
    """Set what differs on a locked row, checked as when it was filed."""
    require_version(row, version)
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    _set(row, changed)
    check_facts(row)
    changed = {name: getattr(row, name) for name in changed}
    _set(row, before)
    return change(row, changed, actor=actor, action="amend")


def _set(row: Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def title_of(content: str) -> str:
    """The first clause of a text, for rows that came without a title."""
    clause = re.split(r"[，,。；;！!\n]", content.strip(), maxsplit=1)[0]
    return clause[:_TITLE_LENGTH]
