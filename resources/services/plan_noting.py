"""Writing down, line by line, what was worked out for a plan."""

from typing import Any

from resources.enums import LineOrigin, LineState, Unserved
from resources.models import MatchPlan, MatchPlanLine
from resources.selectors.planning import Rival, Served, Solution

_FIELDS = ("resource", "quantity", "score", "reasons", "origin", "unserved", "rivals", "state")


def note_solution(plan: MatchPlan, solution: Solution) -> None:
    """Give each open need its line; locked pairs and needs taken out stay as staff left them.

    The caller holds the plan. Lines of needs that are no longer open are dropped.
    """
    lines = {line.need_id: line for line in plan.lines.all()}
    wanted: dict[int, dict[str, Any]] = {
        each.need: _paired(each, lines.get(each.need)) for each in solution.served
    } | {need: _unserved(*found) for need, found in solution.unserved.items()}
    new: list[MatchPlanLine] = []
    changed: list[MatchPlanLine] = []
    for need, facts in wanted.items():
        line = lines.pop(need, None) or MatchPlanLine(plan=plan, need_id=need)
        for name, value in facts.items():
            setattr(line, name, value)
        (changed if line.pk else new).append(line)
    gone = [line.pk for line in lines.values() if line.state != LineState.TAKEN_OUT]
    plan.lines.filter(pk__in=gone).delete()
    MatchPlanLine.objects.bulk_update(changed, _FIELDS, batch_size=200)
    MatchPlanLine.objects.bulk_create(new, batch_size=500)


def _paired(served: Served, line: MatchPlanLine | None) -> dict[str, Any]:
    stands = (
        line is not None and line.state == LineState.LOCKED and line.resource_id == served.resource
    )
    return {
        "resource_id": served.resource,
        "quantity": served.quantity,
        "score": served.judgement.score,
        "reasons": [reason.as_kept() for reason in served.judgement.reasons],
        "origin": line.origin if line and stands else LineOrigin.SOLVER,
        "unserved": "",
        "rivals": [],
        "state": LineState.LOCKED if stands else LineState.PAIRED,
    }


def _unserved(why: Unserved, rivals: tuple[Rival, ...]) -> dict[str, Any]:
    return {
        "resource_id": None,
        "quantity": 0,
        "score": 0,
        "reasons": [],
        "origin": LineOrigin.SOLVER,
        "unserved": why,
        "rivals": [{"title": each.title, "score": each.score} for each in rivals],
        "state": LineState.UNSERVED,
    }
