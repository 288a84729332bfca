"""How lists of organisations, posts, partner units and circles are narrowed."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import (
    BranchType,
    CircleView,
    CoverageState,
    MembershipState,
    OrgKind,
    OrgStatus,
    PartnerDomain,
    PartnerNature,
    PostKind,
    RotationState,
    SetUpMode,
)
from orgs.models import Circle, CircleMembership, Guidance, Org, Partner, Posting, Rotation
from orgs.scoping import within
from orgs.selectors.orgs import places_of
from orgs.selectors.terms import ENDINGS, ending_terms


class OrgFilter(django_filters.FilterSet):
    """Organisations by kind and status, directly below one, or anywhere below it."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=OrgKind.choices)
    status = django_filters.ChoiceFilter(label=_("status"), choices=OrgStatus.choices)
    parent = django_filters.CharFilter(label=_("code of the superior"), field_name="parent__code")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    branch_type = django_filters.ChoiceFilter(label=_("branch type"), choices=BranchType.choices)
    set_up_mode = django_filters.ChoiceFilter(label=_("set-up mode"), choices=SetUpMode.choices)
    tag = django_filters.CharFilter(label=_("tag"), field_name="tags__name")
    ends = django_filters.ChoiceFilter(label=_("term"), choices=ENDINGS, method="by_ending")
    on = django_filters.DateFilter(label=_("as it was on this day"), method="as_of")

    class Meta:
        model = Org
        fields = ["kind", "status", "parent", "under", "branch_type", "set_up_mode", "tag", "ends"]

    def as_of(self, rows: Any, name: str, day: date) -> QuerySet[Org]:
        return rows.as_of(day)

    def by_ending(self, rows: Any, name: str, ending: str) -> QuerySet[Org]:
        return ending_terms(rows, ending, today=timezone.localdate())

    def below(self, rows: Any, name: str, code: str) -> QuerySet[Org]:
        return rows.filter(within(places_of(code, reader=self.request.user)))


class PostingFilter(django_filters.FilterSet):
    """Postings by organisation, by subtree, by post, and those held today."""

    kind = django_filters.ChoiceFilter(label=_("post"), choices=PostKind.choices)
    org = django_filters.CharFilter(label=_("code of the organisation"), field_name="org__code")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    on = django_filters.DateFilter(label=_("held on this day"), method="then")
    current = django_filters.BooleanFilter(label=_("held today"), method="held")
    ending_soon = django_filters.BooleanFilter(label=_("ends soon"), method="ending")
    is_full_time = django_filters.BooleanFilter(label=_("full-time"))

    class Meta:
        model = Posting
        fields = ["kind", "org", "under", "current", "ending_soon", "is_full_time"]

    def below(self, rows: Any, name: str, code: str) -> QuerySet[Posting]:
        return rows.filter(within(places_of(code, reader=self.request.user), "org"))

    def then(self, rows: Any, name: str, day: date) -> QuerySet[Posting]:
        return rows.held_on(day)

    def ending(self, rows: Any, name: str, is_ending: bool) -> QuerySet[Posting]:
        return rows.ending_soon() if is_ending else rows

    def held(self, rows: Any, name: str, is_held: bool) -> QuerySet[Posting]:
        return rows.current() if is_held else rows.exclude(pk__in=rows.current().values("pk"))


class PartnerFilter(django_filters.FilterSet):
    """Partner units by nature, domain, coverage and circle, and those checked in at a community."""

    nature = django_filters.ChoiceFilter(label=_("nature"), choices=PartnerNature.choices)
    domain = django_filters.ChoiceFilter(label=_("domain"), choices=PartnerDomain.choices)
    coverage = django_filters.ChoiceFilter(
        label=_("coverage"), choices=CoverageState.choices, method="covered"
    )
    community = django_filters.CharFilter(
        label=_("code of the community"), field_name="pairings__community__code"
    )
    circle = django_filters.UUIDFilter(label=_("circle"), method="in_circle")
    agreement_ends_before = django_filters.DateFilter(
        label=_("agreement ends before"), method="ending"
    )

    class Meta:
        model = Partner
        fields = ["nature", "domain", "coverage", "community", "circle"]

    def covered(self, rows: Any, _name: str, state: str) -> QuerySet[Partner]:
        return rows.covered(state)

    def in_circle(self, rows: Any, _name: str, circle: Any) -> QuerySet[Partner]:
        return rows.in_circles(
            Circle.objects.visible_to(self.request.user).filter(public_id=circle)
        )

    def ending(self, rows: Any, _name: str, day: date) -> QuerySet[Partner]:
        return rows.with_agreement_ending(before=day)


class GuidanceFilter(django_filters.FilterSet):
    """Guidance of one unit or by one instructor, and what goes on today."""

    partner = django_filters.UUIDFilter(label=_("partner unit"), field_name="partner__public_id")
    posting = django_filters.UUIDFilter(label=_("posting"), field_name="posting__public_id")
    current = django_filters.BooleanFilter(label=_("today"), method="held")

    class Meta:
        model = Guidance
        fields = ["partner", "posting", "current"]

    def held(self, rows: Any, _name: str, is_held: bool) -> QuerySet[Guidance]:
        return rows.current() if is_held else rows.exclude(pk__in=rows.current().values("pk"))


class CircleFilter(django_filters.FilterSet):
    """Circles by purpose, and those that were not dissolved."""

    view = django_filters.ChoiceFilter(label=_("purpose"), choices=CircleView.choices)
    active = django_filters.BooleanFilter(
        label=_("not dissolved"), field_name="dissolved_on", lookup_expr="isnull"
    )

    class Meta:
        model = Circle
        fields = ["view", "active"]


class CircleMembershipFilter(django_filters.FilterSet):
    """Members of one circle, by state."""

    circle = django_filters.UUIDFilter(label=_("circle"), field_name="circle__public_id")
    state = django_filters.ChoiceFilter(label=_("state"), choices=MembershipState.choices)

    class Meta:
        model = CircleMembership
        fields = ["circle", "state"]


class RotationFilter(django_filters.FilterSet):
    """Turns of one circle, by state and year."""

    circle = django_filters.UUIDFilter(label=_("circle"), field_name="circle__public_id")
    state = django_filters.ChoiceFilter(label=_("state"), choices=RotationState.choices)
    year = django_filters.NumberFilter(
        label=_("year"), field_name="starts_on__year", min_value=1900, max_value=9999
    )

    class Meta:
        model = Rotation
        fields = ["circle", "state", "year"]
