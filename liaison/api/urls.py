"""Endpoints of the liaison app."""

from rest_framework.routers import BaseRouter

from liaison.api.matters import MattersEditionViewSet, MatterViewSet
from liaison.api.nominations import NominationViewSet
from liaison.api.proposals import ProposalViewSet
from liaison.api.viewsets import (
    AgendaItemViewSet,
    BodyViewSet,
    MeetingViewSet,
    MembershipViewSet,
    MinutesViewSet,
    ResolutionViewSet,
)


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("bodies", BodyViewSet, basename="body")
    router.register("memberships", MembershipViewSet, basename="membership")
    router.register("nominations", NominationViewSet, basename="nomination")
    router.register("meetings", MeetingViewSet, basename="meeting")
    router.register("agenda-items", AgendaItemViewSet, basename="agendaitem")
    router.register("resolutions", ResolutionViewSet, basename="resolution")
    router.register("minutes", MinutesViewSet, basename="minutes")
    router.register("proposals", ProposalViewSet, basename="proposal")
    router.register("matters", MatterViewSet, basename="matter")
    router.register("matters-editions", MattersEditionViewSet, basename="mattersedition")
