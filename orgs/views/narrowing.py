"""Filters that several lists of organisations share."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import BranchType, OrgKind, OrgStatus, SetUpMode
from orgs.models import Org
from orgs.scoping import within
from orgs.selectors.orgs import places_of
from orgs.selectors.tags import tags_within
from orgs.selectors.terms import ENDINGS, ending_terms


class UnderFilter(django_filters.FilterSet):
    """An organisation and everything below it."""

    under = django_filters.CharFilter(label=_("at or below (code)"), method="below")

    class Meta:
        model = Org
        fields = ["under"]

    def below(self, rows: Any, _name: str, code: str) -> QuerySet[Org]:
        return rows.filter(within(places_of(code, reader=self.request.user)))


class OrgListFilter(UnderFilter):
    """Organisations by what they are, what they bear, when their term ends, and where they hang."""

    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=OrgKind.choices, empty_label=_("all")
    )
    status = django_filters.ChoiceFilter(
        label=_("status"), choices=OrgStatus.choices, empty_label=_("all")
    )
    branch_type = django_filters.ChoiceFilter(
        label=_("branch type"), choices=BranchType.choices, empty_label=_("all")
    )
    set_up_mode = django_filters.ChoiceFilter(
        label=_("set-up mode"), choices=SetUpMode.choices, empty_label=_("all")
    )
    tag = django_filters.ChoiceFilter(
        label=_("tag"), field_name="tags__name", choices=(), empty_label=_("all")
    )
    ends = django_filters.ChoiceFilter(
        label=_("term"), choices=ENDINGS, method="by_ending", empty_label=_("all")
    )
    parent = django_filters.UUIDFilter(
        label=_("superior organisation"), field_name="parent__public_id", widget=forms.HiddenInput
    )

    class Meta:
        model = Org
        fields = [
            "status",
            "kind",
            "branch_type",
            "set_up_mode",
            "tag",
            "ends",
            "under",
            "parent",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        borne = tags_within(reader=self.request.user)
        self.filters["tag"].extra["choices"] = [(name, name) for name in borne]

    def by_ending(self, rows: Any, _name: str, ending: str) -> QuerySet[Org]:
        return ending_terms(rows, ending, today=timezone.localdate())
