"""What is missing below a person, counted; each count leads to exactly the rows it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind, PostKind
from orgs.models import Org, Pairing, Posting, User


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thing that is missing, how often, and the page that lists where."""

    rule: str
    label: Any
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class OrgGap:
    """A gap an organisation can have: the rule behind it and the condition that finds it."""

    rule: str
    label: Any
    condition: Callable[[date], Any]


def _without(kind: PostKind, today: date) -> Any:
    """Condition: nobody holds a post of this kind in the organisation."""
    return ~Exists(Posting.objects.current(today).filter(org=OuterRef("pk"), kind=kind))


def _childless(kind: OrgKind, below: OrgKind) -> Any:
    """Condition: of a kind that leads the next one, and none hangs below."""
    child = Org.objects.active().filter(parent=OuterRef("pk"), kind=below)
    return Q(kind=kind) & ~Exists(child)


# The territorial line is complete when every level down to the Party group is there (N-01).
ORG_GAPS: Final[Mapping[str, OrgGap]] = {
    "no-secretary": OrgGap(
        "R-052",
        _("Organisations without a secretary"),
        lambda today: ~Q(kind=OrgKind.GROUP) & _without(PostKind.SECRETARY, today),
    ),
    "term-over": OrgGap(
        "R-052", _("Organisations whose term is over"), lambda today: Q(term_ends_on__lt=today)
    ),
    "no-partner": OrgGap(
        "R-177",
        _("Communities without a partner unit"),
        lambda _today: (
            Q(kind=OrgKind.COMMUNITY_COMMITTEE)
            & ~Exists(Pairing.objects.filter(community=OuterRef("pk")))
        ),
    ),
    "area-without-branch": OrgGap(
        "N-01",
        _("Area general branches without a branch"),
        lambda _today: _childless(OrgKind.GENERAL_BRANCH, OrgKind.BRANCH),
    ),
    "branch-without-group": OrgGap(
        "N-01",
        _("Branches without a Party group"),
        lambda _today: _childless(OrgKind.BRANCH, OrgKind.GROUP),
    ),
    "no-instructor": OrgGap(
        "N-06",
        _("Enterprise organisations without an instructor"),
        lambda today: Q(kind=OrgKind.ENTERPRISE) & _without(PostKind.INSTRUCTOR, today),
    ),
    "no-full-time-worker": OrgGap(
        "N-06",
        _("Enterprise organisations without a full-time Party worker"),
        lambda today: Q(kind=OrgKind.ENTERPRISE) & _without(PostKind.FULL_TIME_WORKER, today),
    ),
    "no-reserve": OrgGap(
        "N-07",
        _("Organisations without reserve talent"),
        lambda today: ~Q(kind=OrgKind.GROUP) & _without(PostKind.RESERVE_TALENT, today),
    ),
    "members-unknown": OrgGap(
        "R-052",
        _("Organisations whose members were never counted"),
        lambda _today: Q(member_count=None),
    ),
}


def gaps(*, reader: User) -> list[Gap]:
    """The gaps of organisations within reach; all of them in one query."""
    return _counted(Org.objects.visible_to(reader))


def gaps_below(org: Org) -> list[Gap]:
    """The gaps of an organisation and of everything below it; all of them in one query."""
    return _counted(Org.objects.under(org), query=f"?under={org.public_id}")


def _counted(rows: Any, query: str = "") -> list[Gap]:
    today = timezone.localdate()
    counts = {
        key.replace("-", "_"): Count("pk", filter=gap.condition(today))
        for key, gap in ORG_GAPS.items()
    }
    found = rows.active().aggregate(**counts)
    return [
        Gap(gap.rule, gap.label, count, reverse("orgs:gap", args=[key]) + query)
        for key, gap in ORG_GAPS.items()
        if (count := found[key.replace("-", "_")])
    ]


def orgs_with_gap(key: str, *, reader: User) -> QuerySet[Org]:
    """The organisations a gap counts. Raises KeyError for a gap that is not known."""
    condition = ORG_GAPS[key].condition(timezone.localdate())
    rows: QuerySet[Org] = Org.objects.visible_to(reader).active().filter(condition)
    return rows
