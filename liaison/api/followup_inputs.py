"""What the deeds of following up take from a request: the keywords of their services."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from grids.models import Case, Grid, PropertyFirm
from liaison.followup_enums import InspectionKind, VisitKind
from liaison.forms.visits import leaders_near
from liaison.models import InspectionSubject, Resolution
from orgs.api.fields import VisibleByIdField, VisibleOrgField
from orgs.models import Org, Partner
from resources.enums import ResourceClass


@extend_schema_field(OpenApiTypes.UUID)
class VisiblePlaceField(serializers.Field):
    """A row of one of several nouns, named by its public id."""

    default_error_messages = {"unknown": _("Nothing within your reach is called this.")}

    def __init__(self, *nouns: type[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.nouns = nouns

    def to_internal_value(self, data: Any) -> Any:
        """The row; raises ValidationError for one that the caller cannot see."""
        try:
            name = UUID(str(data))
        except ValueError:
            self.fail("unknown")
        for noun in self.nouns:
            row = noun.objects.visible_to(self.context["request"].user).filter(public_id=name)
            if found := row.first():
                return found
        return self.fail("unknown")

    def to_representation(self, value: Any) -> str:
        return str(value.public_id)


@extend_schema_field(OpenApiTypes.STR)
class LeaderField(serializers.SlugRelatedField):
    """A leader of a sub-district that the caller sees, named by the name of the account."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="username", **kwargs)

    def get_queryset(self) -> Any:
        return leaders_near(self.context["request"].user)


class DeadlineInput(serializers.Serializer):
    """A day, or so many workdays; without both, as many as the office has set."""

    due_on = serializers.DateField(required=False)
    workdays = serializers.IntegerField(required=False, min_value=1, max_value=250)


class ItemWordsInput(serializers.Serializer):
    demand = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    assisting = serializers.CharField(max_length=300, required=False, allow_blank=True)
    source = serializers.CharField(  # type: ignore[assignment]  # a fact of the item, not DRF's own
        max_length=200, required=False, allow_blank=True
    )


class AssignInput(DeadlineInput, ItemWordsInput):
    """An item comes from a resolution or a case, or from neither."""

    assigner = VisibleOrgField()
    owner = VisiblePlaceField(Org, Partner)
    title = serializers.CharField(max_length=200)
    resolution = VisibleByIdField(Resolution, required=False)
    case = VisibleByIdField(Case, required=False)

    def validate(self, facts: dict[str, Any]) -> dict[str, Any]:
        if "resolution" in facts and "case" in facts:
            raise serializers.ValidationError(
                _("An item comes from a resolution or a case, not from both.")
            )
        return facts


class AmendActionItemInput(ItemWordsInput):
    title = serializers.CharField(max_length=200, required=False)


class ReassignInput(DeadlineInput):
    owner = VisiblePlaceField(Org, Partner)


class ProgressInput(serializers.Serializer):
    progress = serializers.CharField(max_length=2000)


class ReportInput(serializers.Serializer):
    report = serializers.CharField(max_length=2000)


class ReportOnBehalfInput(ReportInput):
    reason = serializers.CharField(max_length=500)


class VerdictInput(serializers.Serializer):
    verdict = serializers.CharField(max_length=1000)


class ExtensionInput(serializers.Serializer):
    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=500)


class NamePointInput(serializers.Serializer):
    community = VisibleOrgField()
    leader = LeaderField()
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)


class EndPointInput(serializers.Serializer):
    on = serializers.DateField()
    reason = serializers.CharField(max_length=300)


class AmendVisitInput(serializers.Serializer):
    kind = serializers.ChoiceField(VisitKind.choices, required=False)
    visited_on = serializers.DateField(required=False)
    met_count = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    is_policy_told = serializers.BooleanField(required=False)
    remark = serializers.CharField(max_length=300, required=False, allow_blank=True)


class NoteVisitInput(AmendVisitInput):
    """Without a visitor and somebody to go for, it was the caller; nobody who was met is named."""

    kind = serializers.ChoiceField(VisitKind.choices)
    place = VisiblePlaceField(Org, Partner, Grid, PropertyFirm)
    visitor = LeaderField(required=False)
    by = VisiblePlaceField(Org, Partner, required=False)
    findings = serializers.ListField(
        child=serializers.CharField(max_length=1000), required=False, max_length=20
    )


class FindInput(serializers.Serializer):
    content = serializers.CharField(max_length=1000)


class MakeNeedInput(serializers.Serializer):
    resource_class = serializers.ChoiceField(ResourceClass.choices)
    on_behalf = serializers.CharField(max_length=500, required=False, allow_blank=True)


class AssignFindingInput(DeadlineInput):
    owner = VisiblePlaceField(Org, Partner)
    title = serializers.CharField(max_length=200, required=False)
    demand = serializers.CharField(max_length=2000, required=False)


class PrepareInput(serializers.Serializer):
    street = VisibleOrgField()
    kind = serializers.ChoiceField(InspectionKind.choices)
    title = serializers.CharField(max_length=120)
    topic = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    inspected_on = serializers.DateField(required=False)
    subjects = serializers.ListField(child=VisiblePlaceField(Org, Partner), max_length=500)


class DrawInput(serializers.Serializer):
    """With a seed, the draw of before is made again."""

    count = serializers.IntegerField(min_value=1)
    seed = serializers.CharField(max_length=40, required=False, allow_blank=True)


@extend_schema_field(OpenApiTypes.INT)
class SubjectField(serializers.Field):
    """One of those inspected, named by its position on the list of the inspection."""

    def to_internal_value(self, data: Any) -> Any:
        """The subject; raises ValidationError for a position that the list does not have."""
        view: Any = self.context["view"]
        rows = InspectionSubject.objects.visible_to(self.context["request"].user)
        found = rows.filter(inspection=view.get_object(), position=int(str(data) or 0)).first()
        if found is None:
            raise serializers.ValidationError(_("Choose one of those inspected."))
        return found

    def to_representation(self, value: Any) -> int:
        position: int = value.position
        return position


class FindAtInput(serializers.Serializer):
    subject = SubjectField()
    content = serializers.CharField(max_length=4000)


class ConclusionInput(serializers.Serializer):
    conclusion = serializers.CharField(max_length=2000)


class RecheckInput(serializers.Serializer):
    recheck = serializers.CharField(max_length=1000)
