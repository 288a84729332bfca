"""Why a person sees a body or what belongs to its meetings."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import (
    ActionItem,
    AgendaItem,
    Body,
    Censure,
    ContactPoint,
    Finding,
    Inspection,
    Meeting,
    Membership,
    Minutes,
    Visit,
)
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.sight import Owner, Sight, register_sight

_BODYS_ORG = gettext_lazy("organisation of the body")


def _owners(row: Any) -> Iterable[Owner]:
    yield Owner(_BODYS_ORG, row.org)


def _owners_of_item(item: ActionItem) -> Iterable[Owner]:
    yield Owner(_("unit in charge"), item.owner)
    yield Owner(_("assigned by"), item.assigner)


def _owners_of_visit(visit: Visit) -> Iterable[Owner]:
    places = (visit.place_org, visit.place_partner, visit.community, visit.street)
    yield from (Owner(_("place"), place) for place in dict.fromkeys(places) if place)
    by = visit.by_org or visit.by_partner
    if by:
        yield Owner(_("for organisation or unit"), by)


def _made_by(visit: Visit, reader: User) -> Iterator[str]:
    if visit.visitor_id == reader.pk:
        yield _("You made the visit.")


def _owners_of_finding(finding: Finding) -> Iterable[Owner]:
    if finding.visit:
        yield from _owners_of_visit(finding.visit)
    else:
        yield Owner(_("inspected"), finding.place)
        yield Owner(_("sub-district"), finding.street)


def _owners_of_inspection(inspection: Inspection) -> Iterable[Owner]:
    yield Owner(_("sub-district"), inspection.street)
    drawn = inspection.subjects.filter(is_drawn=True).select_related("org", "partner")
    yield from (Owner(_("inspected"), each.subject) for each in drawn)


def _owners_of_censure(censure: Censure) -> Iterable[Owner]:
    yield Owner(_("sub-district"), censure.street)


def _kept_by(point: ContactPoint, reader: User) -> Iterator[str]:
    if point.leader_id == reader.pk:
        yield _("You keep contact with this community.")


def _seats_on(body: Body, reader: User) -> Iterator[str]:
    seats = Membership.objects.seats_of(reader, reach_of(reader)).filter(body=body)
    for seat in seats.for_list():
        if seat.user_id == reader.pk:
            yield _("You have a seat on %(body)s.") % {"body": body}
        else:
            yield _("%(unit)s has a seat on %(body)s.") % {"unit": seat.unit, "body": body}


def register_sights() -> None:
    """Let the page of reasons explain the nouns of this app."""
    register_sight("body", Sight(Body, _owners, _seats_on))
    register_sight("meeting", Sight(Meeting, _owners, lambda row, who: _seats_on(row.body, who)))
    for kind, noun in (("agendaitem", AgendaItem), ("minutes", Minutes)):
        sight = Sight(noun, _owners, lambda row, who: _seats_on(row.meeting.body, who))
        register_sight(kind, sight)
    register_sight("actionitem", Sight(ActionItem, _owners_of_item))
    register_sight("visit", Sight(Visit, _owners_of_visit, _made_by))
    register_sight(
        "finding",
        Sight(
            Finding,
            _owners_of_finding,
            lambda row, who: _made_by(row.visit, who) if row.visit else (),
        ),
    )
    register_sight("inspection", Sight(Inspection, _owners_of_inspection))
    register_sight("contactpoint", Sight(ContactPoint, _owners, _kept_by))
    register_sight("censure", Sight(Censure, _owners_of_censure))
