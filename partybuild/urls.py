"""Where everything is."""

from django.contrib import admin
from django.urls import include, path

from partybuild.health import health

urlpatterns = [
    path("orgs/", include("orgs.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health, name="health"),
]
