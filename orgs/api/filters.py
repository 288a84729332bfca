"""How lists of organisations, postings and partner units are narrowed."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import BranchType, OrgKind, OrgStatus, PartnerNature, PostKind, SetUpMode
from orgs.models import Org, Partner, Posting
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
    """Partner units by nature, and those checked in at a community."""

    nature = django_filters.ChoiceFilter(label=_("nature"), choices=PartnerNature.choices)
    community = django_filters.CharFilter(
        label=_("code of the community"), field_name="pairings__community__code"
    )

    class Meta:
        model = Partner
        fields = ["nature", "community"]
