"""The audit trail over the API, to read."""

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from orgs.api.deeds import NounViewSet
from orgs.models import AuditEntry, Org, User


class AuditEntrySerializer(serializers.ModelSerializer):
    actor = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = AuditEntry
        fields = [
            "public_id",
            "at",
            "actor",
            "verb",
            "subject_type",
            "subject_id",
            "subject_label",
            "org",
            "changes",
            "reason",
        ]
        read_only_fields = fields


class AuditEntryFilter(django_filters.FilterSet):
    actor = django_filters.UUIDFilter(field_name="actor__public_id")
    verb = django_filters.CharFilter()
    subject_type = django_filters.CharFilter()
    subject_id = django_filters.CharFilter()
    since = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="lt")


class AuditEntryViewSet(NounViewSet):
    """Every deed of what lies below you, for the office and the auditor; nobody changes a line."""

    queryset = AuditEntry.objects.none()
    serializer_class = AuditEntrySerializer
    filterset_class = AuditEntryFilter
    search_fields = ["subject_label", "reason"]
    ordering_fields = ["at"]

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.visible_to(self.request.user).for_list()
