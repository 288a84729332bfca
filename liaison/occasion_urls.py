"""Where the pages of trainings, receptions and mutual appraisals are."""

from django.urls import path

from liaison.views import mutual_appraisals, occasions

urlpatterns = [
    path("occasions/", occasions.occasion_list, name="occasions"),
    path("occasions/note/<slug:kind>/", occasions.occasion_note, name="occasion-note"),
    path("occasions/<uuid:public_id>/", occasions.occasion_detail, name="occasion"),
    path("occasions/<uuid:public_id>/amend/", occasions.occasion_amend, name="occasion-amend"),
    path(
        "occasions/<uuid:public_id>/<slug:action>/", occasions.occasion_step, name="occasion-step"
    ),
    path("mutual-appraisals/", mutual_appraisals.appraisal_list, name="mutualappraisals"),
    path("mutual-appraisals/open/", mutual_appraisals.appraisal_open, name="mutualappraisal-open"),
    path(
        "mutual-appraisals/<uuid:public_id>/",
        mutual_appraisals.appraisal_detail,
        name="mutualappraisal",
    ),
    path(
        "mutual-appraisals/<uuid:public_id>/export/",
        mutual_appraisals.appraisal_export,
        name="mutualappraisal-export",
    ),
    path(
        "mutual-appraisals/<uuid:public_id>/<slug:action>/",
        mutual_appraisals.appraisal_step,
        name="mutualappraisal-step",
    ),
]
