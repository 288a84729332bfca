"""From rows of 诉求工单 to deeds: cases registered, and what the hotline says newly of others."""

from collections.abc import Iterable, Mapping
from typing import Any

from grids.imports.case_words import (
    CATEGORY_OF_WORD,
    KIND_OF_WORD,
    PART_OF_WORD,
    SATISFACTION_OF_WORD,
    URGENCY_OF_WORD,
)
from grids.models import Case, Grid
from grids.services.cases import amend_case, register_cases
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Row

FACTS = {
    "labels": "labels",
    "title": "title",
    "content": "content",
    "channel": "channel",
    "reported": "reported_at",
    "community": "reported_place",
    "spot": "spot",
    "firm": "firm_name",
    "state": "hotline_state",
    "handled": "handled_how",
    "outcome": "outcome",
    "reply": "reply",
    "closed": "closed_at",
    "solved": "is_solved",
    "call_back": "needs_call_back",
}
CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "kind": ("kind", KIND_OF_WORD),
    "urgency": ("urgency", URGENCY_OF_WORD),
    "part": ("part", PART_OF_WORD),
    "satisfaction": ("satisfaction", SATISFACTION_OF_WORD),
}
_AT_ONCE = 500


def register_case_rows(batch: Batch) -> Tally:
    """Register what is new and note what the hotline changed; a case is known by its number.

    Where a case lies and what it is about in our own words is taken from the hotline once, and
    again when the hotline says otherwise; in between it is the office's.
    """
    street, tally = street_of(batch), Tally(street=batch.street)
    places = _Places(street)
    stored = _stored(street, [row.values["number"] for row in batch.rows])
    new = []
    for row in batch.rows:
        known = stored.get(row.values["number"])
        said = _said(batch, row)
        changed = said if known is None else changed_facts(known, said)
        facts = {**changed, **places.read(row, changed)}
        if known is None:
            new.append(Case(street=street, code=row.values["number"], **facts))
        else:
            facts = changed_facts(known, facts)
            if facts:
                amend_case(case=known, actor=batch.actor, **facts)
        tally.count(is_new=known is None, is_changed=bool(facts))
    register_cases(cases=new, actor=batch.actor)
    return tally


def _stored(street: Org, numbers: list[str]) -> dict[str, Case]:
    found: dict[str, Case] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        rows = Case.objects.filter(street=street, code__in=numbers[start : start + _AT_ONCE])
        found |= {case.code: case for case in rows.for_list()}
    return found


def _said(batch: Batch, row: Row) -> dict[str, Any]:
    """What the hotline wrote, under the names of the model's fields."""
    chosen = {
        field: words[row.values[key]] for key, (field, words) in CHOICES.items() if row.values[key]
    }
    path = row.values.get("path")
    return {**batch.written(row, FACTS), **chosen, **({"category_path": path} if path else {})}


class _Places:
    """Where a case lies, by the references that a row carries."""

    def __init__(self, street: Org) -> None:
        communities = Org.objects.communities().filter(tree_id=street.tree_id)
        self._communities = _by_ref("org", communities)
        self._grids = _by_ref("grid", Grid.objects.filter(street=street))

    def read(self, row: Row, changed: Mapping[str, Any]) -> dict[str, Any]:
        """The place and the category that follow from what is new, and those that are written."""
        facts: dict[str, Any] = {}
        if "reported_place" in changed:
            facts["community"] = self._communities[row.links["community"][0].ref]
        if "category_path" in changed and row.values["category"] in CATEGORY_OF_WORD:
            facts["category"] = CATEGORY_OF_WORD[row.values["category"]]
        if own := row.links.get("own_community"):
            facts["community"] = self._communities[own[0].ref]
        if grid := row.links.get("grid"):
            facts["grid"] = self._grids[grid[0].ref]
        if word := row.values["own_category"]:
            facts["category"] = CATEGORY_OF_WORD[word]
        return facts


def _by_ref(kind: str, rows: Iterable[Any]) -> dict[str, Any]:
    return {f"{kind}:{row.public_id}": row for row in rows}
