"""Endpoints of the resources app."""

from rest_framework.routers import BaseRouter

from resources.api.agreements import AgreementViewSet, PledgeViewSet
from resources.api.appraisals import AppraisalViewSet
from resources.api.flows import FlowViewSet
from resources.api.plans import MatchPlanLineViewSet, MatchPlanViewSet
from resources.api.venues import BookingViewSet, VenueViewSet
from resources.api.viewsets import (
    HallViewSet,
    MatchViewSet,
    NeedViewSet,
    ProjectViewSet,
    ResourceViewSet,
)
from resources.api.volunteers import VolunteerViewSet
from resources.api.wishes import WishViewSet


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("needs", NeedViewSet, basename="need")
    router.register("hall", HallViewSet, basename="hall")
    router.register("resources", ResourceViewSet, basename="resource")
    router.register("matches", MatchViewSet, basename="match")
    router.register("match-plans", MatchPlanViewSet, basename="match-plan")
    router.register("match-plan-lines", MatchPlanLineViewSet, basename="match-plan-line")
    router.register("projects", ProjectViewSet, basename="project")
    router.register("agreements", AgreementViewSet, basename="agreement")
    router.register("pledges", PledgeViewSet, basename="pledge")
    router.register("appraisals", AppraisalViewSet, basename="appraisal")
    router.register("volunteers", VolunteerViewSet, basename="volunteertally")
    router.register("wishes", WishViewSet, basename="wish")
    router.register("venues", VenueViewSet, basename="venue")
    router.register("bookings", BookingViewSet, basename="booking")
    router.register("flows", FlowViewSet, basename="flow")
