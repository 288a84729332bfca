"""The roster of a circle: laid out in turn, begun, handed over (R-018, SM-10)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import RotationAction
from orgs.models import Circle, Rotation, User
from orgs.permissions import require_role
from orgs.services.audit import line, record_all
from orgs.services.circle_turns import pass_on
from orgs.services.circles import KEEPERS, lock_standing
from orgs.services.workflow import advance, lock
from orgs.workflow import ROTATION_MOVES
from partybuild.errors import RuleViolation
from partybuild.periods import Period, PeriodKind


class RosterRefused(RuleViolation):
    """There is nobody to lead the circle, or no turn left to give in that year."""

    code = "roster_refused"


class DutyTaken(RuleViolation):
    """Another member leads the circle now."""

    code = "duty_taken"


class HandoverMissing(RuleViolation):
    """A turn ends with a word about what was done."""

    code = "handover_missing"


@transaction.atomic
def lay_out_roster(*, circle: Circle, year: int, actor: User) -> list[Rotation]:
    """Give every turn of a year that is still free to the core members, one after another.

    Next is always the core member whose last turn lies furthest back, so that nobody leads twice
    before everybody has led once. The same circle gives the same roster.
    """
    circle = lock_standing(circle)
    require_role(actor, *KEEPERS, over=circle.street)
    today = timezone.localdate()
    if not today.year <= year <= today.year + 1:
        raise RosterRefused(_("Choose this year or the next."), field="year")
    last = _last_turns(circle)
    if not last:
        raise RosterRefused(_("The circle has no core member yet."))
    turns = []
    for period in _free_periods(circle, year, today):
        membership = min(last, key=lambda pk: (last[pk], pk))
        last[membership] = period.first_day
        turns.append(
            Rotation(
                circle=circle,
                membership_id=membership,
                period_kind=period.kind,
                starts_on=period.first_day,
                ends_on=period.last_day,
            )
        )
    if not turns:
        raise RosterRefused(_("Every turn of this year is given."), field="year")
    Rotation.objects.bulk_create(turns)
    record_all(
        [
            line(
                actor=actor,
                verb="rotation.lay_out",
                subject=turn,
                changes={"starts_on": [None, turn.starts_on], "ends_on": [None, turn.ends_on]},
            )
            for turn in turns
        ]
    )
    return turns


@transaction.atomic
def begin_turn(*, rotation: Rotation, actor: User) -> Rotation:
    """Let a core member lead the circle. Raises DutyTaken while another one does."""
    lock_standing(rotation.circle)
    try:
        with transaction.atomic():
            rotation = advance(rotation, RotationAction.BEGIN, ROTATION_MOVES, actor=actor)
    except IntegrityError as clash:
        raise DutyTaken(_("Another member is on duty: it hands over first.")) from clash
    begun = _("The turn “%(turn)s” has begun.") % {"turn": rotation}
    pass_on(rotation.circle, actor=actor, reason=begun)
    return rotation


@transaction.atomic
def hand_over_turn(*, rotation: Rotation, handover: str, actor: User) -> Rotation:
    """End one's turn with a word about what was done, so that the next can go on from there."""
    return _hand_over(rotation, RotationAction.HAND_OVER, handover, actor)


@transaction.atomic
def hand_over_turn_on_behalf(
    *, rotation: Rotation, handover: str, actor: User, reason: str
) -> Rotation:
    """End the turn of a member that has asked the office to do so."""
    return _hand_over(rotation, RotationAction.HAND_OVER_ON_BEHALF, handover, actor, reason)


@transaction.atomic
def skip_turn(*, rotation: Rotation, actor: User, reason: str) -> Rotation:
    """Leave out a turn; its days are free for another member."""
    lock(rotation.circle)
    rotation = advance(rotation, RotationAction.SKIP, ROTATION_MOVES, actor=actor, reason=reason)
    pass_on(rotation.circle, leaver=rotation.membership, actor=actor, reason=reason)
    return rotation


def _hand_over(
    rotation: Rotation, action: RotationAction, handover: str, actor: User, reason: str = ""
) -> Rotation:
    lock(rotation.circle)
    if not handover.strip():
        raise HandoverMissing(_("Say what was done."), field="handover")
    facts: dict[str, Any] = {"handover": handover.strip()}
    rotation = advance(rotation, action, ROTATION_MOVES, actor=actor, reason=reason, **facts)
    over = _("The turn “%(turn)s” is over.") % {"turn": rotation}
    pass_on(rotation.circle, leaver=rotation.membership, actor=actor, reason=reason or over)
    return rotation


def _last_turns(circle: Circle) -> dict[int, date]:
    """The first day of the last turn of each core member; long ago where there was none."""
    given = dict(
        circle.rotations.standing().order_by().values_list("membership").annotate(Max("starts_on"))
    )
    cores = circle.memberships.cores().order_by("pk").values_list("pk", flat=True)
    return {pk: given.get(pk, date.min) for pk in cores}


def _free_periods(circle: Circle, year: int, today: date) -> list[Period]:
    """The periods of a year that are not over and that no turn reaches into."""
    taken = list(circle.rotations.standing().values_list("starts_on", "ends_on"))
    return [
        period
        for period in Period(PeriodKind.YEAR, year).split(PeriodKind(circle.turn))
        if period.last_day >= today
        and not any(start <= period.last_day and end >= period.first_day for start, end in taken)
    ]
