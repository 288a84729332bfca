"""Pages of projects."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.permissions import holds_role
from orgs.selectors.leads import leads_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.filters import ProjectFilter
from resources.enums import ACTIVE_PROJECT_STATES, ProjectAction
from resources.forms.projects import (
    AmendProjectForm,
    AppraiseForm,
    ArchiveForm,
    ClassifyForm,
    EndorseForm,
    ProjectFactsForm,
    ReportForm,
)
from resources.models import Project
from resources.permissions import is_own_person
from resources.selectors.ledger_words import FUNDING_WORDS, PROJECT_CLASS_WORDS, ledger_word
from resources.selectors.projects import board, line_of
from resources.services import projects
from resources.views.matches import visible_match
from resources.views.works import WORKS, panels
from resources.views.writing import form_page, list_way, way
from resources.workflow import OFFICE, moves_now

STEPS: Steps = {
    ProjectAction.REVIEW: Step(projects.review_project),
    ProjectAction.CLASSIFY: Step(projects.classify_project, ClassifyForm),
    ProjectAction.ENDORSE: Step(projects.endorse_project, EndorseForm),
    ProjectAction.APPROVE: Step(projects.approve_project),
    ProjectAction.START: Step(projects.start_project),
    ProjectAction.REPORT: Step(projects.report_on_project, ReportForm),
    ProjectAction.SIGN_FOR_NEED: Step(projects.sign_for_need),
    ProjectAction.SIGN_FOR_RESOURCE: Step(projects.sign_for_resource),
    ProjectAction.SIGN_FOR_NEED_ON_BEHALF: Step(projects.sign_for_need_on_behalf, ReasonForm),
    ProjectAction.SIGN_FOR_RESOURCE_ON_BEHALF: Step(
        projects.sign_for_resource_on_behalf, ReasonForm
    ),
    ProjectAction.APPRAISE: Step(projects.appraise_project, AppraiseForm),
    ProjectAction.ARCHIVE: Step(projects.archive_project, ArchiveForm),
    ProjectAction.STOP: Step(projects.stop_project, ReasonForm),
    ProjectAction.SUSPEND: Step(projects.suspend_project, ReasonForm),
    ProjectAction.RESUME: Step(projects.resume_project),
}


def _origin(project: Project) -> Any:
    return _("imported history") if project.is_history else ""


# The export carries the headers of the ledger of past projects.
PROJECTS = Listing(
    key="projects",
    ledger="past_projects",
    title=_("Projects"),
    columns=(
        Column("code", _("number"), kind=Kind.CODE, ledger="项目编号", on_page=False),
        Column("name", _("name"), ledger="项目名称"),
        Column("project_class", _("class"), in_export=False),
        Column(
            "class_word",
            _("class"),
            ledger="项目类别",
            value=lambda project: ledger_word(PROJECT_CLASS_WORDS, project.project_class),
            on_page=False,
        ),
        Column("match.need.code", _("need"), kind=Kind.CODE, ledger="需求编号", on_page=False),
        Column(
            "match.resource.code",
            _("resource"),
            kind=Kind.CODE,
            ledger="资源编号",
            on_page=False,
        ),
        Column("need_side.name", _("undertaken by"), ledger="承办社区", sort=""),
        Column("resource_side.name", _("together with"), ledger="共建单位", sort=""),
        Column("grant", _("grant (yuan)"), kind=Kind.NUMBER, ledger="经费(元)"),
        Column(
            "funding_word",
            _("funding"),
            ledger="经费来源",
            value=lambda project: ledger_word(FUNDING_WORDS, project.funding_source),
            on_page=False,
        ),
        Column("starts_on", _("starts on"), kind=Kind.DATE, ledger="开始时间", on_page=False),
        Column("due_on", _("due on"), kind=Kind.DATE, ledger="完成时限"),
        Column("responsible_name", _("responsible"), ledger="责任人", on_page=False),
        Column("progress", _("progress (%)"), kind=Kind.NUMBER, ledger="进度(%)"),
        Column("outcome", _("outcome"), ledger="成效", on_page=False),
        Column("appraisal", _("satisfaction"), ledger="满意度", on_page=False),
        Column("state", _("state"), kind=Kind.STATE, ledger="状态"),
        Column("origin", _("origin"), value=_origin, sort="is_history", in_export=False),
    ),
    filterset=ProjectFilter,
    tabs="state",
    search=("name", "code", "need_org__name", "resource_partner__name"),
    order=("-pk",),
    empty=Empty(_("A project begins where both sides of a match have agreed.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def project_list(request: HttpRequest) -> HttpResponseBase:
    """The projects that a side within reach takes part in."""
    actions = [
        Crumb(_("Board"), reverse("resources:board")),
        Crumb(_("Timeline"), reverse("resources:timeline")),
    ]
    context = {"trail": list_way("projects")[:1], "actions": actions}
    return list_page(
        request, PROJECTS, Project.objects.visible_to(request.user).for_list(), context=context
    )


@require_safe
def project_board(request: HttpRequest) -> HttpResponse:
    """The projects by how far they have come, the soonest due first."""
    reader: Any = request.user
    context = {
        "lanes": board(reader=reader),
        "way": list_way("projects"),
        "today": timezone.localdate(),
    }
    return render(request, "resources/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make an agreed match a project."""
    match = visible_match(request, public_id)
    known = {"name": match.need.title, "summary": match.need.content}
    return form_page(
        request,
        form=ProjectFactsForm(request.POST or None, initial=known),
        deed=partial(projects.file_project, match=match),
        title=_("File the project"),
        trail=[*way(match.org, "matches", reader=request.user), Crumb(match.code, _url(match))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def project_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct the plain facts of a project."""
    project = visible_project(request, public_id)
    if not _may_amend(request.user, project):
        raise PermissionDenied
    return form_page(
        request,
        form=AmendProjectForm(request.POST or None, subject=project),
        deed=partial(projects.amend_project, project=project),
        title=_("Correct the project"),
        trail=[*way(project.org, "projects", reader=request.user), project],
    )


@require_safe
def project_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One project: how it came about, how far it is, and what comes next."""
    return project_page(request, visible_project(request, public_id))


def visible_project(request: HttpRequest, public_id: UUID) -> Project:
    rows = Project.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def project_page(
    request: HttpRequest, project: Project, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    is_active = project.state in ACTIVE_PROJECT_STATES
    context = {
        "project": project,
        "way": way(project.org, "projects", reader=reader),
        "facts": _facts(project),
        "stations": line_of(project, reader=reader),
        "signatures": []
        if project.is_history
        else [
            (project.need_side, project.accepted_by_need_side_at),
            (project.resource_side, project.accepted_by_resource_side_at),
        ],
        "is_active": is_active,
        "is_overdue": is_active and project.due_on and project.due_on < timezone.localdate(),
        "offers": offers(
            project,
            moves=moves_now(project),
            steps=STEPS,
            reader=reader,
            url_name="resources:project-step",
            failed=failed,
        ),
        **panels(project, reader=reader, failed=failed),
        "leads": leads_of(project, reader=reader),
        "can_amend": _may_amend(reader, project),
        "entries": history_of(project),
    }
    return render(request, "resources/project_detail.html", context, status=status)


project_step = deed_view(
    model=Project, subject="project", steps={**STEPS, **WORKS}, page=project_page
)


def _may_amend(reader: Any, project: Project) -> bool:
    if project.state not in ACTIVE_PROJECT_STATES:
        return False
    sides = (project.need_side, project.resource_side)
    return any(is_own_person(reader, side) for side in sides) or holds_role(
        reader, *OFFICE, over=project.street
    )


def _url(row: Any) -> str:
    return row.get_absolute_url()


def _facts(project: Project) -> list[Fact]:
    need_side, resource_side = project.need_side, project.resource_side
    return [
        Fact(_("number"), project.code),
        Fact(_("class"), project.get_project_class_display()),
        Fact(_("undertaken by"), need_side, need_side.get_absolute_url()),
        Fact(_("together with"), resource_side, resource_side.get_absolute_url()),
        Fact(_("grant (yuan)"), f"{project.grant:,.2f}"),
        Fact(_("funding"), project.get_funding_source_display()),
        Fact(_("guide"), f"{project.guide_name} {project.guide_post}".strip()),
        Fact(_("responsible"), project.responsible_name),
        Fact(_("starts on"), project.starts_on),
        Fact(_("due on"), project.due_on),
        Fact(_("resolution"), project.endorsement),
    ]
