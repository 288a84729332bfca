"""Obligations proven by a training, a reception or a mutual appraisal (R-272, R-193, R-026)."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import MutualAppraisal, MutualAppraisalLine, Occasion
from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import CIRCLES, COMMUNITIES, STREETS
from liaison.occasion_enums import OCCASIONS, OccasionKind
from orgs.models import Circle
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind

LAST_VERDICT: Final = Subquery(
    MutualAppraisalLine.objects.filter(appraisal=OuterRef("pk"))
    .order_by()
    .values("appraisal")
    .annotate(last=Max("scored_on"))
    .values("last")
)


def _to_note(kind: OccasionKind) -> Callable[[Any], Crumb]:
    def way(duty: Any) -> Crumb:
        address = reverse("liaison:occasion-note", args=[kind.value])
        return Crumb(OCCASIONS[kind].deed, f"{address}?org={duty.org.code}")

    return way


def _to_appraise(duty: Any) -> Crumb:
    circle = Circle.objects.filter(pk=duty.subject_pk).first()
    query = f"?circle={circle.public_id}" if circle else ""
    return Crumb(_("Open a mutual appraisal"), reverse("liaison:mutualappraisal-open") + query)


def _held(kind: OccasionKind) -> Evidence:
    """Occasions of one kind that the very organisation held."""
    return Evidence(
        rows=partial(Occasion.objects.of_kind, kind),
        day=F("held_on"),
        match={"org": "subject_pk"},
        way=_to_note(kind),
    )


DECLARED: Final = (
    Declaration(
        "OB-06",
        "R-026",
        gettext_lazy("Mutual study, check and appraisal in a circle"),
        gettext_lazy("Every member is scored, or nothing was found."),
        CIRCLES,
        PeriodKind.HALF,
        evidence=Evidence(
            rows=MutualAppraisal.objects.complete,
            begun=MutualAppraisal.objects.all,
            day=Coalesce(LAST_VERDICT, F("opened_on")),
            match={"circle": "subject_pk"},
            way=_to_appraise,
        ),
    ),
    Declaration(
        "OB-12",
        "R-272",
        gettext_lazy("Training of the community workers"),
        gettext_lazy("The training of the year is recorded with its head count."),
        STREETS,
        PeriodKind.YEAR,
        evidence=_held(OccasionKind.TRAINING),
    ),
    Declaration(
        "OB-20-5",
        "R-193",
        gettext_lazy("Reception by the delegates"),
        gettext_lazy("A reception is recorded."),
        COMMUNITIES,
        evidence=_held(OccasionKind.RECEPTION),
    ),
)
