"""How the lists of proposals and matters are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.matter_enums import MatterState
from liaison.models import Matter, MattersEdition, Proposal
from liaison.proposal_enums import Chain, ProposalState
from resources.api.pledge_filters import OfCommunity

OPEN, LATE = "open", "late"


class ProposalFilter(django_filters.FilterSet):
    """Proposals by chain, state, and whether they wait or are late."""

    chain = django_filters.ChoiceFilter(
        label=_("chain"), choices=Chain.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("state"), choices=ProposalState.choices)
    waiting = django_filters.ChoiceFilter(
        label=pgettext_lazy("proposals", "Still open"),
        choices=[(OPEN, pgettext_lazy("proposals", "open")), (LATE, _("past the deadline"))],
        method="by_waiting",
    )

    class Meta:
        model = Proposal
        fields = ["chain", "state", "waiting"]

    def by_waiting(self, rows: Any, _name: str, which: str) -> Any:
        rows = rows.open()
        return rows.filter(due_on__lt=timezone.localdate()) if which == LATE else rows


class ProposalApiFilter(ProposalFilter, OfCommunity):
    """The same for machines, and by community."""


class MatterFilter(django_filters.FilterSet):
    """Matters by state and by whether they are in force today."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=MatterState.choices, empty_label=_("All")
    )
    in_force = django_filters.BooleanFilter(label=_("in force today"), method="by_force")

    class Meta:
        model = Matter
        fields = ["state", "in_force"]

    def by_force(self, rows: Any, _name: str, is_in_force: bool) -> Any:
        now = rows.in_force(timezone.localdate())
        return now if is_in_force else rows.exclude(pk__in=now.values("pk"))


class MattersEditionFilter(django_filters.FilterSet):
    """Published lists by year."""

    year = django_filters.NumberFilter(label=_("year"))

    class Meta:
        model = MattersEdition
        fields = ["year"]
