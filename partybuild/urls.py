"""Where everything is."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("orgs/", include("orgs.urls")),
    path("meetings/", include("liaison.urls")),
    path("admin/", admin.site.urls),
]
