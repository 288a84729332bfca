"""Money of a project: budgets within the grant, expenses within the budget."""

from decimal import Decimal
from functools import partial

import pytest

from orgs.services.facts import FactRefused
from resources.enums import FundingSource
from resources.models import BudgetLine, Expense
from resources.selectors.works import money_of
from resources.services import budgets, projects
from resources.services.budgets import BudgetExceeded, BudgetRefused
from resources.services.projects import GrantRefused
from tests.resources.works import PAID, budgeted, in_state, today

pytestmark = pytest.mark.django_db


def test_an_expense_stays_within_the_budget_of_its_source_unless_a_reason_is_given(project, people):
    budgeted(project)
    pay = partial(
        budgets.enter_expense, project=project, spent_on=today(), actor=people.east, **PAID
    )
    pay()

    with pytest.raises(BudgetExceeded) as refusal:
        pay()
    pay(excess_reason="联席会议同意追加")

    assert refusal.value.field == "excess_reason"
    money = money_of(project)
    assert (money.budgeted, money.spent, money.rest) == (100, 120, -20)


def test_a_reason_for_an_excess_is_kept_only_where_there_is_one(project, people):
    budgeted(project)

    budgets.enter_expense(
        project=project, spent_on=today(), actor=people.east, excess_reason="备用", **PAID
    )

    assert Expense.objects.get().excess_reason == ""


def test_nothing_is_spent_from_a_source_without_a_budget(project, people):
    budgeted(project, source=FundingSource.UNIT)

    with pytest.raises(BudgetExceeded):
        budgets.enter_expense(
            project=project, spent_on=today(), actor=people.east, excess_reason="急用", **PAID
        )


def test_a_cancelled_expense_is_free_again_and_stays_to_be_seen(project, people):
    budgeted(project)
    budgets.enter_expense(project=project, spent_on=today(), actor=people.east, **PAID)

    budgets.cancel_expense(
        project=project, expense=Expense.objects.get(), reason="重复录入", actor=people.east
    )

    assert (money_of(project).spent, Expense.objects.get().cancel_reason) == (0, "重复录入")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "转给19000000021"}, "purpose"),
        ({"document_number": ""}, "document_number"),
    ],
)
def test_an_expense_says_what_by_which_voucher_and_nothing_private(project, people, wrong, field):
    budgeted(project)

    with pytest.raises(FactRefused) as refusal:
        budgets.enter_expense(
            project=project, spent_on=today(), actor=people.east, **{**PAID, **wrong}
        )

    assert refusal.value.field == field


def test_what_the_street_pays_is_within_the_grant(project, people):
    fund = partial(budgets.set_budget, project=project, actor=people.office)
    fund(source=FundingSource.BUDGET, amount=Decimal(70))

    with pytest.raises(BudgetRefused):
        fund(source=FundingSource.PARTY_DUES, amount=Decimal(31))
    fund(source=FundingSource.PARTY_DUES, amount=Decimal(30))
    fund(source=FundingSource.UNIT, amount=Decimal(500))

    assert money_of(project).budgeted == 600


def test_an_unfunded_project_has_only_what_its_sides_raise(project, people):
    in_state(project, "classed", project_class="unfunded", grant=0)

    with pytest.raises(BudgetRefused):
        budgets.set_budget(
            project=project, source=FundingSource.BUDGET, amount=Decimal(1), actor=people.office
        )
    budgets.set_budget(
        project=project, source=FundingSource.UNIT, amount=Decimal(500), actor=people.office
    )

    assert BudgetLine.objects.get().source == FundingSource.UNIT


def test_a_budget_is_not_set_below_what_is_spent(project, people):
    budgeted(project)
    budgets.enter_expense(project=project, spent_on=today(), actor=people.east, **PAID)

    with pytest.raises(BudgetRefused):
        budgets.set_budget(
            project=project, source=FundingSource.BUDGET, amount=Decimal(59), actor=people.office
        )


def test_a_grant_is_not_cut_below_the_budget_it_pays(project, people):
    in_state(project, "classed")
    budgeted(project)

    with pytest.raises(GrantRefused):
        projects.classify_project(
            project=project,
            project_class="unfunded",
            actor=people.office,
            reason="经费有限",
        )
