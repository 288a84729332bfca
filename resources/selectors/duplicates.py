"""Needs that were filed twice, as far as their words tell (SM-1)."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from orgs.models import User
from orgs.selectors.numbers import number_of
from resources.enums import NeedState
from resources.models import Need
from resources.selectors.wording import likeness
from resources.standards import LIKENESS, LOOK_BACK

MOST = 5
_GONE = (NeedState.WITHDRAWN, NeedState.MERGED)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A need that may be the same as another, and how much of the words they share."""

    need: Need
    likeness: int


def duplicates_of(need: Need, *, reader: User) -> list[Duplicate]:
    """Needs of the same owner that lately said nearly the same, the likest first.

    A need that is not stored yet can be asked about too.
    """
    since = timezone.now() - timedelta(days=number_of(need.street, LOOK_BACK))
    side = "owner_org" if need.owner_org_id else "owner_partner"
    rows = Need.objects.visible_to(reader).for_list().filter(created_at__gte=since)
    rows = rows.filter(**{side: need.owner}).exclude(state__in=_GONE).exclude(pk=need.pk)
    least, words = number_of(need.street, LIKENESS), _words(need)
    found = [Duplicate(row, likeness(words, _words(row))) for row in rows]
    found = [each for each in found if each.likeness >= least]
    return sorted(found, key=lambda each: -each.likeness)[:MOST]


def _words(need: Need) -> str:
    # The first clause of a text often stands as its title again.
    return need.content if need.title in need.content else f"{need.title}。{need.content}"
