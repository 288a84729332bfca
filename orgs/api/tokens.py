"""One's own API tokens over the API."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import NounViewSet
from orgs.enums import TokenScope
from orgs.models import ApiToken
from orgs.services.tokens import issue_token, revoke_token


class ApiTokenSerializer(serializers.ModelSerializer):
    class Meta:
        model = ApiToken
        fields = ["public_id", "name", "scope", "created", "expiry"]
        read_only_fields = fields


class IssuedTokenSerializer(ApiTokenSerializer):
    """A token on the one occasion on which its text is told."""

    token = serializers.CharField(read_only=True)

    class Meta(ApiTokenSerializer.Meta):
        fields = [*ApiTokenSerializer.Meta.fields, "token"]
        read_only_fields = fields


class IssueTokenInput(serializers.Serializer):
    """What the token is for, what it may do, and until when."""

    name = serializers.CharField(max_length=60)
    scope = serializers.ChoiceField(choices=TokenScope.choices, default=TokenScope.READ)
    expires_on = serializers.DateField()


class ApiTokenViewSet(NounViewSet):
    """Your own tokens; the text of one is told once, when it is issued."""

    queryset = ApiToken.objects.none()
    serializer_class = ApiTokenSerializer

    def get_queryset(self) -> QuerySet[ApiToken]:
        mine: QuerySet[ApiToken] = ApiToken.objects.filter(user=self.request.user.pk)
        return mine.order_by("-created")

    @extend_schema(request=IssueTokenInput, responses={201: IssuedTokenSerializer})
    def create(self, request: Request, **kwargs: Any) -> Response:
        """Issue a token for yourself."""
        token, text = issue_token(actor=request.user, **self.cleaned(IssueTokenInput))  # type: ignore[arg-type]  # signed in
        answer = {**self.get_serializer(token).data, "token": text}
        return Response(answer, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, **kwargs: Any) -> Response:
        """Make a token of yours worthless at once."""
        revoke_token(token=self.get_object(), actor=request.user)  # type: ignore[arg-type]  # signed in
        return Response(status=status.HTTP_204_NO_CONTENT)
