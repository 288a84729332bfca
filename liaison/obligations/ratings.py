"""The obligation that a published rating proves: each firm under contract, every quarter."""

from typing import Final

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grids.models import Plate
from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import FIRMS
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind

# A rating names the quarter it is for, and is published after its end.
OF_QUARTER: Final = {
    "firm": "subject_pk",
    "rating_round__year": "year",
    "rating_round__quarter": "starts_on__quarter",
}

DECLARED: Final = (
    Declaration(
        "OB-10",
        "R-104",
        gettext_lazy("Rating of the property firms"),
        gettext_lazy("The rating of the quarter is published."),
        FIRMS,
        PeriodKind.QUARTER,
        evidence=Evidence(
            rows=Plate.objects.all,
            day=F("rating_round__published_on"),
            match=OF_QUARTER,
            by_year=True,
            way=lambda _each: Crumb(_("Open the ratings"), reverse("grids:ratings")),
        ),
        workdays_after=15,
    ),
)
