"""How the page of the register of cases is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grids.api.case_filters import CaseNarrowing
from orgs.models import Org


def communities_seen(request: Any) -> QuerySet[Org]:
    """The communities a reader can choose among."""
    rows: QuerySet[Org] = Org.objects.visible_to(request.user).communities().order_by("code")
    return rows


class CaseListFilter(CaseNarrowing):
    """The same as over HTTP; the community is chosen from a list."""

    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=communities_seen,
    )
    grid = django_filters.UUIDFilter(
        label=_("grid"), field_name="grid__public_id", widget=forms.HiddenInput
    )
