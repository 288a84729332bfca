"""The claim hall: listed needs that are open to every unit of their street (R-176, SM-3)."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from orgs.models import StreetNumber, User
from orgs.selectors.calendar import work_calendar
from orgs.standards import number
from resources.enums import MatchState
from resources.models import Match, Need
from resources.standards import HALL

_FEW = 5


def hall(*, reader: User) -> QuerySet:
    """The needs the reader finds in the hall, with the number of claims that stand."""
    return Need.objects.open_to(reader).for_list().annotate(claim_count=_claims())


def unclaimed(today: date) -> QuerySet:
    """Listed needs that nobody took up for as many workdays as their street allows."""
    answered = Match.objects.filter(need=OuterRef("pk")).open()
    return Need.objects.listed().filter(_waited(today), ~Exists(answered), opened_at=None)


def alternatives_to(match: Match, *, reader: User, limit: int = _FEW) -> list[Need]:
    """Other open needs of the class, for a unit whose claim was declined."""
    met = Match.objects.filter(need=OuterRef("pk"), resource=match.resource)
    found = Need.objects.open_to(reader).for_list().filter(street=match.street)
    found = found.filter(~Exists(met), resource_class=match.need.resource_class)
    offer = match.resource
    side = "owner_org" if offer.owner_org_id else "owner_partner"
    found = found.exclude(Q(pk=match.need_id) | Q(**{side: offer.owner}))
    return list(found.order_by("opened_at", "pk")[:limit])


def _claims() -> Count:
    standing = Q(matches__state=MatchState.PROPOSED, matches__claimed_at__isnull=False)
    return Count("matches", filter=standing)


def _waited(today: date) -> Q:
    """Condition: the need has been on the list longer than its street lets it wait."""
    calendar = work_calendar()
    own = dict(StreetNumber.objects.filter(key=HALL).values_list("street", "value"))
    since = calendar.workdays_before(today, number(HALL).default)
    condition = Q(listed_at__date__lt=since) & ~Q(street__in=list(own))
    for street, workdays in own.items():
        since = calendar.workdays_before(today, workdays)
        condition |= Q(street=street, listed_at__date__lt=since)
    return condition
