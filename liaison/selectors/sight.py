"""Why a person sees a body or what belongs to its meetings."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.matter_enums import LISTED_MATTER_STATES
from liaison.models import (
    AgendaItem,
    Body,
    Matter,
    Meeting,
    Membership,
    Minutes,
    Nomination,
    Obligation,
    Proposal,
)
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.sight import Owner, Sight, register_sight

_BODYS_ORG = gettext_lazy("organisation of the body")


def _owners(row: Any) -> Iterable[Owner]:
    yield Owner(_BODYS_ORG, row.org)


def _sides(nomination: Any) -> Iterable[Owner]:
    yield Owner(_BODYS_ORG, nomination.org)
    yield Owner(gettext_lazy("the side that nominated"), nomination.nominator)


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


def _owners_of_proposal(row: Proposal) -> Iterable[Owner]:
    """Who put it forward, its community, who shall do it, and the street that keeps it."""
    yield Owner(gettext_lazy("put forward by"), row.owner)
    yield Owner(gettext_lazy("community"), row.community)
    yield Owner(gettext_lazy("undertaken by"), row.named_undertaker)
    if row.owner != row.street:
        yield Owner(gettext_lazy("kept by"), row.street)


def _seats_on_group(row: Proposal, reader: User) -> Iterator[str]:
    if row.group is not None:
        yield from _seats_on(row.group, reader)


def _owners_of_matter(row: Matter) -> Iterable[Owner]:
    yield Owner(gettext_lazy("applicant"), row.owner)
    if row.owner != row.street:
        yield Owner(gettext_lazy("kept by"), row.street)


def _admitted(row: Matter, reader: User) -> Iterator[str]:
    if row.state in LISTED_MATTER_STATES:
        yield _("It was admitted into the communities of your sub-district.")


def register_sights() -> None:
    """Let the page of reasons explain the nouns of this app."""
    register_sight("body", Sight(Body, _owners, _seats_on))
    register_sight("nomination", Sight(Nomination, _sides))
    register_sight("meeting", Sight(Meeting, _owners, lambda row, who: _seats_on(row.body, who)))
    register_sight("obligation", Sight(Obligation, _owners_of_duty))
    for kind, noun in (("agendaitem", AgendaItem), ("minutes", Minutes)):
        sight = Sight(noun, _owners, lambda row, who: _seats_on(row.meeting.body, who))
        register_sight(kind, sight)
    register_sight("proposal", Sight(Proposal, _owners_of_proposal, _seats_on_group))
    register_sight("matter", Sight(Matter, _owners_of_matter, _admitted))
