"""Where everything is."""

from csp.decorators import csp_update
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from grids.api import urls as grids_api
from liaison.api import urls as liaison_api
from orgs.api import urls as orgs_api
from orgs.views import account
from orgs.views.search import search_page
from orgs.views.sight import why
from partybuild.health import health
from partybuild.home import home
from resources.api import urls as resources_api

router = DefaultRouter()
router.include_root_view = False
for endpoints in (orgs_api, grids_api, resources_api, liaison_api):
    endpoints.register(router)

# The page to try the API sets styles on its elements; its scripts are our own files.
try_the_api = csp_update({"style-src": ["'self'", "'unsafe-inline'"]})(
    SpectacularSwaggerSplitView.as_view(url_name="schema")
)

urlpatterns = [
    path("", home, name="home"),
    path("sign-in/", account.SignInView.as_view(), name="sign-in"),
    path("sign-out/", account.SignOutView.as_view(), name="sign-out"),
    path("reading/", account.reading, name="reading"),
    path("my/settings/", account.own_settings, name="own-settings"),
    path("my/password/", account.password_change, name="password-change"),
    path("why/<slug:kind>/<uuid:public_id>/", why, name="why"),
    path("search/", search_page, name="search"),
    path("orgs/", include("orgs.urls")),
    path("grids/", include("grids.urls")),
    path("resources/", include("resources.urls")),
    path("meetings/", include("liaison.urls")),
    path("import/", include("orgs.imports.urls")),
    path("api/v1/", include(router.urls)),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", try_the_api, name="api-docs"),
    # There is one door: it counts failures and writes down who came in.
    path("admin/login/", account.admin_door),
    path("admin/", admin.site.urls),
    path("healthz", health, name="health"),
]
