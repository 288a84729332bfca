"""How plans stand: each target as it is counted or proven today, phase by phase."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from liaison.followup_enums import ActionItemState, InspectionState
from liaison.models import ActionItem, Inspection, Meeting, Phase, PhaseTarget, Plan
from liaison.plan_enums import OPEN_PLAN_STATES, Lamp, TargetMeasure
from liaison.plan_standards import TARGET_SOON
from orgs.models import Attachment, User
from orgs.selectors.indicators import (
    Figure,
    Indicator,
    Part,
    counted,
    indicator_of,
    indicators,
    subject_of,
)
from orgs.selectors.numbers import number_in

PART_OF = {
    TargetMeasure.SHARE: Part.MISSING,
    TargetMeasure.MET: Part.MET,
    TargetMeasure.MISSING: Part.MISSING,
}
INSPECTED = frozenset(
    {InspectionState.INSPECTED, InspectionState.RECHECKED, InspectionState.CLOSED}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One target as it stands: its figure or its proof, and the lamp that follows from it.

    ``url`` leads to the rows behind the figure, or to the record that proves the target.
    """

    target: PhaseTarget
    lamp: Lamp
    value: Decimal | None = None
    url: str = ""
    proof: Any = None
    file_count: int = 0

    @property
    def is_reached(self) -> bool:
        return self.lamp == Lamp.REACHED

    @property
    def goal_words(self) -> str:
        """What shall be reached, as it is written: ``≥ 95%``, ``≥ 12``, ``≤ 0``."""
        return words_of_goal(self.target)


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase with the readings of its targets, and where it lies in the time of its plan."""

    phase: Phase
    readings: Sequence[Reading]
    is_now: bool
    offset: int
    length: int

    @property
    def reached(self) -> int:
        return sum(reading.is_reached for reading in self.readings)

    @property
    def lamp(self) -> Lamp | None:
        """The lamp of a phase is that of its worst target; without targets it has none."""
        worst = (Lamp.OVERDUE, Lamp.MISSED, Lamp.DUE_SOON, Lamp.AHEAD, Lamp.REACHED)
        seen = {reading.lamp for reading in self.readings}
        return next((lamp for lamp in worst if lamp in seen), None)


def stages_of(plan: Plan, *, reader: User, today: date) -> list[Stage]:
    """The phases in the order of their days, with what of their targets the reader can see."""
    targets = PhaseTarget.objects.visible_to(reader).filter(phase__plan=plan)
    by_phase: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings(targets, reader=reader, today=today):
        by_phase[reading.target.phase_id].append(reading)
    span = (plan.ends_on - plan.starts_on).days + 1
    found = []
    for phase in plan.phases.order_by("starts_on"):
        phase.plan = plan
        offset = 1000 * (phase.starts_on - plan.starts_on).days // span
        length = max(1000 * ((phase.ends_on - phase.starts_on).days + 1) // span, 1)
        is_now = phase.starts_on <= today <= phase.ends_on
        found.append(Stage(phase, by_phase[phase.pk], is_now, offset, length))
    return found


def readings(targets: Any, *, reader: User, today: date) -> list[Reading]:
    """Targets as they stand today: one count for all of a subject below one organisation."""
    rows = list(targets.for_list().annotate(soon_days=number_in(TARGET_SOON, "responsible")))
    figures = _figures([row for row in rows if row.is_counted and not _is_settled(row)], reader)
    files = _files([row for row in rows if not row.is_counted])
    return [_reading(row, figures.get(row.pk), files[row.public_id], today) for row in rows]


def countable() -> list[Indicator]:
    """The standards that a target can name."""
    return indicators()


def standard_of(target: PhaseTarget) -> Indicator | None:
    """The standard that counts a target; None where the portal counts it no more."""
    try:
        return indicator_of(target.indicator)
    except KeyError:
        return None


def words_of_goal(target: PhaseTarget) -> str:
    if target.goal is None:
        return ""
    sign = "≤" if target.measure == TargetMeasure.MISSING else "≥"
    percent = "%" if target.measure == TargetMeasure.SHARE else ""
    return f"{sign} {target.goal.normalize():f}{percent}"


def is_proof(record: Any) -> bool:
    """True when the record shows that the thing was done, not only that it is planned."""
    if isinstance(record, Meeting):
        return record.is_held
    if isinstance(record, ActionItem):
        return record.state == ActionItemState.STRUCK_OFF
    return isinstance(record, Inspection) and record.state in INSPECTED


def _is_settled(target: PhaseTarget) -> bool:
    return target.was_reached is not None


def _figures(targets: Iterable[PhaseTarget], reader: User) -> dict[int, Figure]:
    """The figure of each target that is counted, by the target."""
    asked: dict[tuple[str, int], list[PhaseTarget]] = defaultdict(list)
    for target in targets:
        indicator = standard_of(target)
        if indicator is not None:
            asked[indicator.subject, target.responsible_id].append(target)
    found: dict[int, Figure] = {}
    for group in asked.values():
        below, keys = group[0].responsible, {target.indicator for target in group}
        named = [indicator_of(key) for key in sorted(keys)]
        subject = subject_of(named[0])
        rows = subject.below(subject.rows(reader), below)
        figures = {each.indicator.key: each for each in counted(rows, named, below=below)}
        found |= {target.pk: figures[target.indicator] for target in group}
    return found


def _files(targets: Sequence[PhaseTarget]) -> dict[Any, int]:
    found: dict[Any, int] = defaultdict(int)
    for owner in Attachment.objects.on(*targets).values_list("owner_id", flat=True):
        found[owner] += 1
    return found


def _reading(target: Any, figure: Figure | None, files: int, today: date) -> Reading:
    if _is_settled(target):
        lamp = Lamp.REACHED if target.was_reached else Lamp.MISSED
        proof = target.proof
        url = proof.get_absolute_url() if proof else ""
        return Reading(target, lamp, target.closing_figure, url, proof, files)
    if target.is_counted:
        value = _value(target.measure, figure)
        lamp = Lamp.REACHED if _is_at_goal(target, value) else _waiting_lamp(target, today)
        url = figure.url(PART_OF[TargetMeasure(target.measure)]) if figure else ""
        return Reading(target, lamp, value, url)
    proof = target.proof
    is_done = bool(files) or is_proof(proof)
    lamp = Lamp.REACHED if is_done else _waiting_lamp(target, today)
    url = proof.get_absolute_url() if proof else ""
    return Reading(target, lamp, None, url, proof, files)


def _value(measure: str, figure: Figure | None) -> Decimal | None:
    """The part of the figure that the target speaks of; None where nothing can be measured."""
    if figure is None:
        return None
    if measure == TargetMeasure.MET:
        return Decimal(figure.met)
    if not figure.of:
        return None
    return figure.share if measure == TargetMeasure.SHARE else Decimal(figure.missing)


def _is_at_goal(target: PhaseTarget, value: Decimal | None) -> bool:
    if value is None or target.goal is None:
        return False
    return value <= target.goal if target.measure == TargetMeasure.MISSING else value >= target.goal


def _waiting_lamp(target: Any, today: date) -> Lamp:
    if target.phase.plan.state not in OPEN_PLAN_STATES:
        return Lamp.MISSED
    if today > target.due_on:
        return Lamp.OVERDUE
    soon = timedelta(days=target.soon_days)
    return Lamp.DUE_SOON if today + soon >= target.due_on else Lamp.AHEAD
