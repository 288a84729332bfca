"""A superior's spreadsheet is filled from the list it belongs to, in its own layout."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from orgs.enums import OrgKind, Role
from orgs.imports.filling import bring_template
from orgs.models import AuditEntry, Org, SuperiorTemplate
from orgs.services.superior_templates import TemplateRefused
from tests.factories import OrgFactory

pytestmark = pytest.mark.django_db


def a_form(*, samples=1, sign=True):
    """A superior's form: a title, a header of two rows, sample rows, a line to sign."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["上级汇总表"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "党组织全称", "组织编码", "党员情况", None, "身份证号码"])
    sheet.append([None, None, None, "总数", "流动", None])
    sheet.merge_cells("D2:E2")
    for _ in range(samples):
        sheet.append([1, "例：某支部", "0001", 1, 2, "例"])
    if sign:
        sheet.append(["填表人：", None, None, None, None, None])
        sheet.merge_cells(start_row=4 + samples, end_row=4 + samples, start_column=1, end_column=6)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def kept(town, office, **facts):
    return bring_template(
        street=town.root,
        ledger="organizations",
        title="区委组织部汇总表",
        content=a_form(**facts),
        actor=office,
    )


def filled(client, template, **asked):
    address = reverse("orgs:org-list", query=asked)
    answer = client.post(address, {"format": str(template.public_id)})
    return openpyxl.load_workbook(BytesIO(b"".join(answer))).active


def test_the_list_fills_the_superiors_columns_and_keeps_the_rest(town, office, browser):
    Org.objects.filter(pk=town.east.pk).update(member_count=12, mobile_count=3, name="=拟东")
    template = kept(town, office)

    sheet = filled(browser(office), template, kind=OrgKind.COMMUNITY_COMMITTEE)

    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0][0] == "上级汇总表"
    assert lines[3] == [1, "=拟东", town.east.code, 12, 3, None]
    assert lines[4][:3] == [2, town.west.name, town.west.code]
    assert lines[5][0] == "填表人："
    assert sheet["B4"].data_type == "s"
    assert "A6:F6" in [str(area) for area in sheet.merged_cells.ranges]


def test_more_room_than_rows_leaves_no_sample_behind(town, office, browser):
    sheet = filled(browser(office), kept(town, office, samples=5), q=town.east.code)

    names = [sheet.cell(row, 2).value for row in range(4, 9)]
    assert names[0] == town.east.name
    assert not any(name and name.startswith("例") for name in names)


def test_what_the_portal_does_not_hold_stays_blank_and_is_told(town, office):
    assert kept(town, office).blank_columns == ["身份证号码"]


def test_the_export_is_on_record(town, office, browser):
    filled(browser(office), kept(town, office))

    entry = AuditEntry.objects.filter(verb="export.make").get()
    assert entry.changes["format"] == [None, "xlsx"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"a,b,c", "template_refused"), (b"PK\x03\x04", "unreadable_file")],
    ids=["no xlsx", "damaged"],
)
def test_a_file_that_is_no_form_is_refused_in_words(town, office, browser, content, code):
    file = SimpleUploadedFile("form.xlsx", content)
    facts = {"street": town.root.public_id, "ledger": "organizations", "title": "表"}

    answer = browser(office).post(reverse("imports:superior-templates"), {**facts, "file": file})

    assert answer.status_code == 409
    assert answer.context["form"].errors["file"]
    assert not SuperiorTemplate.objects.exists()


def test_a_form_of_something_else_is_refused(town, office):
    book = openpyxl.Workbook()
    book.active.append(["甲", "乙", "丙", "丁"])
    target = BytesIO()
    book.save(target)

    with pytest.raises(TemplateRefused):
        bring_template(
            street=town.root,
            ledger="organizations",
            title="表",
            content=target.getvalue(),
            actor=office,
        )


def test_a_title_is_given_once(town, office):
    kept(town, office)

    with pytest.raises(TemplateRefused):
        kept(town, office)


def test_it_is_brought_and_removed_on_the_page(town, office, browser):
    client = browser(office)
    file = SimpleUploadedFile("form.xlsx", a_form())
    facts = {"street": town.root.public_id, "ledger": "organizations", "title": "汇总表"}

    client.post(reverse("imports:superior-templates"), {**facts, "file": file})
    template = SuperiorTemplate.objects.get()
    on_the_list = client.get(reverse("orgs:org-list")).content.decode()
    client.post(reverse("imports:superior-template-remove", args=[template.public_id]))

    assert str(template.public_id) in on_the_list
    assert not SuperiorTemplate.objects.exists()
    verbs = AuditEntry.objects.filter(verb__startswith="template.").values_list("verb", flat=True)
    assert sorted(verbs) == ["template.keep", "template.remove"]


def test_a_stranger_neither_sees_nor_uses_nor_removes_it(town, office, person, browser):
    template = kept(town, office)
    elsewhere = OrgFactory()
    client = browser(person(Role.OFFICE, over=elsewhere))

    gone = client.post(reverse("imports:superior-template-remove", args=[template.public_id]))
    listed = client.get(reverse("orgs:org-list")).content.decode()
    plain = client.post(reverse("orgs:org-list"), {"format": str(template.public_id)})

    assert gone.status_code == 404
    assert str(template.public_id) not in listed
    assert openpyxl.load_workbook(BytesIO(b"".join(plain))).active["A1"].value != "上级汇总表"


def test_a_secretary_brings_none(town, person, browser):
    secretary = person(Role.SECRETARY, over=town.root)

    assert browser(secretary).get(reverse("imports:superior-templates")).status_code == 403


def test_rest_brings_lists_and_removes(town, office, api):
    client = api(office)
    facts = {"street": town.root.code, "ledger": "organizations", "title": "表"}

    made = client.post(
        "/api/v1/superior-templates/",
        {**facts, "file": SimpleUploadedFile("form.xlsx", a_form())},
        format="multipart",
    )
    listed = client.get("/api/v1/superior-templates/").json()["results"]
    gone = client.delete(f"/api/v1/superior-templates/{made.json()['public_id']}/")

    assert (made.status_code, len(listed), gone.status_code) == (201, 1, 204)
    assert client.get("/api/v1/superior-templates/").json()["results"] == []
