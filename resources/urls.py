"""Pages of the resources app."""

from django.urls import path

from resources.views import (
    appraisal_links,
    desk,
    dossiers,
    lists,
    matches,
    needs,
    projects,
    resources,
    timelines,
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
    path("projects/", projects.project_list, name="projects"),
    path("projects/board/", projects.project_board, name="board"),
    path("projects/timeline/", timelines.project_timeline, name="timeline"),
    path("projects/<uuid:public_id>/", projects.project_detail, name="project"),
    path("projects/<uuid:public_id>/amend/", projects.project_amend, name="project-amend"),
    path("projects/<uuid:public_id>/links/", appraisal_links.links, name="appraisal-links"),
    path("projects/<uuid:public_id>/dossier/", dossiers.project_dossier, name="project-dossier"),
    path("appraise/<slug:token>/", appraisal_links.appraise, name="appraise"),
    path("projects/<uuid:public_id>/<slug:action>/", projects.project_step, name="project-step"),
]
