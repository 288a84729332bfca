"""The least a list can be: two statements by hand and one string, behind the same middleware."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from partybuild.urls import urlpatterns as portal

COUNT = "SELECT COUNT(*) FROM orgs_org WHERE tree_id = %s"
PAGE = (
    "SELECT o.code, o.name, o.kind, o.member_count, o.status, p.name FROM orgs_org o "
    "LEFT JOIN orgs_org p ON p.id = o.parent_id WHERE o.tree_id = %s "
    "ORDER BY o.tree_id, o.lft LIMIT 25"
)


def rows_of(tree: int) -> tuple[int, list[tuple]]:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [tree])
        count = cursor.fetchone()[0]
        cursor.execute(PAGE, [tree])
        return count, cursor.fetchall()


@login_not_required
def bare_page(request: HttpRequest, tree: int) -> HttpResponse:
    count, rows = rows_of(tree)
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return HttpResponse(f"<!doctype html><title>{count}</title><table>{cells}</table>")


@login_not_required
def bare_api(request: HttpRequest, tree: int) -> JsonResponse:
    count, rows = rows_of(tree)
    return JsonResponse({"count": count, "results": rows})


urlpatterns = [
    path("bare/<int:tree>/", bare_page),
    path("bare/api/<int:tree>/", bare_api),
    *portal,
]
