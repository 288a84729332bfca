"""Pages of the grid app."""

from django.urls import path

from grids.views import (
    cases,
    checklists,
    checks,
    coverage,
    facilities,
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
    path("facilities/", facilities.facility_list, name="facilities"),
    path("facilities/register/", facilities.facility_register, name="facility-register"),
    path("facilities/coverage/", coverage.coverage_list, name="coverage"),
    path("facilities/space/", coverage.space_list, name="space"),
    path("facilities/checks/", checks.check_list, name="checks"),
    path("facilities/checks/<uuid:public_id>/", checks.check_detail, name="check"),
    path("facilities/checks/<uuid:public_id>/<slug:action>/", checks.check_step, name="check-step"),
    path("facilities/checklists/", checklists.checklist_list, name="checklists"),
    path("facilities/checklists/<uuid:public_id>/", checklists.checklist_detail, name="checklist"),
    path(
        "facilities/checklists/<uuid:public_id>/<slug:kind>/",
        checklists.checklist_revise,
        name="checklist-revise",
    ),
    path("facilities/<uuid:public_id>/", facilities.facility_detail, name="facility"),
    path("facilities/<uuid:public_id>/check/<slug:kind>/", checks.check_new, name="facility-check"),
    path(
        "facilities/<uuid:public_id>/<slug:action>/",
        facilities.facility_step,
        name="facility-step",
    ),
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
