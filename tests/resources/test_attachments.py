"""Files that hang on rows: what is kept, who may, and what is left on the disk."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from orgs.models import Attachment, AuditEntry
from orgs.services.attachments import (
    FileDamaged,
    attach,
    bytes_of,
    remove_attachment,
    sweep_attachments,
)
from orgs.services.workflow import ReasonMissing
from partybuild.media import FileRefused, clean_name
from resources.models import Project
from resources.services.project_notes import write_note
from tests.files import PDF, docx, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """The folder in which the files of this test lie."""
    backend = settings.STORAGES["attachments"]
    here = {**backend, "OPTIONS": {**backend["OPTIONS"], "location": str(tmp_path / "shelf")}}
    settings.STORAGES = {**settings.STORAGES, "attachments": here}
    return tmp_path / "shelf"


def on_disk(shelf):
    return [path for path in shelf.rglob("*") if path.is_file()] if shelf.exists() else []


def hung(project, actor, *, name="验收材料.pdf", content=PDF):
    return attach(owner=project, name=name, content=content, actor=actor)


@pytest.mark.parametrize("who", ["office", "east", "school"])
def test_either_side_and_the_office_attach_files_to_a_project(project, people, who, shelf):
    attachment = hung(project, getattr(people, who))

    assert (attachment.name, attachment.media_type) == ("验收材料.pdf", "application/pdf")
    assert bytes_of(attachment) == PDF
    assert [path.read_bytes() for path in on_disk(shelf)] == [PDF]
    entry = AuditEntry.objects.about(project).get()
    assert entry.verb == "attachment.attach"
    assert entry.changes["digest"] == [None, attachment.digest]


@pytest.mark.parametrize("who", ["west", "bank"])
def test_strangers_attach_nothing(project, people, who, shelf):
    with pytest.raises(PermissionDenied):
        hung(project, getattr(people, who))

    assert on_disk(shelf) == []


def test_nothing_hangs_on_what_is_put_away_or_on_nouns_without_files(project, people, town):
    Project.objects.filter(pk=project.pk).update(state="stopped", stop_reason="经费未落实")

    for owner in (project, town.east):
        with pytest.raises(PermissionDenied):
            hung(owner, people.office)


def macros():
    return docx(vbaProject=b"x")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("程序.exe", b"MZ"),
        ("网页.html", b"<script>"),
        ("材料.pdf", b"MZ not a pdf %%EOF"),
        ("材料.docx", PDF),
        ("材料.xlsx", docx()),
        ("照片.jpg", PDF),
        ("照片.png", picture("JPEG")),
        ("空.pdf", b""),
        ("炸弹.docx", docx(bomb=b"\0" * 30_000_000)),
        ("宏.docx", macros()),
        ("大.pdf", PDF[:-6] + b"x" * 5000 + b"%%EOF"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_what_is_what_it_says_is_kept(project, people, shelf, settings, name, content):
    settings.ATTACHMENT_MAX_BYTES = 4000 if name == "大.pdf" else 100_000

    with pytest.raises(FileRefused):
        hung(project, people.office, name=name, content=content)

    assert on_disk(shelf) == []
    assert not Attachment.objects.exists()


def test_a_picture_is_kept_without_place_camera_and_remarks(project, people):
    for name, kind in (("现场.JPEG", "JPEG"), ("现场.png", "PNG")):
        attachment = hung(project, people.east, name=name, content=picture(kind))

        kept = Image.open(io.BytesIO(bytes_of(attachment)))
        assert kept.size == (8, 4)
        assert dict(kept.getexif()) == {}
        assert "comment" not in kept.info


def test_a_real_office_file_is_kept_as_it_is(project, people):
    content = docx()

    attachment = hung(project, people.east, name="小结.docx", content=content)

    assert zipfile.is_zipfile(io.BytesIO(bytes_of(attachment)))
    assert bytes_of(attachment) == content


def test_names_lose_folders_and_signs_that_deceive():
    assert clean_name("..\\..\\etc/年度\u202efdp.材料 .PDF") == "年度fdp.材料 .pdf"
    assert clean_name("a" * 300 + ".pdf") == "a" * 116 + ".pdf"


def test_the_same_file_hangs_once(project, people):
    hung(project, people.east)

    with pytest.raises(FileRefused):
        hung(project, people.school, name="另一个名字.pdf")


def test_a_removed_file_leaves_its_line_in_the_trail_and_nothing_on_the_disk(
    project, people, shelf, django_capture_on_commit_callbacks
):
    attachment = hung(project, people.east)

    with pytest.raises(PermissionDenied):
        remove_attachment(attachment=attachment, actor=people.school, reason="示例")
    with pytest.raises(ReasonMissing):
        remove_attachment(attachment=attachment, actor=people.east, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment=attachment, actor=people.office, reason="传错文件")

    assert on_disk(shelf) == []
    entry = AuditEntry.objects.about(project).get(verb="attachment.remove")
    assert (entry.changes["file"], entry.reason) == (["验收材料.pdf", None], "传错文件")


def test_what_a_transaction_that_failed_left_is_swept_up(project, people, shelf):
    kept = hung(project, people.east)
    with transaction.atomic():
        hung(project, people.school, content=PDF + b"\n")
        transaction.set_rollback(True)
    now = timezone.now()

    assert sweep_attachments(now=now) == 0
    assert sweep_attachments(now=now + timedelta(hours=2)) == 1
    assert [path.name for path in on_disk(shelf)] == [kept.stored_as.partition("/")[2]]


def test_a_deed_that_fails_leaves_nothing_on_the_disk(project, people, shelf, monkeypatch):
    monkeypatch.setattr("orgs.services.attachments.MOST", 0)

    with pytest.raises(FileRefused):
        hung(project, people.east)

    assert on_disk(shelf) == []


def test_bytes_that_changed_on_the_disk_are_not_handed_out(project, people):
    attachment = hung(project, people.east)
    storages["attachments"].delete(attachment.stored_as)
    storages["attachments"].save(attachment.stored_as, ContentFile(b"%PDF-other %%EOF"))

    with pytest.raises(FileDamaged):
        bytes_of(attachment)


def test_files_are_attached_fetched_and_removed_on_pages(project, people, browser):
    client = browser(people.school)
    url = reverse("orgs:attach", args=["project", project.public_id])

    assert client.get(url).status_code == 200
    wrong = client.post(url, {"file": SimpleUploadedFile("材料.pdf", b"MZ")})
    assert wrong.status_code == 409
    client.post(url, {"file": SimpleUploadedFile("材料.pdf", PDF)})
    attachment = Attachment.objects.get()

    page = browser(people.east).get(project.get_absolute_url()).content.decode()
    assert attachment.get_absolute_url() in page
    answer = browser(people.east).get(attachment.get_absolute_url())
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    remove = reverse("orgs:attachment-remove", args=[attachment.public_id])
    assert client.get(remove).status_code == 200
    assert client.post(remove, {"reason": "传错文件"}).status_code == 302
    assert not Attachment.objects.exists()


def test_the_files_of_a_stranger_do_not_exist(project, people, browser, api):
    attachment = hung(project, people.east)
    client = browser(people.west)

    remove = reverse("orgs:attachment-remove", args=[attachment.public_id])
    attach_to = reverse("orgs:attach", args=["project", project.public_id])
    paths = (attachment.get_absolute_url(), remove, attach_to)
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    answer = api(people.west).get(f"/api/v1/attachments/{attachment.public_id}/file/")
    assert answer.status_code == 404
    assert api(people.west).get("/api/v1/attachments/").json()["count"] == 0


def test_whoever_wrote_a_note_hangs_its_files_on_it(project, people, browser):
    write_note(project=project, text="首场服务已开展", actor=people.school)
    note = project.notes.get()

    attachment = hung(note, people.school, name="签到.jpg", content=picture())

    with pytest.raises(PermissionDenied):
        hung(note, people.east)
    page = browser(people.east).get(project.get_absolute_url()).content.decode()
    assert attachment.get_absolute_url() in page
    assert AuditEntry.objects.about(project).filter(verb="attachment.attach").exists()


def test_notes_and_their_files_cost_the_same_at_any_number(project, people, browser, cost):
    def note(number):
        write_note(project=project, text=f"小结{number}", actor=people.school)
        newest = project.notes.order_by("-pk").first()
        hung(newest, people.school, content=PDF + b"\n" * number)

    note(1)
    client = browser(people.school)
    once = cost(client, project.get_absolute_url())
    note(2)
    note(3)

    assert cost(client, project.get_absolute_url()) == once


def test_machines_bring_list_fetch_and_remove_files(project, people, api):
    client = api(people.school)
    facts = {"owner_type": "resources.project", "owner_id": str(project.public_id)}

    def bring(**more):
        return client.post(
            "/api/v1/attachments/",
            {**facts, "file": SimpleUploadedFile("材料.pdf", PDF), **more},
            format="multipart",
            headers={"Idempotency-Key": "once"},
        )

    first, again = bring(), bring()

    assert (first.status_code, again.json()) == (201, first.json())
    assert bring(owner_id=str(people.office.public_id)).status_code == 400
    (row,) = client.get("/api/v1/attachments/", facts).json()["results"]
    address = f"/api/v1/attachments/{row['public_id']}"
    assert client.get(f"{address}/file/").content == PDF
    assert client.post(f"{address}/remove/", {"reason": "传错"}).status_code == 204
    assert not Attachment.objects.exists()
