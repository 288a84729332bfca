"""The smallest legal rows; traits make legal rows in other states."""

import factory
from django.utils import timezone

from grids.enums import FacilityKind, FacilityState, GridPostKind, GridTier
from grids.models import Facility, Grid, GridPost
from orgs.enums import OrgKind, PartnerNature, PostKind, Role
from orgs.models import HandOver, Org, Pairing, Partner, Posting, RoleAssignment, User
from orgs.services.handovers import hand_over


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
