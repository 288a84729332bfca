"""What a list costs the office of a whole street, beside the same SQL and a bare Django view.

Run it from a clone: ``python -m bench.lists``. DATABASE_URL says on which engine. The pages are
asked in process, through all of the middleware; it prints ratios of one run and asserts nothing.
"""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from rest_framework.test import APIClient

from bench.bare import rows_of
from bench.streets import SHAPES, build_street, compare, database, person
from orgs.enums import Role
from orgs.models import Org

QUERIES = {
    "list page": "/orgs/list/",
    "list page, by kind": "/orgs/list/?kind=branch",
    "list page, searched": "/orgs/list/?q=示例组织1003",
    "list page, last": "/orgs/list/?page=99999",
    "tree page": "/orgs/",
}
ENDPOINTS = {
    "API list": "/api/v1/orgs/",
    "API list, by kind": "/api/v1/orgs/?kind=branch",
    "API list, below an area": "/api/v1/orgs/?under=1001",
}


def fetched(client: Client, url: str) -> Callable[[], None]:
    def fetch() -> None:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        _body = response.content

    return fetch


def ask_street(size: int) -> None:
    root = Org.objects.get(pk=build_street(size).pk)
    office = person(Role.OFFICE, root)
    browser, machine = Client(), APIClient()
    browser.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    machine.force_authenticate(office)
    tree = root.tree_id
    print(f"\n{connection.vendor}, {Org.objects.count():,} organisations, the office of the street")
    for title, url in QUERIES.items():
        _line(title, browser, url, tree, f"/bare/{tree}/")
    for title, url in ENDPOINTS.items():
        _line(title, machine, url, tree, f"/bare/api/{tree}/")


def _line(title: str, client: Client, url: str, tree: int, bare: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    in_database = sum(float(query["time"]) for query in asked) * 1000
    compare(
        f"{title} ({len(asked)} queries, {in_database:.0f} ms)",
        fetched(client, url),
        sql_alone=lambda: rows_of(tree),
        bare_view=fetched(client, bare),
    )


def main() -> None:
    for size in SHAPES:
        with database(), override_settings(ROOT_URLCONF="bench.bare", DEBUG=False):
            ask_street(size)


if __name__ == "__main__":
    main()
