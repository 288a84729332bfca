"""Endpoints of the grid app."""

from rest_framework.routers import BaseRouter

from grids.api.cases import CaseViewSet
from grids.api.viewsets import GridPostSourceViewSet, GridPostViewSet, GridViewSet


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("grids", GridViewSet, basename="grid")
    router.register("grid-posts", GridPostViewSet, basename="grid-post")
    router.register("grid-post-sources", GridPostSourceViewSet, basename="grid-post-source")
    router.register("cases", CaseViewSet, basename="case")
