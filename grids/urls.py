"""Pages of the grid app."""

from django.urls import path

from grids.views import cases, grids, posts, redrawing, rings, sources, trees, vacancies

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
    path("cases/", cases.case_list, name="cases"),
    path("cases/<uuid:public_id>/", cases.case_detail, name="case"),
    path("cases/<uuid:public_id>/<slug:action>/", cases.case_step, name="case-step"),
    path("<uuid:public_id>/", grids.grid_detail, name="grid"),
    path("<uuid:public_id>/branch/", trees.grid_branch, name="grid-branch"),
    path("<uuid:public_id>/split/", redrawing.grid_split, name="grid-split"),
    path("<uuid:public_id>/merge/", redrawing.grid_merge, name="grid-merge"),
    path("<uuid:public_id>/gather/", redrawing.grid_gather, name="grid-gather"),
    path("<uuid:public_id>/<slug:action>/", grids.grid_step, name="grid-step"),
]
