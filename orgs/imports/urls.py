"""Pages of the import centre."""

from django.urls import path

from orgs.views import import_runs, imports, superior_templates

app_name = "imports"
urlpatterns = [
    path("", imports.centre_page, name="centre"),
    path("upload/", imports.upload, name="upload"),
    path("templates/<slug:kind>/", imports.template, name="template"),
    path("superior/", superior_templates.template_list, name="superior-templates"),
    path(
        "superior/<uuid:public_id>/remove/",
        superior_templates.template_remove,
        name="superior-template-remove",
    ),
    path("<uuid:public_id>/", imports.run_detail, name="run"),
    path("<uuid:public_id>/held-rows/", imports.held_rows, name="held-rows"),
    path("<uuid:public_id>/<slug:action>/", import_runs.step, name="step"),
]
