"""Addresses of monthly reports, their rounds and what they ask."""

from django.urls import path

from liaison.views import report_definitions, report_past, report_rounds, report_templates, reports

urlpatterns = [
    path("reports/", reports.report_list, name="reports"),
    path("reports/<uuid:public_id>/", reports.report_detail, name="report"),
    path("reports/<uuid:public_id>/fill/", reports.report_fill, name="report-fill"),
    path("reports/<uuid:public_id>/correct/", reports.report_correct, name="report-correct"),
    path("reports/<uuid:public_id>/report.docx", reports.report_file, name="report-file"),
    path("reports/<uuid:public_id>/<slug:action>/", reports.report_step, name="report-step"),
    path("reports/rounds/", report_rounds.round_list, name="report-rounds"),
    path("reports/rounds/open/", report_rounds.round_open, name="report-round-open"),
    path("reports/rounds/past/", report_past.past_bring, name="report-past"),
    path("reports/rounds/<uuid:public_id>/", report_rounds.round_detail, name="report-round"),
    path(
        "reports/rounds/<uuid:public_id>/sums.docx",
        report_rounds.round_file,
        name="report-round-file",
    ),
    path(
        "reports/rounds/<uuid:public_id>/filled/<uuid:template>/",
        report_rounds.round_filled,
        name="report-round-filled",
    ),
    path(
        "reports/rounds/<uuid:public_id>/<slug:action>/",
        report_rounds.round_step,
        name="report-round-step",
    ),
    path("reports/sums/<uuid:public_id>/<slug:period>/", report_rounds.sums, name="report-sums"),
    path(
        "reports/sums/<uuid:public_id>/<slug:period>/sums.docx",
        report_rounds.sums_file,
        name="report-sums-file",
    ),
    path("reports/templates/", report_templates.template_list, name="report-templates"),
    path("reports/definitions/", report_definitions.definition_list, name="report-definitions"),
    path(
        "reports/definitions/<uuid:public_id>/",
        report_definitions.definition_detail,
        name="report-definition",
    ),
    path(
        "reports/definitions/<uuid:public_id>/<slug:action>/",
        report_definitions.definition_step,
        name="report-definition-step",
    ),
]
