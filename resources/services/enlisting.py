"""Keeping new rows of the lists: one that a person files, or many that a ledger brings."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from orgs.models import Org, Partner, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.codes import next_codes
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation
from resources.models import Need, Resource
from resources.services.facts import check_written, rhythm_of, title_of
from resources.workflow import OFFICE

Row = TypeVar("Row", Need, Resource)

_BATCH = 500


class InUse(RuleViolation):
    """Something refers to the row, so it cannot vanish."""

    code = "in_use"


def keep(row: Row, *, prefix: str, actor: User | None, on_behalf: str = "") -> Row:
    """Keep one new row under the next code of its street."""
    _complete(row)
    check_written(row)
    (row.code,) = next_codes(street=row.street, prefix=prefix)
    row.save(force_insert=True)
    changes: dict[str, list[Any]] = {"state": [None, row.state]}
    if on_behalf:
        changes["on_behalf"] = [None, row.owner.name]
    record(
        actor=actor,
        verb=f"{row._meta.model_name}.file",
        subject=row,
        changes=changes,
        reason=on_behalf,
    )
    return row


def enlist(rows: Sequence[Row], *, prefix: str, actor: User) -> list[Row]:
    """Keep many new rows in one go; all of them or none, each with its line in the trail.

    Raises PermissionDenied when a row belongs to a street that the actor's office does not run.
    """
    if not rows:
        return []
    _put_in_streets(rows)
    _require_office(rows, actor)
    for row in rows:
        row.filed_by = actor
        _complete(row)
        check_written(row)
    _number(rows, prefix)
    model = type(rows[0])
    model._base_manager.bulk_create(rows, batch_size=_BATCH)
    verb = f"{model._meta.model_name}.enlist"
    record_all(
        [
            line(actor=actor, verb=verb, subject=row, changes={"state": [None, row.state]})
            for row in rows
        ]
    )
    return list(rows)


def take_back(row: Row, *, actor: User) -> None:
    """Remove a row that an import brought by mistake and that nothing refers to yet."""
    row = lock(row)
    require_role(actor, *OFFICE, over=row.street)
    if row.matches.exists():
        raise InUse(_("“%(row)s” is part of a match and stays.") % {"row": row})
    record(actor=actor, verb=f"{row._meta.model_name}.take_back", subject=row)
    row.delete()


def _complete(row: Row) -> None:
    """A row has a title for lists and a text for ledgers; where one is missing the other stands."""
    row.title = row.title or title_of(row.content)
    row.content = row.content or row.title
    for name, rule in rhythm_of(row).items():
        setattr(row, name, rule)


def owner_fields(owner: Any) -> dict[str, Any]:
    """The owner as the fields of a row that belongs to it."""
    return {"owner_partner" if isinstance(owner, Partner) else "owner_org": owner}


def _put_in_streets(rows: Sequence[Row]) -> None:
    """Note on each row the street of its owner, with as many queries for many as for one."""
    trees = {row.owner_org.tree_id for row in rows if row.owner_org}
    units = {row.owner_partner.street_id for row in rows if row.owner_partner}
    by_tree = {street.tree_id: street for street in Org.objects.streets().filter(tree_id__in=trees)}
    by_pk = Org.objects.in_bulk(units)
    for row in rows:
        if row.owner_org:
            row.street = by_tree[row.owner_org.tree_id]
        elif row.owner_partner:
            row.street = by_pk[row.owner_partner.street_id]


def _require_office(rows: Sequence[Row], actor: User) -> None:
    reach = reach_of(actor, *OFFICE)
    for row in rows:
        if not reach.covers(row.street):
            raise PermissionDenied


def _number(rows: Sequence[Row], prefix: str) -> None:
    by_street: defaultdict[Org, list[Row]] = defaultdict(list)
    for row in rows:
        by_street[row.street].append(row)
    for street in sorted(by_street, key=lambda street: street.pk):
        codes = next_codes(street=street, prefix=prefix, count=len(by_street[street]))
        for row, code in zip(by_street[street], codes, strict=True):
            row.code = code
