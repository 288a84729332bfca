"""What is counted of a period about organisations and partner units."""

from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from orgs.models import Org, Partner
from orgs.selectors.figures import PeriodFigure, in_days, standing_on

_units = partial(
    PeriodFigure, model=Partner, place="pairings__community", rows="units", unit=_("units")
)

FIGURES: Final = (
    PeriodFigure(
        key="org-count",
        rule="R-052",
        label=_("Party organisations at the end"),
        unit=_("organisations"),
        model=Org,
        place="pk",
        when=standing_on,
        rows="orgs",
        stands=True,
    ),
    _units(
        key="unit-checked-in",
        rule="R-177",
        label=_("Units that checked in"),
        when=in_days("pairings__checked_in_on"),
    ),
)
