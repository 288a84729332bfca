"""Endpoints of the organisation app."""

from rest_framework.routers import BaseRouter

from orgs.api.viewsets import OrgViewSet, PartnerViewSet, PostingViewSet


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("orgs", OrgViewSet, basename="org")
    router.register("postings", PostingViewSet, basename="posting")
    router.register("partners", PartnerViewSet, basename="partner")
