"""Money of a project: its budget by source, and its expenses, which stay within it (R-047)."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts
from orgs.services.workflow import begin, require_reason
from partybuild.errors import RuleViolation
from resources.enums import GRANTED_SOURCES, ProjectWork
from resources.models import BudgetLine, Expense, Project
from resources.services.facts import require_no_private_number
from resources.workflow import PROJECT_WORKS


class BudgetExceeded(RuleViolation):
    """Expenses stay within the budget of their source unless a reason is given."""

    code = "budget_exceeded"


class BudgetRefused(RuleViolation):
    """A budget is neither above the grant it takes from nor below what is already spent."""

    code = "budget_refused"


@transaction.atomic
def set_budget(*, project: Project, source: str, amount: Decimal, actor: User) -> Project:
    """Say what a project may cost from one source.

    What public budget and Party dues pay together is within the grant, so an unfunded project has
    nothing from either (N-18).
    """
    project = begin(project, ProjectWork.SET_BUDGET, PROJECT_WORKS, actor=actor)
    line = project.budget_lines.filter(source=source).first()
    before = line and line.amount
    line = line or BudgetLine(project=project, source=source)
    line.amount = amount
    check_facts(line)
    _require_sound(project, line)
    line.save()
    record(
        actor=actor,
        verb="project.set_budget",
        subject=project,
        changes={source: [before, amount]},
    )
    return project


@transaction.atomic
def enter_expense(
    *,
    project: Project,
    source: str,
    spent_on: date,
    purpose: str,
    amount: Decimal,
    document_number: str,
    actor: User,
    excess_reason: str = "",
) -> Project:
    """Write down what was spent on a project; above the budget of its source only with a reason.

    The project is held meanwhile, so that two expenses never fit into the same rest.
    """
    project = begin(project, ProjectWork.ENTER_EXPENSE, PROJECT_WORKS, actor=actor)
    line = project.budget_lines.filter(source=source).first()
    if line is None:
        raise BudgetExceeded(_("Nothing is budgeted from this source."), field="source")
    expense = Expense(
        line=line,
        spent_on=spent_on,
        purpose=purpose.strip(),
        amount=amount,
        document_number=document_number.strip(),
        excess_reason=excess_reason.strip(),
        entered_by=actor,
    )
    _require_written(expense)
    rest = line.amount - line.expenses.standing().total()
    if amount > rest and not expense.excess_reason:
        raise BudgetExceeded(
            _("Only %(rest)s yuan are left from this source: give the reason for the excess.")
            % {"rest": rest},
            field="excess_reason",
        )
    if amount <= rest:
        expense.excess_reason = ""
    expense.save(force_insert=True)
    record(
        actor=actor,
        verb="project.enter_expense",
        subject=project,
        changes={expense.purpose: [None, amount]},
        reason=expense.excess_reason,
    )
    return project


@transaction.atomic
def cancel_expense(*, project: Project, expense: Expense, reason: str, actor: User) -> Project:
    """Take back an expense that was entered by mistake; it stays to be seen, with the reason."""
    project = begin(project, ProjectWork.CANCEL_EXPENSE, PROJECT_WORKS, actor=actor)
    require_reason(reason)
    found = Expense.objects.standing().filter(line__project=project, pk=expense.pk).first()
    if found is None:
        raise FactRefused(_("The project has no such expense."), field="expense")
    found.cancel_reason = reason.strip()
    found.save(update_fields=["cancel_reason"])
    record(
        actor=actor,
        verb="project.cancel_expense",
        subject=project,
        changes={found.purpose: [found.amount, None]},
        reason=reason,
    )
    return project


def _require_sound(project: Project, line: BudgetLine) -> None:
    if line.amount < 0:
        raise BudgetRefused(_("A budget is not negative."), field="amount")
    others = project.budget_lines.granted().exclude(source=line.source).total()
    if line.source in GRANTED_SOURCES and others + line.amount > project.grant:
        raise BudgetRefused(
            _("Public budget and Party dues together are within the grant of %(grant)s yuan.")
            % {"grant": project.grant},
            field="amount",
        )
    if line.pk and line.amount < line.expenses.standing().total():
        raise BudgetRefused(_("More than this is already spent."), field="amount")


def _require_written(expense: Expense) -> None:
    check_facts(expense)
    for field in ("purpose", "document_number", "excess_reason"):
        require_no_private_number(getattr(expense, field), field=field)
    if expense.amount <= 0:
        raise FactRefused(_("Give an amount above zero."), field="amount")
    if expense.spent_on > timezone.localdate():
        raise FactRefused(_("The day lies in the future."), field="spent_on")
