"""The whole demo, step by step."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import transaction

from grids.models import Case
from liaison.models import Meeting
from orgs.models import Org, User
from partybuild.demo.bodies import build_more_bodies, build_nominations
from partybuild.demo.case_steps import build_case_steps
from partybuild.demo.cases import register_month
from partybuild.demo.circles import build_circles, build_rosters
from partybuild.demo.clock import clock_at
from partybuild.demo.duties import build_duties
from partybuild.demo.estates import build_estates, build_management
from partybuild.demo.facilities import build_facilities
from partybuild.demo.following import build_following
from partybuild.demo.hall import build_hall
from partybuild.demo.history import build_history
from partybuild.demo.lists import (
    DAYS,
    MONTHS,
    Counts,
    Lists,
    build_month,
    draft_plan,
    finish_projects,
)
from partybuild.demo.meetings import (
    Bodies,
    build_bodies,
    community_meeting,
    joint_meeting,
    open_meetings,
    recent_meetings,
    residents_hearing,
)
from partybuild.demo.occasions import build_occasions
from partybuild.demo.outward import build_outward
from partybuild.demo.partners import build_partners
from partybuild.demo.people import (
    SignIn,
    found_demo_street,
    hand_one_post_over,
    open_demo_accounts,
)
from partybuild.demo.plans import build_plan
from partybuild.demo.pledges import (
    build_agreements,
    build_appraisals,
    build_volunteers,
    build_wishes,
    build_years,
)
from partybuild.demo.proposals import build_matters, build_proposals
from partybuild.demo.ratings import build_ratings
from partybuild.demo.reports import build_reports
from partybuild.demo.schedules import build_schedules, set_rhythms
from partybuild.demo.sizes import SIZES, Size
from partybuild.demo.street import (
    Street,
    build_grids,
    build_org_life,
    build_orgs,
    build_posts,
    build_responsible_units,
    build_staff,
    redraw_a_grid,
)
from partybuild.demo.surveys import build_surveys
from partybuild.demo.venues import build_venues
from partybuild.demo.waiting import build_waiting
from partybuild.demo.year_sheets import build_year_sheets
from resources.models import Need, Resource

SEED = 20260101
YEAR = timedelta(days=365)

# What is built after the year of lists and meetings, in this order.
LIFE: tuple[Callable[[Street], object], ...] = (
    build_waiting,
    build_hall,
    build_history,
    build_wishes,
    build_venues,
    build_agreements,
    build_years,
    build_appraisals,
    build_volunteers,
    build_management,
    build_proposals,
    build_matters,
    redraw_a_grid,
    hand_one_post_over,
)
FOLLOWING: tuple[Callable[[Street], object], ...] = (
    build_nominations,
    build_case_steps,
    build_ratings,
    build_following,
    build_plan,
    build_occasions,
)
LATEST: tuple[Callable[[Street], object], ...] = (build_schedules, draft_plan, build_org_life)
TODAY: tuple[Callable[[Street], object], ...] = (
    build_reports,
    build_duties,
    build_outward,
    build_year_sheets,
    build_surveys,
)


def build_demo(*, size: str, today: date, say: Callable[[str], None]) -> list[SignIn]:
    """Build the fictional street of this size with a year of history up to today.

    The same size and day give the same street on every run, but for the passwords. Raises
    FoundedAlready on a database with people. All of it or nothing is kept.
    """
    wanted = SIZES[size]
    with transaction.atomic():
        with clock_at(today - YEAR):
            root, sign_ins = found_demo_street()
            street = Street(
                root=Org.objects.get(pk=root.pk),
                office=User.objects.get(username="office"),
                chance=Random(SEED),  # noqa: S311 - the same street on every run, no secret
                today=today,
            )
            build_orgs(street, wanted)
            build_grids(street, wanted)
            build_posts(street)
            build_estates(street, wanted)
            build_partners(street, wanted)
            circles = build_circles(street, wanted)
            build_responsible_units(street)
            build_staff(street)
            sign_ins += open_demo_accounts(street)
            bodies = build_bodies(street)
            build_more_bodies(street, circles)
            set_rhythms(street)
            build_facilities(street)
        lists = _year(street, wanted, bodies)
        build_rosters(street, circles)
        for build in LIFE:
            build(street)
        recent_meetings(street, bodies)
        residents_hearing(street, bodies)
        for build in FOLLOWING:
            build(street)
        with clock_at(today - timedelta(days=1)):
            open_meetings(street, bodies)
            for build in LATEST:
                build(street)
        for build in TODAY:
            build(street)
    say(
        f"{Org.objects.count()} organisations, {len(street.partners)} partner units, "
        f"{Need.objects.count()} needs, {Resource.objects.count()} resources, "
        f"{len(lists.projects)} projects, {Meeting.objects.count()} meetings, "
        f"{Case.objects.count()} cases"
    )
    return sign_ins


def _year(street: Street, size: Size, bodies: Bodies) -> Lists:
    """Twelve months, the oldest first; a joint meeting of the street in every third."""
    lists = Lists()
    for month in reversed(range(MONTHS)):
        counts = Counts(
            share(size.needs, month), share(size.resources, month), share(size.projects, month)
        )
        build_month(street, lists, month, counts)
        register_month(street, month, share(size.cases, month))
        day = street.today - timedelta(days=month * DAYS + 1)
        if month % 3 == 1:
            joint_meeting(street, bodies, lists, day)
        if month:
            for body in bodies.communities[: size.meetings // MONTHS]:
                community_meeting(street, body, day)
    finish_projects(street, lists)
    return lists


def share(total: int, month: int) -> int:
    """The part of a year's total that falls into a month, so that the months add up."""
    return total * (month + 1) // MONTHS - total * month // MONTHS
