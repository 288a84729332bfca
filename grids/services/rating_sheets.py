"""Filling in the sheets of a rated estate, and noting vetoes, until the cut-off (SM-9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grids.models import (
    PropertyFirm,
    RatingInput,
    RatingItem,
    RatingRound,
    RatingUnit,
    RatingVeto,
    VetoFinding,
)
from grids.rating_enums import (
    SOURCES_OF_SHEET,
    ItemKind,
    RatingSheet,
    RatingSource,
)
from grids.rating_permissions import require_sheet
from grids.rating_workflow import OFFICE
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import MoveRefused, RuleViolation

PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody puts down for one item; without a value it is taken off the sheet."""

    value: Decimal | None
    basis: str = ""


class EntryRefused(RuleViolation):
    """More points than the item has, or a bonus without a paper."""

    code = "entry_refused"


class VetoRefused(RuleViolation):
    """The veto is not of this scheme, or the firm is not rated."""

    code = "veto_refused"


@transaction.atomic
def fill_sheet(
    *, unit: RatingUnit, sheet: str, entries: Mapping[str, Entry], actor: User
) -> RatingUnit:
    """Put down the points of a sheet; what is not named stays as it was."""
    named = RatingSheet(sheet)
    require_sheet(actor, unit, named)
    _require_open(unit.rating_round)
    items = {item.key: item for item in items_of_sheet(unit.rating_round, named)}
    if unknown := set(entries) - set(items):
        raise EntryRefused(_("Not on this sheet: %(keys)s.") % {"keys": ", ".join(sorted(unknown))})
    changes = {}
    for key, entry in entries.items():
        before, after = _keep(unit, items[key], named, entry, actor)
        if before != after:
            changes[items[key].name] = [before, after]
    if changes:
        verb = f"ratingunit.fill_{named.value}"
        record(actor=actor, verb=verb, subject=unit, changes=changes)
    return unit


def items_of_sheet(rating_round: RatingRound, sheet: RatingSheet) -> list[RatingItem]:
    """The items that a sheet asks for; the firm scores itself for the basic ones only."""
    items = rating_round.scheme.items.select_related("dimension")
    rows = items.filter(source__in=SOURCES_OF_SHEET[sheet])
    return list(rows.filter(kind=ItemKind.BASIC) if sheet == RatingSheet.SELF else rows)


def source_on_sheet(item: RatingItem, sheet: RatingSheet) -> RatingSource:
    """The source under which a value of the sheet stands."""
    if sheet == RatingSheet.SELF:
        return RatingSource.SELF
    if item.source == RatingSource.SURVEY:
        return RatingSource.DELEGATES
    return RatingSource(item.source)


@transaction.atomic
def note_veto(
    *, rating_round: RatingRound, firm: PropertyFirm, veto: RatingVeto, basis: str, actor: User
) -> RatingRound:
    """Note that a reason for a red plate was proven against a firm."""
    require_role(actor, *OFFICE, over=rating_round.street)
    _require_open(rating_round)
    if veto.scheme_id != rating_round.scheme_id:
        raise VetoRefused(_("The scheme of the round has no such veto."), field="veto")
    if not rating_round.units.filter(firm=firm).exists():
        raise VetoRefused(_("The firm is not rated in this round."), field="firm")
    if not basis.strip():
        raise VetoRefused(_("Name the paper that proves it."), field="basis")
    _finding, is_new = VetoFinding.objects.get_or_create(
        rating_round=rating_round,
        firm=firm,
        veto=veto,
        defaults={"basis": basis, "noted_by": actor},
    )
    if is_new:
        changes: dict[str, list[Any]] = {"firm": [None, firm], "veto": [None, veto.name]}
        record(actor=actor, verb="ratinground.note_veto", subject=rating_round, changes=changes)
    return rating_round


@transaction.atomic
def withdraw_veto(
    *, rating_round: RatingRound, finding: VetoFinding, reason: str, actor: User
) -> RatingRound:
    """Take a veto back that was noted wrongly."""
    require_role(actor, *OFFICE, over=rating_round.street)
    _require_open(rating_round)
    changes: dict[str, list[Any]] = {
        "firm": [finding.firm, None],
        "veto": [finding.veto.name, None],
    }
    VetoFinding.objects.filter(pk=finding.pk, rating_round=rating_round).delete()
    record(
        actor=actor,
        verb="ratinground.withdraw_veto",
        subject=rating_round,
        changes=changes,
        reason=reason,
    )
    return rating_round


def _keep(
    unit: RatingUnit, item: RatingItem, sheet: RatingSheet, entry: Entry, actor: User
) -> tuple[Decimal | None, Decimal | None]:
    source = source_on_sheet(item, sheet)
    stored = unit.inputs.filter(item=item, source=source).first()
    before = stored.value if stored else None
    if entry.value is None:
        if stored:
            stored.delete()
        return before, None
    _require_sound(item, source, entry)
    said = {"value": entry.value, "basis": entry.basis, "filled_by": actor}
    if not stored or (before, stored.basis) != (entry.value, entry.basis):
        RatingInput.objects.update_or_create(unit=unit, item=item, source=source, defaults=said)
    return before, entry.value


def _require_sound(item: RatingItem, source: str, entry: Entry) -> None:
    most = PER_CENT if source == RatingSource.DELEGATES else item.points
    value = entry.value or Decimal(0)
    if not 0 <= value <= most:
        raise EntryRefused(
            _("“%(item)s” has 0 to %(most)s.") % {"item": item, "most": most}, field=item.key
        )
    if item.kind != ItemKind.BASIC and value and not entry.basis.strip():
        raise EntryRefused(
            _("“%(item)s” needs the paper that proves it.") % {"item": item}, field=item.key
        )


def _require_open(rating_round: RatingRound) -> None:
    """Go no further once the inputs are frozen; who fills in holds the round meanwhile."""
    stored = lock(rating_round)
    if not stored.is_open:
        raise MoveRefused(_("The inputs of this round are frozen."))
