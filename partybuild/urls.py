"""Where everything is."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from grids.api.urls import register as register_grids
from orgs.api.urls import register as register_orgs
from orgs.views import account
from orgs.views.sight import why
from partybuild.health import health
from partybuild.home import home

router = DefaultRouter()
router.include_root_view = False
register_orgs(router)
register_grids(router)

urlpatterns = [
    path("", home, name="home"),
    path("sign-in/", account.SignInView.as_view(), name="sign-in"),
    path("sign-out/", account.SignOutView.as_view(), name="sign-out"),
    path("reading/", account.reading, name="reading"),
    path("my/settings/", account.own_settings, name="own-settings"),
    path("my/password/", account.password_change, name="password-change"),
    path("why/<slug:kind>/<uuid:public_id>/", why, name="why"),
    path("orgs/", include("orgs.urls")),
    path("grids/", include("grids.urls")),
    path("api/v1/", include(router.urls)),
    path("resources/", include("resources.urls")),
    path("meetings/", include("liaison.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    # There is one door: it counts failures and writes down who came in.
    path("admin/login/", account.admin_door),
    path("admin/", admin.site.urls),
    path("healthz", health, name="health"),
]
