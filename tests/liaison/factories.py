"""The smallest legal rows of the liaison app, and how a row looks in any other state."""

from datetime import date, datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from liaison.enums import (
    HELD_STATES,
    STOPPED_STATES,
    BodyKind,
    Decision,
    MeetingKind,
    MeetingState,
    MinutesState,
)
from liaison.models import (
    AgendaItem,
    Attendance,
    Body,
    BusyTime,
    Countersignature,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
    Nomination,
    Obligation,
    ObligationRule,
    PlannedSitting,
    Resolution,
    SchedulePlan,
    SeriesSitting,
)
from liaison.obligation_enums import Debtor
from liaison.planning_enums import BusyKind, SchedulePlanState, SittingState
from partybuild.periods import PeriodKind
from tests.factories import OrgFactory, UserFactory

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.get_default_timezone())


def state_facts(state: str) -> dict[str, Any]:
    """What a meeting must have to be in a state."""
    if state in HELD_STATES:
        counts = {"expected_count": 12, "present_count": 10, "excused_count": 2}
        return {"state": state, "year": 2026, "convened_on": NOON.date(), **counts}
    if state in STOPPED_STATES:
        return {"state": state, "stop_reason": "示例原因"}
    return {"state": state}


class BodyFactory(factory.django.DjangoModelFactory):
    """A body of a kind that an organisation can have several of."""

    class Meta:
        model = Body

    org = factory.SubFactory(OrgFactory)
    kind = BodyKind.THREE_PARTY
    name = factory.Sequence(lambda n: f"示例街道大工委{n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    body = factory.SubFactory(BodyFactory)
    person_name = factory.Sequence(lambda n: f"示例委员{n}")
    post = "委员"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class NominationFactory(factory.django.DjangoModelFactory):
    """Somebody whom the organisation of the body itself puts forward."""

    class Meta:
        model = Nomination

    body = factory.SubFactory(BodyFactory)
    by_org = factory.SelfAttribute("body.org")
    unit_org = factory.SelfAttribute("by_org")
    person_name = factory.Sequence(lambda n: f"示例人选{n}")
    post = "副主任"


class MeetingFactory(factory.django.DjangoModelFactory):
    """``in_state`` makes a legal meeting of any state."""

    class Meta:
        model = Meeting

    class Params:
        in_state = MeetingState.PLANNED

    body = factory.SubFactory(BodyFactory)
    kind = MeetingKind.JOINT
    title = factory.Sequence(lambda n: f"第{n}次党建工作联席会议")
    starts_at = NOON
    place = "示例会议室"
    notice_due_on = factory.LazyAttribute(lambda row: row.starts_at.date() - timedelta(days=3))
    state = factory.SelfAttribute("in_state")
    serial = factory.Maybe(
        factory.LazyAttribute(lambda row: row.in_state in HELD_STATES),
        yes_declaration=factory.Sequence(lambda n: n + 1),
        no_declaration=None,
    )

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        return state_facts(kwargs["state"]) | kwargs


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"示例议题{n}")


class ResolutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resolution

    item = factory.SubFactory(AgendaItemFactory, meeting__in_state=MeetingState.HELD)
    meeting = factory.SelfAttribute("item.meeting")
    serial = factory.Sequence(lambda n: n + 1)
    text = "同意该事项"
    decision = Decision.ADOPTED
    expected_count = 12
    present_count = 10
    for_count = 9
    against_count = 0
    abstained_count = 1


def when_issued(facts: Any, otherwise: Any) -> factory.LazyAttribute:
    return factory.LazyAttribute(lambda row: facts if row.issued else otherwise)


class MinutesFactory(factory.django.DjangoModelFactory):
    """A draft, or with ``issued`` an edition that has gone out."""

    class Meta:
        model = Minutes

    class Params:
        issued = False

    meeting = factory.SubFactory(
        MeetingFactory,
        in_state=factory.LazyAttribute(
            lambda row: MeetingState.ISSUED if row.factory_parent.issued else MeetingState.MINUTED
        ),
    )
    mark = "示例会议纪要"
    number = "〔2026〕1号"
    issuer = "示例街道党工委"
    body = "会议议定事项纪要如下："
    state = when_issued(MinutesState.ISSUED, MinutesState.DRAFT)
    issued_on = when_issued(NOON.date(), None)
    content_digest = when_issued("0" * 64, "")
    document_digest = when_issued("0" * 64, "")


class ObligationRuleFactory(factory.django.DjangoModelFactory):
    """The community's monthly joint meeting, in force for the whole of 2026."""

    class Meta:
        model = ObligationRule

    street = factory.SubFactory(OrgFactory)
    key = "OB-04"
    period_kind = PeriodKind.MONTH
    since = date(2026, 1, 1)


class ObligationFactory(factory.django.DjangoModelFactory):
    """What an organisation owes for November 2026, due on its last workday."""

    class Meta:
        model = Obligation

    rule = factory.SubFactory(ObligationRuleFactory)
    key = factory.SelfAttribute("rule.key")
    org = factory.SelfAttribute("rule.street")
    subject_pk = factory.SelfAttribute("org.pk")
    subject_label = factory.SelfAttribute("org.name")
    debtor = Debtor.ORG
    period_kind = PeriodKind.MONTH
    year = 2026
    starts_on = date(2026, 11, 1)
    ends_on = date(2026, 11, 30)
    closes_on = date(2026, 12, 31)
    due_on = date(2026, 11, 30)
    due_rule = "last_workday"


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory, in_state=MeetingState.CONVENED)
    unit_name = factory.Sequence(lambda n: f"示例单位{n}")
    expected_count = 2


class CountersignatureFactory(factory.django.DjangoModelFactory):
    """Asked in the first round of minutes that are out; give it a unit."""

    class Meta:
        model = Countersignature

    minutes = factory.SubFactory(MinutesFactory, state=MinutesState.COUNTERSIGNING, round=1)
    round = 1


class MeetingSeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingSeries

    body = factory.SubFactory(BodyFactory)
    kind = MeetingKind.COMMITTEE
    title = factory.Sequence(lambda n: f"示例党委会{n}")
    every = PeriodKind.MONTH
    place = "示例会议室"


class SeriesSittingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SeriesSitting

    meeting = factory.SubFactory(MeetingFactory)
    series = factory.SubFactory(
        MeetingSeriesFactory, body__org=factory.SelfAttribute("...meeting.body.org")
    )


class BusyTimeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BusyTime

    org = factory.SubFactory(OrgFactory)
    person_name = "示例书记"
    kind = BusyKind.TRIP
    starts_at = NOON
    ends_at = NOON + timedelta(hours=4)


class SchedulePlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SchedulePlan

    street = factory.SubFactory(OrgFactory)
    period_code = "2027-Q1"
    made_by = factory.SubFactory(UserFactory)
    state = SchedulePlanState.DRAFT


class PlannedSittingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlannedSitting

    plan = factory.SubFactory(SchedulePlanFactory)
    series = factory.SubFactory(
        MeetingSeriesFactory, body__org=factory.SelfAttribute("...plan.street")
    )
    due_code = "2027-01"
    state = SittingState.PLACED
    starts_at = datetime(2027, 1, 12, 9, 0, tzinfo=timezone.get_default_timezone())
    ends_at = datetime(2027, 1, 12, 10, 30, tzinfo=timezone.get_default_timezone())
    place = "示例会议室"
