"""How the lists of wishes, agreements and pledges are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from orgs.enums import PairingMode
from orgs.models import Org
from orgs.scoping import within
from resources.models import Agreement, AnnualPledge, Appraisal, VolunteerTally, Wish
from resources.pledge_enums import AgeBand, AgreementState, WishKind, WishState


class OfCommunity(django_filters.FilterSet):
    """Rows of the communities in one subtree, named by its code."""

    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")

    def below(self, rows: Any, name: str, code: str) -> Any:
        tops = Org.objects.visible_to(self.request.user).named(code)
        return rows.filter(within(list(tops.values_list("tree_id", "lft", "rght")), "community"))


class WishFilter(django_filters.FilterSet):
    """Wishes by state, kind and age band."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=WishState.choices)
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=WishKind.choices)
    age_band = django_filters.ChoiceFilter(label=_("age band"), choices=AgeBand.choices)

    class Meta:
        model = Wish
        fields = ["state", "kind", "age_band"]


class WishApiFilter(WishFilter, OfCommunity):
    """The same for machines, and by community or claiming unit."""

    claimant = django_filters.UUIDFilter(label=_("claimed by"), field_name="claimant__public_id")


class AgreementFilter(django_filters.FilterSet):
    """Agreements by state and way of co-building."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=AgreementState.choices)
    mode = django_filters.ChoiceFilter(label=_("way of co-building"), choices=PairingMode.choices)

    class Meta:
        model = Agreement
        fields = ["state", "mode"]


class OfUnit(django_filters.FilterSet):
    """Rows of one partner unit."""

    partner = django_filters.UUIDFilter(label=_("partner unit"), field_name="partner__public_id")


class AgreementApiFilter(AgreementFilter, OfUnit, OfCommunity):
    """The same for machines, and by unit or community."""


class PledgeFilter(django_filters.FilterSet):
    """The years of units by year."""

    year = django_filters.NumberFilter(label=_("year"))

    class Meta:
        model = AnnualPledge
        fields = ["year"]


class PledgeApiFilter(PledgeFilter, OfUnit):
    """The same for machines, and by unit."""


class AppraisalFilter(django_filters.FilterSet):
    """Two-way appraisals by year."""

    year = django_filters.NumberFilter(label=_("year"))

    class Meta:
        model = Appraisal
        fields = ["year"]


class AppraisalApiFilter(AppraisalFilter, OfUnit, OfCommunity):
    """The same for machines, and by unit or community."""


class TallyFilter(django_filters.FilterSet):
    """Volunteers by year."""

    year = django_filters.NumberFilter(label=_("year"))

    class Meta:
        model = VolunteerTally
        fields = ["year"]


class TallyApiFilter(TallyFilter, OfCommunity):
    """The same for machines, and by community."""
