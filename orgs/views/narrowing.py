"""Filters that several lists of organisations share."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind, OrgStatus
from orgs.models import Org
from orgs.scoping import within
from orgs.selectors.orgs import places_of


class UnderFilter(django_filters.FilterSet):
    """An organisation and everything below it."""

    under = django_filters.CharFilter(label=_("at or below (code)"), method="below")

    class Meta:
        model = Org
        fields = ["under"]

    def below(self, rows: Any, _name: str, code: str) -> QuerySet[Org]:
        return rows.filter(within(places_of(code, reader=self.request.user)))


class OrgListFilter(UnderFilter):
    """Organisations by kind and status, directly below one, or anywhere below it."""

    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=OrgKind.choices, empty_label=_("all")
    )
    status = django_filters.ChoiceFilter(
        label=_("status"), choices=OrgStatus.choices, empty_label=_("all")
    )
    parent = django_filters.UUIDFilter(
        label=_("superior organisation"), field_name="parent__public_id", widget=forms.HiddenInput
    )

    class Meta:
        model = Org
        fields = ["status", "kind", "under", "parent"]
