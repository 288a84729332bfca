"""Notes on how a project goes, and the dossier that gathers everything."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from docx import Document as Docx

from orgs.models import AuditEntry, Notification
from orgs.services.facts import FactRefused
from partybuild.errors import MoveRefused
from resources.enums import ProjectClass
from resources.models import ProjectNote
from resources.selectors.dossiers import dossier_of
from resources.services import budgets, milestones
from resources.services.assessments import assess_project
from resources.services.project_notes import write_note
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory
from tests.resources.pages import REASONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(town):
    """``made(state)``: a project of the east community and the school."""

    def make(state="running", **facts):
        match = MatchFactory(
            need=NeedFactory(owner_org=town.east, state="matched"),
            resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
            state="in_project",
            reasons=REASONS,
        )
        return ProjectFactory(match=match, state=state, **facts)

    return make


@pytest.mark.parametrize("who", ["office", "east", "school"])
def test_either_side_and_the_office_write_notes(made, people, who):
    project = write_note(project=made(), text="首场服务已开展", actor=getattr(people, who))

    note = ProjectNote.objects.get()
    assert (note.text, note.written_by) == ("首场服务已开展", getattr(people, who))
    assert AuditEntry.objects.about(project).get().verb == "project.write_note"
    told = set(Notification.objects.values_list("recipient", flat=True))
    assert told == {people.east.pk, people.school.pk} - {getattr(people, who).pk}


@pytest.mark.parametrize("who", ["west", "bank"])
def test_strangers_write_no_note(made, people, who):
    with pytest.raises(PermissionDenied):
        write_note(project=made(), text="示例", actor=getattr(people, who))


@pytest.mark.parametrize("state", ["archived", "stopped"])
def test_nothing_is_noted_on_what_is_put_away(made, people, state):
    with pytest.raises(MoveRefused):
        write_note(project=made(state), text="示例", actor=people.east)


@pytest.mark.parametrize("text", ["", "长" * 501, "联系19000000021", "110101190001011234"])
def test_a_note_is_short_and_names_no_number_of_a_person(made, people, text):
    with pytest.raises(FactRefused):
        write_note(project=made(), text=text, actor=people.east)

    assert not ProjectNote.objects.exists()


def test_a_note_is_written_on_the_page_and_over_http(made, people, browser, api):
    project = made()
    step = reverse("resources:project-step", args=[project.public_id, "write_note"])

    browser(people.school).post(step, {"text": "首场服务已开展"})
    api(people.east).post(f"/api/v1/projects/{project.public_id}/write-note/", {"text": "已小结"})

    page = browser(people.east).get(project.get_absolute_url()).content.decode()
    assert "首场服务已开展" in page
    assert "已小结" in page


def words_of(document):
    file = Docx(BytesIO(document))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_the_dossier_tells_a_project_from_the_need_to_the_trail(made, people, browser):
    project = made("classed", grant=100, project_class=ProjectClass.KEY)
    assess_project(
        project=project,
        theme=5,
        significance=4,
        audience=4,
        reason="受益面较广",
        actor=people.office,
    )
    budgets.set_budget(project=project, source="budget", amount=100, actor=people.office)
    milestones.set_milestone(
        project=project, title="首场服务", due_on="2026-12-31", actor=people.east
    )
    write_note(project=project, text="已商定场地", actor=people.school)

    url = reverse("resources:project-dossier", args=[project.public_id])
    words = words_of(b"".join(browser(people.school).get(url).streaming_content))

    need, resource = project.match.need, project.match.resource
    for expected in (
        project.code,
        need.code,
        resource.code,
        "受益面较广",
        "100.00",
        "首场服务",
        "已商定场地",
        "王示导",
        "办理过程",
    ):
        assert expected in words


@pytest.mark.parametrize("state", ["filed", "stopped", "archived"])
def test_a_project_has_a_dossier_in_every_state(made, state):
    assert dossier_of(made(state)).blocks


def test_the_dossier_of_a_stranger_does_not_exist(made, people, browser):
    url = reverse("resources:project-dossier", args=[made().public_id])

    assert browser(people.west).get(url).status_code == 404
