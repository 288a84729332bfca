"""Channels and notices over HTTP."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.channel_enums import ChannelKind, NoticeAction
from orgs.enums import BUSINESS_ROLES, Role
from orgs.models import Channel, ChannelMessage, Notice, Org
from orgs.models.channels import CHANNEL_KEEPERS
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.selectors.notices import preview
from orgs.services import channels, notices


class ChannelSerializer(serializers.ModelSerializer):
    """A group robot; its address and its secret are never told."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = Channel
        fields = ["public_id", "street", "kind", "name", "is_on", "tried_at", "created_at"]
        read_only_fields = fields


@extend_schema_field(OpenApiTypes.STR)
class KeptStreetField(VisibleOrgField):
    """A sub-district whose channels the caller looks after, named by its code."""

    def get_queryset(self) -> Any:
        reach = reach_of(self.context["request"].user, *CHANNEL_KEEPERS)
        return Org.objects.filter(reach.streets("pk")).streets()


class ChannelAddressInput(serializers.Serializer):
    address = serializers.CharField(max_length=500, write_only=True)
    secret = serializers.CharField(
        max_length=200, required=False, allow_blank=True, write_only=True
    )


class SetUpChannelInput(ChannelAddressInput):
    street = KeptStreetField()
    kind = serializers.ChoiceField(choices=ChannelKind.choices)
    name = serializers.CharField(max_length=60)


class ChannelMessageSerializer(serializers.ModelSerializer):
    class Meta:
        model = ChannelMessage
        fields = ["public_id", "words", "state", "attempts", "error", "created_at", "sent_at"]
        read_only_fields = fields


@steps(
    "channel",
    {
        "try": (channels.try_channel, NoInput),
        "switch_on": (channels.switch_channel_on, NoInput),
        "switch_off": (channels.switch_channel_off, NoInput),
        "resend": (channels.resend_failed, NoInput),
        "renew": (channels.renew_channel, ChannelAddressInput),
        "remove": (channels.remove_channel, NoInput),
    },
)
@creates(channels.set_up_channel, SetUpChannelInput)
class ChannelViewSet(CreatingMixin, NounViewSet):
    """Group robots of the sub-districts that you look after as administrator."""

    queryset = Channel.objects.none()
    serializer_class = ChannelSerializer
    filterset_fields = ["kind", "is_on"]

    def get_queryset(self) -> QuerySet[Channel]:
        return Channel.objects.visible_to(self.request.user).for_list()

    @extend_schema(responses=ChannelMessageSerializer(many=True))
    @action(detail=True, pagination_class=None, filter_backends=[])
    def messages(self, request: Request, **kwargs: Any) -> Response:
        """The latest thirty things the robot was told to say."""
        found = self.get_object().messages.all()[:30]
        return Response(ChannelMessageSerializer(found, many=True).data)


class NoticeSerializer(serializers.ModelSerializer):
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    roles = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Notice
        fields = [
            "public_id",
            "org",
            "roles",
            "title",
            "body",
            "by_mail",
            "state",
            "created_at",
            "ordered_at",
        ]
        read_only_fields = fields


class DraftNoticeInput(serializers.Serializer):
    org = VisibleOrgField()
    roles = serializers.MultipleChoiceField(choices=sorted(BUSINESS_ROLES))
    title = serializers.CharField(max_length=100)
    body = serializers.CharField(max_length=2000)
    by_mail = serializers.BooleanField(required=False, default=False)


class AddresseeSerializer(serializers.Serializer):
    person = serializers.CharField(source="person.name")
    because = serializers.CharField()


class NoticePreviewSerializer(serializers.Serializer):
    """How many get the notice, by which channel, and three of them."""

    inbox_count = serializers.IntegerField()
    mail_count = serializers.IntegerField()
    samples = AddresseeSerializer(many=True)


@steps(
    "notice",
    {
        NoticeAction.SEND: (notices.send_notice, NoInput),
        NoticeAction.DISCARD: (notices.discard_notice, NoInput),
    },
)
@creates(notices.draft_notice, DraftNoticeInput)
class NoticeViewSet(CreatingMixin, NounViewSet):
    """Notices of your offices, and those that you got."""

    queryset = Notice.objects.none()
    serializer_class = NoticeSerializer
    filterset_fields = ["state"]
    search_fields = ["title"]
    ordering_fields = ["created_at", "ordered_at"]

    def get_queryset(self) -> QuerySet[Notice]:
        return Notice.objects.visible_to(self.request.user).for_list()

    @extend_schema(responses=NoticePreviewSerializer)
    @action(detail=True)
    def preview(self, request: Request, **kwargs: Any) -> Response:
        """Whom sending it would reach, for its office."""
        notice = self.get_object()
        if not holds_role(request.user, Role.OFFICE, over=notice.org):
            raise PermissionDenied
        return Response(NoticePreviewSerializer(preview(notice, now=timezone.now())).data)
