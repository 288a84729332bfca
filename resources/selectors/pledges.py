"""What waits for a person of the wishes of a street."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.enums import Role
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting
from resources.models import Wish
from resources.pledge_enums import WishState

MOST = 20


def pledges_waiting(*, reader: User) -> list[Waiting]:
    """What the office is to review, what a community and what a unit is to go on with."""
    office = reach_of(reader, Role.OFFICE)
    community, unit = reach_of(reader, Role.SECRETARY), reach_of(reader, Role.PARTNER_LIAISON)
    return [
        *(_wishes(office.streets("street"), _OFFICE) if office else ()),
        *(_wishes(community.orgs("community"), _COMMUNITY) if community else ()),
        *(_wishes(unit.partners("claimant"), _UNIT) if unit else ()),
    ]


_OFFICE = {WishState.GATHERED: gettext_lazy("Review it")}
_COMMUNITY = {
    WishState.RETURNED: gettext_lazy("It was sent back"),
    WishState.REVIEWED: gettext_lazy("Publish it"),
    WishState.FULFILLED: gettext_lazy("Confirm it"),
}
_UNIT = {WishState.CLAIMED: gettext_lazy("Make it come true")}


def _wishes(within: Any, notes: dict[WishState, Any]) -> list[Waiting]:
    rows = Wish.objects.filter(within, state__in=notes).order_by("updated_at", "pk")[:MOST]
    return [
        Waiting(
            str(wish),
            wish.get_absolute_url(),
            timezone.localdate(wish.updated_at),
            _("wish"),
            str(notes[WishState(wish.state)]),
        )
        for wish in rows
    ]
