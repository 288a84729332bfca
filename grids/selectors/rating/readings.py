"""What the portal's own records say of a firm at an estate at the cut-off."""

from decimal import Decimal
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from grids.enums import PartyState
from grids.models import Case, Estate, RatingInput, RatingUnit
from grids.rating_enums import RatingSource
from grids.selectors.rating.frozen import rounded
from grids.selectors.rating.sources import Reading, is_enough, measured, register_source
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
    register_source(RatingSource.REGISTER, party_organisation)


def cases_on_time(unit: RatingUnit) -> Reading:
    """Cases of the quarter at the estate that were answered in time (R-096).

    Those whose firm is named count for that firm; the others by the unit grid of the estate.
    Where no case was due, none was late.
    """
    first, after = unit.rating_round.period.bounds()
    due = Case.objects.filter(
        _at_the_estate(unit),
        street=unit.rating_round.street,
        reported_at__gte=first,
        reported_at__lt=after,
        is_answered_in_time__isnull=False,
    )
    total, kept = due.count(), due.filter(is_answered_in_time=True).count()
    basis = _("%(kept)d of %(total)d cases in time") % {"kept": kept, "total": total}
    value = rounded(FULL * kept / total) if total else FULL
    return Reading(value, basis, _cases_url(unit), answers=total)


def _at_the_estate(unit: RatingUnit) -> Q:
    named = Q(firm_name=unit.firm.name)
    grid = unit.estate.unit_grid
    if grid is None:
        return named & Q(spot__contains=unit.estate.name)
    inside = Q(grid__tree_id=grid.tree_id, grid__lft__gte=grid.lft, grid__rght__lte=grid.rght)
    return inside & (named | Q(firm_name=""))


def _cases_url(unit: RatingUnit) -> str:
    grid = unit.estate.unit_grid
    return reverse("grids:cases") + (f"?grid={grid.public_id}" if grid else "")


def party_organisation(unit: RatingUnit) -> Reading:
    """How far the Party organisation of the firm is set up, or an instructor covers it (R-214)."""
    firm: Any = unit.firm
    url = firm.get_absolute_url()
    if firm.party_state in PARTY_SHARES:
        return Reading(PARTY_SHARES[firm.party_state], firm.get_party_state_display(), url)
    if firm.partner and firm.partner.known_coverage.state == CoverageState.WORK:
        return Reading(GUIDED_SHARE, str(CoverageState.WORK.label), url)
    return Reading(Decimal(0), _("No Party organisation is on record."), url)


def satisfaction_of(unit: RatingUnit) -> Reading | None:
    """The survey of the quarter; with too small a sample the last one, for a few quarters."""
    scheme = unit.rating_round.scheme
    reading = measured(unit, RatingSource.SURVEY)
    if reading and is_enough(scheme, answers=reading.answers, households=unit.household_count):
        return reading
    return _earlier_satisfaction(unit, scheme.carry_quarters)


def _earlier_satisfaction(unit: RatingUnit, quarters: int) -> Reading | None:
    this = unit.rating_round.period
    for back in range(1, quarters + 1):
        period = this.later(-back)
        found = _measured_in(unit, period)
        if found:
            basis = _("Sample too small; kept from %(quarter)s") % {"quarter": period}
            return Reading(found.value, basis, found.record_url, is_carried=True)
    return None


def _measured_in(unit: RatingUnit, period: Period) -> RatingInput | None:
    estate: Estate = unit.estate
    return RatingInput.objects.filter(
        unit__rating_round__street=unit.rating_round.street,
        unit__rating_round__year=period.year,
        unit__rating_round__quarter=period.number,
        unit__firm=unit.firm,
        unit__estate=estate,
        source=RatingSource.SURVEY,
        is_carried=False,
    ).first()
