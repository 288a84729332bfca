"""How lists of organisations, postings and partner units are narrowed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind, OrgStatus, PartnerNature, PostKind
from orgs.models import Org, Partner, Posting
from orgs.scoping import within
from orgs.selectors.orgs import places_of


class OrgFilter(django_filters.FilterSet):
    """Organisations by kind and status, directly below one, or anywhere below it."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=OrgKind.choices)
    status = django_filters.ChoiceFilter(label=_("status"), choices=OrgStatus.choices)
    parent = django_filters.CharFilter(label=_("code of the superior"), field_name="parent__code")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")

    class Meta:
        model = Org
        fields = ["kind", "status", "parent", "under"]

    def below(self, rows: Any, name: str, code: str) -> QuerySet[Org]:
        return rows.filter(within(places_of(code, reader=self.request.user)))


class PostingFilter(django_filters.FilterSet):
    """Postings by organisation, by subtree, by post, and those held today."""

    kind = django_filters.ChoiceFilter(label=_("post"), choices=PostKind.choices)
    org = django_filters.CharFilter(label=_("code of the organisation"), field_name="org__code")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    current = django_filters.BooleanFilter(label=_("held today"), method="held")
    ending_soon = django_filters.BooleanFilter(label=_("ends soon"), method="ending")
    is_full_time = django_filters.BooleanFilter(label=_("full-time"))

    class Meta:
        model = Posting
        fields = ["kind", "org", "under", "current", "ending_soon", "is_full_time"]

    def below(self, rows: Any, name: str, code: str) -> QuerySet[Posting]:
        return rows.filter(within(places_of(code, reader=self.request.user), "org"))

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
