"""What waits for a person: the first thing the workbench shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import OrgStatus, PostKind, Role
from orgs.models import Org, Posting, RoleAssignment, User
from orgs.scoping import reach_of

SOON = timedelta(days=30)
MOST = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing a person is to do, where it is done, and since when it waits.

    ``due_on`` is the day until which it can be done in time, where there is one.
    """

    title: str
    url: str
    since: date | None
    kind: Any
    note: str = ""
    due_on: date | None = None

    @property
    def day(self) -> date | None:
        """The day that decides how urgent it is."""
        return self.due_on or self.since


def waiting_for(*, reader: User) -> list[Waiting]:
    """Terms that end soon: of organisations for those who run them, of roles for their keepers."""
    today = timezone.localdate()
    return [
        *_terms_that_end(reader, today),
        *_posts_that_end(reader, today),
        *_roles_that_end(reader, today),
    ]


def _terms_that_end(reader: User, today: date) -> list[Waiting]:
    run = reach_of(reader, Role.OFFICE, Role.SECRETARY)
    orgs = Org.objects.within(run).active().filter(term_ends_on__lte=today + SOON)
    return [
        Waiting(
            title=org.name,
            url=org.get_absolute_url(),
            since=None,
            due_on=org.term_ends_on,
            kind=_("election"),
            note=_("The term ends, so an election is due."),
        )
        for org in orgs.order_by("term_ends_on", "pk")[:MOST]
    ]


def _posts_that_end(reader: User, today: date) -> list[Waiting]:
    """Terms of posts that end soon, for those who keep the posts; a reserve is no vacancy."""
    kept = Posting.objects.filter(reach_of(reader, Role.OFFICE, Role.SECRETARY).orgs("org"))
    ending = kept.ending_soon(today).exclude(kind=PostKind.RESERVE_TALENT)
    ending = ending.filter(org__status=OrgStatus.ACTIVE, given_over=None)
    return [
        Waiting(
            title=f"{posting.org} · {posting}",
            url=posting.page,
            since=None,
            due_on=posting.ends_on,
            kind=_("term of a post"),
            note=_("The term ends, so a successor is needed."),
        )
        for posting in ending.select_related("org").order_by("ends_on", "pk")[:MOST]
    ]


def _roles_that_end(reader: User, today: date) -> list[Waiting]:
    kept = RoleAssignment.objects.within(reach_of(reader, Role.SECURITY))
    ending = kept.current(today).filter(ends_on__lte=today + SOON, user__is_active=True)
    return [
        Waiting(
            title=f"{held.user} · {held.get_role_display()}",
            url=held.user.get_absolute_url(),
            since=None,
            due_on=held.ends_on,
            kind=_("rights"),
            note=_("The role ends by itself on this day."),
        )
        for held in ending.select_related("user").order_by("ends_on", "pk")[:MOST]
    ]
