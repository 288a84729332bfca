"""What following up shall reach: items handled in time, points, communities and firms visited."""

from datetime import date
from functools import partial
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from liaison.followup_enums import ActionItemState
from liaison.models import ActionItem, ContactPoint, Visit
from liaison.selectors.following import month_of, quarter_of
from liaison.standards import EACH_LEADER, VISIT_SCOPE
from orgs.enums import Basic, OrgKind
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.models import CircleMembership, Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject, below_org
from orgs.selectors.numbers import number_in


def _items_below(rows: Any, org: Org) -> Any:
    return rows.within(reach_over(org))


ITEMS: Final = Subject(
    "action-items",
    _("Action items"),
    rows=ActionItem.objects.visible_to,
    below=_items_below,
)
POINTS: Final = Subject(
    "contact-points",
    _("Contact points"),
    rows=lambda reader: ContactPoint.objects.visible_to(reader).current(),
    below=below_org("posting__org"),
)
MEMBERS: Final = Subject(
    "circle-members",
    _("Members of circles"),
    rows=lambda reader: CircleMembership.objects.visible_to(reader).current(),
    below=lambda rows, org: (
        rows.touching(reach_over(org)) | rows.filter(reach_over(org).streets("circle__street"))
    ),
)


def _decided(today: date) -> Q:
    """Condition: struck off, or past its deadline; what was withdrawn is not counted."""
    over = Q(due_on__lt=today) & ~Q(state=ActionItemState.WITHDRAWN)
    return Q(state=ActionItemState.STRUCK_OFF) | over


def _handled_in_time(_today: date) -> Q:
    return Q(state=ActionItemState.STRUCK_OFF, reported_on__lte=F("due_on"))


def _visits_of_month(today: date) -> Any:
    month = month_of(today)
    return Visit.objects.between(month.first_day, month.last_day)


def _point_visited(today: date) -> Any:
    """Condition: visited this month; where the setting says so, any point of the leader counts."""
    visits = _visits_of_month(today)
    here = Exists(visits.filter(contact_point=OuterRef("pk")))
    by_leader = Exists(visits.filter(contact_point__leader=OuterRef("leader")))
    per_leader = Exact(number_in(VISIT_SCOPE, "posting__org"), EACH_LEADER)
    return Q(here) | (Q(per_leader) & Q(by_leader))


def _community_visited(today: date) -> Any:
    quarter = quarter_of(today)
    visits = Visit.objects.between(quarter.first_day, quarter.last_day)
    return Exists(visits.filter(community=OuterRef("pk")))


def _member_visited(today: date) -> Any:
    visits = _visits_of_month(today)
    return Exists(visits.filter(place_partner=OuterRef("member_partner"))) | Exists(
        visits.filter(place_org=OuterRef("member_org"))
    )


ITEM_INDICATORS: Final = (
    Indicator(
        key="item-in-time",
        rule="R-294",
        basic=Basic.SYSTEM,
        subject=ITEMS.key,
        label=_("Action items reported in time and struck off"),
        missing=_("Action items not reported in time or not struck off"),
        of=_decided,
        met=_handled_in_time,
    ),
)
POINT_INDICATORS: Final = (
    Indicator(
        key="point-unvisited",
        rule="R-288",
        basic=Basic.ACTIVITY,
        subject=POINTS.key,
        label=_("Contact points visited this month"),
        missing=_("Contact points not visited this month"),
        met=_point_visited,
    ),
)
_of_communities = partial(
    Indicator, subject=ORGS.key, of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE)
)
ORG_INDICATORS: Final = (
    _of_communities(
        key="community-unvisited",
        rule="R-289",
        basic=Basic.ACTIVITY,
        label=_("Communities visited this quarter"),
        missing=_("Communities not visited this quarter"),
        met=_community_visited,
    ),
)
MEMBER_INDICATORS: Final = (
    Indicator(
        key="member-unvisited",
        rule="R-039",
        basic=Basic.ACTIVITY,
        subject=MEMBERS.key,
        label=_("Members of circles visited this month"),
        missing=_("Members of circles not visited this month"),
        met=_member_visited,
    ),
)
