"""The pages of the import centre: bring, look, map, import, download, take back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from orgs.enums import ImportState, Role
from orgs.imports import centre
from orgs.imports.registry import ledger_import, ledger_imports
from orgs.imports.workbooks import held_rows_of, template_columns, template_of
from orgs.models import AuditEntry, ImportRun, Org
from partybuild.spreadsheets import open_workbook, recognise
from tests.factories import OrgFactory
from tests.orgs.imports import (
    NEEDS,
    ORGANIZATIONS,
    QINGWU,
    STAFF,
    TRUTH,
    bring,
    checked,
    content,
    imported,
    workbook,
)

pytestmark = pytest.mark.django_db

CENTRE, UPLOAD = "/import/", "/import/upload/"
HEAD = ["党组织名称", "党组织代码", "上级党组织", "组织类别", "书记姓名", "党员总数"]
NEW = ["东片区党总支", "101009", "示例街道党工委", "党总支", "李样例", 7]
LOST = ["=1+1党支部", "101010", "无此单位", "党支部", "+张测试", 3]


def file(name, brought):
    return SimpleUploadedFile(name, brought)


@pytest.fixture(autouse=True)
def in_english():
    """Words are compared as the code has them."""
    with translation.override("en"):
        yield


@pytest.fixture
def client(office, browser):
    office.language = "en"
    office.save()
    return browser(office)


def shown(client, run):
    return client.get(run.get_absolute_url()).content.decode()


def test_the_centre_offers_each_ledger_and_lists_what_was_brought(office, client, town):
    checked([HEAD, NEW], office)

    page = client.get(CENTRE).content.decode()

    for each in ledger_imports():
        assert reverse("imports:template", args=[each.ledger.kind]) in page
    assert "ledger.xlsx" in page


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(
    office, client, town, size, django_assert_max_num_queries
):
    for _ in range(size):
        bring([HEAD, NEW], office)

    with django_assert_max_num_queries(16):
        client.get(CENTRE)


@pytest.mark.parametrize("each", ledger_imports(), ids=lambda each: each.ledger.kind)
def test_a_template_is_recognised_as_the_ledger_it_is_for(client, each):
    response = client.get(reverse("imports:template", args=[each.ledger.kind]))

    sheets = open_workbook(response.content, "template.xlsx")
    assert [found.ledger.kind for found in recognise(sheets, [e.ledger for e in ledger_imports()])]
    (found,) = recognise(sheets, [e.ledger for e in ledger_imports()])
    assert found.ledger is each.ledger


def test_a_template_keeps_the_zeros_of_codes_and_telephones():
    taken = ledger_import("organizations")
    sheet = openpyxl.load_workbook(io.BytesIO(template_of(taken))).active
    headers = [column.header for column in template_columns(taken)]

    formats = {
        header: sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].number_format
        for place, header in enumerate(headers, start=1)
    }

    assert [header for header, style in formats.items() if style == "@"] == [
        "党组织代码",
        "联系电话",
    ]


def test_one_file_is_brought_and_checked_at_once(office, client, town):
    response = client.post(UPLOAD, {"file": file("a.xlsx", workbook([HEAD, NEW, LOST]))})

    run = ImportRun.objects.get()
    assert (response.status_code, response["Location"]) == (302, run.get_absolute_url())
    page = shown(client, run)
    assert run.state == ImportState.CHECKED
    assert "无此单位" in page
    assert not Org.objects.filter(code="101009").exists()


def test_several_files_stand_in_the_order_in_which_they_build_on_each_other(office, client):
    client.post(
        UPLOAD,
        {
            "file": [
                file(NEEDS, content(NEEDS)),
                file(STAFF, content(STAFF)),
                file(ORGANIZATIONS, content(ORGANIZATIONS)),
            ]
        },
    )

    runs = list(ImportRun.objects.order_by("pk"))
    first = next(run for run in runs if run.kind == "organizations")
    assert {run.kind: run.state for run in runs} == {
        "organizations": ImportState.CHECKED,
        "grid_staff": ImportState.UPLOADED,
        "needs": ImportState.UPLOADED,
    }
    client.post(reverse("imports:step", args=[first.public_id, "apply"]))
    page = shown(client, first)
    assert page.index(STAFF) < page.index(NEEDS)


@pytest.mark.parametrize(
    ("name", "brought", "words"),
    [
        ("notes.txt", "这是一段文字".encode(), "not a spreadsheet"),
        ("empty.xlsx", b"", "empty"),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("locked.xlsx", (QINGWU.parent / "encrypted.xlsx").read_bytes(), "password"),
        ("broken.xlsx", b"PK\x03\x04 and nothing more", "damaged"),
        ("other.csv", "甲,乙,丙\n1,2,3\n".encode(), "recognises"),
    ],
)
def test_a_file_that_is_no_ledger_is_told_beside_the_field(client, town, name, brought, words):
    response = client.post(UPLOAD, {"file": file(name, brought)})

    page = response.content.decode()
    assert response.status_code == 422
    errors = page[page.index('id="id_file_error"') :]
    assert name in errors
    assert words in errors
    assert not ImportRun.objects.exists()


def test_a_good_file_is_kept_beside_a_bad_one(client, town):
    response = client.post(
        UPLOAD,
        {"file": [file("a.xlsx", workbook([HEAD, NEW])), file("notes.txt", b"words")]},
    )

    assert response.status_code == 422
    assert [run.file_name for run in ImportRun.objects.all()] == ["a.xlsx"]
    assert "a.xlsx" in response.content.decode()


def test_no_file_at_all_is_told_beside_the_field(client, town):
    response = client.post(UPLOAD, {})

    assert response.status_code == 422
    assert 'id="id_file_error"' in response.content.decode()


def test_the_same_file_again_says_so(office, client, town):
    imported(ORGANIZATIONS, office)

    again = checked(ORGANIZATIONS, office)

    assert "Exactly this file was brought before" in shown(client, again)


def test_import_and_taking_back_from_the_page(office, client, town):
    run = checked([HEAD, NEW], office)

    client.post(reverse("imports:step", args=[run.public_id, "apply"]))
    done = shown(client, run)
    unsure = client.post(reverse("imports:step", args=[run.public_id, "undo"]))
    client.post(reverse("imports:step", args=[run.public_id, "undo"]), {"is_sure": "on"})

    opened = AuditEntry.objects.get(verb="org.open", run=run)
    assert f"/{opened.subject_id}/" in done
    assert unsure.status_code == 422
    run.refresh_from_db()
    assert run.state == ImportState.UNDONE
    assert not Org.objects.filter(code="101009").exists()


def test_a_refused_step_says_why_on_the_page(office, client, town):
    run = imported([HEAD, NEW], office)
    opened = Org.objects.get(code="101009")
    OrgFactory(code="101009001", name="样例支部", kind="branch", parent=opened)

    response = client.post(reverse("imports:step", args=[run.public_id, "undo"]), {"is_sure": "on"})

    assert response.status_code == 409
    assert "东片区党总支" in response.content.decode()


def test_headers_are_given_a_meaning_on_the_page(office, client, town):
    strange = ["甲", "乙", "丙", "丁"]
    run = checked([strange, NEW[:4]], office, kind="organizations")
    assert "What do these headers mean?" in shown(client, run)

    step = reverse("imports:step", args=[run.public_id, "map"])
    twice = client.post(step, {"heading-0": "name", "heading-1": "name"})
    client.post(
        step,
        {"heading-0": "name", "heading-1": "code", "heading-2": "parent", "heading-3": "kind"},
    )

    assert twice.status_code == 422
    run.refresh_from_db()
    assert run.report["created"] == 1


def test_dropped_and_left_out_columns_are_told(office, client, town):
    run = checked([[*HEAD, "身份证号", "六有"], [*NEW, "000000199001010000", "是"]], office)

    page = shown(client, run)

    assert "Private columns were dropped and stored nowhere: 身份证号." in page
    assert "not kept in the portal: 六有." in page
    assert "1990" not in str(ImportRun.objects.filter(pk=run.pk).values("sheets", "report").get())


def test_held_rows_leave_as_a_workbook_with_reasons_and_come_in_again(office, client, town):
    head = [*HEAD, "身份证号"]
    run = checked([head, [*NEW, "1"], [*LOST, "000000199001010000"]], office)

    response = client.post(reverse("imports:held-rows", args=[run.public_id]))

    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[0] == (*HEAD, "reason it was held", "what to do")
    assert rows[1][:6] == tuple(LOST)
    assert "无此单位" in rows[1][6]
    assert len(rows) == 2
    assert AuditEntry.objects.filter(verb="export.make", actor=office).count() == 1
    mended_row = ("东一支部", "101009001", "东片区党总支", rows[1][3], "张测试", *rows[1][5:])
    mended = [rows[0], mended_row]
    centre.apply(run=run, actor=office)
    assert checked(mended, office).report["created"] == 1


def test_no_cell_of_the_held_rows_is_a_formula(office, town):
    run = checked([HEAD, LOST], office)

    sheet = openpyxl.load_workbook(io.BytesIO(held_rows_of(run))).active

    assert [cell.data_type for row in sheet.iter_rows(max_col=5) for cell in row] == ["s"] * 10


def test_every_held_row_of_the_shipped_ledgers_stands_in_its_workbook(office):
    for name in (ORGANIZATIONS, NEEDS):
        run = imported(name, office)
        held = {each["row"] for each in TRUTH[name]["held"]}

        sheet = openpyxl.load_workbook(io.BytesIO(held_rows_of(run))).active

        told = [row for row in sheet.values if row[-2] and row[-2] != "reason it was held"]
        assert len(told) == len(held)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.LEADER, Role.AUDITOR, Role.SYSTEM])
@pytest.mark.parametrize("address", [CENTRE, UPLOAD, "/import/templates/needs/"])
def test_nobody_but_an_office_enters(town, person, browser, role, address):
    assert browser(person(role, over=town.root)).get(address).status_code == 403


@pytest.mark.parametrize(("name", "method"), [("run", "get"), ("held-rows", "post")])
def test_the_import_of_another_street_does_not_exist(town, office, person, browser, name, method):
    run = checked([HEAD, NEW], office)
    stranger = browser(person(Role.OFFICE, over=OrgFactory(code="909", name="拟定街道党工委")))

    response = getattr(stranger, method)(reverse(f"imports:{name}", args=[run.public_id]))

    assert response.status_code == 404


@pytest.mark.parametrize("action", ["check", "apply", "undo", "map", "street", "nothing"])
def test_a_stranger_takes_no_step(town, office, person, browser, action):
    run = checked([HEAD, NEW], office)
    stranger = browser(person(Role.OFFICE, over=OrgFactory(code="909", name="拟定街道党工委")))

    response = stranger.post(reverse("imports:step", args=[run.public_id, action]))

    assert response.status_code == 404


def test_a_ledger_in_the_hands_of_a_worker_shows_its_progress(office, client, town, monkeypatch):
    monkeypatch.setattr(centre, "MOST_ROWS_AT_ONCE", 1)
    client.post(UPLOAD, {"file": file("a.xlsx", workbook([HEAD, NEW]))})
    run = ImportRun.objects.get()

    page = shown(client, run)

    assert "<progress" in page
    assert 'hx-trigger="every 2s"' in page
    assert f'href="{run.get_absolute_url()}"' in page


def test_a_large_and_a_small_import_cost_the_page_the_same(
    office, client, town, django_assert_max_num_queries
):
    rows = [[f"东{n:02d}片区党总支", f"1012{n:02d}", *NEW[2:]] for n in range(30)]
    run = imported([HEAD, *rows], office)

    with django_assert_max_num_queries(20):
        client.get(run.get_absolute_url())
