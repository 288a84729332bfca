"""People and their rights over the API: who am I, who is who, who may do what where."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import CreatingMixin, NounViewSet, ReasonInput, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.enums import Role
from orgs.models import Org, Partner, RoleAssignment, User
from orgs.scoping import reach_of
from orgs.services.accounts import amend_own_settings
from orgs.services.roles import ACCOUNT_KEEPERS, assign_role, end_role
from partybuild.api import PortalViewSet


class RoleAssignmentSerializer(serializers.ModelSerializer):
    user = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)

    class Meta:
        model = RoleAssignment
        fields = ["public_id", "user", "role", "org", "partner", "starts_on", "ends_on"]
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer):
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = User
        fields = ["public_id", "name", "org", "is_active"]
        read_only_fields = fields


class MeSerializer(serializers.ModelSerializer):
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    roles = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = [
            "public_id",
            "username",
            "name",
            "org",
            "language",
            "large_text",
            "email",
            "wants_mail",
            "mail_hour",
            "roles",
        ]
        read_only_fields = fields

    @extend_schema_field(RoleAssignmentSerializer(many=True))
    def get_roles(self, user: User) -> Any:
        held = user.role_assignments.current().for_list()
        return RoleAssignmentSerializer(held, many=True).data


class MailInput(serializers.Serializer):
    """Whether, where and from which hour on mail may come."""

    email = serializers.EmailField(required=False, allow_blank=True)
    wants_mail = serializers.BooleanField(required=False)
    mail_hour = serializers.IntegerField(required=False, min_value=0, max_value=23)


@extend_schema_field(OpenApiTypes.UUID)
class VisiblePersonField(serializers.SlugRelatedField):
    """A person named by the public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.visible_to(self.context["request"].user)


class KeptOrgField(VisibleOrgField):
    """An organisation whose rights the caller keeps, named like any other."""

    def get_queryset(self) -> Any:
        return Org.objects.within(reach_of(self.context["request"].user, *ACCOUNT_KEEPERS))


@extend_schema_field(OpenApiTypes.UUID)
class KeptPartnerField(serializers.SlugRelatedField):
    """A partner unit of a sub-district whose rights the caller keeps, named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> QuerySet[Partner]:
        reach = reach_of(self.context["request"].user, *ACCOUNT_KEEPERS)
        return Partner.objects.filter(reach.streets("street"))


class AssignRoleInput(serializers.Serializer):
    """A role over one organisation, or for a liaison over one partner unit, for a term."""

    user = VisiblePersonField()
    role = serializers.ChoiceField(choices=Role.choices)
    org = KeptOrgField(required=False)
    partner = KeptPartnerField(required=False)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        places = [attrs.pop(name) for name in ("org", "partner") if name in attrs]
        if len(places) != 1:
            raise serializers.ValidationError("Name either org or partner.", code="place")
        return {**attrs, "over": places[0]}


class RoleAssignmentFilter(django_filters.FilterSet):
    user = django_filters.UUIDFilter(field_name="user__public_id")
    role = django_filters.ChoiceFilter(choices=Role)
    org = django_filters.CharFilter(field_name="org__code")
    partner = django_filters.UUIDFilter(field_name="partner__public_id")
    is_current = django_filters.BooleanFilter(method="by_term")

    def by_term(self, rows: QuerySet, _name: str, is_current: bool) -> QuerySet:
        current = RoleAssignment.objects.current().values("pk")
        return rows.filter(pk__in=current) if is_current else rows.exclude(pk__in=current)


class MeViewSet(PortalViewSet):
    """The person behind the token or the session."""

    serializer_class = MeSerializer
    queryset = User.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=MeSerializer, operation_id="me_retrieve")
    def list(self, request: Request, **kwargs: Any) -> Response:
        return Response(self.get_serializer(request.user).data)

    @extend_schema(request=MailInput, responses=MeSerializer)
    @action(detail=False, methods=["post"])
    def mail(self, request: Request, **kwargs: Any) -> Response:
        """Say whether, where and from which hour on mail may come to you."""
        person: Any = request.user
        amended = amend_own_settings(
            actor=person,
            language=person.language,
            large_text=person.large_text,
            **self.cleaned(MailInput),
        )
        return Response(self.get_serializer(amended).data)


class PersonViewSet(NounViewSet):
    """People whose rights you keep or may read: a name and where the account is kept, no more."""

    queryset = User.objects.none()
    serializer_class = PersonSerializer
    search_fields = ["name"]
    ordering_fields = ["name"]
    filterset_fields = ["is_active"]

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.visible_to(self.request.user).for_list()


@creates(assign_role, AssignRoleInput)
@steps("assignment", {"end": (end_role, ReasonInput)})
class RoleAssignmentViewSet(CreatingMixin, NounViewSet):
    """Roles held where you keep or read rights, and your own. Keepers assign and end them."""

    queryset = RoleAssignment.objects.none()
    serializer_class = RoleAssignmentSerializer
    filterset_class = RoleAssignmentFilter
    ordering_fields = ["starts_on", "ends_on"]

    def get_queryset(self) -> QuerySet[RoleAssignment]:
        return RoleAssignment.objects.visible_to(self.request.user).for_list()
