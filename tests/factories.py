"""The smallest legal rows; traits make legal rows in other states."""

import factory
from django.utils import timezone

from grids.enums import GridTier
from grids.models import Grid
from orgs.enums import OrgKind, PartnerNature, Role
from orgs.models import Org, Partner, RoleAssignment, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"示例{n}")


class OrgFactory(factory.django.DjangoModelFactory):
    """A working committee at the top, or whatever kind is asked for below a parent."""

    class Meta:
        model = Org

    code = factory.Sequence(lambda n: f"{900 + n}")
    name = factory.Sequence(lambda n: f"示例组织{n}")
    kind = OrgKind.COMMITTEE


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    street = factory.SubFactory(OrgFactory)
    name = factory.Sequence(lambda n: f"示例单位{n}")
    nature = PartnerNature.PRIVATE


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.OFFICE
    starts_on = factory.LazyFunction(timezone.localdate)


class GridFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Grid

    street = factory.SubFactory(OrgFactory)
    code = factory.Sequence(lambda n: f"{n:03d}")
    name = factory.Sequence(lambda n: f"示例网格{n}")
    tier = GridTier.AREA
