"""Endpoints of the resources app."""

from rest_framework.routers import BaseRouter

from resources.api.plans import MatchPlanLineViewSet, MatchPlanViewSet
from resources.api.viewsets import (
    HallViewSet,
    MatchViewSet,
    NeedViewSet,
    ProjectViewSet,
    ResourceViewSet,
)


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("needs", NeedViewSet, basename="need")
    router.register("hall", HallViewSet, basename="hall")
    router.register("resources", ResourceViewSet, basename="resource")
    router.register("matches", MatchViewSet, basename="match")
    router.register("match-plans", MatchPlanViewSet, basename="match-plan")
    router.register("match-plan-lines", MatchPlanLineViewSet, basename="match-plan-line")
    router.register("projects", ProjectViewSet, basename="project")
