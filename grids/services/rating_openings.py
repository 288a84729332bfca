"""Opening the round of a quarter, and freezing what was collected at its cut-off (SM-9)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import (
    FrozenInputs,
    RatingInput,
    RatingRound,
    RatingScheme,
    RatingUnit,
    ServiceContract,
)
from grids.rating_enums import MEASURED_SOURCES, RatingAction, RatingSource, RatingState
from grids.rating_workflow import OFFICE, RATING_ROUND_MOVES
from grids.selectors.rating.frozen import as_json, fingerprint
from grids.selectors.rating.gathering import gathered
from grids.selectors.rating.readings import satisfaction_of
from grids.selectors.rating.sources import Readings, measured
from grids.services.telling_ratings import tell_collectors
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.selectors.calendar import work_calendar
from orgs.services.audit import record
from orgs.services.workflow import begin, change, lock, require_state
from partybuild.errors import RuleViolation
from partybuild.periods import Period, PeriodKind


class RoundRefused(RuleViolation):
    """The quarter is not over, or the sub-district has no confirmed scheme."""

    code = "round_refused"


class RoundOpenedAlready(RuleViolation):
    """A sub-district rates its firms once a quarter."""

    code = "round_opened_already"


@transaction.atomic
def open_round(*, street: Org, actor: User, year: int, quarter: int) -> RatingRound:
    """Open the rating of a quarter that is over, by the scheme in force."""
    require_role(actor, *OFFICE, over=street)
    period = Period(PeriodKind.QUARTER, year, quarter)
    if period.last_day >= timezone.localdate():
        raise RoundRefused(_("The quarter is not over yet."), field="quarter")
    scheme = RatingScheme.objects.filter(street=street).in_force().first()
    if scheme is None:
        raise RoundRefused(_("Confirm a rating scheme first."))
    if RatingRound.objects.of_quarter(street, period).exists():
        raise _opened_already()
    try:
        with transaction.atomic():
            return _open(scheme, period, actor)
    except IntegrityError as clash:
        raise _opened_already() from clash


@transaction.atomic
def open_due_round(*, street_pk: int, today: date) -> RatingRound | None:
    """Open the round of the last quarter; safe to run twice, and never without a scheme."""
    street = Org.objects.select_for_update(of=("self",)).get(pk=street_pk)
    scheme = RatingScheme.objects.filter(street=street).in_force().first()
    period = Period.of(today, PeriodKind.QUARTER).previous()
    if scheme is None or RatingRound.objects.of_quarter(street, period).exists():
        return None
    return _open(scheme, period, None)


@transaction.atomic
def collect_round(*, rating_round: RatingRound, actor: User) -> RatingRound:
    """Close the collection before the cut-off and freeze what is there."""
    rating_round = begin(rating_round, RatingAction.COLLECT, RATING_ROUND_MOVES, actor=actor)
    return _freeze(rating_round, RatingAction.COLLECT, actor, timezone.localdate())


@transaction.atomic
def cut_off_round(*, round_pk: int, today: date) -> RatingRound | None:
    """Freeze what was collected once the day of the cut-off has passed; safe to run twice."""
    rating_round = lock(RatingRound.objects.get(pk=round_pk))
    if rating_round.state != RatingState.OPENED or rating_round.cut_off_on >= today:
        return None
    action = RatingAction.CUT_OFF
    require_state(rating_round, action, RATING_ROUND_MOVES[action])
    return _freeze(rating_round, action, None, today)


@transaction.atomic
def reopen_round(
    *, rating_round: RatingRound, cut_off_on: date, reason: str, actor: User
) -> RatingRound:
    """Open the collection again until another day, because something was missing or wrong."""
    rating_round = begin(
        rating_round, RatingAction.REOPEN, RATING_ROUND_MOVES, actor=actor, reason=reason
    )
    if cut_off_on < timezone.localdate():
        raise RoundRefused(_("The cut-off lies ahead."), field="cut_off_on")
    FrozenInputs.objects.filter(rating_round=rating_round).delete()
    opened = {
        "state": RatingState.OPENED,
        "cut_off_on": cut_off_on,
        "fingerprint": "",
        "result_digest": "",
        "collected_at": None,
        "scored_by": None,
    }
    return change(rating_round, opened, actor=actor, action=RatingAction.REOPEN, reason=reason)


def _open(scheme: RatingScheme, period: Period, actor: User | None) -> RatingRound:
    calendar = work_calendar()
    # A scheme that is confirmed late still leaves everybody the days to fill in their sheets.
    begun = max(period.last_day, timezone.localdate() - timedelta(days=1))
    rating_round = RatingRound.objects.create(
        street=scheme.street,
        year=period.year,
        quarter=period.number,
        scheme=scheme,
        cut_off_on=calendar.add_workdays(begun, scheme.collect_workdays),
        publish_by=calendar.add_workdays(begun, scheme.publish_workdays),
    )
    RatingUnit.objects.bulk_create(_units(rating_round, period))
    record(
        actor=actor,
        verb="ratinground.open",
        subject=rating_round,
        changes={"scheme": [None, scheme.number], "cut_off_on": [None, rating_round.cut_off_on]},
    )
    tell_collectors(rating_round, "open")
    return rating_round


def _units(rating_round: RatingRound, period: Period) -> Iterable[RatingUnit]:
    """A firm at an estate with all its contracts of the quarter (A-32)."""
    contracts = ServiceContract.objects.filter(estate__street=rating_round.street)
    found: dict[tuple[int, int], RatingUnit] = {}
    rows = contracts.overlapping(period.first_day, period.last_day).select_related("estate")
    for contract in rows.order_by("starts_on", "pk"):
        first = max(contract.starts_on or period.first_day, period.first_day)
        last = min(contract.ends_on or period.last_day, period.last_day)
        unit = found.setdefault(
            (contract.firm_id, contract.estate_id),
            RatingUnit(
                rating_round=rating_round,
                firm_id=contract.firm_id,
                estate=contract.estate,
                contract_days=0,
            ),
        )
        unit.contract = contract
        unit.household_count = contract.household_count or contract.estate.household_count or 0
        unit.contract_days += (last - first).days + 1
    return found.values()


def _freeze(
    rating_round: RatingRound, action: RatingAction, actor: User | None, today: date
) -> RatingRound:
    """Read the portal's own sources, put everything into one document, and seal it."""
    measured_before = RatingInput.objects.filter(unit__rating_round=rating_round)
    measured_before.filter(source__in=MEASURED_SOURCES).delete()
    RatingInput.objects.bulk_create(_measured_inputs(rating_round))
    frozen = gathered(rating_round, today=today)
    FrozenInputs.objects.create(rating_round=rating_round, content=as_json(frozen))
    changes = {
        "state": RatingState.COLLECTED,
        "fingerprint": fingerprint(frozen),
        "collected_at": timezone.now(),
    }
    return change(rating_round, changes, actor=actor, action=action)


def _measured_inputs(rating_round: RatingRound) -> Iterable[RatingInput]:
    """What the portal's own records say of every unit, each source read once for all of them."""
    items = list(rating_round.scheme.items.filter(source__in=MEASURED_SOURCES))
    units = list(_rated_units(rating_round))
    said = {source: _readings(units, source) for source in {item.source for item in items}}
    for unit in units:
        for item in items:
            reading = said[item.source].get(unit.pk)
            if reading is None:
                continue
            yield RatingInput(
                unit=unit,
                item=item,
                source=item.source,
                value=reading.value,
                basis=reading.basis[:200],
                record_url=reading.record_url,
                is_carried=reading.is_carried,
            )


def _rated_units(rating_round: RatingRound) -> Iterable[RatingUnit]:
    units = rating_round.units.select_related("firm__partner__coverage", "estate__unit_grid")
    for unit in units:
        unit.rating_round = rating_round
        yield unit


def _readings(units: Sequence[RatingUnit], source: str) -> Readings:
    return satisfaction_of(units) if source == RatingSource.SURVEY else measured(units, source)


def _opened_already() -> RoundOpenedAlready:
    return RoundOpenedAlready(_("This quarter is being rated already."), field="quarter")
