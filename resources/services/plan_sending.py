"""Turning the pairs of a plan into proposals that both sides can answer."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import User
from partybuild.errors import RuleViolation
from resources.models import Match, MatchPlan, MatchPlanLine, Need, Resource
from resources.selectors.planning import Keys, room_of
from resources.services.matches import Fit, propose_match


class LineOvertaken(RuleViolation):
    """What the plan proposes has become impossible since it was worked out."""

    code = "line_overtaken"


def send_lines(plan: MatchPlan, *, actor: User) -> tuple[int, int]:
    """Propose each pair of a held plan; how many were proposed, and how many left out.

    All needs are held before all resources, each in their order: so two people who answer or
    propose a single pair meanwhile can wait for this deed, but never lock it and each other.
    """
    lines = list(plan.lines.paired().select_related("need", "resource").order_by("-score", "pk"))
    _hold(Need, {line.need_id for line in lines})
    held = _hold(Resource, {line.resource_id for line in lines})
    room = room_of(held)
    met = _met([line.need_id for line in lines])
    for line in lines:
        _send(line, plan, room, met, actor)
    MatchPlanLine.objects.bulk_update(lines, ["match", "refusal"], batch_size=200)
    proposed = sum(line.match_id is not None for line in lines)
    return proposed, len(lines) - proposed


def _send(
    line: MatchPlanLine, plan: MatchPlan, room: dict[int, int], met: set[Keys], actor: User
) -> None:
    resource: Any = line.resource
    units = int(line.quantity * 100)
    fit = Fit(line.score, tuple(line.reasons), plan.weights)
    try:
        with transaction.atomic():
            _require_free(line, room.get(resource.pk, 0) - units, met)
            line.match = propose_match(
                need=line.need, resource=resource, actor=actor, quantity=line.quantity, fit=fit
            )
    except RuleViolation as refusal:
        line.refusal = refusal.message[:300]
    else:
        room[resource.pk] -= units


def _require_free(line: MatchPlanLine, left: int, met: set[Keys]) -> None:
    if any(need == line.need_id for need, _resource in met):
        raise LineOvertaken(_("The need is being talked about with another resource by now."))
    if left < 0:
        raise LineOvertaken(_("Too little of the resource is left by now."))
    declined = Match.objects.declined().filter(need=line.need_id, resource=line.resource_id)
    if declined.exists():
        raise LineOvertaken(_("A side has declined this pair by now."))


def _met(needs: list[int]) -> set[Keys]:
    return set(Match.objects.open().filter(need__in=needs).values_list("need_id", "resource_id"))


def _hold(model: Any, keys: Any) -> list[Any]:
    """The rows as stored now, held in the order of their keys."""
    rows = model._base_manager.select_for_update(of=("self",))
    return list(rows.filter(pk__in=keys).order_by("pk"))
