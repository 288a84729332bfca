"""From rows of 历年项目台账 to deeds: past projects taken over, and corrected."""

from decimal import Decimal
from typing import Any

from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org, Partner
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Row
from partybuild.spreadsheets.text import folded
from resources.imports.enlisting import Owners
from resources.imports.past_projects import class_of
from resources.models import Project
from resources.selectors.ledger_words import FUNDING_WORDS
from resources.services.past_projects import amend_past_project, note_past_projects

_DONE = 100


def note_project_rows(batch: Batch) -> Tally:
    """Take over what is new and correct past projects that differ.

    A project is known by its number, or by its name, its two sides and its year; one that was
    carried out in the portal stays as it is.
    """
    street, tally = street_of(batch), Tally(street=batch.street)
    owners = Owners(street)
    stored = list(Project.objects.filter(street=street).for_list())
    by_code = {project.code: project for project in stored}
    known = {_identity(project): project for project in stored}
    new = []
    for row in batch.rows:
        draft = _draft(batch, row, owners)
        found = by_code.get(row.values.get("number") or "") or known.get(_identity(draft))
        if found is None:
            known[_identity(draft)] = draft
            new.append(draft)
            tally.count(is_new=True, is_changed=False)
            continue
        changed = _changes(batch, row, found)
        if changed:
            amend_past_project(project=found, actor=batch.actor, **changed)
        tally.count(is_new=False, is_changed=bool(changed))
    note_past_projects(street=street, projects=new, actor=batch.actor)
    return tally


def _identity(project: Project) -> tuple[str, Any, Any, int | None]:
    year = project.starts_on.year if project.starts_on else None
    return folded(project.name), project.need_side, project.resource_side, year


def _draft(batch: Batch, row: Row, owners: Owners) -> Project:
    started = row.values.get("started")
    facts = _facts(batch, row)
    outcome = facts.get("outcome", "")
    return Project(
        name=row.values["name"],
        starts_on=started.first_day if started else None,
        progress=_DONE if "完成" in outcome and "未" not in outcome else 0,
        **_side("need", owners.of(row, "unit")),
        **_side("resource", owners.of(row, "giver")),
        **facts,
    )


def _changes(batch: Batch, row: Row, project: Project) -> dict[str, Any]:
    """What the row says otherwise about a past project; never about one of the portal."""
    if not project.is_history or project.pk is None:
        return {}
    return changed_facts(project, _facts(batch, row))


def _side(name: str, owner: Org | Partner) -> dict[str, Any]:
    return {f"{name}_{'partner' if isinstance(owner, Partner) else 'org'}": owner}


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    """The facts a row tells; what its ledger does not have, or leaves blank, it does not tell."""
    facts = batch.written(
        row, {"outcome": "outcome", "satisfaction": "appraisal", "responsible": "responsible_name"}
    )
    ended, grant = row.values.get("ended"), row.values.get("grant")
    if ended:
        facts["due_on"] = ended.last_day
    if grant is not None:
        facts["grant"] = Decimal(grant)
    told = {
        "project_class": class_of(row.values.get("category")),
        "funding_source": _source_of(row.values.get("source")),
    }
    return facts | {name: word for name, word in told.items() if word}


def _source_of(words: str | None) -> str:
    found = (source for word, source in FUNDING_WORDS.items() if word in (words or ""))
    return next(found, "other" if words else "")
