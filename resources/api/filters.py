"""How the lists of needs, resources, matches and projects are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import within
from resources.enums import (
    BeneficiaryKind,
    MatchState,
    NeedState,
    ProjectClass,
    ProjectState,
    ResourceClass,
    ResourceState,
    Urgency,
)
from resources.models import Match, Need, Project, Resource


def subtree_of(code: str, *, reader: Any, path: str) -> Any:
    """Condition: the organisation at ``path`` stands at or below the one of this code."""
    tops = Org.objects.visible_to(reader).named(code)
    return within(list(tops.values_list("tree_id", "lft", "rght")), path)


class NeedFilter(django_filters.FilterSet):
    """Needs by state, class, urgency and beneficiaries, and those of one subtree or unit."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=NeedState.choices)
    resource_class = django_filters.ChoiceFilter(label=_("class"), choices=ResourceClass.choices)
    urgency = django_filters.ChoiceFilter(label=_("urgency"), choices=Urgency.choices)
    beneficiary_kind = django_filters.ChoiceFilter(
        label=_("beneficiaries"), choices=BeneficiaryKind.choices
    )
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    partner = django_filters.UUIDFilter(
        label=_("partner unit"), field_name="owner_partner__public_id"
    )

    class Meta:
        model = Need
        fields = ["state", "resource_class", "urgency", "beneficiary_kind", "under", "partner"]

    def below(self, rows: Any, name: str, code: str) -> Any:
        return rows.filter(subtree_of(code, reader=self.request.user, path="owner_org"))


class ResourceFilter(django_filters.FilterSet):
    """Resources by state and class, and those of one subtree or unit."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=ResourceState.choices)
    resource_class = django_filters.ChoiceFilter(label=_("class"), choices=ResourceClass.choices)
    available = django_filters.BooleanFilter(label=_("to be had"), method="to_be_had")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    partner = django_filters.UUIDFilter(
        label=_("partner unit"), field_name="owner_partner__public_id"
    )

    class Meta:
        model = Resource
        fields = ["state", "resource_class", "available", "under", "partner"]

    def to_be_had(self, rows: Any, name: str, is_available: bool) -> Any:
        open_ones = rows.available()
        return open_ones if is_available else rows.exclude(pk__in=open_ones.values("pk"))

    def below(self, rows: Any, name: str, code: str) -> Any:
        return rows.filter(subtree_of(code, reader=self.request.user, path="owner_org"))


class MatchFilter(django_filters.FilterSet):
    """Matches by state, need and resource."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=MatchState.choices)
    need = django_filters.CharFilter(label=_("code of the need"), field_name="need__code")
    resource = django_filters.CharFilter(
        label=_("code of the resource"), field_name="resource__code"
    )

    class Meta:
        model = Match
        fields = ["state", "need", "resource"]


class ProjectFilter(django_filters.FilterSet):
    """Projects by state and class, and those that are past their day."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=ProjectState.choices)
    project_class = django_filters.ChoiceFilter(label=_("class"), choices=ProjectClass.choices)
    due_before = django_filters.DateFilter(
        label=_("due before"), field_name="due_on", lookup_expr="lt"
    )

    class Meta:
        model = Project
        fields = ["state", "project_class", "due_before"]
