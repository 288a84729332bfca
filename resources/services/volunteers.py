"""What a community reports of its volunteers: counts of a year, and each activity (D6)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import GridTier
from grids.models import Grid
from orgs.enums import OrgKind
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.pairings import NotACommunity
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from resources.models import VolunteerActivity, VolunteerTally
from resources.pledge_workflow import COMMUNITY
from resources.services.facts import check_written


class NotedAlready(RuleViolation):
    """An activity of this day and topic stands already."""

    code = "noted_already"


@transaction.atomic
def report_volunteers(
    *,
    community: Org,
    year: int,
    volunteer_count: int,
    actor: User,
    resident_count: int | None = None,
) -> VolunteerTally:
    """Count the volunteers of a year, or correct the count; residents come from the grids."""
    community = lock(community)
    require_role(actor, *COMMUNITY, over=community)
    if community.kind != OrgKind.COMMUNITY_COMMITTEE:
        raise NotACommunity(_("Choose a community."), field="community")
    if year not in (timezone.localdate().year - 1, timezone.localdate().year):
        raise FactRefused(_("Give this year or the last one."), field="year")
    residents = resident_count or residents_of(community)
    if not residents:
        words = _("The grids name no residents: give their number.")
        raise FactRefused(words, field="resident_count")
    facts = {"volunteer_count": volunteer_count, "resident_count": residents}
    standing = VolunteerTally.objects.filter(community=community, year=year).first()
    if standing:
        return change(lock(standing), facts, actor=actor, action="amend")
    tally = VolunteerTally(community=community, year=year, **facts)
    check_written(tally)
    tally.save(force_insert=True)
    changes = {name: [None, value] for name, value in facts.items()}
    record(actor=actor, verb="volunteertally.report", subject=tally, changes=changes)
    return tally


@transaction.atomic
def note_activity(
    *,
    tally: VolunteerTally,
    held_on: date,
    title: str,
    head_count: int,
    hours: Decimal,
    actor: User,
) -> VolunteerTally:
    """Note an activity that was held: day, topic, heads and hours, and nobody's name."""
    tally = lock(tally)
    require_role(actor, *COMMUNITY, over=tally.community)
    if held_on.year != tally.year or held_on > timezone.localdate():
        raise FactRefused(_("Give a day of this year that is over."), field="held_on")
    if head_count <= 0 or hours <= 0:
        raise FactRefused(_("Somebody came, for some time."), field="head_count")
    if tally.activities.filter(held_on=held_on, title=title).exists():
        raise NotedAlready(_("This activity stands here already."), field="title")
    activity = VolunteerActivity(
        tally=tally, held_on=held_on, title=title, head_count=head_count, hours=hours
    )
    check_written(activity)
    activity.save(force_insert=True)
    changes: dict[str, list[Any]] = {"title": [None, title], "head_count": [None, head_count]}
    record(actor=actor, verb="volunteertally.note_activity", subject=tally, changes=changes)
    return tally


def residents_of(community: Org) -> int:
    """The permanent residents of the base grids of a community."""
    grids = Grid.objects.filter(community=community, tier=GridTier.BASE)
    return grids.aggregate(number=Sum("resident_count"))["number"] or 0
