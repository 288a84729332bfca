"""What the office asks about a match plan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from resources.enums import MET_STATES, PAIRED_LINES, LineState, MatchState, Unserved
from resources.models import Match, MatchingWeights, MatchPlan, MatchPlanLine, Need, Resource
from resources.selectors.matching import Candidate, Scale, wanted_quantity
from resources.selectors.planning import Wishes, available_in, room_of
from resources.selectors.reasons import kept_reasons

SHOWN = 10


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """How far a plan goes, counted from its lines as they stand."""

    lines: int
    paired: int
    locked: int
    unserved: int
    taken_out: int
    score: int


def figures_of(plan: MatchPlan) -> PlanFigures:
    """The counts of a plan's lines by what they say, in one query."""
    found = plan.lines.aggregate(
        lines=Count("pk"),
        paired=Count("pk", filter=Q(state__in=PAIRED_LINES)),
        locked=Count("pk", filter=Q(state=LineState.LOCKED)),
        unserved=Count("pk", filter=Q(state=LineState.UNSERVED)),
        taken_out=Count("pk", filter=Q(state=LineState.TAKEN_OUT)),
        score=Sum("score", filter=Q(state__in=PAIRED_LINES), default=0),
    )
    return PlanFigures(**found)


def weights_of_plan(plan: MatchPlan) -> MatchingWeights:
    """The weights a plan was worked out with, whatever the street has set since."""
    return MatchingWeights(street=plan.street, least_score=plan.least_score, **plan.weights)


def resources_left_over(plan: MatchPlan) -> Any:
    """The available resources of the street that no pair of the plan uses."""
    used = plan.lines.paired().values("resource")
    return available_in(plan.street, timezone.localdate()).exclude(pk__in=used).for_list()


def declined_for(line: MatchPlanLine) -> Any:
    """The pairs of a need that a side declined before, with what it said."""
    rows = Match.objects.declined().filter(need=line.need_id)
    return rows.select_related("resource__owner_org", "resource__owner_partner").order_by("-pk")


def alternatives_for(line: MatchPlanLine, *, reader: User, limit: int = SHOWN) -> list[Candidate]:
    """The resources a need could get instead, within what the rest of the plan leaves."""
    need, plan = line.need, line.plan
    scale = Scale.of(plan.street, weights=weights_of_plan(plan))
    room = room_beside(line)
    rows = Resource.objects.visible_to(reader).filter(pk__in=room).for_list()
    found = []
    for resource in rows.exclude(pk=line.resource_id or 0):
        quantity = wanted_quantity(need, resource)
        if need.owner != resource.owner and quantity * 100 <= room[resource.pk]:
            found.append(Candidate(need, resource, quantity, scale.judge(need, resource)))
    found.sort(key=lambda each: (-each.score, each.resource.pk))
    return found[:limit]


def room_beside(line: MatchPlanLine) -> dict[int, int]:
    """What the other lines of the plan leave of each resource that has not met the need yet."""
    plan = line.plan
    met = Match.objects.filter(need=line.need_id, state__in=MET_STATES).values("resource")
    room = room_of(available_in(plan.street, timezone.localdate()).exclude(pk__in=met))
    others = plan.lines.paired().exclude(pk=line.pk)
    for resource, quantity in others.values_list("resource").annotate(Sum("quantity")).order_by():
        if resource in room:
            room[resource] -= int(quantity * 100)
    return {resource: units for resource, units in room.items() if units > 0}


def wishes_of(plan: MatchPlan) -> Wishes:
    """What staff have decided about a plan, as far as it is still possible today."""
    listed = set(Need.objects.filter(street=plan.street).listed().values_list("pk", flat=True))
    free = room_of(available_in(plan.street, timezone.localdate()))
    lines = list(
        plan.lines.filter(state__in=(LineState.LOCKED, LineState.TAKEN_OUT)).order_by("pk")
    )
    needs = [line.need_id for line in lines]
    met = Match.objects.filter(need__in=needs, state__in=MET_STATES)
    said = list(met.values_list("need_id", "resource_id", "state"))
    busy = {need for need, _resource, state in said if state != MatchState.DECLINED}
    refused = {(need, resource) for need, resource, _state in said}
    locked: dict[int, tuple[int, Decimal]] = {}
    for line in lines:
        need, resource, units = line.need_id, line.resource_id, int(line.quantity * 100)
        if resource is None or need not in listed - busy or (need, resource) in refused:
            continue
        if units <= free.get(resource, 0):
            free[resource] -= units
            locked[need] = (resource, line.quantity)
    taken_out = {line.need_id for line in lines if line.state == LineState.TAKEN_OUT}
    return Wishes(
        locked,
        frozenset(taken_out & listed),
        frozenset(plan.excluded.values_list("need_id", "resource_id")),
    )


def declined_in(plan: MatchPlan) -> Any:
    """The pairs of the plan's needs that a side declined before, with what it said."""
    needs = plan.lines.values("need")
    return Match.objects.declined().filter(need__in=needs).for_list()


@dataclass(frozen=True, slots=True)
class UnservedGroup:
    """The needs of a plan that get nothing for the same reason."""

    why: str
    label: str
    count: int
    lines: list[MatchPlanLine]


def unserved_by_reason(plan: MatchPlan, *, most: int) -> list[UnservedGroup]:
    """Why needs are unserved, each reason with its first needs."""
    unserved = plan.lines.filter(state=LineState.UNSERVED)
    counts = dict(unserved.values_list("unserved").annotate(Count("pk")).order_by())
    lines: dict[str, list[MatchPlanLine]] = {}
    for line in unserved.for_list().order_by("unserved", "pk")[: most * len(counts)]:
        lines.setdefault(line.unserved, []).append(line)
    return [
        UnservedGroup(why.value, str(why.label), counts[why.value], lines.get(why.value, [])[:most])
        for why in Unserved
        if why.value in counts
    ]


def said_of(line: MatchPlanLine) -> str:
    """What speaks for the pair of a line, or why there is none, in words."""
    if line.refusal:
        return line.refusal
    if line.state == LineState.UNSERVED:
        return str(Unserved(line.unserved).label)
    return _("; ").join(each.text for each in kept_reasons(line.reasons) if each.points)
