"""What is done on a project between its steps, as its page offers it."""

from collections.abc import Iterable
from typing import Any

from orgs.selectors.attachments import files_of
from orgs.services.workflow import available_actions
from orgs.views.deeds import Offer, Step, Steps, offer, offers
from resources.enums import ACTIVE_PROJECT_STATES, ProjectWork
from resources.forms.works import (
    AssessForm,
    BudgetForm,
    CancelExpenseForm,
    DropForm,
    ExpenseForm,
    GuideForm,
    MilestoneForm,
    NoteForm,
    ReachForm,
)
from resources.models import Project
from resources.permissions import is_own_person
from resources.selectors.appraisal_links import results_of
from resources.selectors.assessments import class_by_scores
from resources.selectors.bookings import bookings_of_project
from resources.selectors.works import money_of, works_now
from resources.services import assessments, budgets, milestones, project_notes, projects
from resources.services.project_notes import NOTED_STATES
from resources.workflow import PROJECT_WORKS

WORKS: Steps = {
    ProjectWork.ASSESS: Step(assessments.assess_project, AssessForm),
    ProjectWork.NAME_GUIDE: Step(projects.name_guide, GuideForm),
    ProjectWork.SET_BUDGET: Step(budgets.set_budget, BudgetForm),
    ProjectWork.ENTER_EXPENSE: Step(budgets.enter_expense, ExpenseForm),
    ProjectWork.CANCEL_EXPENSE: Step(budgets.cancel_expense, CancelExpenseForm),
    ProjectWork.SET_MILESTONE: Step(milestones.set_milestone, MilestoneForm),
    ProjectWork.REACH_MILESTONE: Step(milestones.reach_milestone, ReachForm),
    ProjectWork.DROP_MILESTONE: Step(milestones.drop_milestone, DropForm),
    ProjectWork.WRITE_NOTE: Step(project_notes.write_note, NoteForm),
}
_SCORING = (ProjectWork.ASSESS, ProjectWork.NAME_GUIDE)
_PLANNING = (
    ProjectWork.SET_MILESTONE,
    ProjectWork.REACH_MILESTONE,
    ProjectWork.DROP_MILESTONE,
)
_PAYING = (ProjectWork.SET_BUDGET, ProjectWork.ENTER_EXPENSE, ProjectWork.CANCEL_EXPENSE)


def panels(project: Project, *, reader: Any, failed: Any = None) -> dict[str, Any]:
    """What the page shows of the scores, the milestones and the money, with what may be done."""
    money = money_of(project)
    reached = list(project.milestones.all())
    scored = list(project.assessments.latest_first())
    notes = list(project.notes.for_list())
    on_notes = files_of(notes, reader=reader)
    offered = offers(
        project,
        moves=works_now(money, reached),
        steps=WORKS,
        reader=reader,
        url_name="resources:project-step",
        failed=failed,
    )
    return {
        "money": money,
        "milestones": reached,
        "assessments": scored,
        "notes": [(note, on_notes[note.public_id]) for note in notes],
        "files": files_of([project], reader=reader)[project.public_id],
        "noting": _noting(project, reader, failed),
        "results": results_of(project),
        "may_issue": ProjectWork.ISSUE_LINKS in available_actions(project, PROJECT_WORKS, reader),
        "bookings": bookings_of_project(project, reader=reader),
        "may_book": project.state in ACTIVE_PROJECT_STATES,
        "class_that_follows": class_by_scores(project, scored[0] if scored else None),
        "scoring": _among(offered, _SCORING),
        "planning": _among(offered, _PLANNING),
        "paying": _among(offered, _PAYING),
    }


def _noting(project: Project, reader: Any, failed: Any) -> list[Offer]:
    """Either side may write a note, so no table names one owner who decides."""
    sides = (project.need_side, project.resource_side, project.street)
    may = any(is_own_person(reader, side) for side in sides)
    if project.state not in NOTED_STATES or not may:
        return []
    work = ProjectWork.WRITE_NOTE
    return [
        offer(
            project,
            str(work),
            work.label,
            step=WORKS[work],
            reader=reader,
            url_name="resources:project-step",
            failed=failed,
        )
    ]


def _among(offered: Iterable[Offer], works: Iterable[ProjectWork]) -> list[Offer]:
    wanted = {str(work) for work in works}
    return [each for each in offered if each.action in wanted]
