"""Pages of the grid app."""

from django.urls import path

from grids.views import (
    buildings,
    bundles,
    completeness,
    estates,
    firms,
    grids,
    posts,
    redrawing,
    rings,
    sources,
    trees,
    vacancies,
)

app_name = "grids"
urlpatterns = [
    path("", trees.grid_tree, name="grids"),
    path("list/", grids.grid_list, name="grid-list"),
    path("rings/", rings.grid_rings, name="grid-rings"),
    path("areas/open/", grids.area_open, name="area-open"),
    path("vacancies/", vacancies.vacancy_list, name="vacancies"),
    path("sources/", sources.source_list, name="sources"),
    path("posts/", posts.post_list, name="gridposts"),
    path("posts/<uuid:public_id>/", posts.post_detail, name="gridpost"),
    path("posts/<uuid:public_id>/<slug:action>/", posts.post_step, name="gridpost-step"),
    path("estates/", estates.estate_list, name="estates"),
    path("estates/open/", estates.estate_open, name="estate-open"),
    path("estates/<uuid:public_id>/", estates.estate_detail, name="estate"),
    path("estates/<uuid:public_id>/<slug:action>/", estates.estate_step, name="estate-step"),
    path("buildings/", buildings.building_list, name="buildings"),
    path("buildings/<uuid:public_id>/", buildings.building_detail, name="building"),
    path(
        "buildings/<uuid:public_id>/<slug:action>/", buildings.building_step, name="building-step"
    ),
    path("firms/", firms.firm_list, name="firms"),
    path("firms/register/", firms.firm_register, name="firm-register"),
    path("firms/<uuid:public_id>/", firms.firm_detail, name="firm"),
    path("firms/<uuid:public_id>/<slug:action>/", firms.firm_step, name="firm-step"),
    path("contracts/", firms.contract_list, name="contracts"),
    path("contracts/<uuid:public_id>/", firms.contract_detail, name="contract"),
    path("contracts/<uuid:public_id>/<slug:action>/", firms.contract_step, name="contract-step"),
    path("bundles/", bundles.bundle_list, name="bundles"),
    path("bundles/pack/", bundles.bundle_pack, name="bundle-pack"),
    path("bundles/<uuid:public_id>/", bundles.bundle_detail, name="bundle"),
    path("bundles/<uuid:public_id>/<slug:action>/", bundles.bundle_step, name="bundle-step"),
    path("completeness/", completeness.completeness, name="completeness"),
    path("<uuid:public_id>/", grids.grid_detail, name="grid"),
    path("<uuid:public_id>/branch/", trees.grid_branch, name="grid-branch"),
    path("<uuid:public_id>/split/", redrawing.grid_split, name="grid-split"),
    path("<uuid:public_id>/merge/", redrawing.grid_merge, name="grid-merge"),
    path("<uuid:public_id>/gather/", redrawing.grid_gather, name="grid-gather"),
    path("<uuid:public_id>/<slug:action>/", grids.grid_step, name="grid-step"),
]
