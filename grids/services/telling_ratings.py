"""Who hears of which step of a rating: the office, the communities, and the firms themselves."""

from typing import Any

from django.utils.translation import gettext as _

from grids.models import Objection, PropertyFirm, RatingRound
from grids.rating_workflow import OFFICE
from orgs.enums import Role
from orgs.models import Org, User
from orgs.services.notifications import holders, notify


def tell_collectors(rating_round: RatingRound, step: str, day: str = "") -> None:
    """Tell everybody who has a sheet to fill in."""
    tell_office(rating_round, step, day=day)
    for community in _communities(rating_round):
        because = _("Firms at estates of %(org)s are rated.") % {"org": community}
        _tell(holders(community, Role.SECRETARY), rating_round, step, because, day)
    tell_firms(rating_round, step, day=day)


def tell_office(rating_round: RatingRound, step: str, *, day: str = "") -> None:
    """Tell the office of the sub-district."""
    because = _("You work in the office of %(street)s.") % {"street": rating_round.street}
    _tell(holders(rating_round.street, *OFFICE), rating_round, step, because, day)


def tell_firms(rating_round: RatingRound, step: str, *, day: str = "") -> None:
    """Tell the liaison of every firm that is rated."""
    firms = PropertyFirm.objects.filter(
        rating_units__rating_round=rating_round, partner__isnull=False
    )
    for firm in firms.select_related("partner").distinct():
        because = _("You speak for %(firm)s.") % {"firm": firm}
        partner: Any = firm.partner
        _tell(holders(partner, Role.PARTNER_LIAISON), rating_round, step, because, day)


def tell_of_objection(objection: Objection, step: str, *, actor: User) -> None:
    """Tell the other side: the office of what was filed, the firm of what was decided."""
    street, firm = objection.rating_round.street, objection.score.firm
    people = holders(street, *OFFICE)
    because = _("You work in the office of %(street)s.") % {"street": street}
    if step not in ("file", "examine"):
        people = holders(firm.partner, Role.PARTNER_LIAISON) if firm.partner else []
        because = _("You speak for %(firm)s.") % {"firm": firm}
    notify(
        recipients=[each for each in people if each != actor],
        verb=f"objection.{step}",
        subject=objection,
        key=f"objection.{step}:{objection.public_id}",
        because=because,
    )


def _communities(rating_round: RatingRound) -> list[Org]:
    rated = Org.objects.filter(community_estates__rating_units__rating_round=rating_round)
    return list(rated.distinct())


def _tell(people: Any, rating_round: RatingRound, step: str, because: str, day: str) -> None:
    # The version tells a second announcement from the first, the day one reminder from the next.
    key = f"ratinground.{step}:{rating_round.public_id}:{rating_round.version}:{day}"
    notify(
        recipients=people,
        verb=f"ratinground.{step}",
        subject=rating_round,
        key=key,
        because=because,
    )
