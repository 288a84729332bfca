"""Why a person sees a series, a busy time, or the plan of a period."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import (
    BusyTime,
    MeetingSeries,
    Membership,
    PlannedSitting,
    SchedulePlan,
    SeriesSitting,
)
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.sight import Owner, Sight, register_sight

_BODYS_ORG = gettext_lazy("organisation of the body")
_PERSONS_ORG = gettext_lazy("organisation of the person")
_STREET = gettext_lazy("sub-district")


def _of_body(row: Any) -> Iterable[Owner]:
    yield Owner(_BODYS_ORG, row.org)


def _of_person(row: Any) -> Iterable[Owner]:
    yield Owner(_PERSONS_ORG, row.org)


def _of_street(row: Any) -> Iterable[Owner]:
    yield Owner(_STREET, row.org)


def _seat(series: MeetingSeries, reader: User) -> Iterator[str]:
    seats = Membership.objects.seats_of(reader, reach_of(reader)).filter(body=series.body)
    if seats.exists():
        yield _("You have a seat on %(body)s.") % {"body": series.body}


def _own(busy: BusyTime, reader: User) -> Iterator[str]:
    if busy.user_id == reader.pk:
        yield _("It is your own.")


def register_sights() -> None:
    """Let the page of reasons explain the nouns of planning."""
    register_sight("meetingseries", Sight(MeetingSeries, _of_body, _seat))
    register_sight(
        "seriessitting", Sight(SeriesSitting, _of_body, lambda row, who: _seat(row.series, who))
    )
    register_sight("busytime", Sight(BusyTime, _of_person, _own))
    register_sight("scheduleplan", Sight(SchedulePlan, _of_street))
    register_sight("plannedsitting", Sight(PlannedSitting, _of_street))
