"""What waits for a person: the first thing the workbench shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import OrgStatus, PostKind, Role, RotationState
from orgs.models import Coverage, Org, Posting, RoleAssignment, Rotation, User
from orgs.scoping import reach_of
from orgs.selectors.terms import terms_ending

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
    """Terms that end soon, turns to begin or hand over, and coverage to look at again."""
    today = timezone.localdate()
    asked = (
        _terms_that_end,
        _works_that_ended,
        _posts_that_end,
        _roles_that_end,
        _turns,
        _coverages_to_review,
    )
    return [each for ask in asked for each in ask(reader, today)]


def _terms_that_end(reader: User, today: date) -> list[Waiting]:
    run = reach_of(reader, Role.OFFICE, Role.SECRETARY)
    orgs = terms_ending(Org.objects.within(run), today=today)
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


def _works_that_ended(reader: User, today: date) -> list[Waiting]:
    kept = reach_of(reader, Role.OFFICE)
    orgs = Org.objects.within(kept).outlived(today).order_by("works_until", "pk")
    return [
        Waiting(
            title=org.name,
            url=org.get_absolute_url(),
            since=None,
            due_on=org.works_until,
            kind=_("temporary branch"),
            note=_("Its work has ended: close it, or say how long it goes on."),
        )
        for org in orgs[:MOST]
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


def _turns(reader: User, today: date) -> list[Waiting]:
    """Turns whose days have come and that nobody began; turns that are over and not handed on."""
    kept = reach_of(reader, Role.OFFICE)
    own = reach_of(reader, Role.SECRETARY, Role.PARTNER_LIAISON)
    late = Q(state=RotationState.ON_DUTY, ends_on__lt=today)
    due = Q(state=RotationState.SCHEDULED, starts_on__lte=today)
    mine = own.orgs("membership__member_org") | own.partners("membership__member_partner")
    turns = Rotation.objects.filter(kept.orgs("circle__street") & (late | due) | late & mine)
    return [
        Waiting(
            title=f"{turn.circle} · {turn.member}",
            url=turn.get_absolute_url(),
            since=None,
            due_on=turn.ends_on,
            kind=_("turn"),
            note=(
                _("The turn is over: hand it over.")
                if turn.state == RotationState.ON_DUTY
                else _("The days of this turn have come: begin it.")
            ),
        )
        for turn in turns.for_list().order_by("starts_on", "pk")[:MOST]
    ]


def _coverages_to_review(reader: User, today: date) -> list[Waiting]:
    kept = reach_of(reader, Role.OFFICE, Role.SECRETARY)
    rows = Coverage.objects.to_review(today + SOON).filter(
        kept.orgs("partner__street") | kept.orgs("responsible")
    )
    return [
        Waiting(
            title=str(coverage.partner),
            url=coverage.get_absolute_url(),
            since=None,
            due_on=coverage.review_on,
            kind=_("coverage"),
            note=coverage.note,
        )
        for coverage in rows.select_related("partner").order_by("review_on", "pk")[:MOST]
    ]
