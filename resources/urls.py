"""Pages of the resources app."""

from django.http import HttpResponse
from django.urls import path

app_name = "resources"


def _stub(request, **kwargs):
    return HttpResponse("")


urlpatterns = [
    path("needs/<uuid:public_id>/", _stub, name="need"),
    path("resources/<uuid:public_id>/", _stub, name="resource"),
    path("matches/<uuid:public_id>/", _stub, name="match"),
    path("projects/<uuid:public_id>/", _stub, name="project"),
]
