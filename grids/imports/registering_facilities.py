"""From rows of 阵地台账 to deeds: facilities registered or corrected, with hours and functions."""

from typing import Any

from grids.enums import FacilityKind, FacilityState, GridTier
from grids.imports.facilities import KIND_WORDS, STATE_WORDS
from grids.models import Facility, Grid
from grids.services.facilities import amend_facility, register_facility, tag_facility
from grids.services.opening_hours import set_opening_hours
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.imports.undoing import restoration
from orgs.models import AuditEntry, Org, User
from orgs.services.facts import changed_facts
from partybuild.opening_hours import hours_in
from partybuild.spreadsheets import Row

FACTS = {
    "address": "address",
    "total_sqm": "total_sqm",
    "service_sqm": "service_sqm",
    "office_sqm": "office_sqm",
    "size_reason": "size_reason",
    "remark": "remark",
}
KIND_OF_WORD = {word: kind for kind, word in KIND_WORDS.items()}
STATE_OF_WORD = {word: state for state, word in STATE_WORDS.items()}
TIED = ("grid", "community", "run_by")


def register_facilities(batch: Batch) -> Tally:
    """Register what is new and correct what differs; the state of what is known stays."""
    tally, places = Tally(street=batch.street), _Places(street_of(batch))
    for row in batch.rows:
        facts = {**_facts(batch, row), **places.facts(row)}
        facility = places.known(row)
        is_new = facility is None
        if facility is None:
            facility = _register(batch, row, facts)
            places.note(facility)
        changed = {} if is_new else changed_facts(facility, facts)
        if changed:
            facility = amend_facility(facility=facility, actor=batch.actor, **changed)
        is_changed = bool(changed) | _note_week(batch, row, facility) | _tag(batch, row, facility)
        tally.count(is_new=is_new, is_changed=is_changed)
    return tally


def _register(batch: Batch, row: Row, facts: dict[str, Any]) -> Facility:
    state = STATE_OF_WORD.get(row.values.get("state") or "", FacilityState.ACTIVE)
    return register_facility(
        street=street_of(batch),
        state=state,
        actor=batch.actor,
        code=row.values["code"] or "",
        **facts,
    )


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    opened = row.values.get("opened")
    return {
        "name": row.values["name"],
        "kind": KIND_OF_WORD[row.values["kind"]],
        **batch.written(row, FACTS),
        **({"opened_on": opened.first_day} if opened else {}),
    }


def _note_week(batch: Batch, row: Row, facility: Facility) -> bool:
    hours = row.values.get("hours")
    if not hours or sorted(hours) == facility.spans:
        return False
    set_opening_hours(facility=facility, hours=hours, actor=batch.actor)
    return True


def _tag(batch: Batch, row: Row, facility: Facility) -> bool:
    functions = row.values.get("functions")
    if not functions or functions == facility.tags:
        return False
    tag_facility(facility=facility, functions=functions, actor=batch.actor)
    return True


class _Places:
    """The facilities of a street, and the grids and organisations that rows tie them to."""

    def __init__(self, street: Org) -> None:
        stored = Facility.objects.filter(street=street).for_list()
        self._by_code: dict[str, Facility] = {}
        self._by_name: dict[str, Facility] = {}
        for facility in stored.prefetch_related("hours", "functions"):
            self.note(facility)
        grids = Grid.objects.filter(street=street).active()
        self._rows: dict[str, Any] = {f"grid:{grid.public_id}": grid for grid in grids}
        orgs = Org.objects.filter(tree_id=street.tree_id).active()
        self._rows |= {f"org:{org.public_id}": org for org in orgs}

    def note(self, facility: Facility) -> None:
        self._by_code[facility.code] = self._by_name[facility.name] = facility

    def known(self, row: Row) -> Facility | None:
        """The facility of a row: by its code, or else by its name."""
        found = self._by_code.get(row.values.get("code") or "")
        return found or self._by_name.get(row.values["name"])

    def facts(self, row: Row) -> dict[str, Any]:
        """Whom it serves and who runs it; of two places the one that fits the kind counts."""
        tied = {name: self._rows[row.links[name][0].ref] for name in TIED if row.links.get(name)}
        grid, community = tied.get("grid"), tied.get("community")
        if grid and community:
            is_hub = row.values["kind"] == KIND_WORDS[FacilityKind.HUB]
            kept = "grid" if is_hub or grid.tier == GridTier.UNIT else "community"
            tied["grid" if kept == "community" else "community"] = None
        elif grid or community:
            tied |= {"grid": grid, "community": community}
        return tied


_restore = restoration("facility", amend_facility)


def undo_amendment(*, entry: AuditEntry, actor: User) -> None:
    """A facility gets its facts of before; what it was tied to is found again by its code."""
    plain = {name: pair for name, pair in entry.changes.items() if name not in TIED}
    facility = _facility(entry)
    if facility is None:
        return
    before = {
        name: _tied(facility, name, entry.changes[name][0])
        for name in TIED
        if name in entry.changes
    }
    if before:
        facility = amend_facility(facility=facility, actor=actor, **before)
    if plain:
        entry.changes = plain
        _restore(entry=entry, actor=actor)


def undo_week(*, entry: AuditEntry, actor: User) -> None:
    """A facility is open again as before."""
    facility = _facility(entry)
    if facility is not None:
        hours = hours_in(entry.changes["hours"][0] or "")
        set_opening_hours(facility=facility, hours=hours, actor=actor)


def undo_tags(*, entry: AuditEntry, actor: User) -> None:
    """A facility has again the functions of before."""
    facility = _facility(entry)
    if facility is not None:
        tag_facility(facility=facility, functions=entry.changes["functions"][0], actor=actor)


def _facility(entry: AuditEntry) -> Facility | None:
    return Facility.objects.filter(public_id=entry.subject_id).for_list().first()


def _tied(facility: Facility, name: str, code: str | None) -> Any:
    if code is None:
        return None
    if name == "grid":
        return Grid.objects.filter(street=facility.street, code=code).first()
    return Org.objects.filter(tree_id=facility.street.tree_id, code=code).first()
