"""Where everything is."""

from django.contrib import admin
from django.urls import include, path

from orgs.views import account
from orgs.views.sight import why
from partybuild.health import health
from partybuild.home import home

urlpatterns = [
    path("", home, name="home"),
    path("sign-in/", account.SignInView.as_view(), name="sign-in"),
    path("sign-out/", account.SignOutView.as_view(), name="sign-out"),
    path("reading/", account.reading, name="reading"),
    path("my/settings/", account.own_settings, name="own-settings"),
    path("my/password/", account.password_change, name="password-change"),
    path("why/<slug:kind>/<uuid:public_id>/", why, name="why"),
    path("orgs/", include("orgs.urls")),
    path("meetings/", include("liaison.urls")),
    # There is one door: it counts failures and writes down who came in.
    path("admin/login/", account.admin_door),
    path("admin/", admin.site.urls),
    path("healthz", health, name="health"),
]
