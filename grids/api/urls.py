"""Endpoints of the grid app."""

from rest_framework.routers import BaseRouter

from grids.api.case_routes import CaseRouteViewSet
from grids.api.cases import CaseViewSet
from grids.api.checks import ChecklistViewSet, CheckViewSet
from grids.api.estates import BuildingViewSet, EstateViewSet
from grids.api.facilities import FacilityViewSet
from grids.api.firms import BundleViewSet, ContractViewSet, FirmViewSet
from grids.api.plates import FirmScoreViewSet, ObjectionViewSet, PlateViewSet, SanctionViewSet
from grids.api.ratings import RatingRoundViewSet, RatingSchemeViewSet, RatingUnitViewSet
from grids.api.surveys import SurveyViewSet
from grids.api.viewsets import GridPostSourceViewSet, GridPostViewSet, GridViewSet


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("grids", GridViewSet, basename="grid")
    router.register("grid-posts", GridPostViewSet, basename="grid-post")
    router.register("facilities", FacilityViewSet, basename="facility")
    router.register("checklists", ChecklistViewSet, basename="checklist")
    router.register("checks", CheckViewSet, basename="check")
    router.register("estates", EstateViewSet, basename="estate")
    router.register("buildings", BuildingViewSet, basename="building")
    router.register("property-firms", FirmViewSet, basename="property-firm")
    router.register("service-contracts", ContractViewSet, basename="service-contract")
    router.register("bundles", BundleViewSet, basename="bundle")
    router.register("grid-post-sources", GridPostSourceViewSet, basename="grid-post-source")
    router.register("cases", CaseViewSet, basename="case")
    router.register("case-routes", CaseRouteViewSet, basename="case-route")
    router.register("surveys", SurveyViewSet, basename="survey")
    router.register("rating-schemes", RatingSchemeViewSet, basename="rating-scheme")
    router.register("rating-rounds", RatingRoundViewSet, basename="rating-round")
    router.register("rating-units", RatingUnitViewSet, basename="rating-unit")
    router.register("firm-scores", FirmScoreViewSet, basename="firm-score")
    router.register("objections", ObjectionViewSet, basename="objection")
    router.register("plates", PlateViewSet, basename="plate")
    router.register("sanctions", SanctionViewSet, basename="sanction")
