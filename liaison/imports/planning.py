"""From rows of 方案台账 to deeds: a plan that is drafted, its phases, its targets."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from liaison.models import Phase, PhaseTarget, Plan
from liaison.plan_enums import OPEN_PLAN_STATES
from liaison.plan_exports import MEASURE_IN_LEDGER
from liaison.selectors.plans import countable
from liaison.services.phase_targets import set_target
from liaison.services.phases import add_phase
from liaison.services.plans import draft_plan
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org
from partybuild.spreadsheets import Notice, Row
from partybuild.spreadsheets.text import folded

MEASURE_OF_WORD = {word: measure for measure, word in MEASURE_IN_LEDGER.items()}


def draft_plan_rows(batch: Batch) -> Tally:
    """Draft what is new; a plan is known by its title, a phase and a target by theirs within it."""
    street, tally = street_of(batch), Tally(street=batch.street)
    orgs = {f"org:{org.public_id}": org for org in Org.objects.filter(tree_id=street.tree_id)}
    for _named, group in groupby(_in_order(batch.rows, "plan"), key=_name("plan")):
        rows = list(group)
        plan = _plan(batch, street, rows)
        for _named, part in groupby(_in_order(rows, "phase"), key=_name("phase")):
            _keep_targets(batch, plan, list(part), orgs, tally)
    return tally


def _keep_targets(
    batch: Batch, plan: Plan, rows: Sequence[Row], orgs: dict[str, Org], tally: Tally
) -> None:
    phase = _phase(batch, plan, rows)
    known = {folded(title) for title in phase.targets.values_list("title", flat=True)}
    for row in rows:
        is_new = folded(row.values["target"]) not in known
        if is_new:
            known.add(folded(row.values["target"]))
            target = _target(batch, phase, row, orgs)
            if row.values.get("standard") and not target.is_counted:
                tally.notices.append(_not_counted(row))
        tally.count(is_new=is_new, is_changed=False)


def _plan(batch: Batch, street: Org, rows: Sequence[Row]) -> Plan:
    title = rows[0].values["plan"]
    open_plans = Plan.objects.filter(org=street, state__in=OPEN_PLAN_STATES).order_by("pk")
    for plan in open_plans:
        if folded(plan.title) == folded(title):
            return plan
    return draft_plan(
        org=street,
        title=title,
        starts_on=_first(rows),
        ends_on=_last(rows),
        actor=batch.actor,
    )


def _phase(batch: Batch, plan: Plan, rows: Sequence[Row]) -> Phase:
    title = rows[0].values["phase"]
    for phase in plan.phases.order_by("starts_on"):
        if folded(phase.title) == folded(title):
            return phase
    return add_phase(
        plan=plan,
        title=title,
        aim=rows[0].values.get("aim") or "",
        starts_on=_first(rows),
        ends_on=_last(rows),
        actor=batch.actor,
    )


def _target(batch: Batch, phase: Phase, row: Row, orgs: dict[str, Org]) -> PhaseTarget:
    links = row.links.get("responsible") or ()
    return set_target(
        phase=phase,
        title=row.values["target"],
        due_on=row.values["due"].last_day,
        responsible=orgs[links[0].ref] if links else None,
        actor=batch.actor,
        **_count_of(row),
    )


def _not_counted(row: Row) -> Notice:
    message = _("The portal does not count this standard, so a record shows the target.")
    return Notice("unknown_standard", message, row.sheet, row.number, "standard")


def _count_of(row: Row) -> dict[str, Any]:
    """The standard, what of it is counted, and the number; without all three a record shows it."""
    words = folded(row.values.get("standard") or "")
    standard = next((each for each in countable() if folded(str(each.label)) == words), None)
    measure = MEASURE_OF_WORD.get(row.values.get("measure") or "")
    goal = row.values.get("goal")
    if standard is None or measure is None or goal is None:
        return {}
    return {"indicator": standard.key, "measure": measure, "goal": goal}


def _in_order(rows: Sequence[Row], key: str) -> list[Row]:
    """The rows of one name together, the names in the order of the ledger."""
    places: dict[str, int] = {}
    for row in rows:
        places.setdefault(_name(key)(row), len(places))
    return sorted(rows, key=lambda row: places[_name(key)(row)])


def _name(key: str) -> Any:
    return lambda row: folded(row.values[key])


def _first(rows: Sequence[Row]) -> date:
    first: date = min(row.values["starts"].first_day for row in rows)
    return first


def _last(rows: Sequence[Row]) -> date:
    last: date = max(row.values["ends"].last_day for row in rows)
    return last
