"""The smallest legal rows of trainings, receptions and mutual appraisals."""

from decimal import Decimal

import factory
from django.utils import timezone

from liaison.models import MutualAppraisal, MutualAppraisalLine, Occasion
from liaison.occasion_enums import OccasionKind
from tests.factories import CircleFactory, CircleMembershipFactory, OrgFactory, UserFactory


class OccasionFactory(factory.django.DjangoModelFactory):
    """A training; with ``reception`` a reception."""

    class Meta:
        model = Occasion

    class Params:
        reception = factory.Trait(kind=OccasionKind.RECEPTION, hours=None)

    kind = OccasionKind.TRAINING
    org = factory.SubFactory(OrgFactory)
    street = factory.LazyAttribute(lambda row: row.org.get_root())
    held_on = factory.LazyFunction(timezone.localdate)
    topic = factory.Sequence(lambda n: f"基层治理实务{n}")
    headcount = 30
    hours = Decimal(8)
    noted_by = factory.SubFactory(UserFactory)


class MutualAppraisalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MutualAppraisal

    circle = factory.SubFactory(CircleFactory)
    opened_on = factory.LazyFunction(timezone.localdate)
    opened_by = factory.SubFactory(UserFactory)


class MutualAppraisalLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MutualAppraisalLine

    appraisal = factory.SubFactory(MutualAppraisalFactory)
    position = factory.Sequence(lambda n: n + 1)
    membership = factory.SubFactory(
        CircleMembershipFactory, circle=factory.SelfAttribute("..appraisal.circle")
    )
    checker = factory.SubFactory(
        CircleMembershipFactory, circle=factory.SelfAttribute("..appraisal.circle")
    )
