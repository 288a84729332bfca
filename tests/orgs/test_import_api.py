"""Imports over HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from orgs.enums import Role
from orgs.models import AuditEntry, ImportRun, Org
from tests.factories import OrgFactory
from tests.orgs.imports import bring, checked, workbook

pytestmark = pytest.mark.django_db

IMPORTS = "/api/v1/imports/"
HEAD = ["党组织名称", "党组织代码", "上级党组织", "组织类别", "党员总数"]
NEW = ["东片区党总支", "101009", "示例街道党工委", "党总支", 7]


@pytest.fixture
def client(office, api, town):
    return api(office)


def upload(client, rows, name="a.xlsx", **asked):
    file = SimpleUploadedFile(name, rows if isinstance(rows, bytes) else workbook(rows))
    return client.post(IMPORTS, {"file": file, **asked}, format="multipart")


def test_a_ledger_is_brought_checked_imported_and_taken_back(client):
    (brought,) = upload(client, [HEAD, NEW]).json()
    address = f"{IMPORTS}{brought['public_id']}/"

    states = [client.post(f"{address}{step}/").json()["state"] for step in ("check", "apply")]
    is_there = Org.objects.filter(code="101009").exists()
    undone = client.post(f"{address}undo/").json()

    assert states == ["checked", "done"]
    assert is_there
    assert (undone["state"], Org.objects.filter(code="101009").exists()) == ("undone", False)
    assert client.get(address).json()["street"] == "101"


def test_headers_are_given_a_meaning(client):
    strange = ["甲", "乙", "丙", "丁"]
    (brought,) = upload(client, [strange, NEW[:4]], kind="organizations").json()
    address = f"{IMPORTS}{brought['public_id']}/"
    assert client.post(f"{address}check/").json()["report"]["missing"]

    mapping = dict(zip(strange, ["name", "code", "parent", "kind"], strict=True))
    answer = client.post(f"{address}map/", {"mapping": mapping}, format="json").json()

    assert answer["report"]["created"] == 1


def test_a_step_out_of_turn_is_a_conflict(client):
    (brought,) = upload(client, [HEAD, NEW]).json()

    answer = client.post(f"{IMPORTS}{brought['public_id']}/apply/")

    assert (answer.status_code, answer.json()["code"]) == (409, "move_refused")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"words", "unreadable_file"), (b"", "unreadable_file"), (b"a,b,c\n1,2,3\n", "not_a_ledger")],
)
def test_a_file_that_is_no_ledger_is_refused(client, content, code):
    answer = upload(client, content, name="a.csv")

    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_a_repeat_with_the_same_key_brings_nothing_twice(client):
    book = workbook([HEAD, NEW])

    answers = [
        client.post(
            IMPORTS,
            {"file": SimpleUploadedFile("a.xlsx", book)},
            format="multipart",
            headers={"Idempotency-Key": "once"},
        ).json()
        for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert ImportRun.objects.count() == 1


def test_held_rows_leave_as_a_workbook_and_that_is_recorded(client, office):
    run = checked([HEAD, [*NEW[:2], "无此单位", *NEW[3:]]], office)

    answer = client.post(f"{IMPORTS}{run.public_id}/held-rows/")

    assert answer.content.startswith(b"PK")
    assert AuditEntry.objects.filter(verb="export.make").count() == 1


@pytest.mark.parametrize("action", ["", "check/", "apply/", "undo/", "map/", "held-rows/"])
def test_the_import_of_another_street_does_not_exist(client, office, person, api, action):
    run = checked([HEAD, NEW], office)
    stranger = api(person(Role.OFFICE, over=OrgFactory(code="909", name="拟定街道党工委")))

    send = stranger.post if action else stranger.get

    assert send(f"{IMPORTS}{run.public_id}/{action}").status_code == 404


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR])
def test_only_an_office_brings_ledgers(town, person, api, role):
    assert upload(api(person(role, over=town.root)), [HEAD, NEW]).status_code == 403


def test_a_street_of_somebody_else_cannot_be_named(client):
    OrgFactory(code="909", name="拟定街道党工委")

    assert upload(client, [HEAD, NEW], street="909").status_code == 400


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(client, office, size, django_assert_max_num_queries):
    for _ in range(size):
        bring([HEAD, NEW], office)

    with django_assert_max_num_queries(4):
        answer = client.get(IMPORTS)

    assert answer.json()["count"] == size
