"""The smallest legal rows; traits make legal rows in other states."""

import factory
from django.utils import timezone

from grids.enums import EstateState, GridPostKind, GridTier, ManagementMode
from grids.models import Building, Bundle, Estate, Grid, GridPost, PropertyFirm, ServiceContract
from orgs.enums import OrgKind, PartnerNature, PostKind, Role
from orgs.models import Org, Pairing, Partner, Posting, RoleAssignment, User


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


class PairingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pairing


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    kind = PostKind.MEMBER
    person_name = factory.Sequence(lambda n: f"示例{n}")
    work_phone = factory.Sequence(lambda n: f"1900000{n:04d}")


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


class GridPostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GridPost

    kind = GridPostKind.WORKER
    person_name = factory.Sequence(lambda n: f"示例{n}")
    work_phone = factory.Sequence(lambda n: f"1900000{n:04d}")


class EstateFactory(factory.django.DjangoModelFactory):
    """An estate nobody manages, or as far on its way as a trait says."""

    class Meta:
        model = Estate

    class Params:
        surveyed = factory.Trait(state=EstateState.SURVEYED)
        fallback = factory.Trait(state=EstateState.FALLBACK, mode=ManagementMode.PUBLIC_WELFARE)
        signed = factory.Trait(state=EstateState.SIGNED, mode=ManagementMode.STATION)
        managed = factory.Trait(state=EstateState.MANAGED, mode=ManagementMode.ENTERPRISE)

    street = factory.SubFactory(OrgFactory)
    code = factory.Sequence(lambda n: f"JZ-{n:04d}")
    name = factory.Sequence(lambda n: f"示例{n}号院")


class BuildingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Building

    estate = factory.SubFactory(EstateFactory)
    number = factory.Sequence(lambda n: f"{n + 1}")


class PropertyFirmFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PropertyFirm

    street = factory.SubFactory(OrgFactory)
    name = factory.Sequence(lambda n: f"示例{n}物业服务有限公司")


class ServiceContractFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceContract

    firm = factory.SubFactory(PropertyFirmFactory)
    estate = factory.SubFactory(EstateFactory)


class BundleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bundle

    street = factory.SubFactory(OrgFactory)
    name = factory.Sequence(lambda n: f"示例{n}号包")
    area_grid = factory.SubFactory(GridFactory, street=factory.SelfAttribute("..street"))
