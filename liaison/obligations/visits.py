"""Obligations that a visit proves: of leaders to their contact points, and to member units."""

from typing import Any, Final

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import ContactPoint, Visit
from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import CONTACT_LEADERS, MEMBER_UNITS
from liaison.standards import EACH_LEADER, VISIT_SCOPE
from orgs.models import CircleMembership
from orgs.selectors.numbers import number_in
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind

CIRCLE_VISITS: Final = "OB-07"
FILED: Final = gettext_lazy("A visit is filed within the month.")


def _file(duty: Any) -> Crumb:
    """To the form of a visit, with the place."""
    return Crumb(_("File the visit"), f"{reverse('liaison:visit-note')}?place={duty.org.code}")


def _file_at_member(duty: Any) -> Crumb:
    """To the form of a visit, with the unit that is to be visited."""
    unit = CircleMembership.objects.values_list("member_partner__public_id", flat=True)
    address = f"{reverse('liaison:visit-note')}?unit={unit.get(pk=duty.subject_pk)}"
    return Crumb(_("File the visit"), address)


def _by_the_same_leader() -> Any:
    """Visits to another contact point of the leader, where one visit a month is enough (A-19)."""
    points = ContactPoint.objects.annotate(scope=number_in(VISIT_SCOPE, "posting__org"))
    return Exists(
        points.filter(
            scope=EACH_LEADER,
            posting=OuterRef(OuterRef("subject_pk")),
            leader=OuterRef("contact_point__leader"),
        )
    )


DECLARED: Final = (
    Declaration(
        CIRCLE_VISITS,
        "R-039",
        gettext_lazy("Visit to a member unit of a circle"),
        FILED,
        MEMBER_UNITS,
        PeriodKind.MONTH,
        evidence=Evidence(
            rows=lambda: Visit.objects.exclude(place_partner=None),
            day=F("visited_on"),
            match={"place_partner__circle_memberships": "subject_pk"},
            way=_file_at_member,
        ),
    ),
    Declaration(
        "OB-08",
        "R-288",
        gettext_lazy("Visit of a leader to the contact point"),
        FILED,
        CONTACT_LEADERS,
        PeriodKind.MONTH,
        evidence=Evidence(
            rows=lambda: Visit.objects.exclude(contact_point=None),
            day=F("visited_on"),
            match={"contact_point__posting": "subject_pk"},
            way=_file,
            also=_by_the_same_leader,
        ),
    ),
)
