"""Duties, their rules, one's digests and one's calendar address over HTTP."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from liaison.api.obligation_filters import ObligationFilter, ObligationRuleFilter
from liaison.api.obligation_serializers import (
    DigestSerializer,
    FeedSerializer,
    ObligationRuleSerializer,
    ObligationSerializer,
    ReassignVisitsInput,
    SetRuleInput,
)
from liaison.models import Digest, Obligation, ObligationRule
from liaison.obligation_enums import ObligationAction
from liaison.services import obligations
from liaison.services.circle_visits import reassign_visits
from liaison.services.feeds import issue_feed, revoke_feed
from liaison.services.obligation_rules import set_rule
from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, ReasonInput, creates, steps
from partybuild.api import PortalViewSet


@steps(
    "obligation",
    {
        ObligationAction.EXEMPT: (obligations.exempt_obligation, ReasonInput),
        ObligationAction.REINSTATE: (obligations.reinstate_obligation, NoInput),
        ObligationAction.REASSIGN: (reassign_visits, ReassignVisitsInput),
        ObligationAction.RECHECK: (obligations.recheck_obligation, NoInput),
    },
)
class ObligationViewSet(NounViewSet):
    """Duties of organisations within your reach, and of units you speak for."""

    queryset = Obligation.objects.none()
    serializer_class = ObligationSerializer
    filterset_class = ObligationFilter
    search_fields = ["subject_label", "org__name"]
    ordering_fields = ["due_on", "starts_on", "key"]

    def get_queryset(self) -> QuerySet[Obligation]:
        return Obligation.objects.visible_to(self.request.user).for_list()


@creates(set_rule, SetRuleInput)
class ObligationRuleViewSet(CreatingMixin, NounViewSet):
    """How sub-districts keep the obligations of the plans; POST sets one."""

    queryset = ObligationRule.objects.none()
    serializer_class = ObligationRuleSerializer
    filterset_class = ObligationRuleFilter
    ordering_fields = ["key", "street"]

    def get_queryset(self) -> QuerySet[ObligationRule]:
        return ObligationRule.objects.visible_to(self.request.user).for_list()


class DigestViewSet(NounViewSet):
    """What you were told of, day by day, and why."""

    queryset = Digest.objects.none()
    serializer_class = DigestSerializer
    ordering_fields = ["day"]

    def get_queryset(self) -> QuerySet[Digest]:
        mine = Digest.objects.visible_to(self.request.user).order_by("-day", "-pk")
        return mine.prefetch_related("lines__obligation")


class CalendarFeedViewSet(PortalViewSet):
    """The address under which your calendar program reads your meetings and due days."""

    serializer_class = FeedSerializer

    @extend_schema(request=None, responses={201: FeedSerializer})
    def create(self, request: Request) -> Response:
        """Issue a new address; an earlier one stops working."""
        reader: Any = request.user
        feed, secret = issue_feed(actor=reader)
        address = request.build_absolute_uri(reverse("liaison:calendar-feed", args=[secret]))
        return Response(
            {"address": address, "issued_at": feed.issued_at}, status=status.HTTP_201_CREATED
        )

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"])
    def revoke(self, request: Request) -> Response:
        """Let the address work no more."""
        reader: Any = request.user
        revoke_feed(actor=reader)
        return Response(status=status.HTTP_204_NO_CONTENT)
