"""What the register of cases shall show: each lies somewhere, and what is closed is solved."""

from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids.models import Case
from orgs.enums import Basic
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject


def below(rows: Any, org: Org) -> Any:
    """Cases that somebody who holds a role over the organisation would reach."""
    return rows.within(reach_over(org))


SUBJECT: Final = Subject("cases", _("Cases"), rows=Case.objects.visible_to, below=below)
INDICATORS: Final = (
    Indicator(
        key="case-placed",
        rule="R-091",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Cases placed in a community"),
        missing=_("Cases placed in no community"),
        met=lambda _today: Q(community__isnull=False),
    ),
    Indicator(
        key="case-solved",
        rule="R-096",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Closed cases that were solved"),
        missing=_("Closed cases that were not solved"),
        of=lambda _today: Q(is_solved__isnull=False),
        met=lambda _today: Q(is_solved=True),
    ),
)
