"""Pages of the resources app."""

from django.urls import path

from resources.views import (
    agreements,
    desk,
    lists,
    matches,
    needs,
    pledges,
    projects,
    resources,
    wishes,
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
    path("projects/<uuid:public_id>/", projects.project_detail, name="project"),
    path("projects/<uuid:public_id>/amend/", projects.project_amend, name="project-amend"),
    path("projects/<uuid:public_id>/<slug:action>/", projects.project_step, name="project-step"),
    path("check-ins/", agreements.agreement_list, name="agreements"),
    path("check-ins/apply/", agreements.agreement_apply, name="agreement-apply"),
    path("check-ins/<uuid:public_id>/", agreements.agreement_detail, name="agreement"),
    path(
        "check-ins/<uuid:public_id>/<slug:action>/",
        agreements.agreement_step,
        name="agreement-step",
    ),
    path("pledges/", pledges.pledge_list, name="pledges"),
    path("pledges/report/", pledges.pledge_report, name="pledge-report"),
    path("pledges/<uuid:public_id>/", pledges.pledge_detail, name="pledge"),
    path("pledges/<uuid:public_id>/amend/", pledges.pledge_amend, name="pledge-amend"),
    path("wishes/", wishes.wish_list, name="wishes"),
    path("wishes/gather/", wishes.wish_gather, name="wish-gather"),
    path("wishes/<uuid:public_id>/", wishes.wish_detail, name="wish"),
    path("wishes/<uuid:public_id>/amend/", wishes.wish_amend, name="wish-amend"),
    path("wishes/<uuid:public_id>/<slug:action>/", wishes.wish_step, name="wish-step"),
]
