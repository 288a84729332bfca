"""A project with money and milestones, in whatever state a test needs it."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from resources.enums import ACCEPTED_STATES, FundingSource
from resources.models import BudgetLine, Milestone, Project

PAID = {
    "source": FundingSource.BUDGET,
    "purpose": "购买理发工具",
    "amount": Decimal(60),
    "document_number": "票〔2026〕1号",
}


def today():
    return timezone.localdate()


def budgeted(project, amount=100, source=FundingSource.BUDGET):
    return BudgetLine.objects.create(project=project, source=source, amount=amount)


def milestone_of(project, title="启动", days=10, **facts):
    due_on = today() + timedelta(days=days)
    return Milestone.objects.create(project=project, title=title, due_on=due_on, **facts)


def in_state(project, state, **facts):
    signed = timezone.now() if state in ACCEPTED_STATES else None
    Project.objects.filter(pk=project.pk).update(
        state=state,
        suspend_reason="场地维修",
        stop_reason="经费未落实",
        closing_summary="服务老人120人次",
        accepted_by_need_side_at=signed,
        accepted_by_resource_side_at=signed,
        **facts,
    )
    project.refresh_from_db()
    return project
