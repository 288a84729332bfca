"""Obligations proven by a paper: a report or a plan that hangs on the duty itself as a file."""

from functools import partial
from typing import Any, Final

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import ENTERPRISES, STREETS
from orgs.models import Attachment
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind

OWNER: Final = "liaison.obligation"


def _to_the_file(duty: Any) -> Crumb:
    return Crumb(_("Attach the file"), reverse("orgs:attach", args=["obligation", duty.public_id]))


ATTACHED: Final = Evidence(
    rows=partial(Attachment.objects.filter, owner_type=OWNER),
    day=TruncDate("added_at"),
    match={"owner_id": "public_id"},
    way=_to_the_file,
)

DECLARED: Final = (
    Declaration(
        "OB-09",
        "R-145",
        gettext_lazy("Report of the leading group to the working committee"),
        gettext_lazy("The report of the year is attached."),
        STREETS,
        PeriodKind.YEAR,
        evidence=ATTACHED,
    ),
    Declaration(
        "OB-18",
        "R-045",
        gettext_lazy("Annual plan of an enterprise organisation"),
        gettext_lazy("The plan of the year is attached."),
        ENTERPRISES,
        PeriodKind.YEAR,
        evidence=ATTACHED,
    ),
)
FILED: Final = frozenset(each.key for each in DECLARED)
