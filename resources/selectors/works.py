"""What there is to be done on a project now, and the money it has and has spent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from orgs.workflow import Moves
from resources.enums import ProjectWork
from resources.models import BudgetLine, Expense, Milestone, Project
from resources.workflow import PROJECT_WORKS


@dataclass(frozen=True, slots=True)
class Money:
    """The budget of a project by source, its expenses, and the sums of both."""

    lines: Sequence[Any]
    expenses: Sequence[Expense]
    budgeted: Decimal
    spent: Decimal

    @property
    def rest(self) -> Decimal:
        return self.budgeted - self.spent

    @property
    def has_standing(self) -> bool:
        return any(not expense.is_cancelled for expense in self.expenses)


def money_of(project: Project) -> Money:
    """The budget of a project with what has been spent."""
    expenses = Expense.objects.filter(line__project=project)
    return Money(
        lines=list(project.budget_lines.with_spent()),
        expenses=list(expenses.for_list()),
        budgeted=BudgetLine.objects.filter(project=project).total(),
        spent=expenses.standing().total(),
    )


def works_now(money: Money, milestones: Sequence[Milestone]) -> Moves:
    """The works that make sense now: nothing is reached, spent or cancelled where nothing is."""
    has_open = any(milestone.done_on is None for milestone in milestones)
    possible = {
        ProjectWork.REACH_MILESTONE: has_open,
        ProjectWork.DROP_MILESTONE: has_open,
        ProjectWork.ENTER_EXPENSE: bool(money.lines),
        ProjectWork.CANCEL_EXPENSE: money.has_standing,
    }
    return {
        work: step for work, step in PROJECT_WORKS.items() if possible.get(ProjectWork(work), True)
    }
