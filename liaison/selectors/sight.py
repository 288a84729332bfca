"""Why a person sees a body or what belongs to its meetings."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import AgendaItem, Body, Meeting, Membership, Minutes, Obligation
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.sight import Owner, Sight, register_sight

_BODYS_ORG = gettext_lazy("organisation of the body")


def _owners(row: Any) -> Iterable[Owner]:
    yield Owner(_BODYS_ORG, row.org)


def _seats_on(body: Body, reader: User) -> Iterator[str]:
    seats = Membership.objects.seats_of(reader, reach_of(reader)).filter(body=body)
    for seat in seats.for_list():
        if seat.user_id == reader.pk:
            yield _("You have a seat on %(body)s.") % {"body": body}
        else:
            yield _("%(unit)s has a seat on %(body)s.") % {"unit": seat.unit, "body": body}


def _owners_of_duty(duty: Obligation) -> Iterable[Owner]:
    yield Owner(gettext_lazy("organisation"), duty.org)
    yield Owner(gettext_lazy("the unit itself"), duty.partner)


def register_sights() -> None:
    """Let the page of reasons explain the nouns of this app."""
    register_sight("body", Sight(Body, _owners, _seats_on))
    register_sight("meeting", Sight(Meeting, _owners, lambda row, who: _seats_on(row.body, who)))
    register_sight("obligation", Sight(Obligation, _owners_of_duty))
    for kind, noun in (("agendaitem", AgendaItem), ("minutes", Minutes)):
        sight = Sight(noun, _owners, lambda row, who: _seats_on(row.meeting.body, who))
        register_sight(kind, sight)
