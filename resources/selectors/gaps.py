"""What is missing on the three lists, counted; each count leads to exactly the rows it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.models import Org, Partner, User
from orgs.scoping import reach_of
from orgs.selectors.calendar import work_calendar
from orgs.selectors.gaps import Gap
from resources.enums import ProjectClass, ProjectState
from resources.models import Match, Need, Project, Resource

PATIENCE = 10  # workdays a listed need may wait before somebody is asked to help (SM-3)


@dataclass(frozen=True, slots=True)
class OwnerGap:
    """An organisation or unit from which something is missing, and the rule that asks for it."""

    rule: str
    label: Any
    rows: Callable[[User, date], QuerySet]


def _silent_communities(reader: User, today: date) -> QuerySet:
    """Communities that have put no need on the list this year (R-183)."""
    listed = Need.objects.filter(owner_org=OuterRef("pk"), listed_at__year=today.year)
    rows: QuerySet = Org.objects.visible_to(reader).active().communities()
    return rows.filter(~Exists(listed)).order_by("tree_id", "lft")


def _silent_units(reader: User, today: date) -> QuerySet:
    """Partner units of a street within reach that offer nothing now (R-183)."""
    offered = Resource.objects.public().filter(owner_partner=OuterRef("pk"))
    units = Partner.objects.filter(reach_of(reader).streets("street"))
    return units.filter(~Exists(offered)).order_by("name", "pk")


OWNER_GAPS: Final[Mapping[str, OwnerGap]] = {
    "community-without-need": OwnerGap(
        "R-183", _("Communities without a need this year"), _silent_communities
    ),
    "unit-without-resource": OwnerGap(
        "R-183", _("Partner units that offer nothing"), _silent_units
    ),
}


def gaps(*, reader: User) -> list[Gap]:
    """The gaps of the lists for those who run a street or an organisation."""
    if not reach_of(reader, Role.OFFICE, Role.LEADER, Role.SECRETARY):
        return []
    today = timezone.localdate()
    found = [
        Gap(
            "SM-3",
            _("Listed needs that nobody has answered for ten workdays"),
            unanswered(Need.objects.visible_to(reader)).count(),
            f"{reverse('resources:needs')}?unanswered=true",
        ),
        Gap(
            "SM-4",
            _("Projects past their day"),
            Project.objects.visible_to(reader).overdue(today).count(),
            f"{reverse('resources:projects')}?overdue=true",
        ),
        Gap(
            "A-10",
            _("Key projects that no meeting has endorsed"),
            unendorsed(Project.objects.visible_to(reader)).count(),
            f"{reverse('resources:projects')}?unendorsed=true",
        ),
        *(
            Gap(
                gap.rule,
                gap.label,
                gap.rows(reader, today).count(),
                reverse("resources:gap", args=[key]),
            )
            for key, gap in OWNER_GAPS.items()
        ),
    ]
    return [gap for gap in found if gap.count]


def unanswered(needs: Any) -> Any:
    """Those of the needs that stood on the list for ten workdays without any proposal."""
    since = work_calendar().workdays_before(timezone.localdate(), PATIENCE)
    proposed = Match.objects.filter(need=OuterRef("pk")).open()
    return needs.listed().filter(~Exists(proposed), listed_at__date__lt=since)


def unendorsed(projects: Any) -> Any:
    """Those of the projects that wait for the endorsement of a joint meeting (A-10)."""
    return projects.filter(
        state=ProjectState.CLASSED, project_class=ProjectClass.KEY, endorsed_at=None
    )
