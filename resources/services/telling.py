"""Telling the two sides and the office what has happened to a row of the lists."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from orgs.models import Org, User
from orgs.services.notifications import holders, notify
from resources.permissions import spokes_role, street_of
from resources.workflow import OFFICE

_LONGEST = 200


def tell_owners(
    owners: Iterable[Any], *, verb: str, subject: Any, actor: User | None, note: str = ""
) -> None:
    """Tell the people of the owners what has happened to a row of theirs, with a note if need be.

    An owner without people of its own is spoken for by the office of its street.
    """
    for owner in owners:
        people = holders(owner, spokes_role(owner)) or holders(street_of(owner), *OFFICE)
        because = _("You speak for %(owner)s.") % {"owner": owner}
        _tell(people, verb, subject, actor, f"{note} {because}".strip())


def tell_office(street: Org, *, verb: str, subject: Any, actor: User | None) -> None:
    """Tell the office of a street what waits for it."""
    words = _("You work in the office of %(street)s.") % {"street": street}
    _tell(holders(street, *OFFICE), verb, subject, actor, words)


def _tell(people: list[User], verb: str, subject: Any, actor: User | None, because: str) -> None:
    notify(
        recipients=[person for person in people if person != actor],
        verb=verb,
        subject=subject,
        # The version tells one sending back from the next.
        key=f"{verb}:{subject.public_id}:{subject.version}",
        because=because[:_LONGEST],
    )
