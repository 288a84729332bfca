"""From rows of 网格员花名册 to deeds: people and the grids they lead or work in (D7)."""

from typing import Any

from grids.enums import GridPostKind
from grids.imports.grid_staff import KIND_OF_WORD
from grids.imports.leads import Leads
from grids.models import Grid
from grids.posts import GRID_POSTS, source_of
from grids.selectors.sources import sources_of
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally, date_fields
from orgs.models import Partner
from partybuild.spreadsheets import Row


def fill_grid_posts(batch: Batch) -> Tally:
    """Note each person in each grid and post the row names; a vacancy is nobody."""
    street = street_of(batch)
    tally = Tally(street=street)
    grids = {f"grid:{g.public_id}": g for g in Grid.objects.filter(street=street)}
    partners = {f"partner:{p.public_id}": p for p in Partner.objects.filter(street=street)}
    sources = [(each.name, each.aliases) for each in sources_of(street) if each.is_used]
    leads = Leads(batch.actor, grids.values())
    for row in batch.rows:
        if not row.values.get("name"):
            tally.count(is_new=False, is_changed=False)
            continue
        facts = _facts(batch, row, sources)
        units = [partners[known.ref] for known in row.links.get("unit", ())]
        changed = False
        for known in row.links.get("grid", ()):
            for kind in _kinds(row):
                own = {"partner": units[0]} if GRID_POSTS[kind].for_a_unit and units else {}
                changed |= leads.note(grids[known.ref], kind, row.values["name"], **facts, **own)
        tally.count(is_new=changed, is_changed=changed)
    return tally


def _kinds(row: Row) -> list[GridPostKind]:
    words = [*(row.values.get("posts") or []), row.values.get("post")]
    kinds = [KIND_OF_WORD[word] for word in words if word in KIND_OF_WORD]
    return list(dict.fromkeys(kinds)) or [GridPostKind.WORKER]


def _facts(batch: Batch, row: Row, sources: list[tuple[str, str]]) -> dict[str, Any]:
    names = {
        "phone": "work_phone",
        "full_time": "is_full_time",
        "covers": "covers",
        "remark": "remark",
    }
    until = row.values.get("until")
    facts = {
        **batch.written(row, names),
        **date_fields("starts", row.values.get("since")),
        **({"ends_on": until.last_day} if until else {}),
    }
    return {**facts, **_source(row, facts.get("remark", ""), sources)}


def _source(row: Row, remark: str, sources: list[tuple[str, str]]) -> dict[str, str]:
    """Where the person comes from; a word that is not on the list goes into the remark."""
    word = row.values.get("source")
    if not word:
        return {}
    source = source_of(word, sources)
    if any(source == name for name, _aliases in sources):
        return {"source": source}
    return {"remark": "；".join(filter(None, (remark, f"来源：{word}")))}
