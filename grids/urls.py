"""Pages of the grid app."""

from django.urls import path

from grids.views import grids, posts, trees

app_name = "grids"
urlpatterns = [
    path("", trees.grid_tree, name="grids"),
    path("list/", grids.grid_list, name="grid-list"),
    path("areas/open/", grids.area_open, name="area-open"),
    path("posts/", posts.post_list, name="gridposts"),
    path("posts/<uuid:public_id>/", posts.post_detail, name="gridpost"),
    path("posts/<uuid:public_id>/<slug:action>/", posts.post_step, name="gridpost-step"),
    path("<uuid:public_id>/", grids.grid_detail, name="grid"),
    path("<uuid:public_id>/branch/", trees.grid_branch, name="grid-branch"),
    path("<uuid:public_id>/<slug:action>/", grids.grid_step, name="grid-step"),
]
