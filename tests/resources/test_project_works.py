"""What is done on a project between its steps: scores, guide, milestones, budget, expenses."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.models import AuditEntry, User
from orgs.selectors.indicators import gaps
from orgs.services.facts import FactRefused, PrivateWords
from orgs.verbs import VERBS
from partybuild.errors import MoveRefused
from resources.enums import (
    FundingSource,
    ProjectClass,
    ProjectState,
    ProjectWork,
)
from resources.models import Assessment, BudgetLine, Expense, Project
from resources.services import assessments, budgets, milestones, projects
from resources.services.assessments import OverrideUnexplained
from resources.services.milestones import MilestoneKnown, MilestoneReached
from resources.services.projects import GuideMissing, ProgressIsDerived
from resources.workflow import PROJECT_WORKS
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory
from tests.resources.works import PAID, budgeted, in_state, milestone_of, today

pytestmark = pytest.mark.django_db

SCORES = {"theme": 5, "significance": 4, "audience": 3, "reason": "受益面较广"}
GUIDE = {"guide_name": "王示导", "guide_post": "党工委副书记"}


def works(project):
    """Every work with the smallest input it takes on this project."""
    line = BudgetLine.objects.filter(project=project).first() or budgeted(project)
    spent = Expense.objects.create(
        line=line,
        spent_on=today(),
        purpose="试剪",
        amount=1,
        document_number="票0号",
        entered_by=User.objects.first(),
    )
    open_one = milestone_of(project, "收尾")
    return {
        ProjectWork.ASSESS: partial(assessments.assess_project, **SCORES),
        ProjectWork.NAME_GUIDE: partial(projects.name_guide, **GUIDE),
        ProjectWork.SET_BUDGET: partial(
            budgets.set_budget, source=FundingSource.UNIT, amount=Decimal(50)
        ),
        ProjectWork.ENTER_EXPENSE: partial(budgets.enter_expense, spent_on=today(), **PAID),
        ProjectWork.CANCEL_EXPENSE: partial(
            budgets.cancel_expense, expense=spent, reason="重复录入"
        ),
        ProjectWork.SET_MILESTONE: partial(
            milestones.set_milestone, title="首场服务", due_on=today()
        ),
        ProjectWork.REACH_MILESTONE: partial(milestones.reach_milestone, milestone=open_one),
        ProjectWork.DROP_MILESTONE: partial(
            milestones.drop_milestone, milestone=open_one, reason="合并实施"
        ),
    }


TRIED = sorted(
    {
        "assess",
        "name_guide",
        "set_budget",
        "enter_expense",
        "cancel_expense",
        "set_milestone",
        "reach_milestone",
        "drop_milestone",
    }
)


@pytest.mark.parametrize("work", TRIED)
def test_a_work_is_done_in_its_states_and_leaves_a_trace(project, people, work):
    step = PROJECT_WORKS[work]
    actor = people.office if step.over == "street" else people.east
    in_state(project, min(step.sources))

    done = works(project)[work](project=project, actor=actor)

    assert done.state == min(step.sources)
    assert AuditEntry.objects.about(project).latest("pk").verb == f"project.{work}"
    assert f"project.{work}" in VERBS


@pytest.mark.parametrize("work", TRIED)
def test_a_work_is_refused_in_every_other_state(project, people, work):
    deed = works(project)[work]
    for state in set(ProjectState) - PROJECT_WORKS[work].sources:
        in_state(project, state)
        with pytest.raises(MoveRefused):
            deed(project=project, actor=people.office)


@pytest.mark.parametrize("work", TRIED)
@pytest.mark.parametrize("who", ["west", "bank", "school"])
def test_a_work_is_refused_to_strangers_and_to_the_other_side(project, people, work, who):
    in_state(project, min(PROJECT_WORKS[work].sources))

    with pytest.raises(PermissionDenied):
        works(project)[work](project=project, actor=getattr(people, who))


@pytest.mark.parametrize(
    ("scores", "follows"),
    [((5, 4, 3), "key"), ((3, 2, 2), "ordinary"), ((2, 2, 2), "unfunded")],
)
def test_the_class_follows_from_the_scores(project, people, scores, follows):
    in_state(project, "reviewed", project_class="", grant=0)
    names = ("theme", "significance", "audience")
    facts = dict(zip(names, scores, strict=True), reason="受益面较广")
    assessments.assess_project(project=project, actor=people.office, **facts)

    other = next(name for name in ProjectClass if name != follows)
    with pytest.raises(OverrideUnexplained):
        projects.classify_project(project=project, project_class=other, actor=people.office)
    classed = projects.classify_project(project=project, project_class=follows, actor=people.office)

    assert classed.project_class == follows
    assert Assessment.objects.get().scored_by == people.office


def test_the_office_overrides_the_scores_with_a_reason_on_record(project, people):
    in_state(project, "reviewed", project_class="", grant=0)
    assessments.assess_project(project=project, actor=people.office, **SCORES)

    projects.classify_project(
        project=project, project_class="ordinary", actor=people.office, reason="经费有限"
    )

    assert AuditEntry.objects.get(verb="project.classify").reason == "经费有限"


@pytest.mark.parametrize("wrong", [{"theme": 0}, {"audience": 6}, {"reason": " "}])
def test_scores_run_from_one_to_five_and_say_why(project, people, wrong):
    in_state(project, "reviewed")

    with pytest.raises(FactRefused):
        assessments.assess_project(project=project, actor=people.office, **{**SCORES, **wrong})


def test_a_key_project_starts_only_under_a_named_guide(project, people):
    in_state(
        project, "approved", project_class="key", endorsement="3号", endorsed_at=timezone.now()
    )

    with pytest.raises(GuideMissing):
        projects.start_project(project=project, actor=people.east)
    projects.name_guide(project=project, actor=people.office, **GUIDE)

    assert projects.start_project(project=project, actor=people.east).state == "running"


def test_a_guide_is_named_with_a_post(project, people):
    with pytest.raises(FactRefused) as refusal:
        projects.name_guide(
            project=project, actor=people.office, guide_name="王示导", guide_post=" "
        )

    assert refusal.value.field == "guide_post"


def test_progress_follows_from_the_milestones(project, people):
    first, _second, _third = (milestone_of(project, name) for name in ("一", "二", "三"))

    reached = milestones.reach_milestone(project=project, milestone=first, actor=people.east)
    with pytest.raises(ProgressIsDerived):
        projects.report_on_project(project=project, progress=90, actor=people.east)
    told = projects.report_on_project(project=project, outcome="已服务20人", actor=people.east)

    assert (reached.progress, told.progress, told.outcome) == (33, 33, "已服务20人")


def test_a_milestone_is_reached_once_and_never_dropped_afterwards(project, people):
    one = milestone_of(project)
    milestones.reach_milestone(project=project, milestone=one, actor=people.east)

    with pytest.raises(MilestoneReached):
        milestones.reach_milestone(project=project, milestone=one, actor=people.east)
    with pytest.raises(MilestoneReached):
        milestones.drop_milestone(
            project=project, milestone=one, reason="合并实施", actor=people.east
        )


def test_a_milestone_is_not_reached_tomorrow(project, people):
    with pytest.raises(FactRefused):
        milestones.reach_milestone(
            project=project,
            milestone=milestone_of(project),
            done_on=today() + timedelta(days=1),
            actor=people.east,
        )


def test_a_project_has_one_milestone_of_a_name(project, people):
    milestone_of(project, "启动")

    with pytest.raises(MilestoneKnown):
        milestones.set_milestone(project=project, title="启动", due_on=today(), actor=people.east)


def test_a_milestone_of_another_project_is_not_reached_here(town, project, people):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.west, state="matched"),
        resource=ResourceFactory(owner_partner=town.bank, state="partly_taken"),
        state="in_project",
    )
    foreign = milestone_of(ProjectFactory(match=match, state="running"))

    with pytest.raises(FactRefused):
        milestones.reach_milestone(project=project, milestone=foreign, actor=people.office)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda project: budgeted(project, -1),
        lambda project: [budgeted(project), budgeted(project)],
        lambda project: [milestone_of(project), milestone_of(project)],
        lambda project: Project.objects.update(project_class="key", endorsed_at=None),
        lambda project: Project.objects.update(state="suspended"),
        lambda project: Project.objects.update(guide_name="王示导"),
    ],
)
def test_the_database_keeps_the_works_true(project, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(project)


def test_a_summary_for_the_archive_is_short_and_names_nobody(project, people):
    in_state(project, "appraised")

    for summary in ("", "长" * 301):
        with pytest.raises(FactRefused):
            projects.archive_project(project=project, closing_summary=summary, actor=people.office)
    with pytest.raises(PrivateWords):
        projects.archive_project(
            project=project, closing_summary="联系19000000021", actor=people.office
        )


def test_late_milestones_and_key_projects_without_a_guide_are_gaps(project, people):
    def missing(key):
        return next((gap.count for gap in gaps(reader=people.office) if gap.key == key), 0)

    milestone_of(project, "启动", days=-1)
    late, unguided = missing("project-milestone-overdue"), missing("project-no-guide")
    in_state(project, "classed", project_class="key")
    now_unguided = missing("project-no-guide")
    in_state(project, "suspended", project_class="ordinary")

    assert (late, unguided, now_unguided) == (1, 0, 1)
    assert missing("project-milestone-overdue") == 0
