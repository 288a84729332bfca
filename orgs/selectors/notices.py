"""Whom a notice reaches, by which channel, and why each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.models import Notice, RoleAssignment, User
from orgs.scoping import within
from orgs.selectors.quiet_hours import outward_rules

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person whom a notice reaches, and why, in the person's own language."""

    person: User
    because: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What sending a notice would do."""

    inbox_count: int
    mail_count: int
    samples: list[Addressee]


def rights_reached(notice: Notice) -> QuerySet[RoleAssignment]:
    """Rights at or below the organisation; of a sub-district also those over its units."""
    org = notice.org
    place = within([(org.tree_id, org.lft, org.rght)], "org")
    if org.parent_id is None:
        place |= Q(partner__street=org)
    held = RoleAssignment.objects.current().filter(place, role__in=notice.roles)
    rows = held.filter(user__is_active=True).select_related("user__org", "org", "partner")
    return rows.order_by("user_id", "pk")


def addressees(notice: Notice) -> Iterator[Addressee]:
    """Each person once, for the first right that a notice is meant for."""
    seen: set[int] = set()
    for held in rights_reached(notice):
        if held.user_id not in seen:
            seen.add(held.user_id)
            with translation.override(held.user.language or settings.LANGUAGE_CODE):
                words = _("You are %(role)s at %(place)s, which the notice of %(org)s is for.") % {
                    "role": held.get_role_display(),
                    "place": held.over,
                    "org": notice.org,
                }
            yield Addressee(held.user, words[:200])


def preview(notice: Notice, *, now: datetime) -> Preview:
    """How many get a notice, by which channel, and three of them."""
    found = list(addressees(notice))
    rules = outward_rules(now)
    mailed = [
        each
        for each in found
        if notice.by_mail
        and settings.EMAIL_HOST
        and each.person.email
        and each.person.wants_mail
        and rules.allows_mail(each.person.org.tree_id if each.person.org else None)
    ]
    return Preview(len(found), len(mailed), found[:SAMPLES])
