"""Why a person sees a row of the lists."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.scoping import reach_of
from orgs.selectors.sight import Owner, Sight, register_sight
from resources.models import (
    Agreement,
    AnnualPledge,
    Appraisal,
    Booking,
    Match,
    MatchPlan,
    MatchPlanLine,
    Need,
    Project,
    Resource,
    Venue,
    VolunteerTally,
    Wish,
)
from resources.models.ownership import in_streets_of
from resources.models.resources import shared_with
from resources.models.wishes import shared_among
from resources.venue_enums import VenueState


def _owners(row: Any) -> Iterable[Owner]:
    yield Owner(gettext_lazy("owner"), row.owner)
    if row.owner_partner_id:
        yield Owner(gettext_lazy("sub-district"), row.street)


def _of_both(match: Match) -> Iterable[Owner]:
    yield Owner(gettext_lazy("side of the need"), match.need.owner)
    yield Owner(gettext_lazy("side of the resource"), match.resource.owner)
    yield Owner(gettext_lazy("sub-district"), match.street)


def _of_street(row: MatchPlan | MatchPlanLine) -> Iterable[Owner]:
    yield Owner(gettext_lazy("sub-district"), row.org)


def _of_project(project: Project) -> Iterable[Owner]:
    yield Owner(gettext_lazy("side of the need"), project.need_side)
    yield Owner(gettext_lazy("side of the resource"), project.resource_side)
    yield Owner(gettext_lazy("sub-district"), project.street)


def _need_sideways(need: Need, reader: Any) -> Iterable[str]:
    if need.matches.visible_to(reader).exists():
        yield _("A resource of yours is matched with it.")


def _resource_sideways(resource: Resource, reader: Any) -> Iterable[str]:
    if Resource.objects.filter(shared_with(reach_of(reader)), pk=resource.pk).exists():
        yield _("It is published, so everybody who works in this sub-district sees it.")
    elif resource.matches.visible_to(reader).exists():
        yield _("A need of yours is matched with it.")


def _of_wish(wish: Wish) -> Iterable[Owner]:
    yield Owner(gettext_lazy("community"), wish.community)
    if wish.claimant_id:
        yield Owner(gettext_lazy("claimed by"), wish.claimant)


def _wish_sideways(wish: Wish, reader: Any) -> Iterable[str]:
    if Wish.objects.filter(shared_among(reach_of(reader)), pk=wish.pk).exists():
        yield _("It is published, so everybody who works in this sub-district sees it.")


def _of_pair(row: Any) -> Iterable[Owner]:
    yield Owner(gettext_lazy("community"), row.community)
    yield Owner(gettext_lazy("partner unit"), row.partner)


def _of_community(tally: VolunteerTally) -> Iterable[Owner]:
    yield Owner(gettext_lazy("community"), tally.community)


def _of_unit(pledge: AnnualPledge) -> Iterable[Owner]:
    yield Owner(gettext_lazy("partner unit"), pledge.partner)
    yield Owner(gettext_lazy("sub-district"), pledge.partner.street)
    for pairing in pledge.partner.pairings.select_related("community"):
        yield Owner(gettext_lazy("community"), pairing.community)


def _of_venue(venue: Venue) -> Iterable[Owner]:
    yield Owner(gettext_lazy("who runs the venue"), venue.owner)
    yield Owner(gettext_lazy("sub-district"), venue.street)


def _venue_sideways(venue: Venue, reader: Any) -> Iterable[str]:
    shared = in_streets_of(reach_of(reader))
    if venue.state == VenueState.ACTIVE and Venue.objects.filter(shared, pk=venue.pk).exists():
        yield _("It is in use, so everybody who works in this sub-district sees it.")


def _of_booking(booking: Booking) -> Iterable[Owner]:
    yield Owner(gettext_lazy("who asks for the venue"), booking.owner)
    yield Owner(gettext_lazy("who runs the venue"), booking.venue.owner)
    yield Owner(gettext_lazy("sub-district"), booking.street)


def register_sights() -> None:
    """Let the page that explains what one sees know the nouns of this app."""
    register_sight("need", Sight(Need, _owners, _need_sideways))
    register_sight("resource", Sight(Resource, _owners, _resource_sideways))
    register_sight("match", Sight(Match, _of_both))
    register_sight("matchplan", Sight(MatchPlan, _of_street))
    register_sight("matchplanline", Sight(MatchPlanLine, _of_street))
    register_sight("project", Sight(Project, _of_project))
    register_sight("agreement", Sight(Agreement, _of_pair))
    register_sight("appraisal", Sight(Appraisal, _of_pair))
    register_sight("volunteertally", Sight(VolunteerTally, _of_community))
    register_sight("annualpledge", Sight(AnnualPledge, _of_unit))
    register_sight("wish", Sight(Wish, _of_wish, _wish_sideways))
    register_sight("venue", Sight(Venue, _of_venue, _venue_sideways))
    register_sight("booking", Sight(Booking, _of_booking))
