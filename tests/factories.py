"""The smallest legal rows; traits make legal rows in other states."""

from datetime import date

import factory
from django.utils import timezone

from grids.enums import (
    EstateState,
    FacilityKind,
    FacilityState,
    GridPostKind,
    GridTier,
    ManagementMode,
)
from grids.models import (
    Building,
    Bundle,
    Case,
    Estate,
    Facility,
    Grid,
    GridPost,
    PropertyFirm,
    ServiceContract,
)
from orgs.enums import MembershipState, OrgKind, PartnerNature, PostKind, Role
from orgs.models import (
    Circle,
    CircleMembership,
    Coverage,
    Guidance,
    HandOver,
    Org,
    Pairing,
    Partner,
    Posting,
    RoleAssignment,
    Rotation,
    User,
)
from orgs.services.handovers import hand_over
from partybuild.periods import PeriodKind


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


class GuidanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Guidance


class CoverageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Coverage


class CircleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Circle

    name = factory.Sequence(lambda n: f"示例共建圈{n}")


class CircleMembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CircleMembership

    class Params:
        core = factory.Trait(
            state=MembershipState.CORE,
            assessment="示例",
            core_since=factory.LazyFunction(timezone.localdate),
        )
        assessed = factory.Trait(state=MembershipState.ASSESSED, assessment="示例")
        left = factory.Trait(
            state=MembershipState.LEFT, left_on=factory.LazyFunction(timezone.localdate)
        )

    joined_on = factory.LazyFunction(timezone.localdate)


class RotationFactory(factory.django.DjangoModelFactory):
    """The first quarter of 2026, unless another turn is asked for."""

    class Meta:
        model = Rotation

    circle = factory.SelfAttribute("membership.circle")
    period_kind = PeriodKind.QUARTER
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 3, 31)


class HandOverFactory(factory.django.DjangoModelFactory):
    """A post that passed over by its deed, done by an office over the organisation."""

    class Meta:
        model = HandOver

    @classmethod
    def _create(cls, model_class, *args, org, **facts):
        office = RoleAssignmentFactory(role=Role.OFFICE, org=org).user
        posting = PostingFactory(org=org, kind=PostKind.MEMBER)
        return hand_over(posting=posting, person_name="接样例", actor=office, **facts)


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


class FacilityFactory(factory.django.DjangoModelFactory):
    """A service centre in use; a hub needs its area grid."""

    class Meta:
        model = Facility

    street = factory.SubFactory(OrgFactory)
    code = factory.Sequence(lambda n: f"ZD-{n:03d}")
    name = factory.Sequence(lambda n: f"示例服务中心{n}")
    kind = FacilityKind.CENTRE
    state = FacilityState.ACTIVE


class CaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Case

    street = factory.SubFactory(OrgFactory)
    code = factory.Sequence(lambda n: f"SL2026{n:07d}")
    title = "路灯不亮"


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
