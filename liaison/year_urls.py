"""Where the pages of the yearly appraisal are."""

from django.urls import path

from liaison.views import year_sheets

urlpatterns = [
    path("year-sheets/", year_sheets.year_sheet_list, name="yearsheets"),
    path("year-sheets/open/", year_sheets.year_sheet_open, name="yearsheet-open"),
    path("year-sheets/<uuid:public_id>/", year_sheets.year_sheet_detail, name="yearsheet"),
    path(
        "year-sheets/<uuid:public_id>/sheet.docx",
        year_sheets.year_sheet_file,
        name="yearsheet-file",
    ),
    path(
        "year-sheets/of/<uuid:public_id>/<int:year>.docx", year_sheets.year_file, name="year-file"
    ),
    path(
        "year-sheets/<uuid:public_id>/<slug:action>/",
        year_sheets.yearsheet_step,
        name="yearsheet-step",
    ),
]
