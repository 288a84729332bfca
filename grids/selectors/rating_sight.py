"""Why somebody sees a row of a rating: through the sub-district, the estate, or the own firm."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grids.models import FirmScore, Plate, RatingRound, RatingScheme, RatingUnit
from grids.selectors.sight import owners_of_estate, owners_of_firm
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.sight import Owner

FIRM = _("unit that speaks for the firm")


def owners_of_scheme(scheme: RatingScheme) -> Iterator[Owner]:
    """The sub-district, and the firms that are rated by it."""
    yield Owner(_("sub-district"), scheme.street)
    for firm in scheme.street.firms.exclude(partner=None).select_related("partner"):
        yield Owner(FIRM, firm.partner)


def owners_of_round(rating_round: RatingRound) -> Iterator[Owner]:
    """The sub-district, and the firms that are rated in it."""
    yield Owner(_("sub-district"), rating_round.street)
    units = rating_round.units.exclude(firm__partner=None).select_related("firm__partner")
    for partner in {unit.firm.partner for unit in units}:
        yield Owner(FIRM, partner)


def owners_of_unit(unit: RatingUnit) -> Iterator[Owner]:
    """The sub-district, those who look after the estate, and the firm itself."""
    yield from owners_of_estate(unit.estate)
    yield Owner(FIRM, unit.firm.partner)


def owners_of_score(score: FirmScore) -> Iterator[Owner]:
    """As the rated estate; the score of the whole firm as the firm."""
    yield Owner(FIRM, score.firm.partner)
    yield from owners_of_estate(score.estate) if score.estate else owners_of_firm(score.firm)


def owners_of_plate(plate: Plate) -> Iterator[Owner]:
    """Whoever sees the firm."""
    yield from owners_of_firm(plate.firm)


def owners_of_objection(objection: Any) -> Iterator[Owner]:
    """The sub-district, and the firm that objects."""
    yield Owner(_("sub-district"), objection.org)
    yield Owner(FIRM, objection.score.firm.partner)


def owners_of_sanction(sanction: Any) -> Iterator[Owner]:
    """The sub-district, and the firm it binds."""
    yield Owner(_("sub-district"), sanction.org)
    yield Owner(FIRM, sanction.plate.firm.partner)


def works_there(row: Any, reader: User) -> Iterator[str]:
    """Whoever works anywhere in the sub-district reads how its firms are rated."""
    if any(each.tree_id == row.street.tree_id for each in reach_of(reader).subtrees):
        yield gettext("you work in this sub-district")
