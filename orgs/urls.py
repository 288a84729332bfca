"""Pages of the organisation app."""

from django.urls import path

from orgs.views import notifications

app_name = "orgs"
urlpatterns = [
    path("messages/", notifications.notification_list, name="notifications"),
]
