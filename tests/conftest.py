"""The world of the tests: one street, its people, and clients that read without writing."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from orgs.enums import OrgKind, Role
from orgs.models import User
from tests.factories import OrgFactory, PartnerFactory, RoleAssignmentFactory

READS = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def town():
    """One street: two areas with a branch and a group each, two communities, two partner units."""
    root = OrgFactory(code="101", name="示例街道党工委")
    north = OrgFactory(code="101001", name="北片区党总支", kind=OrgKind.GENERAL_BRANCH, parent=root)
    south = OrgFactory(code="101002", name="南片区党总支", kind=OrgKind.GENERAL_BRANCH, parent=root)
    branch = OrgFactory(code="101001001", name="北一网格党支部", kind=OrgKind.BRANCH, parent=north)
    group = OrgFactory(code="101001001001", name="北一01党小组", kind=OrgKind.GROUP, parent=branch)
    east = OrgFactory(
        code="101801", name="东社区党委", kind=OrgKind.COMMUNITY_COMMITTEE, parent=root
    )
    west = OrgFactory(
        code="101802", name="西社区党委", kind=OrgKind.COMMUNITY_COMMITTEE, parent=root
    )
    # Tests run on rows whose numbers are those of the whole tree, not of the moment of creation.
    for org in (root, north, south, branch, group, east, west):
        org.refresh_from_db()
    school = PartnerFactory(street=root, name="示例小学")
    bank = PartnerFactory(street=root, name="示例银行")
    return SimpleNamespace(
        root=root,
        north=north,
        south=south,
        branch=branch,
        group=group,
        east=east,
        west=west,
        school=school,
        bank=bank,
    )


@pytest.fixture
def person() -> Callable[..., User]:
    """``person(Role.OFFICE, over=org)``: somebody who holds this one role."""

    def holding(role: Role, *, over: Any) -> User:
        place = {"partner": over} if over._meta.model_name == "partner" else {"org": over}
        return RoleAssignmentFactory(role=role, **place).user

    return holding


@pytest.fixture
def office(town, person) -> User:
    return person(Role.OFFICE, over=town.root)


class Browser(Client):
    """A test client whose GET may read but not write."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        with connection.execute_wrapper(only_read):
            return super().get(*args, **kwargs)


def only_read(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.lstrip("( ").startswith(READS), f"A GET wrote: {sql}"
    return execute(sql, params, many, context)


def open_session(client: Client, user: User) -> None:
    """Sign in, with the idle clock running: the first page starts it, and each page costs."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["seen_at"] = timezone.now().isoformat()
    session.save()


@pytest.fixture
def browser() -> Callable[..., Browser]:
    def sign_in(user: User, *, htmx: bool = False) -> Browser:
        client = Browser(headers={"HX-Request": "true"} if htmx else {})
        open_session(client, user)
        return client

    return sign_in


@pytest.fixture
def cost() -> Callable[[Client, str], int]:
    """``cost(client, url)``: how many queries a page takes."""

    def count(client: Client, url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def api() -> Callable[[User], APIClient]:
    def sign_in(user: User) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Passwords of tests protect nothing, and hashing them well takes a third of a second each."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# Faces say on both engines what deeds and selectors do there; and those are asked on both.
FACES = ("_pages.py", "_api.py", "_imports.py", "_exports.py")
ASKED_ON_BOTH = {"test_imports.py", "test_journey_api.py"}
# A walk through every state or every role of a table asks the table, which is the same everywhere.
WALKS = re.compile(r"every_other_state|follows_only|refused_to|only_the_|has_its_time|_may_not_")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        name = item.path.name
        is_face = name.endswith(FACES) and name not in ASKED_ON_BOTH
        if is_face or WALKS.search(item.name):
            item.add_marker(pytest.mark.engine("sqlite"))
