"""The smallest legal rows of plans with phases."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from liaison.models import Phase, PhaseTarget, Plan
from liaison.plan_enums import PlanState
from tests.factories import OrgFactory, UserFactory


class PlanFactory(factory.django.DjangoModelFactory):
    """A plan of a whole year that runs."""

    class Meta:
        model = Plan

    code = factory.Sequence(lambda n: f"JH-2020-{n:04d}")
    org = factory.SubFactory(OrgFactory)
    street = factory.LazyAttribute(lambda row: row.org.get_root())
    title = "示例区域化党建实施方案"
    starts_on = factory.LazyFunction(lambda: date(timezone.localdate().year, 1, 1))
    ends_on = factory.LazyFunction(lambda: date(timezone.localdate().year + 1, 12, 31))
    state = PlanState.RUNNING
    drafted_by = factory.SubFactory(UserFactory)


class PhaseFactory(factory.django.DjangoModelFactory):
    """A phase that fills its plan."""

    class Meta:
        model = Phase

    plan = factory.SubFactory(PlanFactory)
    title = "全面推进"
    starts_on = factory.SelfAttribute("plan.starts_on")
    ends_on = factory.SelfAttribute("plan.ends_on")


class PhaseTargetFactory(factory.django.DjangoModelFactory):
    """A target that a record shows; give it an indicator, a measure and a goal to be counted."""

    class Meta:
        model = PhaseTarget

    phase = factory.SubFactory(PhaseFactory)
    title = "召开一次推进会"
    responsible = factory.SelfAttribute("phase.plan.org")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=5))
