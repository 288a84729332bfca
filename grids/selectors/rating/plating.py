"""Which plate a score earns, and the order of those that are ranked (R-105, A-12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from grids.rating_enums import RANKED_PLATES, PlateKind, TieRule
from grids.selectors.rating.arithmetic import FirmSum, UnitScore, score_units, sum_firms
from grids.selectors.rating.frozen import NO_POINTS, Adjusted, Firm, Frozen, Rules, as_json, digest


class Why(StrEnum):
    """Why a plate is what it is; the words stand in ``explained``."""

    NEW_CONTRACT = "new_contract"
    VETO = "veto"
    POINTS = "points"
    SATISFACTION = "satisfaction"
    OPEN_RECTIFICATION = "open_rectification"
    OVERDUE_RECTIFICATION = "overdue_rectification"
    YELLOW_AGAIN = "yellow_again"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with what it names where it names something."""

    why: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The plate of a firm, its rank if it has one, and the reasons."""

    firm: str
    code: str
    name: str
    households: int
    points: Decimal | None
    satisfaction: Decimal | None
    on_time: Decimal | None
    plate: str
    rank: int | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a round came to."""

    units: tuple[UnitScore, ...]
    firms: tuple[Verdict, ...]

    @property
    def digest(self) -> str:
        return digest(as_json(self))


def rate(frozen: Frozen, adjusted: Sequence[Adjusted] = ()) -> Result:
    """Score every firm at every estate, sum by households, give plates, cap the gold, rank."""
    units = score_units(frozen, adjusted)
    sums = {each.firm: each for each in sum_firms(frozen, units)}
    judged = [_judge(frozen.rules, firm, sums[firm.key]) for firm in frozen.firms]
    capped = _cap(frozen.rules, judged)
    return Result(tuple(units), tuple(_rank(frozen.rules, capped)))


def _judge(rules: Rules, firm: Firm, total: FirmSum) -> Verdict:
    plate, reasons = _plate(rules, firm, total)
    return Verdict(
        firm=firm.key,
        code=firm.code,
        name=firm.name,
        households=total.households,
        points=total.points,
        satisfaction=total.satisfaction,
        on_time=total.on_time,
        plate=plate,
        reasons=tuple(reasons),
    )


def _plate(rules: Rules, firm: Firm, total: FirmSum) -> tuple[str, list[Reason]]:
    if firm.vetoes:
        return PlateKind.RED, [Reason(Why.VETO, veto) for veto in firm.vetoes]
    points = total.points
    if points is None:
        return PlateKind.UNRATED, [Reason(Why.NEW_CONTRACT)]
    told = Reason(Why.POINTS, str(points))
    if points < rules.yellow_from:
        return PlateKind.RED, [told]
    if firm.is_seriously_overdue:
        return _second_yellow(rules, firm, points, Reason(Why.OVERDUE_RECTIFICATION))
    if points < rules.silver_from:
        return _second_yellow(rules, firm, points, told)
    held_back = _held_back(rules, firm, total) if points >= rules.gold_from else []
    is_gold = points >= rules.gold_from and not held_back
    return (PlateKind.GOLD if is_gold else PlateKind.SILVER), held_back


def _held_back(rules: Rules, firm: Firm, total: FirmSum) -> list[Reason]:
    """What keeps a score that is high enough from the gold plate."""
    found = []
    if total.satisfaction is None or total.satisfaction < rules.gold_satisfaction:
        found.append(Reason(Why.SATISFACTION, str(total.satisfaction or "")))
    if firm.has_open_rectification:
        found.append(Reason(Why.OPEN_RECTIFICATION))
    return found


def _second_yellow(
    rules: Rules, firm: Firm, points: Decimal, because: Reason
) -> tuple[str, list[Reason]]:
    """Yellow plates in a row without a better score than before end in a red one."""
    before = firm.earlier[: rules.yellow_runs - 1]
    all_yellow = len(before) == rules.yellow_runs - 1 and all(
        each.plate == PlateKind.YELLOW for each in before
    )
    if all_yellow and points <= (before[0].points or NO_POINTS):
        return PlateKind.RED, [because, Reason(Why.YELLOW_AGAIN, str(rules.yellow_runs))]
    return PlateKind.YELLOW, [because]


def _order(rules: Rules, firm: Verdict) -> tuple[Decimal, ...]:
    """What decides between two firms; equal values stand on one rank."""
    key = (-(firm.points or NO_POINTS),)
    if rules.tie_rule == TieRule.SATISFACTION_THEN_ON_TIME:
        return (*key, -(firm.satisfaction or NO_POINTS), -(firm.on_time or NO_POINTS))
    return key


def _cap(rules: Rules, firms: Sequence[Verdict]) -> list[Verdict]:
    """At most so many per cent are gold, once there are enough firms.

    Firms that nothing tells apart stand on the same side of the cap.
    """
    rated = [each for each in firms if each.plate != PlateKind.UNRATED]
    if len(rated) < rules.gold_cap_from:
        return list(firms)
    places = len(rated) * rules.gold_percent // 100
    gold = [each for each in firms if each.plate == PlateKind.GOLD]
    kept: set[str] = set()
    for _key, level in groupby(
        sorted(gold, key=lambda each: _order(rules, each)), key=lambda each: _order(rules, each)
    ):
        equal = [each.firm for each in level]
        if len(kept) + len(equal) > places:
            break
        kept.update(equal)
    over = {each.firm for each in gold} - kept
    because = Reason(Why.CAP, str(rules.gold_percent))
    return [
        replace(each, plate=PlateKind.SILVER, reasons=(*each.reasons, because))
        if each.firm in over
        else each
        for each in firms
    ]


def _rank(rules: Rules, firms: Sequence[Verdict]) -> list[Verdict]:
    """Gold before silver, then by score; equal firms share a rank and stand by their code."""
    ranked = [each for each in firms if each.plate in RANKED_PLATES]

    def order(firm: Verdict) -> tuple[int, tuple[Decimal, ...]]:
        return RANKED_PLATES.index(PlateKind(firm.plate)), _order(rules, firm)

    found: list[Verdict] = []
    for _key, level in groupby(sorted(ranked, key=order), key=order):
        rank = len(found) + 1
        equal = sorted(level, key=lambda each: (each.code, each.name))
        found.extend(replace(each, rank=rank) for each in equal)
    rest = [each for each in firms if each.plate not in RANKED_PLATES]
    return found + sorted(rest, key=lambda each: (each.code, each.name))
