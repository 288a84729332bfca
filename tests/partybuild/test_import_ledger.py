"""Ledgers are imported without a browser, and the exit status says how it went."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from orgs.enums import Role
from orgs.models import AuditEntry, ImportRun, Org
from tests.orgs.imports import IN_ORDER, QINGWU, TRUTH, workbook

# The deeds behind it are asked for on both engines.
pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

HEAD = ["党组织名称", "党组织代码", "上级党组织", "组织类别"]
NEW = ["东片区党总支", "101009", "示例街道党工委", "党总支"]


@pytest.fixture
def ledger(tmp_path):
    """``ledger(row, …)``: the path of a ledger of organisations with these rows."""

    def write(*rows):
        path = tmp_path / "ledger.xlsx"
        path.write_bytes(workbook([HEAD, *rows]))
        return str(path)

    return write


def run(*files, actor, **options):
    """The exit status, what was printed, and what was complained of."""
    out, complaints = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(
            "import_ledger",
            *files,
            username=actor.username,
            stdout=out,
            stderr=complaints,
            **options,
        )
    except SystemExit as end:
        status = end.code
    return status, out.getvalue(), complaints.getvalue()


def test_nothing_held_is_status_0(town, office, ledger):
    status, told, complaints = run(ledger(NEW), actor=office)

    assert (status, complaints) == (0, "")
    assert "+1 ~0 =0" in told
    assert Org.objects.filter(code="101009").exists()


def test_held_rows_are_status_3_and_the_good_ones_are_in(town, office, ledger):
    path = ledger(NEW, ["西片区党总支", "101008", "无此单位", "党总支"])

    status, told, _complaints = run(path, actor=office)

    assert status == 3
    assert "无此单位" in told
    assert Org.objects.filter(code="101009").exists()


def test_a_file_that_is_not_understood_is_status_2(town, office, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("words", encoding="utf-8")

    status, _told, complaints = run(str(path), actor=office)

    assert status == 2
    assert "notes.txt" in complaints


def test_a_preview_leaves_nothing(town, office, ledger):
    before = (Org.objects.count(), AuditEntry.objects.count())

    status, told, _complaints = run(ledger(NEW), actor=office, preview=True)

    assert (status, "+1" in told) == (0, True)
    assert (Org.objects.count(), AuditEntry.objects.count()) == before
    assert not ImportRun.objects.exists()


def test_json_says_what_was_read_whatever_the_order_of_the_files(office):
    files = [str(QINGWU / name) for name in reversed(IN_ORDER)]

    status, told, _complaints = run(*files, actor=office, json=True)

    answer = json.loads(told)
    assert status == 3
    assert set(answer) == {"street", "files"}
    assert {
        name: {key: read[key] for key in TRUTH[name]} for name, read in answer["files"].items()
    } == {name: TRUTH[name] for name in IN_ORDER}


def test_somebody_unknown_or_without_an_office_is_turned_away(town, person, ledger):
    secretary = person(Role.SECRETARY, over=town.north)

    with pytest.raises(CommandError):
        run(ledger(NEW), actor=secretary)

    assert not ImportRun.objects.exists()
