"""From rows of 网格员花名册 to deeds: people and the grids they lead or work in (D7)."""

from typing import Any

from grids.enums import GridPostKind
from grids.imports.leads import Leads
from grids.models import Grid
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally, date_fields
from partybuild.spreadsheets import Row

KIND_OF_WORD = {
    "网格长": GridPostKind.LEAD,
    "网格员": GridPostKind.WORKER,
    "工作指导员": GridPostKind.INSTRUCTOR,
    "楼栋长": GridPostKind.BUILDING_LEAD,
}


def fill_grid_posts(batch: Batch) -> Tally:
    """Note each person in each grid and post the row names; a vacancy is nobody."""
    tally = Tally(street=street_of(batch))
    grids = {f"grid:{g.public_id}": g for g in Grid.objects.filter(street=batch.street)}
    leads = Leads(batch.actor, grids.values())
    for row in batch.rows:
        if not row.values.get("name"):
            tally.count(is_new=False, is_changed=False)
            continue
        facts = _facts(batch, row)
        changed = False
        for known in row.links.get("grid", ()):
            for kind in _kinds(row):
                changed |= leads.note(grids[known.ref], kind, row.values["name"], **facts)
        tally.count(is_new=changed, is_changed=changed)
    return tally


def _kinds(row: Row) -> list[str]:
    words = [*(row.values.get("posts") or []), row.values.get("post")]
    kinds = [KIND_OF_WORD[word] for word in words if word in KIND_OF_WORD]
    return list(dict.fromkeys(kinds)) or [GridPostKind.WORKER]


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    names = {"phone": "work_phone", "full_time": "is_full_time", "source": "source"}
    until = row.values.get("until")
    return {
        **batch.written(row, names),
        **date_fields("starts", row.values.get("since")),
        **({"ends_on": until.last_day} if until else {}),
    }
