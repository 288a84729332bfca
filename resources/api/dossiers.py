"""What belongs to a project besides its own facts, and the deeds on it, over HTTP."""

from typing import Any, Final

from rest_framework import serializers

from orgs.api.deeds import EndpointDeed
from resources.api.inputs import day, words
from resources.enums import FundingSource, ProjectWork
from resources.models import Assessment, BudgetLine, Expense, Milestone, Project, ProjectNote
from resources.models.assessments import MOST
from resources.selectors.appraisal_links import Results, results_of
from resources.selectors.assessments import class_by_scores
from resources.selectors.works import money_of
from resources.services import assessments, budgets, milestones, project_notes, projects
from resources.services.appraisal_links import MOST as MOST_LINKS


class OfProjectField(serializers.SlugRelatedField):
    """A row of the very project the deed is done on, by its public id."""

    def __init__(self, path: str, **kwargs: Any) -> None:
        self.path = path
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        view = self.context["view"]
        rows: Any = super().get_queryset()
        return rows.filter(**{self.path: view.get_object()})


def _score() -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=MOST)


class AssessInput(serializers.Serializer):
    theme = _score()
    significance = _score()
    audience = _score()
    reason = serializers.CharField(max_length=300)


class NameGuideInput(serializers.Serializer):
    guide_name = serializers.CharField(max_length=60)
    guide_post = serializers.CharField(max_length=60)


class SetBudgetInput(serializers.Serializer):
    # A serializer's own ``source`` says where it stands, so the type checker takes it for that.
    source = serializers.ChoiceField(FundingSource.choices)  # type: ignore[assignment]
    amount = serializers.DecimalField(12, 2, min_value=0)


class EnterExpenseInput(SetBudgetInput):
    spent_on = serializers.DateField()
    purpose = serializers.CharField(max_length=120)
    document_number = serializers.CharField(max_length=60)
    excess_reason = words(300)


class CancelExpenseInput(serializers.Serializer):
    expense = OfProjectField("line__project", queryset=Expense.objects.all())
    reason = serializers.CharField(max_length=300)


class SetMilestoneInput(serializers.Serializer):
    title = serializers.CharField(max_length=80)
    due_on = serializers.DateField()
    note = words(300)


class ReachMilestoneInput(serializers.Serializer):
    milestone = OfProjectField("project", queryset=Milestone.objects.all())
    done_on = day()


class DropMilestoneInput(serializers.Serializer):
    milestone = OfProjectField("project", queryset=Milestone.objects.all())
    reason = serializers.CharField(max_length=300)


class WriteNoteInput(serializers.Serializer):
    text = serializers.CharField(max_length=500)


PROJECT_WORK_STEPS: Final[dict[str, EndpointDeed]] = {
    ProjectWork.ASSESS: (assessments.assess_project, AssessInput),
    ProjectWork.NAME_GUIDE: (projects.name_guide, NameGuideInput),
    ProjectWork.SET_BUDGET: (budgets.set_budget, SetBudgetInput),
    ProjectWork.ENTER_EXPENSE: (budgets.enter_expense, EnterExpenseInput),
    ProjectWork.CANCEL_EXPENSE: (budgets.cancel_expense, CancelExpenseInput),
    ProjectWork.SET_MILESTONE: (milestones.set_milestone, SetMilestoneInput),
    ProjectWork.REACH_MILESTONE: (milestones.reach_milestone, ReachMilestoneInput),
    ProjectWork.DROP_MILESTONE: (milestones.drop_milestone, DropMilestoneInput),
    ProjectWork.WRITE_NOTE: (project_notes.write_note, WriteNoteInput),
}


class AssessmentSerializer(serializers.ModelSerializer):
    scored_by = serializers.StringRelatedField[Any](read_only=True)

    class Meta:
        model = Assessment
        fields = ["theme", "significance", "audience", "total", "reason", "scored_by", "scored_at"]
        read_only_fields = fields


class MilestoneSerializer(serializers.ModelSerializer):
    class Meta:
        model = Milestone
        fields = ["public_id", "title", "due_on", "done_on", "note", "is_overdue"]
        read_only_fields = fields


class ProjectNoteSerializer(serializers.ModelSerializer):
    written_by = serializers.StringRelatedField[Any](read_only=True)

    class Meta:
        model = ProjectNote
        fields = ["public_id", "text", "written_by", "written_at"]
        read_only_fields = fields


class BudgetLineSerializer(serializers.ModelSerializer):
    spent = serializers.DecimalField(12, 2, read_only=True)

    class Meta:
        model = BudgetLine
        fields = ["source", "amount", "spent"]
        read_only_fields = fields


class ExpenseSerializer(serializers.ModelSerializer):
    source = serializers.CharField(  # type: ignore[assignment]  # as above
        source="line.source", read_only=True
    )

    class Meta:
        model = Expense
        fields = [
            "public_id",
            "source",
            "spent_on",
            "purpose",
            "amount",
            "document_number",
            "excess_reason",
            "cancel_reason",
            "entered_at",
        ]
        read_only_fields = fields


class IssueLinksInput(serializers.Serializer):
    count = serializers.IntegerField(min_value=1, max_value=MOST_LINKS)
    expires_on = serializers.DateField()


class LinksSerializer(serializers.Serializer):
    """Addresses that are told this one time."""

    links = serializers.ListField(child=serializers.URLField())


class ResultsSerializer(serializers.Serializer):
    """Numbers alone; the three counts are null below five answers (D11)."""

    issued = serializers.IntegerField()
    answered = serializers.IntegerField()
    satisfied = serializers.IntegerField(allow_null=True)
    fairly = serializers.IntegerField(allow_null=True)
    dissatisfied = serializers.IntegerField(allow_null=True)


class ProjectFileSerializer(serializers.Serializer):
    """Everything that belongs to one project besides its own facts."""

    class_by_scores = serializers.CharField(allow_null=True)
    assessments = AssessmentSerializer(many=True)
    milestones = MilestoneSerializer(many=True)
    budget = BudgetLineSerializer(many=True)
    budgeted = serializers.DecimalField(12, 2)
    spent = serializers.DecimalField(12, 2)
    expenses = ExpenseSerializer(many=True)
    notes = ProjectNoteSerializer(many=True)
    appraisal = ResultsSerializer()


def file_of(project: Project) -> dict[str, Any]:
    """What the serializer shows of a project."""
    money = money_of(project)
    scored = list(project.assessments.latest_first())
    return {
        "class_by_scores": class_by_scores(project, scored[0] if scored else None),
        "assessments": scored,
        "milestones": project.milestones.all(),
        "budget": money.lines,
        "budgeted": money.budgeted,
        "spent": money.spent,
        "expenses": money.expenses,
        "notes": project.notes.for_list(),
        "appraisal": _appraisal(results_of(project)),
    }


def _appraisal(results: Results) -> dict[str, int | None]:
    tally = results.tally if results.is_shown else None
    return {
        "issued": results.issued,
        "answered": results.answered,
        "satisfied": tally.satisfied_count if tally else None,
        "fairly": tally.fairly_count if tally else None,
        "dissatisfied": tally.dissatisfied_count if tally else None,
    }
