"""Endpoints of the liaison app."""

from rest_framework.routers import BaseRouter

from liaison.api.obligation_viewsets import (
    CalendarFeedViewSet,
    DigestViewSet,
    ObligationRuleViewSet,
    ObligationViewSet,
)
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
    router.register("meetings", MeetingViewSet, basename="meeting")
    router.register("agenda-items", AgendaItemViewSet, basename="agendaitem")
    router.register("resolutions", ResolutionViewSet, basename="resolution")
    router.register("minutes", MinutesViewSet, basename="minutes")
    router.register("obligations", ObligationViewSet, basename="obligation")
    router.register("obligation-rules", ObligationRuleViewSet, basename="obligationrule")
    router.register("digests", DigestViewSet, basename="digest")
    router.register("calendar-feed", CalendarFeedViewSet, basename="calendarfeed")
