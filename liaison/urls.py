"""Pages of the liaison app."""

from django.http import HttpResponse
from django.urls import path

app_name = "liaison"
urlpatterns = [
    path("<uuid:public_id>/", lambda r, public_id: HttpResponse(""), name="meeting"),
    path("bodies/<uuid:public_id>/", lambda r, public_id: HttpResponse(""), name="body"),
    path("minutes/<uuid:public_id>/", lambda r, public_id: HttpResponse(""), name="minutes"),
]
