"""The smallest legal rows of the lists; each is legal in whatever state it is asked for."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from orgs.enums import PairingMode
from orgs.models import Pairing
from resources.enums import (
    ACCEPTED_STATES,
    SETTLED_STATES,
    UNCLASSED_STATES,
    BeneficiaryKind,
    MatchState,
    NeedState,
    ProjectClass,
    ProjectState,
    ResourceClass,
    ResourceState,
)
from resources.models import (
    Agreement,
    AnnualPledge,
    Appraisal,
    Booking,
    Match,
    Need,
    Project,
    Resource,
    Venue,
    VolunteerTally,
    Wish,
)
from resources.pledge_enums import (
    CHECKED_IN_STATES,
    SHARED_WISH_STATES,
    TAKEN_UP_STATES,
    AgeBand,
    WishKind,
    WishState,
)
from resources.services.quarters import take
from resources.venue_enums import HOLDING_STATES, REFUSED_STATES, BookingState
from tests.factories import UserFactory

TAKEN_PARTS = {ResourceState.PARTLY_TAKEN: Decimal(1), ResourceState.TAKEN: Decimal(4)}


def _street(row):
    return row.owner_org.get_root() if row.owner_org else row.owner_partner.street


def _when(states, make):
    return factory.LazyAttribute(lambda row: make() if row.state in states else None)


def _merged_into(row):
    if row.state != NeedState.MERGED:
        return None
    return NeedFactory(
        owner_org=row.owner_org, owner_partner=row.owner_partner, state=NeedState.SOLVED
    )


class NeedFactory(factory.django.DjangoModelFactory):
    """A listed need of an organisation, or of a unit when ``owner_partner`` is given."""

    class Meta:
        model = Need

    code = factory.Sequence(lambda n: f"XQ-2020-{n:04d}")
    owner_org = None
    owner_partner = None
    street = factory.LazyAttribute(_street)
    resource_class = ResourceClass.SERVICE
    title = "为行动不便老人上门理发"
    beneficiary_kind = BeneficiaryKind.ELDERLY
    state = NeedState.LISTED
    merged_into = factory.LazyAttribute(_merged_into)
    filed_by = factory.SubFactory(UserFactory)


class ResourceFactory(factory.django.DjangoModelFactory):
    """A published resource of a unit, four times to be had; a part is taken as its state says."""

    class Meta:
        model = Resource

    code = factory.Sequence(lambda n: f"ZY-2020-{n:04d}")
    owner_org = None
    owner_partner = None
    street = factory.LazyAttribute(_street)
    resource_class = ResourceClass.SERVICE
    title = "上门理发志愿者"
    quantity = Decimal(4)
    taken = factory.LazyAttribute(lambda row: TAKEN_PARTS.get(row.state, Decimal(0)))
    unit = "次"
    state = ResourceState.PUBLISHED
    filed_by = factory.SubFactory(UserFactory)


class MatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Match

    code = factory.Sequence(lambda n: f"DJ-2020-{n:04d}")
    street = factory.LazyAttribute(lambda row: row.need.street)
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))
    state = MatchState.PROPOSED
    need_agreed_by = _when(SETTLED_STATES, UserFactory)
    need_agreed_at = _when(SETTLED_STATES, timezone.now)
    resource_agreed_by = _when(SETTLED_STATES, UserFactory)
    resource_agreed_at = _when(SETTLED_STATES, timezone.now)
    decline_reason = factory.LazyAttribute(
        lambda row: "时间不合适" if row.state == MatchState.DECLINED else ""
    )


class ProjectFactory(factory.django.DjangoModelFactory):
    """A project of a match, with the two sides of that match."""

    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"XM-2020-{n:04d}")
    street = factory.LazyAttribute(lambda row: row.match.street)
    need_org = factory.LazyAttribute(lambda row: row.match.need.owner_org)
    need_partner = factory.LazyAttribute(lambda row: row.match.need.owner_partner)
    resource_org = factory.LazyAttribute(lambda row: row.match.resource.owner_org)
    resource_partner = factory.LazyAttribute(lambda row: row.match.resource.owner_partner)
    name = "银龄理发"
    state = ProjectState.FILED
    project_class = factory.LazyAttribute(
        lambda row: "" if row.state in UNCLASSED_STATES else ProjectClass.ORDINARY
    )
    accepted_by_need_side_at = _when(ACCEPTED_STATES, timezone.now)
    accepted_by_resource_side_at = _when(ACCEPTED_STATES, timezone.now)
    stop_reason = factory.LazyAttribute(
        lambda row: "经费未落实" if row.state == ProjectState.STOPPED else ""
    )
    suspend_reason = factory.LazyAttribute(
        lambda row: "场地维修" if row.state == ProjectState.SUSPENDED else ""
    )
    closing_summary = factory.LazyAttribute(
        lambda row: "服务老人120人次" if row.state == ProjectState.ARCHIVED else ""
    )
    guide_name = factory.LazyAttribute(
        lambda row: "王示导" if row.project_class == ProjectClass.KEY else ""
    )
    guide_post = factory.LazyAttribute(lambda row: "党工委副书记" if row.guide_name else "")


class WishFactory(factory.django.DjangoModelFactory):
    """A published wish of a community; a unit is named once it is taken up."""

    class Meta:
        model = Wish

    class Params:
        unit = None

    code = factory.Sequence(lambda n: f"示例-2026-W{n:03d}")
    street = factory.LazyAttribute(lambda row: row.community.get_root())
    kind = WishKind.GOODS
    age_band = AgeBand.ELDERLY
    content = "一床过冬的棉被"
    state = WishState.PUBLISHED
    gathered_by = factory.SubFactory(UserFactory)
    published_on = _when(SHARED_WISH_STATES, timezone.localdate)
    claim_by = _when(SHARED_WISH_STATES, lambda: timezone.localdate() + timedelta(days=30))
    claimant = factory.LazyAttribute(lambda row: row.unit if row.state in TAKEN_UP_STATES else None)
    claimed_on = _when(TAKEN_UP_STATES, timezone.localdate)
    satisfaction = factory.LazyAttribute(
        lambda row: "satisfied" if row.state == WishState.APPRAISED else ""
    )
    need = factory.LazyAttribute(
        lambda row: NeedFactory(owner_org=row.community) if row.state == WishState.TURNED else None
    )


class AgreementFactory(factory.django.DjangoModelFactory):
    """A check-in that waits for its community; it has a pairing once it is accepted."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    mode = PairingMode.PAIRED
    applied_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def pairing(self, create, extracted, **kwargs):
        if create and self.state in CHECKED_IN_STATES:
            Pairing.objects.get_or_create(partner=self.partner, community=self.community)
            self.__dict__.pop("pairing", None)


class AnnualPledgeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnnualPledge

    year = factory.LazyFunction(lambda: timezone.localdate().year)


class AppraisalFactory(factory.django.DjangoModelFactory):
    """An appraisal of this year on which no sheet is in."""

    class Meta:
        model = Appraisal

    year = factory.LazyFunction(lambda: timezone.localdate().year)


class VolunteerTallyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VolunteerTally

    year = factory.LazyFunction(lambda: timezone.localdate().year)
    volunteer_count = 120
    resident_count = 1000


class VenueFactory(factory.django.DjangoModelFactory):
    """A hall for fifty of a unit, or of a facility if one is given, that is always open."""

    class Meta:
        model = Venue

    code = factory.Sequence(lambda n: f"CD-2020-{n:04d}")
    name = factory.Sequence(lambda n: f"{n}号会议室")
    street = factory.LazyAttribute(lambda row: (row.facility or row.partner).street)
    facility = None
    partner = None
    seat_count = 50


class BookingFactory(factory.django.DjangoModelFactory):
    """A request for an hour; one that holds has taken its quarters."""

    class Meta:
        model = Booking
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"YY-2020-{n:04d}")
    owner_org = None
    owner_partner = None
    street = factory.LazyAttribute(lambda row: row.venue.street)
    purpose = "居民议事会"
    starts_at = factory.LazyFunction(lambda: tomorrow_at(9))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=1))
    headcount = 20
    state = BookingState.ASKED
    refusal = factory.LazyAttribute(lambda row: "场地检修" if row.state in REFUSED_STATES else "")
    asked_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def quarters(self, create, extracted, **kwargs):
        if create and self.state in HOLDING_STATES:
            take(self)


def tomorrow_at(hour, minute=0):
    """A moment of tomorrow, by the clock on the wall."""
    day = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
