"""The yearly review of what communities may be asked to do, proven by a published list."""

from typing import Any, Final

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import MattersEdition
from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import STREETS
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind


def _to_the_list(duty: Any) -> Crumb:
    address = reverse("liaison:matters-published", args=[duty.org.public_id])
    return Crumb(_("Open the list of matters"), address)


DECLARED: Final = (
    Declaration(
        "OB-19",
        "R-262",
        gettext_lazy("Review of the list of responsibilities and matters"),
        gettext_lazy("A version of the list is published in the year."),
        STREETS,
        PeriodKind.YEAR,
        evidence=Evidence(
            rows=MattersEdition.objects.all,
            day=F("published_on"),
            match={"street": "subject_pk"},
            way=_to_the_list,
        ),
    ),
)
