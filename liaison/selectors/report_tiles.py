"""What the dashboards show of the monthly reports: who has not filed, and how far they are."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.models import ReportReturn, ReportRound
from liaison.report_enums import SETTLED_STATES, UNFILED_STATES, ReturnState
from orgs.enums import BUSINESS_ROLES, Role
from orgs.scoping import Reach
from orgs.selectors.tiles import Block, Measure, Tile, register_tiles

WORKS_ON_REPORTS = BUSINESS_ROLES - {Role.PARTNER_LIAISON}


def _returns(reach: Reach) -> Any:
    return ReportReturn.objects.filter(reach.orgs("community"))


def _last_returns(reach: Reach) -> Any:
    """The returns of the last month that a round was opened for."""
    rounds = ReportRound.objects.filter(street=OuterRef("round__street"), is_history=False)
    last = rounds.order_by("-starts_on").values("pk")[:1]
    return _returns(reach).filter(round=Subquery(last))


def _overdue(today: date) -> Q:
    return Q(state__in=sorted(UNFILED_STATES), round__due_on__lt=today)


TILES = (
    Tile(
        key="reports-waiting",
        title=_("Monthly reports"),
        block=Block.TODO,
        rows=_returns,
        listing="reports",
        page=lambda _place: reverse("liaison:reports"),
        roles=WORKS_ON_REPORTS,
        measures=(
            Measure(
                "late",
                _("Monthly reports that are overdue"),
                _overdue,
                since="round__due_on",
                who=_("secretary of the community"),
                is_urgent=True,
            ),
            Measure(
                "receive",
                _("Monthly reports to be received"),
                lambda _today: Q(state=ReturnState.SUBMITTED),
                since="submitted_at",
                who=_("Party-building office"),
            ),
        ),
    ),
    Tile(
        key="reports",
        title=_("Monthly reports of the last month opened"),
        block=Block.FIGURES,
        rows=_last_returns,
        listing="reports",
        page=lambda _place: reverse("liaison:reports"),
        roles=WORKS_ON_REPORTS,
        measures=(
            Measure("missing", _("not filed"), lambda _t: Q(state__in=sorted(UNFILED_STATES))),
            Measure("filed", _("filed"), lambda _t: Q(state=ReturnState.SUBMITTED)),
            Measure(
                "settled",
                pgettext_lazy("report", "received"),
                lambda _t: Q(state__in=sorted(SETTLED_STATES)),
            ),
        ),
    ),
)


def register() -> None:
    """Make the tiles of the monthly reports known."""
    register_tiles(*TILES)
