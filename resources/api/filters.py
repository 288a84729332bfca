"""How the lists of needs, resources, matches and projects are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import within
from resources.enums import (
    BeneficiaryKind,
    LineState,
    MatchPlanState,
    MatchState,
    NeedState,
    ProjectClass,
    ProjectState,
    ResourceClass,
    ResourceState,
    Unserved,
    Urgency,
)
from resources.indicators.lists import unanswered, unendorsed
from resources.models import Match, MatchPlan, MatchPlanLine, Need, Project, Resource

YES = "true"


class NeedFilter(django_filters.FilterSet):
    """Needs by state, class, urgency and beneficiaries, and those nobody has answered."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=NeedState.choices)
    resource_class = django_filters.ChoiceFilter(label=_("class"), choices=ResourceClass.choices)
    urgency = django_filters.ChoiceFilter(label=_("urgency"), choices=Urgency.choices)
    beneficiary_kind = django_filters.ChoiceFilter(
        label=_("beneficiaries"), choices=BeneficiaryKind.choices
    )
    unanswered = django_filters.ChoiceFilter(
        label=_("answer"),
        choices=[(YES, _("none for ten workdays"))],
        method="without_answer",
    )

    to_review = django_filters.ChoiceFilter(
        label=_("shelved"), choices=[(YES, _("due to be looked at again"))], method="due_again"
    )

    class Meta:
        model = Need
        fields = [
            "state",
            "resource_class",
            "urgency",
            "beneficiary_kind",
            "unanswered",
            "to_review",
        ]

    def due_again(self, rows: Any, name: str, asked: str) -> Any:
        return rows.to_review(timezone.localdate())

    def without_answer(self, rows: Any, name: str, asked: str) -> Any:
        return unanswered(rows)


class HallFilter(django_filters.FilterSet):
    """Needs of the claim hall by class, urgency and beneficiaries."""

    resource_class = django_filters.ChoiceFilter(label=_("class"), choices=ResourceClass.choices)
    urgency = django_filters.ChoiceFilter(label=_("urgency"), choices=Urgency.choices)
    beneficiary_kind = django_filters.ChoiceFilter(
        label=_("beneficiaries"), choices=BeneficiaryKind.choices
    )

    class Meta:
        model = Need
        fields = ["resource_class", "urgency", "beneficiary_kind"]


class ResourceFilter(django_filters.FilterSet):
    """Resources by state and class."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=ResourceState.choices)
    resource_class = django_filters.ChoiceFilter(label=_("class"), choices=ResourceClass.choices)
    available = django_filters.ChoiceFilter(
        label=_("to be had"), choices=[(YES, _("still to be had"))], method="to_be_had"
    )

    class Meta:
        model = Resource
        fields = ["state", "resource_class", "available"]

    def to_be_had(self, rows: Any, name: str, asked: str) -> Any:
        return rows.available()


class MatchFilter(django_filters.FilterSet):
    """Matches by state."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=MatchState.choices)

    claimed = django_filters.ChoiceFilter(
        label=_("claim hall"), choices=[(YES, _("claims only"))], method="of_the_hall"
    )

    class Meta:
        model = Match
        fields = ["state", "claimed"]

    def of_the_hall(self, rows: Any, name: str, asked: str) -> Any:
        return rows.claims()


class MatchPlanFilter(django_filters.FilterSet):
    """Match plans by state."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=MatchPlanState.choices)

    class Meta:
        model = MatchPlan
        fields = ["state"]


class PlanLineFilter(django_filters.FilterSet):
    """Lines of a match plan by what they say."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=LineState.choices)
    unserved = django_filters.ChoiceFilter(label=_("why it is unserved"), choices=Unserved.choices)

    class Meta:
        model = MatchPlanLine
        fields = ["state", "unserved"]


class ProjectFilter(django_filters.FilterSet):
    """Projects by state and class, those past their day, and those a meeting must endorse."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=ProjectState.choices)
    project_class = django_filters.ChoiceFilter(label=_("class"), choices=ProjectClass.choices)
    overdue = django_filters.ChoiceFilter(
        label=_("due on"), choices=[(YES, _("past its day"))], method="past_its_day"
    )
    unendorsed = django_filters.ChoiceFilter(
        label=_("endorsement"),
        choices=[(YES, _("not endorsed yet"))],
        method="without_endorsement",
    )

    history = django_filters.ChoiceFilter(
        label=_("origin"),
        field_name="is_history",
        choices=[(YES, _("imported history")), ("false", _("from the portal"))],
        method="of_origin",
    )

    class Meta:
        model = Project
        fields = ["state", "project_class", "overdue", "unendorsed", "history"]

    def of_origin(self, rows: Any, name: str, asked: str) -> Any:
        return rows.filter(is_history=asked == YES)

    def past_its_day(self, rows: Any, name: str, asked: str) -> Any:
        return rows.overdue(timezone.localdate())

    def without_endorsement(self, rows: Any, name: str, asked: str) -> Any:
        return unendorsed(rows)


class OfOwner(django_filters.FilterSet):
    """Rows of one subtree or one partner unit, named by their public names."""

    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    partner = django_filters.UUIDFilter(
        label=_("partner unit"), field_name="owner_partner__public_id"
    )

    def below(self, rows: Any, name: str, code: str) -> Any:
        tops = Org.objects.visible_to(self.request.user).named(code)
        places = list(tops.values_list("tree_id", "lft", "rght"))
        return rows.filter(within(places, "owner_org"))


class NeedApiFilter(NeedFilter, OfOwner):
    """The same for machines, and by owner."""


class ResourceApiFilter(ResourceFilter, OfOwner):
    """The same for machines, and by owner."""


class MatchApiFilter(MatchFilter):
    """The same for machines, and by need or resource."""

    need = django_filters.CharFilter(label=_("code of the need"), field_name="need__code")
    resource = django_filters.CharFilter(
        label=_("code of the resource"), field_name="resource__code"
    )


class ProjectApiFilter(ProjectFilter):
    """The same for machines, and by day."""

    due_before = django_filters.DateFilter(
        label=_("due before"), field_name="due_on", lookup_expr="lt"
    )


class PlanLineApiFilter(PlanLineFilter):
    """The same for machines, and by plan or need."""

    plan = django_filters.CharFilter(label=_("code of the match plan"), field_name="plan__code")
    need = django_filters.CharFilter(label=_("code of the need"), field_name="need__code")
