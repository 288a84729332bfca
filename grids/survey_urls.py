"""Pages around a rating: surveys of residents, papers, the workbook, what would be otherwise."""

from django.urls import path

from grids.views import answering, rating_analysis, rating_papers, surveys

urlpatterns = [
    path("ratings/<uuid:public_id>/workbook/", rating_papers.workbook, name="rating-workbook"),
    path(
        "ratings/<uuid:public_id>/announcement/",
        rating_papers.announcement,
        name="rating-announcement",
    ),
    path(
        "ratings/<uuid:public_id>/margins/", rating_analysis.rating_margins, name="rating-margins"
    ),
    path(
        "ratings/<uuid:public_id>/simulation/",
        rating_analysis.rating_simulation,
        name="rating-simulation",
    ),
    path(
        "plates/<uuid:public_id>/certificate/", rating_papers.certificate, name="plate-certificate"
    ),
    path(
        "sanctions/<uuid:public_id>/notice/",
        rating_papers.rectification_notice,
        name="sanction-notice",
    ),
    path("surveys/", surveys.survey_list, name="surveys"),
    path("surveys/open/", surveys.survey_open, name="survey-open"),
    path("surveys/answer/<str:token>/", answering.survey_answer, name="survey-answer"),
    path("surveys/<uuid:public_id>/", surveys.survey_detail, name="survey"),
    path("surveys/<uuid:public_id>/links/", surveys.survey_links, name="survey-links"),
    path("surveys/<uuid:public_id>/<slug:action>/", surveys.survey_step, name="survey-step"),
]
