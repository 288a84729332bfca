"""What the three lists shall be: filed by everybody, answered in time, carried out in time."""

from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import Basic, OrgKind, Role
from orgs.models import Org, Pairing, Partner, User
from orgs.scoping import reach_of, reach_over
from orgs.selectors.calendar import work_calendar
from orgs.selectors.indicators import Indicator, Subject
from resources.enums import ACCEPTED_STATES, NeedState, ProjectClass, ProjectState
from resources.models import Match, Milestone, Need, Project, Resource
from resources.models.ownership import owned_within

PATIENCE = 10  # workdays a listed need may wait before somebody is asked to help (SM-3)
RUN_SOMETHING = (Role.OFFICE, Role.LEADER, Role.SECRETARY)


def seen(rows: Any, reader: User) -> Any:
    """What is missing on the lists concerns those who run a street or an organisation."""
    return rows.visible_to(reader) if reach_of(reader, *RUN_SOMETHING) else rows.none()


def _units(reader: User) -> Any:
    return Partner.objects.filter(reach_of(reader, *RUN_SOMETHING).streets("street"))


def _units_below(rows: Any, org: Org) -> Any:
    """Units are kept by the sub-district; below it stand those paired with a community."""
    if org.parent_id is None:
        return rows.filter(street=org)
    paired = Pairing.objects.filter(reach_over(org).orgs("community")).values("partner")
    return rows.filter(pk__in=paired)


NEEDS: Final = Subject(
    "needs",
    _("Needs"),
    rows=lambda reader: seen(Need.objects, reader),
    below=lambda rows, org: rows.filter(owned_within(reach_over(org))),
)
PROJECTS: Final = Subject(
    "projects",
    _("Projects"),
    rows=lambda reader: seen(Project.objects, reader),
    below=lambda rows, org: rows.within(reach_over(org)),
)
UNITS: Final = Subject("units", _("Partner units"), rows=_units, below=_units_below)


def awaiting_answer(today: date) -> Q:
    """Condition: the need has stood on the list for ten workdays."""
    since = work_calendar().workdays_before(today, PATIENCE)
    return Q(pk__in=Need.objects.listed().values("pk"), listed_at__date__lt=since)


def _answered(_today: date) -> Any:
    return Exists(Match.objects.filter(need=OuterRef("pk")).open())


def unanswered(needs: Any) -> Any:
    """Those of the needs that stood on the list for ten workdays without any proposal."""
    today = timezone.localdate()
    return needs.filter(awaiting_answer(today), ~_answered(today))


KEY_WAITING = Q(state=ProjectState.CLASSED, project_class=ProjectClass.KEY)
ENDORSED = Q(endorsed_at__isnull=False)


def unendorsed(projects: Any) -> Any:
    """Those of the projects that wait for the endorsement of a joint meeting (A-10)."""
    return projects.filter(KEY_WAITING & ~ENDORSED)


UNSTARTED_KEY = Q(
    state__in=(ProjectState.CLASSED, ProjectState.APPROVED), project_class=ProjectClass.KEY
)


def _late_milestone(today: date) -> Any:
    return Exists(Milestone.objects.overdue(today).filter(project=OuterRef("pk")))


NEED_INDICATORS: Final = (
    Indicator(
        key="need-unanswered",
        rule="SM-3",
        basic=Basic.SERVICE,
        subject=NEEDS.key,
        label=_("Needs on the list for ten workdays that somebody has answered"),
        missing=_("Listed needs that nobody has answered for ten workdays"),
        of=awaiting_answer,
        met=_answered,
    ),
    Indicator(
        key="need-review-overdue",
        rule="SM-1",
        basic=Basic.SERVICE,
        subject=NEEDS.key,
        label=_("Shelved needs that are looked at again in time"),
        missing=_("Shelved needs that were to be looked at again"),
        of=lambda _today: Q(state=NeedState.SHELVED),
        met=lambda today: Q(review_on__gte=today),
    ),
)
PROJECT_INDICATORS: Final = (
    Indicator(
        key="project-overdue",
        rule="SM-4",
        basic=Basic.ACTIVITY,
        subject=PROJECTS.key,
        label=_("Projects under way within their time"),
        missing=_("Projects past their day"),
        of=lambda _today: Q(pk__in=Project.objects.active().values("pk")),
        met=lambda today: ~Q(pk__in=Project.objects.overdue(today).values("pk")),
    ),
    Indicator(
        key="project-unendorsed",
        rule="A-10",
        basic=Basic.SYSTEM,
        subject=PROJECTS.key,
        label=_("Classed key projects that a meeting has endorsed"),
        missing=_("Key projects that no meeting has endorsed"),
        of=lambda _today: KEY_WAITING,
        met=lambda _today: ENDORSED,
    ),
    Indicator(
        key="project-milestone-overdue",
        rule="SM-4",
        basic=Basic.ACTIVITY,
        subject=PROJECTS.key,
        label=_("Projects with milestones that reach them in time"),
        missing=_("Projects with overdue milestones"),
        of=lambda _today: Q(pk__in=Project.objects.active().exclude(milestones=None).values("pk")),
        met=lambda today: ~Q(_late_milestone(today)),
    ),
    Indicator(
        key="project-no-guide",
        rule="R-324",
        basic=Basic.SYSTEM,
        subject=PROJECTS.key,
        label=_("Key projects before their start that have a guide"),
        missing=_("Key projects without a guide"),
        of=lambda _today: UNSTARTED_KEY,
        met=lambda _today: ~Q(guide_name=""),
    ),
    Indicator(
        key="project-not-appraised",
        rule="R-187",
        basic=Basic.ACTIVITY,
        subject=PROJECTS.key,
        label=_("Accepted projects that those who were served have appraised"),
        missing=_("Accepted projects that are not appraised yet"),
        of=lambda _today: Q(state__in=sorted(ACCEPTED_STATES), is_history=False),
        met=lambda _today: ~Q(state=ProjectState.ACCEPTED),
    ),
)
ORG_INDICATORS: Final = (
    Indicator(
        key="community-without-need",
        rule="R-183",
        basic=Basic.ACTIVITY,
        subject="orgs",
        label=_("Communities with a need this year"),
        missing=_("Communities without a need this year"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda today: Exists(
            Need.objects.filter(owner_org=OuterRef("pk"), listed_at__year=today.year)
        ),
    ),
)
UNIT_INDICATORS: Final = (
    Indicator(
        key="unit-without-resource",
        rule="R-183",
        basic=Basic.ACTIVITY,
        subject=UNITS.key,
        label=_("Partner units that offer something"),
        missing=_("Partner units that offer nothing"),
        met=lambda _today: Exists(Resource.objects.public().filter(owner_partner=OuterRef("pk"))),
    ),
)
