"""The way to a row from above, and what was done to it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from orgs.models import (
    AuditEntry,
    Guidance,
    HandOver,
    Org,
    OrgSuccession,
    Pairing,
    Partner,
    RoleAssignment,
    User,
)
from orgs.verbs import TERMS, VERBS
from partybuild.pages import masked

LATEST = 30
_PUBLIC_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What is told on the page of another row, so that its fields have their names there too.
TOLD_WITH: dict[type[models.Model], tuple[type[models.Model], ...]] = {
    Org: (RoleAssignment, OrgSuccession),
    HandOver: (RoleAssignment,),
    Partner: (Pairing, Guidance, RoleAssignment),
}


def way_to(org: Org, *, reader: User) -> list[Org]:
    """The organisations from the topmost that the reader can see down to this one."""
    return list(Org.objects.above(org).visible_to(reader).order_by("lft"))


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the trail in words."""

    at: datetime
    actor: str
    sentence: str
    subject: str
    url: str
    reason: str
    changes: tuple[Change, ...]


def history_of(row: models.Model) -> list[TrailLine]:
    """The latest deeds on a row that the reader was shown already, as its page tells them."""
    found = AuditEntry.objects.about(row).exclude(verb="contact.read").for_list()
    entries = list(found[:LATEST])
    names = names_in(entries)
    return [in_words(entry, names) for entry in entries]


def names_in(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """What the rows are called that the lines keep by their public names; one query for a noun."""
    kept: dict[type[models.Model], set[str]] = {}
    for entry in entries:
        model = apps.get_model(entry.subject_type)
        for name, pair in entry.changes.items():
            field = _field_of(model, name)
            if isinstance(field, models.ForeignKey):
                named = {str(value) for value in pair if value}
                kept[field.related_model] = kept.get(field.related_model, set()) | named
    found: dict[str, str] = {}
    for model, names in kept.items():
        key = "username" if model is User else "public_id"
        wanted = names if model is User else filter(_PUBLIC_ID.fullmatch, names)
        rows = model._default_manager.filter(**{f"{key}__in": list(wanted)})
        found |= {str(getattr(row, key)): str(row) for row in rows}
    return found


def in_words(entry: AuditEntry, names: Mapping[str, str] | None = None) -> TrailLine:
    """A line of the trail as people read it: the labels of fields and choices, not their names.

    ``names`` says what the rows are called that the line keeps by their public names.
    """
    return TrailLine(
        at=entry.at,
        actor=actor_of(entry),
        sentence=sentence_of(entry),
        subject=entry.subject_label,
        url=_address(entry),
        reason=entry.reason,
        changes=changes_of(entry, names),
    )


def actor_of(entry: AuditEntry) -> str:
    """Who did it; what nobody did was the clock's."""
    return str(entry.actor) if entry.actor else _("the clock")


def sentence_of(entry: AuditEntry) -> str:
    """What was done, in the words of its verb."""
    return str(VERBS.get(entry.verb, entry.verb))


def changes_of(entry: AuditEntry, names: Mapping[str, str] | None = None) -> tuple[Change, ...]:
    """What it changed, field by field."""
    model = apps.get_model(entry.subject_type)
    terms = TERMS.get(entry.verb, {})
    told = entry.changes.items()
    return tuple(_change(model, name, pair, terms, names or {}) for name, pair in told)


def _address(entry: AuditEntry) -> str:
    """The page of the subject, by the one rule all nouns follow, without asking for the row."""
    app, noun = entry.subject_type.split(".")
    try:
        return reverse(f"{app}:{noun}", args=[entry.subject_id])
    except NoReverseMatch:
        return ""


def _change(
    model: type[models.Model],
    name: str,
    pair: list[Any],
    terms: Mapping[str, Any],
    names: Mapping[str, str],
) -> Change:
    if name.endswith("_phone"):
        # Whoever reads the trail has not asked for the number, and it is not recorded (D7).
        pair = [masked(number or "") for number in pair]
    field = _field_of(model, name)
    if field is None:
        label = str(terms.get(name, name))
        return Change(label, *(_shown(_moment_or(value), {}) for value in pair))
    if isinstance(field, models.DateTimeField):
        pair = [_moment(value) for value in pair]
    if isinstance(field, models.ForeignKey):
        pair = [names.get(str(value), value) for value in pair]
    label, labels = _words_of(field)
    labels = {**terms, **labels}
    return Change(label, _shown(pair[0], labels), _shown(pair[1], labels))


def _words_of(field: Any) -> tuple[str, dict[Any, Any]]:
    """What a field is called, and its choices; rows that belong to the subject are one field."""
    if isinstance(field, models.ForeignObjectRel):
        parts: Any = field.related_model
        choices = [choice for part in parts._meta.fields for choice in part.flatchoices]
        return str(parts._meta.verbose_name_plural), dict(choices)
    return str(field.verbose_name), dict(getattr(field, "flatchoices", ()))


def _moment(value: Any) -> Any:
    """A moment as the trail keeps it, by the clock on the wall."""
    moment = parse_datetime(value) if isinstance(value, str) else None
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else value


def _moment_or(value: Any) -> Any:
    """The same for a value of no field, which is a moment only if it has an hour."""
    return _moment(value) if isinstance(value, str) and "T" in value[10:11] else value


def _field_of(model: type[models.Model], name: str) -> Any:
    for told in (model, *TOLD_WITH.get(model, ())):
        try:
            return told._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    return None


def _shown(value: Any, labels: dict[Any, Any]) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(_shown(each, labels) for each in value)
    if isinstance(value, dict):
        return "、".join(
            f"{labels.get(key, key)}: {_shown(each, {})}" for key, each in value.items()
        )
    return str(labels.get(value, value))
