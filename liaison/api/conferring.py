"""The weekly conferring list over HTTP: on an agenda, to whom, and back by a resolution."""

from typing import Any

from rest_framework import serializers

from grids.models import Case
from liaison.models import AgendaItem, Body, ConferredCase
from liaison.services.conferring import name_answering_org, put_cases_on_agenda
from orgs.api.deeds import CreatingMixin, NounViewSet, creates, steps
from orgs.api.fields import VisibleByIdField, VisibleOrgField
from orgs.models import Org


class ConferenceInput(serializers.Serializer):
    body = VisibleByIdField(Body)


class AnsweringOrgInput(serializers.Serializer):
    org = VisibleOrgField()


class ConferredCaseSerializer(serializers.ModelSerializer):
    """A case on an item, to whom it is to be given, and the resolution that gave it."""

    item = serializers.SlugRelatedField[AgendaItem](slug_field="public_id", read_only=True)
    case = serializers.SlugRelatedField[Case](slug_field="code", read_only=True)
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    resolution = serializers.CharField(source="resolution.number", default=None, read_only=True)

    class Meta:
        model = ConferredCase
        fields = ["public_id", "item", "case", "org", "resolution"]
        read_only_fields = fields


class CaseConferenceSerializer(serializers.ModelSerializer):
    """An item that confers on cases."""

    meeting = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)

    class Meta:
        model = AgendaItem
        fields = ["public_id", "meeting", "title", "state"]
        read_only_fields = fields


@creates(put_cases_on_agenda, ConferenceInput)
class CaseConferenceViewSet(CreatingMixin, NounViewSet):
    """The items that confer on cases; creating one puts all waiting cases on the next sitting."""

    queryset = AgendaItem.objects.none()
    serializer_class = CaseConferenceSerializer

    def get_queryset(self) -> Any:
        items = AgendaItem.objects.visible_to(self.request.user)
        found = ConferredCase.objects.values("item")
        return items.filter(pk__in=found).select_related("meeting").order_by("-pk")


@steps("conferred", {"name_org": (name_answering_org, AnsweringOrgInput)})
class ConferredCaseViewSet(NounViewSet):
    """The cases on the items that you can see."""

    queryset = ConferredCase.objects.none()
    serializer_class = ConferredCaseSerializer

    def get_queryset(self) -> Any:
        rows = ConferredCase.objects.visible_to(self.request.user).for_list()
        return rows.select_related("item", "case", "org", "resolution__meeting")
