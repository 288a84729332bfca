"""What the plans set for posts: who stands where, how many, and within the approved number."""

from datetime import date
from functools import partial
from typing import Final

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from orgs.enums import Basic, OrgKind, PostKind
from orgs.indicators import orgs
from orgs.models import Org, Posting
from orgs.posts import COUNTED_POSTS, POSTS
from orgs.selectors.indicators import Indicator, Subject, below_org
from orgs.selectors.numbers import number_in, number_of
from orgs.standards import IN_EACH_AREA

SUBJECT: Final = Subject(
    "postings",
    _("Postings"),
    rows=lambda reader: Posting.objects.visible_to(reader).current(),
    below=below_org("org"),
)


def heads(today: date, *kinds: str) -> Combinable:
    """Expression: how many hold one of these posts in the organisation today."""
    held = Posting.objects.current(today).filter(org=OuterRef("pk"), kind__in=kinds)
    counted = held.order_by().values("org").annotate(heads=Count("pk")).values("heads")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def holds_another(today: date) -> Exists:
    """Condition: whoever holds the post holds another one in the same street (R-213)."""
    others = Posting.objects.current(today).filter(
        org__tree_id=OuterRef("org__tree_id"),
        person_name=OuterRef("person_name"),
        work_phone=OuterRef("work_phone"),
    )
    return Exists(others.exclude(pk=OuterRef("pk")))


def has_area_staff(today: date) -> Q:
    """Condition: as many work instructors stand in the area as the plan says (A-03)."""
    count = heads(today, PostKind.WORK_INSTRUCTOR)
    return Q(GreaterThanOrEqual(count, number_in("work-instructors-least"))) & Q(
        LessThanOrEqual(count, number_in("work-instructors-most"))
    )


def _instructors_in_total(street: Org, key: str) -> int | None:
    """A bound on the total, unless the plan is read as a number for each area (A-03)."""
    if number_of(street, "work-instructors-scope") == IN_EACH_AREA:
        return None
    return number_of(street, key)


_of_orgs = partial(Indicator, subject=orgs.SUBJECT.key, basic=Basic.TEAM)

OF_ORGS: Final = (
    _of_orgs(
        key="no-office-head",
        rule="R-139",
        label=_("Sub-districts with a head of the Party-building office"),
        missing=_("Sub-districts without a head of the Party-building office"),
        of=lambda _today: Q(kind__in=sorted(POSTS[PostKind.OFFICE_HEAD].needed_in)),
        met=lambda today: orgs.has_post(PostKind.OFFICE_HEAD, today),
    ),
    _of_orgs(
        key="no-contact-leader",
        rule="R-286",
        label=_("Communities with a contact leader"),
        missing=_("Communities without a contact leader"),
        of=lambda _today: Q(kind__in=sorted(POSTS[PostKind.CONTACT_LEADER].needed_in)),
        met=lambda today: orgs.has_post(PostKind.CONTACT_LEADER, today),
    ),
    _of_orgs(
        key="posts-beyond-approval",
        rule="R-269",
        label=_("Organisations within their approved posts"),
        missing=_("Organisations with more posts filled than approved"),
        of=lambda _today: Q(approved_post_count__isnull=False),
        met=lambda today: Q(approved_post_count__gte=heads(today, *sorted(COUNTED_POSTS))),
    ),
    _of_orgs(
        key="work-instructors-by-area",
        rule="N-04",
        label=_("Areas with the planned number of work instructors"),
        missing=_("Areas without the planned number of work instructors"),
        # The standard is for each area only where the office reads the plan like that.
        of=lambda _today: (
            Q(kind=OrgKind.GENERAL_BRANCH)
            & Q(GreaterThanOrEqual(number_in("work-instructors-scope"), IN_EACH_AREA))
        ),
        met=has_area_staff,
    ),
)

_of_posts = partial(Indicator, subject=SUBJECT.key, basic=Basic.TEAM)

INDICATORS: Final = (
    _of_posts(
        key="work-instructors",
        rule="N-04",
        label=_("Work instructors posted to the areas"),
        missing=_("Other postings"),
        met=lambda _today: Q(kind=PostKind.WORK_INSTRUCTOR),
        least=lambda street: _instructors_in_total(street, "work-instructors-least") or 0,
        most=lambda street: _instructors_in_total(street, "work-instructors-most"),  # type: ignore[arg-type, return-value]  # None is no bound
    ),
    _of_posts(
        key="office-staff",
        rule="N-05",
        label=_("Full-time staff of the Party-building office"),
        missing=_("Other postings"),
        met=lambda _today: Q(kind=PostKind.OFFICE_STAFF, is_full_time=True),
        least=lambda street: number_of(street, "office-staff"),
    ),
    _of_posts(
        key="cross-appointments",
        rule="R-213",
        label=_("Posts of communities whose holder has another post as well"),
        missing=_("Other postings"),
        met=lambda today: (
            Q(org__kind=OrgKind.COMMUNITY_COMMITTEE) & ~Q(work_phone="") & Q(holds_another(today))
        ),
        least=lambda _street: 0,
    ),
)
