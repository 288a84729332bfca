"""What bodies want of those who keep them: nominations to settle, terms that end."""

from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.body_enums import NominationState
from liaison.models import Membership, Nomination
from liaison.nomination_workflow import KEEPERS
from liaison.selectors.terms import ending_seats
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting

MOST = 20


def bodies_waiting(*, reader: User) -> list[Waiting]:
    """Nominations to settle, and bodies on which terms end within half a year."""
    reach = reach_of(reader, *KEEPERS)
    kept = reach.orgs("body__org")
    return [
        *map(_to_settle, Nomination.objects.filter(kept).open().for_list().order_by("pk")[:MOST]),
        *_terms_that_end(Membership.objects.filter(kept)),
    ]


def _to_settle(nomination: Nomination) -> Waiting:
    is_new = nomination.state == NominationState.PROPOSED
    return Waiting(
        title=str(nomination),
        url=nomination.get_absolute_url(),
        since=timezone.localdate(nomination.updated_at),
        kind=_("nomination"),
        note=_("Put it before the committee.") if is_new else _("Appoint or refuse."),
    )


def _terms_that_end(seats: Any) -> list[Waiting]:
    ending = ending_seats(seats, today=timezone.localdate())
    rows = ending.select_related("body").order_by("ends_on", "body", "pk")
    found = []
    for (day, body), held in groupby(rows, key=lambda seat: (seat.ends_on, seat.body)):
        note = _("%(count)s terms end: reappoint or nominate.") % {"count": len(list(held))}
        found.append(Waiting(body.name, body.get_absolute_url(), None, _("body"), note, due_on=day))
    return found[:MOST]
