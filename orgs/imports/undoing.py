"""Taking the deeds of an import back, the last one first, as far as nothing was built on them."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from orgs.imports.registry import undo_of, undo_of_many
from orgs.models import AuditEntry, Guidance, Org, Pairing, User
from orgs.services.guidances import take_back_guidance
from orgs.services.pairings import pair_partner, unpair_partner
from orgs.services.tree import take_back_move
from partybuild.errors import RuleViolation
from partybuild.partial_dates import PartialDate
from partybuild.progress import Report


class NotTakenBack(RuleViolation):
    """Something was built on what the import brought, so it cannot be taken back as a whole."""

    code = "not_taken_back"


def take_back_entries(entries: list[AuditEntry], *, actor: User, report: Report) -> None:
    """Take back the deeds of an import in the order given; all of them or none.

    Raises NotTakenBack with the row that stands in the way.
    """
    done = 0
    for verb, group in groupby(entries, key=lambda entry: entry.verb):
        alike = list(group)
        together = undo_of_many(verb)
        if together is not None:
            together(entries=alike, actor=actor)
        else:
            for entry in alike:
                _take_back(entry, actor)
        done += len(alike)
        report(done, len(entries))


def _take_back(entry: AuditEntry, actor: User) -> None:
    undo = undo_of(entry.verb)
    if undo is None:
        raise _in_the_way(entry.subject_label, _("nobody knows how"))
    try:
        undo(entry=entry, actor=actor)
    except (ProtectedError, RestrictedError) as error:
        raise _in_the_way(entry.subject_label, _("something else refers to it")) from error
    except NotTakenBack:
        raise
    except RuleViolation as violation:
        raise _in_the_way(entry.subject_label, violation.message) from violation


def goes_with_its_row(*, entry: AuditEntry, actor: User) -> None:
    """Undo of a deed whose trace vanishes together with the row it was done to."""


def removal(subject: str, remove: Callable[..., None]) -> Callable[..., None]:
    """Undo of a deed that made a row: the row goes, unless it is gone already."""

    def undo(*, entry: AuditEntry, actor: User) -> None:
        row = _row(entry)
        if row is not None:
            remove(**{subject: row}, actor=actor)

    return undo


def removal_of_many(subjects: str, remove: Callable[..., None]) -> Callable[..., None]:
    """Undo of a deed that made many rows: those that are still there go together."""

    def undo(*, entries: list[AuditEntry], actor: User) -> None:
        model: Any = apps.get_model(entries[0].subject_type)
        names = [entry.subject_id for entry in entries]
        rows = model._base_manager.in_bulk(names, field_name="public_id").values()
        if not rows:
            return
        try:
            remove(**{subjects: list(rows)}, actor=actor)
        except ProtectedError as error:
            row = _referred_to(error.protected_objects, {row.pk: row for row in rows}, model)
            raise _in_the_way(str(row), _("something else refers to it")) from error

    return undo


def _referred_to(holders: Iterable[Any], rows: Mapping[int, Any], model: type[Any]) -> Any:
    """The first of the rows that something else holds on to."""
    for holder in holders:
        for field in holder._meta.concrete_fields:
            if field.is_relation and issubclass(model, field.related_model):
                row = rows.get(getattr(holder, field.attname))
                if row is not None:
                    return row
    return next(iter(rows.values()))


def restoration(
    subject: str,
    amend: Callable[..., Any],
    relations: Mapping[str, Callable[[Any, str], Any]] | None = None,
) -> Callable[..., None]:
    """Undo of a correction: each field gets its value of before, unless it changed again since.

    ``relations`` find the row that a field names in the trail: ``find(row, code)``.
    """

    def undo(*, entry: AuditEntry, actor: User) -> None:
        row = _row(entry)
        if row is None:
            return
        before = {}
        for name, (old, new) in entry.changes.items():
            find = (relations or {}).get(name)
            typed = partial(find, row) if find else row._meta.get_field(name).to_python
            if getattr(row, name) != (new if new is None else typed(new)):
                raise _in_the_way(entry.subject_label, _("it was changed again since"))
            before[name] = old if old is None else typed(old)
        amend(**{subject: row}, actor=actor, **before)

    return undo


def _typed(field: Any, plain: Any) -> Any:
    if plain is None:
        return None
    return field.to_python(plain)


def _row(entry: AuditEntry) -> Any:
    model: Any = apps.get_model(entry.subject_type)
    return model._base_manager.filter(public_id=entry.subject_id).first()


def _in_the_way(row: str, why: str) -> NotTakenBack:
    return NotTakenBack(
        _("“%(row)s” cannot be taken back: %(why)s.") % {"row": row, "why": why.rstrip("。.")}
    )


def undo_pairing(*, entry: AuditEntry, actor: User) -> None:
    """A check-in that was new ends; one that was corrected gets its facts of before."""
    was_new = entry.changes["community"][0] is None
    pairing = Pairing.objects.filter(
        partner__public_id=entry.subject_id, community__code=entry.changes["community"][1]
    ).first()
    if pairing is None:
        return
    if was_new:
        unpair_partner(pairing=pairing, actor=actor)
        return
    checked_in, agreed, ends = (
        PartialDate.stored(
            _before(entry, pairing, f"{name}_on"), _before(entry, pairing, f"{name}_precision")
        )
        for name in ("checked_in", "agreement", "agreement_ends")
    )
    pair_partner(
        partner=pairing.partner,
        community=pairing.community,
        checked_in=checked_in,
        agreement_signed=_before(entry, pairing, "agreement_signed"),
        agreed=agreed,
        agreement_ends=ends,
        mode=_before(entry, pairing, "mode"),
        actor=actor,
    )


def undo_guidance(*, entry: AuditEntry, actor: User) -> None:
    """An instructor whom an import named guides the unit no more."""
    named = entry.changes["posting"][1]
    rows = Guidance.objects.filter(partner__public_id=entry.subject_id, posting__person_name=named)
    guidance = rows.order_by("-pk").first()
    if guidance is not None:
        take_back_guidance(guidance=guidance, actor=actor)


def _before(entry: AuditEntry, row: Any, name: str) -> Any:
    """A field as it was before the deed, whether or not the deed changed it."""
    if name not in entry.changes:
        return getattr(row, name)
    return _typed(row._meta.get_field(name), entry.changes[name][0])


def undo_move(*, entry: AuditEntry, actor: User) -> None:
    """An organisation that was moved hangs where it hung, as if it had never moved."""
    org = _row(entry)
    code = entry.changes["parent"][0]
    former = Org.objects.filter(code=code, tree_id=org.tree_id).first() if org else None
    if former is not None:
        take_back_move(org=org, former=former, actor=actor)
