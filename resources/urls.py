"""Pages of the resources app."""

from django.urls import path

from resources.views import (
    desk,
    hall,
    lists,
    matches,
    needs,
    plan_lines,
    plans,
    projects,
    resources,
)

app_name = "resources"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("weights/<uuid:public_id>/", desk.weights, name="weights"),
    path("needs/", needs.need_list, name="needs"),
    path("needs/file/", needs.need_file, name="need-file"),
    path("needs/fits/", desk.fits, name="need-fits"),
    path("needs/<uuid:public_id>/", needs.need_detail, name="need"),
    path("needs/<uuid:public_id>/amend/", needs.need_amend, name="need-amend"),
    path("needs/<uuid:public_id>/desk/", desk.desk, name="desk"),
    path("needs/<uuid:public_id>/propose/", desk.propose, name="propose"),
    path("needs/<uuid:public_id>/<slug:action>/", needs.need_step, name="need-step"),
    path("hall/", hall.hall_list, name="hall"),
    path("hall/<uuid:public_id>/", hall.hall_need, name="hall-need"),
    path("resources/", resources.resource_list, name="resources"),
    path("resources/file/", resources.resource_file, name="resource-file"),
    path("resources/<uuid:public_id>/", resources.resource_detail, name="resource"),
    path("resources/<uuid:public_id>/amend/", resources.resource_amend, name="resource-amend"),
    path(
        "resources/<uuid:public_id>/<slug:action>/",
        resources.resource_step,
        name="resource-step",
    ),
    path("matches/", matches.match_list, name="matches"),
    path("matches/<uuid:public_id>/", matches.match_detail, name="match"),
    path("matches/<uuid:public_id>/project/", projects.project_file, name="project-file"),
    path("matches/<uuid:public_id>/<slug:action>/", matches.match_step, name="match-step"),
    path("plans/", plans.plan_list, name="match-plans"),
    path("plans/make/", plans.plan_make, name="match-plan-make"),
    path("plans/lines/<uuid:public_id>/", plan_lines.line_detail, name="match-plan-line"),
    path(
        "plans/lines/<uuid:public_id>/<slug:action>/",
        plan_lines.line_step,
        name="match-plan-line-step",
    ),
    path("plans/<uuid:public_id>/", plans.plan_detail, name="match-plan"),
    path("plans/<uuid:public_id>/lines/", plan_lines.line_list, name="match-plan-lines"),
    path("plans/<uuid:public_id>/<slug:action>/", plans.plan_step, name="match-plan-step"),
    path("projects/", projects.project_list, name="projects"),
    path("projects/board/", projects.project_board, name="board"),
    path("projects/<uuid:public_id>/", projects.project_detail, name="project"),
    path("projects/<uuid:public_id>/amend/", projects.project_amend, name="project-amend"),
    path("projects/<uuid:public_id>/<slug:action>/", projects.project_step, name="project-step"),
]
