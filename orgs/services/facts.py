"""What is known of a row: which facts change, and whether a field can hold them."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from partybuild.errors import RuleViolation


class FactRefused(RuleViolation):
    """A fact that the field cannot hold, or that contradicts another."""

    code = "fact_refused"


class PrivateWords(FactRefused):
    """A text that everybody can read names a person's number (D2, D4, D5)."""

    code = "private_words"


def only_known(facts: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """The facts, which must all be ones that the deed may set. Raises TypeError otherwise."""
    if unknown := set(facts) - set(known):
        raise TypeError(f"no such facts: {sorted(unknown)}")
    return dict(facts)


def check_facts(row: models.Model) -> None:
    """Go no further unless every field can hold its fact; relations are the service's business.

    Raises FactRefused for the first field that cannot.
    """
    fields = row._meta.fields
    try:
        row.clean_fields(exclude=[f.name for f in fields if f.is_relation or not f.editable])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise FactRefused("; ".join(messages), field=field) from error
    for field in (f.name for f in fields if f.name.endswith("_precision")):
        day = field.replace("_precision", "_on")
        if bool(getattr(row, day)) != bool(getattr(row, field)):
            raise FactRefused(_("Say whether the day, the month or the year is known."), field=day)


def changed_facts(row: models.Model, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the facts that are new to the row, cleaned; the row itself is left as it is."""
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if not changed:
        return {}
    draft = copy(row)
    for name, value in changed.items():
        setattr(draft, name, value)
    check_facts(draft)
    return {name: getattr(draft, name) for name in changed}
