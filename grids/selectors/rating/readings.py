"""What the portal's own records say of a firm at an estate at the cut-off."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from grids.enums import PartyState
from grids.models import RatingInput, RatingRound, RatingUnit
from grids.rating_enums import RatingSource
from grids.selectors.rating.due_cases import DueCases
from grids.selectors.rating.frozen import rounded
from grids.selectors.rating.sources import (
    Reading,
    Readings,
    is_enough,
    measured,
    register_source,
)
from orgs.enums import CoverageState
from partybuild.periods import Period

FULL: Final = Decimal(100)
# Per cent of the points for how far the Party organisation of a firm is set up.
PARTY_SHARES: Final = {
    PartyState.INDEPENDENT: FULL,
    PartyState.JOINT: Decimal(80),
    PartyState.SET_UP: Decimal(80),
}
GUIDED_SHARE: Final = Decimal(50)


def register() -> None:
    """Make the portal's own sources known."""
    register_source(RatingSource.CASES, cases_on_time)
    register_source(RatingSource.REGISTER, party_organisations)


def cases_on_time(units: Sequence[RatingUnit]) -> dict[int, Reading]:
    """Cases of the quarter at each estate that were answered in time (R-096).

    Those whose firm is named count for that firm; the others by the unit grid of the estate.
    Where no case was due, none was late.
    """
    found: dict[int, Reading] = {}
    for rating_round, own in _by_round(units).items():
        due = DueCases(rating_round)
        found |= {unit.pk: _on_time(unit, *due.at(unit)) for unit in own}
    return found


def _by_round(units: Sequence[RatingUnit]) -> dict[RatingRound, list[RatingUnit]]:
    found: dict[RatingRound, list[RatingUnit]] = {}
    for unit in units:
        found.setdefault(unit.rating_round, []).append(unit)
    return found


def _on_time(unit: RatingUnit, total: int, kept: int) -> Reading:
    basis = _("%(kept)d of %(total)d cases in time") % {"kept": kept, "total": total}
    value = rounded(FULL * kept / total) if total else FULL
    return Reading(value, basis, _cases_url(unit), answers=total)


def _cases_url(unit: RatingUnit) -> str:
    grid = unit.estate.unit_grid
    return reverse("grids:cases") + (f"?grid={grid.public_id}" if grid else "")


def party_organisations(units: Sequence[RatingUnit]) -> dict[int, Reading]:
    """How far the Party organisation of each firm is set up."""
    return {unit.pk: party_organisation(unit) for unit in units}


def party_organisation(unit: RatingUnit) -> Reading:
    """How far the Party organisation of the firm is set up, or an instructor covers it (R-214)."""
    firm: Any = unit.firm
    url = firm.get_absolute_url()
    if firm.party_state in PARTY_SHARES:
        return Reading(PARTY_SHARES[firm.party_state], firm.get_party_state_display(), url)
    if firm.partner and firm.partner.known_coverage.state == CoverageState.WORK:
        return Reading(GUIDED_SHARE, str(CoverageState.WORK.label), url)
    return Reading(Decimal(0), _("No Party organisation is on record."), url)


def satisfaction_of(units: Sequence[RatingUnit]) -> dict[int, Reading]:
    """The survey of the quarter; with too small a sample the last one, for a few quarters."""
    said = measured(units, RatingSource.SURVEY)
    found = {unit.pk: said[unit.pk] for unit in units if _rests_on_enough(unit, said)}
    for rating_round, own in _by_round(units).items():
        found |= _earlier_satisfaction(rating_round, [each for each in own if each.pk not in found])
    return found


def _rests_on_enough(unit: RatingUnit, said: Readings) -> bool:
    reading = said.get(unit.pk)
    return reading is not None and is_enough(
        unit.rating_round.scheme, answers=reading.answers, households=unit.household_count
    )


def _earlier_satisfaction(rating_round: RatingRound, units: list[RatingUnit]) -> dict[int, Reading]:
    """What the surveys of the last quarters said of these units, the latest first."""
    found: dict[int, Reading] = {}
    for back in range(1, rating_round.scheme.carry_quarters + 1):
        left = [unit for unit in units if unit.pk not in found]
        if left:
            earlier = _measured_in(rating_round, rating_round.period.later(-back))
            found |= {
                unit.pk: earlier[unit.firm_id, unit.estate_id]
                for unit in left
                if (unit.firm_id, unit.estate_id) in earlier
            }
    return found


def _measured_in(rating_round: RatingRound, period: Period) -> dict[tuple[int, int], Reading]:
    """What was measured of each firm at each estate in that quarter, by its first item."""
    rows = RatingInput.objects.filter(
        unit__rating_round__in=RatingRound.objects.of_quarter(rating_round.street, period),
        source=RatingSource.SURVEY,
        is_carried=False,
    )
    basis = _("Sample too small; kept from %(quarter)s") % {"quarter": period}
    found: dict[tuple[int, int], Reading] = {}
    for firm, estate, value, url in rows.values_list(
        "unit__firm", "unit__estate", "value", "record_url"
    ):
        found.setdefault((firm, estate), Reading(value, basis, url, is_carried=True))
    return found
