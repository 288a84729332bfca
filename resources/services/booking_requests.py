"""What has to be true of a request for a venue: whose it is, when, and for how many (R-188)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Partner
from orgs.services.facts import FactRefused
from partybuild.errors import RuleViolation
from resources.models import Project, Venue
from resources.permissions import street_of
from resources.selectors.occasions import (
    MOST_AT_ONCE,
    Stretch,
    Trouble,
    is_on_the_quarter,
    stretches_of,
    troubles_of,
)
from resources.services.quarters import SlotTaken
from resources.venue_enums import VenueState


class VenueElsewhere(RuleViolation):
    """Venues are lent within a sub-district."""

    code = "venue_elsewhere"


class VenueClosed(RuleViolation):
    """The venue is not lent any longer."""

    code = "venue_closed"


class NotToBeHad(RuleViolation):
    """The venue is closed at that time, or the time cannot be booked."""

    code = "not_to_be_had"


def require_venue(venue: Venue, owner: Any, project: Project | None) -> None:
    """Go no further unless the venue is lent, and lent to the owner and for the project."""
    if venue.state == VenueState.CLOSED:
        raise VenueClosed(_("“%(venue)s” is closed.") % {"venue": venue})
    street = owner.street_id if isinstance(owner, Partner) else street_of(owner).pk
    if street != venue.street_id:
        raise VenueElsewhere(_("Choose a venue of the same sub-district."), field="owner")
    if project is not None and project.street_id != venue.street_id:
        raise VenueElsewhere(_("Choose a project of the same sub-district."), field="project")


def wanted_times(
    venue: Venue, stretch: Stretch, repeat: str, until: date | None, headcount: int
) -> list[Stretch]:
    """When it would be, once it is clear that the input makes sense."""
    _check_stretch(stretch)
    if headcount < 1:
        raise FactRefused(_("Give a number above zero."), field="headcount")
    if headcount > venue.seat_count:
        words = _("“%(venue)s” seats %(count)s.") % {"venue": venue, "count": venue.seat_count}
        raise FactRefused(words, field="headcount")
    if repeat and until is None:
        raise FactRefused(_("Say until when."), field="until")
    stretches = stretches_of(stretch, repeat, until)
    if not stretches:
        raise FactRefused(_("There is no such day until then."), field="until")
    if len(stretches) > MOST_AT_ONCE:
        raise FactRefused(_("Ask for 60 times at most."), field="until")
    return stretches


def _check_stretch(stretch: Stretch) -> None:
    if stretch.ends_at <= stretch.starts_at:
        raise FactRefused(_("The end lies before the beginning."), field="ends_at")
    for name in ("starts_at", "ends_at"):
        if not is_on_the_quarter(getattr(stretch, name)):
            raise FactRefused(_("Begin and end on a quarter of an hour."), field=name)


def to_be_had(venue: Venue, stretches: Sequence[Stretch], *, skip_clashes: bool) -> list[Stretch]:
    """The times that can be had, which are all of them unless others may be left out."""
    troubles = troubles_of(venue, stretches, now=timezone.now())
    against = {trouble.stretch for trouble in troubles}
    free = [each for each in stretches if each not in against]
    if troubles and not (skip_clashes and free):
        raise _refusal(troubles)
    return free


def _refusal(troubles: Sequence[Trouble]) -> RuleViolation:
    words = " ".join(trouble.words for trouble in troubles)
    is_taken = any(trouble.code == SlotTaken.code for trouble in troubles)
    return (SlotTaken if is_taken else NotToBeHad)(words, field="starts_at")
