"""Obligations proven by pledges, appraisals and activities of volunteers."""

from typing import Final

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.obligation_enums import Debtor
from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import COMMUNITIES, PAIRED_UNITS, PAIRS, UNITS
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind
from resources.models import AnnualPledge, Appraisal, AppraisalSheet, VolunteerActivity

OF_UNIT: Final = {"partner": "partner", "year": "year"}
LAST_SHEET: Final = Subquery(
    AppraisalSheet.objects.filter(appraisal=OuterRef("pk"))
    .order_by("-submitted_at")
    .values("submitted_at")[:1]
)


def _to_pledges(_obligation: object) -> Crumb:
    return Crumb(_("Open the pledges"), reverse("resources:pledges"))


DECLARED: Final = (
    Declaration(
        "OB-11",
        "R-241",
        gettext_lazy("Activity of a community's volunteers"),
        gettext_lazy("An activity is noted with its day, its people and its hours."),
        COMMUNITIES,
        PeriodKind.QUARTER,
        evidence=Evidence(
            rows=VolunteerActivity.objects.all,
            day=F("held_on"),
            match={"tally__community": "subject_pk"},
            way=lambda _each: Crumb(_("Note the activity"), reverse("resources:tallies")),
        ),
    ),
    Declaration(
        "OB-13",
        "R-228",
        gettext_lazy("The annual five of a unit's members"),
        gettext_lazy("Every member concerned has done each of the five in the year."),
        PAIRED_UNITS,
        PeriodKind.YEAR,
        evidence=Evidence(
            rows=AnnualPledge.objects.with_all_five,
            begun=AnnualPledge.objects.all,
            day=TruncDate("updated_at"),
            match=OF_UNIT,
            by_year=True,
            way=_to_pledges,
        ),
        debtor=Debtor.PARTNER,
    ),
    Declaration(
        "OB-14",
        "R-329",
        gettext_lazy("The annual three of a unit"),
        gettext_lazy("A thing done, an activity and a hard problem are linked for the year."),
        UNITS,
        PeriodKind.YEAR,
        evidence=Evidence(
            rows=AnnualPledge.objects.with_all_three,
            begun=AnnualPledge.objects.all,
            day=TruncDate("updated_at"),
            match=OF_UNIT,
            by_year=True,
            way=_to_pledges,
        ),
        debtor=Debtor.PARTNER,
    ),
    Declaration(
        "OB-15",
        "R-185",
        gettext_lazy("Two-way appraisal of a unit and its community"),
        gettext_lazy("Both sides have handed in their sheets for the year."),
        PAIRS,
        PeriodKind.YEAR,
        evidence=Evidence(
            rows=Appraisal.objects.complete,
            begun=Appraisal.objects.all,
            day=TruncDate(LAST_SHEET),
            match={"partner": "partner", "community": "org", "year": "year"},
            by_year=True,
            way=lambda _each: Crumb(_("Open the appraisals"), reverse("resources:appraisals")),
        ),
        debtor=Debtor.BOTH,
    ),
)
