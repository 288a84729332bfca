"""The inbox over the API."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import NounViewSet
from orgs.models import Notification
from orgs.services.notifications import mark_read


class NotificationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Notification
        fields = [
            "public_id",
            "verb",
            "sentence",
            "subject_label",
            "url",
            "because",
            "created_at",
            "read_at",
        ]
        read_only_fields = fields


class NotificationFilter(django_filters.FilterSet):
    is_read = django_filters.BooleanFilter(field_name="read_at", lookup_expr="isnull", exclude=True)


class NotificationViewSet(NounViewSet):
    """Your own messages."""

    queryset = Notification.objects.none()
    serializer_class = NotificationSerializer
    filterset_class = NotificationFilter
    ordering_fields = ["created_at"]

    def get_queryset(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.request.user).for_list()

    @extend_schema(request=None, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, **kwargs: Any) -> Response:
        """Note that you have read one message."""
        mark_read(actor=request.user, notification=self.get_object())  # type: ignore[arg-type]  # signed in
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request, **kwargs: Any) -> Response:
        """Note that you have read every message."""
        mark_read(actor=request.user)  # type: ignore[arg-type]  # signed in
        return Response(status=status.HTTP_204_NO_CONTENT)
