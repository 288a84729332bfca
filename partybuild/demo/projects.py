"""What the demo street does on its projects: scores, guides, milestones, budgets, expenses."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from orgs.services.attachments import attach
from partybuild.demo.street import Street
from partybuild.documents import render
from resources.enums import FundingSource, ProjectClass, Verdict
from resources.models import Project
from resources.selectors.appraisal_links import results_of
from resources.selectors.dossiers import dossier_of
from resources.services import (
    appraisal_links,
    assessments,
    budgets,
    milestones,
    project_notes,
    projects,
)

SCORES = {
    ProjectClass.KEY: (5, 4, 4, "契合年度共建主题，受益面覆盖全社区"),
    ProjectClass.ORDINARY: (3, 3, 3, "主题明确，受益面适中"),
    ProjectClass.UNFUNDED: (2, 2, 2, "双方自行实施即可"),
}
MILESTONES = [("启动对接", 10), ("首场服务", 30), ("中期小结", 60), ("验收准备", 85)]
RAISED = Decimal(800)
# One in so many projects rests for a while, or spends more than was planned.
RESTING, EXCEEDING = 11, 5
# One in so many has its dossier attached.
PAPERED = 4
LINKS = 12
NOTES = (
    "首场服务到场居民三十余人，现场秩序良好。",
    "双方商定下月起改在周末上午开展。",
    "志愿者人手偏紧，请共建单位增派两名。",
)


def assess(street: Street, project: Project, kind: ProjectClass) -> Project:
    """Score a project so that its class follows."""
    theme, significance, audience, reason = SCORES[kind]
    return assessments.assess_project(
        project=project,
        theme=theme,
        significance=significance,
        audience=audience,
        reason=reason,
        actor=street.office,
    )


def name_guide(street: Street, project: Project) -> Project:
    """Name the guide of a key project."""
    if not project.lacks_guide:
        return project
    return projects.name_guide(
        project=project, guide_name="王示导", guide_post="街道党工委副书记", actor=street.office
    )


def plan(street: Street, project: Project, number: int) -> Project:
    """Give a project its milestones and its budget."""
    today = timezone.localdate()
    for title, days in MILESTONES[: 2 + number % 3]:
        project = milestones.set_milestone(
            project=project,
            title=title,
            due_on=today + timedelta(days=days),
            actor=street.office,
        )
    lines = {FundingSource.UNIT: RAISED}
    if project.grant:
        source = FundingSource.PARTY_DUES if number % 2 else FundingSource.BUDGET
        lines[source] = project.grant
    for source, amount in lines.items():
        project = budgets.set_budget(
            project=project, source=source, amount=amount, actor=street.office
        )
    return project


def work_on(street: Street, project: Project, number: int) -> Project:
    """Reach the first milestones, pay the first bills, and rest now and then."""
    office = street.office
    for milestone in project.milestones.all()[: 1 + number % 2]:
        project = milestones.reach_milestone(project=project, milestone=milestone, actor=office)
    project = projects.report_on_project(project=project, outcome="首场服务已开展", actor=office)
    project = project_notes.write_note(
        project=project, text=NOTES[number % len(NOTES)], actor=office
    )
    if number % PAPERED == 0:
        attach(
            owner=project,
            name="项目档案（首场服务后）.docx",
            content=render(dossier_of(project)),
            actor=office,
        )
    is_exceeding = number % EXCEEDING == 0
    project = budgets.enter_expense(
        project=project,
        source=FundingSource.UNIT,
        spent_on=timezone.localdate(),
        purpose="活动物料",
        amount=RAISED + 120 if is_exceeding else Decimal(360),
        document_number=f"示票{number + 1:04d}",
        excess_reason="参加人数超出预计，双方同意追加" if is_exceeding else "",
        actor=office,
    )
    if number % RESTING == 0:
        project = projects.suspend_project(project=project, reason="活动场地维修", actor=office)
        project = projects.resume_project(project=project, actor=office)
    return project


def gather_answers(street: Street, project: Project, number: int) -> None:
    """Hand links out and let some of those who were served answer."""
    tokens = appraisal_links.issue_links(
        project=project,
        count=LINKS,
        expires_on=timezone.localdate() + timedelta(days=30),
        actor=street.office,
    )
    for place, token in enumerate(tokens[: LINKS - 2 - number % 7]):
        verdict = Verdict.FAIRLY if place % 6 == 5 else Verdict.SATISFIED  # noqa: PLR2004 - one in six
        appraisal_links.answer_appraisal(token=token, verdict=verdict)


def appraise(street: Street, project: Project, number: int) -> Project:
    """Take the numbers of the answers into the appraisal."""
    gather_answers(street, project, number)
    words = results_of(project).words
    return projects.appraise_project(project=project, appraisal=words, actor=street.office)


def close(street: Street, project: Project) -> Project:
    """Sum a project up and put it away."""
    return projects.archive_project(
        project=project,
        closing_summary="双方按计划完成全部服务，受益群众评价良好，做法拟在街道范围推广。",
        actor=street.office,
    )
