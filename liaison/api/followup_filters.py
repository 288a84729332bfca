"""How action items, contact points, visits and inspections are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.followup_enums import (
    ActionItemState,
    FindingState,
    InspectionKind,
    InspectionState,
    VisitKind,
)
from liaison.followup_workflow import ASSIGNERS
from liaison.models import ActionItem, ContactPoint, Finding, Inspection, Visit
from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import within

OWN = (Role.SECRETARY, Role.PARTNER_LIAISON)


class ActionItemFilter(django_filters.FilterSet):
    """Items by whose they are to go on with, by state, and by the day they are due."""

    whose = django_filters.ChoiceFilter(
        label=_("Which"),
        choices=[
            ("mine", _("mine to do")),
            ("given", _("assigned by us")),
            ("overdue", _("overdue")),
            ("check", _("to check")),
        ],
        method="by_turn",
        empty_label=_("All"),
    )
    state = django_filters.ChoiceFilter(label=_("state"), choices=ActionItemState.choices)
    due_before = django_filters.DateFilter(
        label=_("due before"), field_name="due_on", lookup_expr="lt"
    )

    class Meta:
        model = ActionItem
        fields = ["whose", "state", "due_before"]

    def by_turn(self, rows: Any, _name: str, whose: str) -> Any:
        user = self.request.user
        found = {
            "mine": lambda: rows.owned_by(user, *OWN).running(),
            "given": lambda: rows.governed_by(user, *ASSIGNERS),
            "overdue": lambda: rows.overdue(timezone.localdate()),
            "check": lambda: rows.governed_by(user, *ASSIGNERS).to_check(),
        }
        return found[whose]()


class OfOwner(django_filters.FilterSet):
    """Items of one unit, or of the organisations in one subtree."""

    partner = django_filters.UUIDFilter(
        label=_("partner unit in charge"), field_name="owner_partner__public_id"
    )
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    resolution = django_filters.UUIDFilter(
        label=_("resolution"), field_name="resolution__public_id"
    )

    def below(self, rows: Any, _name: str, code: str) -> Any:
        tops = Org.objects.visible_to(self.request.user).named(code)
        return rows.filter(within(list(tops.values_list("tree_id", "lft", "rght")), "owner_org"))


class ActionItemApiFilter(ActionItemFilter, OfOwner):
    """The same for machines, and by owner and resolution."""


class ContactPointFilter(django_filters.FilterSet):
    current = django_filters.BooleanFilter(label=_("today"), method="held")

    class Meta:
        model = ContactPoint
        fields = ["current"]

    def held(self, rows: Any, _name: str, is_held: bool) -> Any:
        return rows.current() if is_held else rows.exclude(pk__in=rows.current().values("pk"))


class VisitFilter(django_filters.FilterSet):
    """Visits by kind and day."""

    kind = django_filters.ChoiceFilter(label=_("kind of visit"), choices=VisitKind.choices)
    since = django_filters.DateFilter(
        label=_("from day"), field_name="visited_on", lookup_expr="gte"
    )
    until = django_filters.DateFilter(label=_("to day"), field_name="visited_on", lookup_expr="lte")

    class Meta:
        model = Visit
        fields = ["kind", "since", "until"]


class VisitApiFilter(VisitFilter):
    """The same for machines, and by community or unit."""

    community = django_filters.CharFilter(
        label=_("code of the community"), field_name="community__code"
    )
    partner = django_filters.UUIDFilter(
        label=_("unit visited"), field_name="place_partner__public_id"
    )


class FindingFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("state"), choices=FindingState.choices)

    class Meta:
        model = Finding
        fields = ["state"]


class InspectionFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("kind of inspection"), choices=InspectionKind.choices
    )
    state = django_filters.ChoiceFilter(label=_("state"), choices=InspectionState.choices)

    class Meta:
        model = Inspection
        fields = ["kind", "state"]
