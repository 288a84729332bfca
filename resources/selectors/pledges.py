"""What waits for a person of the wishes and check-ins of a street."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.scoping import Reach
from orgs.selectors.waiting import Waiting
from resources.models import Agreement, Wish
from resources.pledge_enums import AgreementState, WishState

MOST = 20


def pledges_waiting(*, office: Reach, own: Reach) -> list[Waiting]:
    """What the office is to review, what a community and what a unit is to go on with."""
    return [
        *(_wishes(office.streets("street"), _OFFICE) if office else ()),
        *(_wishes(own.orgs("community"), _COMMUNITY) if own.subtrees else ()),
        *(_wishes(own.partners("claimant"), _UNIT) if own.partner_pks else ()),
        *(_check_ins(own) if own.subtrees else ()),
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


def _check_ins(reach: Reach) -> list[Waiting]:
    """Units that have asked to check in, and those whose agreement is not signed yet."""
    notes = {
        AgreementState.APPLIED: _("Accept or decline"),
        AgreementState.ACCEPTED: _("Sign the agreement"),
    }
    rows = Agreement.objects.filter(reach.orgs("community"), state__in=notes).for_list()
    return [
        Waiting(
            str(each),
            each.get_absolute_url(),
            timezone.localdate(each.updated_at),
            _("check-in"),
            notes[AgreementState(each.state)],
        )
        for each in rows.order_by("updated_at", "pk")[:MOST]
    ]
