"""Who can owe something: sub-districts, organisations of a kind, circles, units, pairs, posts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from grids.models import PropertyFirm, ServiceContract
from liaison.obligations.circle_visitors import with_visitors
from liaison.obligations.declarations import Subjects
from orgs.enums import MembershipState, OrgKind, PostKind
from orgs.models import Circle, Org, Pairing, Partner, Posting
from partybuild.periods import LOCAL_TIME


def _known(day: date) -> Q:
    """Rows that the portal knew when the day ended."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=LOCAL_TIME)
    return Q(created_at__lt=midnight)


def _open(day: Any) -> Q:
    return Q(closed_on=None) | Q(closed_on__gt=day)


def _orgs(condition: Q) -> Subjects:
    return Subjects(lambda: Org.objects.filter(condition), org="pk", known=_known, standing=_open)


STREETS = _orgs(Q(parent=None))
COMMUNITIES = _orgs(Q(kind=OrgKind.COMMUNITY_COMMITTEE))
BRANCHES = _orgs(Q(kind=OrgKind.BRANCH))
ENTERPRISES = _orgs(Q(kind=OrgKind.ENTERPRISE))

CIRCLES = Subjects(
    Circle.objects.all,
    org="street",
    known=_known,
    standing=lambda day: Q(dissolved_on=None) | Q(dissolved_on__gt=day),
)
UNITS = Subjects(Partner.objects.all, org="street", partner="pk", known=_known)
PAIRED_UNITS = Subjects(
    lambda: Partner.objects.filter(pk__in=Pairing.objects.values("partner")),
    org="street",
    partner="pk",
    known=_known,
)
FIRMS = Subjects(
    lambda: PropertyFirm.objects.filter(pk__in=ServiceContract.objects.values("firm")),
    org="street",
    known=_known,
)
PAIRS = Subjects(Pairing.objects.all, org="community", partner="partner", label=("partner__name",))
MEMBER_UNITS = Subjects(
    with_visitors,
    org="visiting_org",
    partner="visiting_unit",
    street="circle__street",
    is_shared=True,
    label=("circle__name", "member_partner__name"),
    known=lambda day: Q(joined_on__lte=day),
    standing=lambda day: ~Q(state=MembershipState.LEFT) | Q(left_on__gt=day),
)
CONTACT_LEADERS = Subjects(
    lambda: Posting.objects.filter(kind=PostKind.CONTACT_LEADER),
    org="org",
    label=("person_name",),
    standing=lambda day: Q(ends_on=None) | Q(ends_on__gt=day),
)
