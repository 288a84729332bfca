"""The way to a row from above, and what was done to it."""

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
from orgs.verbs import VERBS
from partybuild.pages import masked

LATEST = 30
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
    entries = AuditEntry.objects.about(row).exclude(verb="contact.read").for_list()
    return [in_words(entry) for entry in entries[:LATEST]]


def in_words(entry: AuditEntry) -> TrailLine:
    """A line of the trail as people read it: the labels of fields and choices, not their names."""
    return TrailLine(
        at=entry.at,
        actor=actor_of(entry),
        sentence=sentence_of(entry),
        subject=entry.subject_label,
        url=_address(entry),
        reason=entry.reason,
        changes=changes_of(entry),
    )


def actor_of(entry: AuditEntry) -> str:
    """Who did it; what nobody did was the clock's."""
    return str(entry.actor) if entry.actor else _("the clock")


def sentence_of(entry: AuditEntry) -> str:
    """What was done, in the words of its verb."""
    return str(VERBS.get(entry.verb, entry.verb))


def changes_of(entry: AuditEntry) -> tuple[Change, ...]:
    """What it changed, field by field."""
    model = apps.get_model(entry.subject_type)
    return tuple(_change(model, name, pair) for name, pair in entry.changes.items())


def _address(entry: AuditEntry) -> str:
    """The page of the subject, by the one rule all nouns follow, without asking for the row."""
    app, noun = entry.subject_type.split(".")
    try:
        return reverse(f"{app}:{noun}", args=[entry.subject_id])
    except NoReverseMatch:
        return ""


def _change(model: type[models.Model], name: str, pair: list[Any]) -> Change:
    if name.endswith("_phone"):
        # Whoever reads the trail has not asked for the number, and it is not recorded (D7).
        pair = [masked(number or "") for number in pair]
    field = _field_of(model, name)
    if field is None:
        return Change(name, _shown(pair[0], {}), _shown(pair[1], {}))
    if isinstance(field, models.DateTimeField):
        pair = [_moment(value) for value in pair]
    label, labels = _words_of(field)
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
        return "、".join(f"{key}: {_shown(each, {})}" for key, each in value.items())
    return str(labels.get(value, value))
