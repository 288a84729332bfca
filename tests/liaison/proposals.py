"""Proposals and matters in any state, and the smallest input that each step takes."""

from datetime import timedelta

import factory
from django.utils import timezone

from liaison.enums import BodyKind
from liaison.matter_enums import LISTED_MATTER_STATES, MatterState
from liaison.models import Matter, Proposal
from liaison.proposal_enums import OVER_STATES, Chain, ProposalState, ProposerKind
from tests.factories import UserFactory
from tests.liaison.factories import BodyFactory

WHY = {"reason": "示例原因"}
VOTES = {
    "expected_count": 40,
    "present_count": 35,
    "for_count": 30,
    "against_count": 3,
    "abstained_count": 2,
}
VERDICTS = {"satisfied_count": 18, "mostly_count": 5, "unsatisfied_count": 1}
FACTS = {
    "title": "增设小区充电棚",
    "content": "居民反映电动自行车飞线充电，建议增设充电棚。",
    "proposer_kind": ProposerKind.RESIDENTS,
    "proposer_count": 12,
}


def _street(row):
    return row.owner_org.get_root() if row.owner_org else row.owner_partner.street


def _today():
    return timezone.localdate()


class ProposalFactory(factory.django.DjangoModelFactory):
    """A proposal of a community on the way of the four things, legal in any state."""

    class Meta:
        model = Proposal

    code = factory.Sequence(lambda n: f"TA-2020-{n:04d}")
    chain = Chain.FOUR_THINGS
    owner_org = None
    owner_partner = None
    street = factory.LazyAttribute(_street)
    community = factory.SelfAttribute("owner_org")
    title = "增设小区充电棚"
    content = "居民反映电动自行车飞线充电。"
    proposer_kind = ProposerKind.RESIDENTS
    state = ProposalState.RAISED
    raised_on = factory.LazyFunction(_today)
    filed_by = factory.SubFactory(UserFactory)
    due_on = factory.LazyAttribute(
        lambda row: _today() + timedelta(days=9) if row.state == ProposalState.IN_HAND else None
    )
    due_rule = factory.LazyAttribute(lambda row: "示例规则" if row.due_on else "")
    notice_starts_on = factory.LazyAttribute(
        lambda row: _today() if row.state == ProposalState.ANNOUNCED else None
    )
    notice_ends_on = factory.LazyAttribute(
        lambda row: _today() + timedelta(days=7) if row.notice_starts_on else None
    )
    notice_rule = factory.LazyAttribute(lambda row: "示例规则" if row.notice_starts_on else "")
    closed_on = factory.LazyAttribute(lambda row: _today() if row.state in OVER_STATES else None)


class MatterFactory(factory.django.DjangoModelFactory):
    """A matter of a unit that is asked of all communities, legal in any state."""

    class Meta:
        model = Matter

    code = factory.Sequence(lambda n: f"SX-2020-{n:04d}")
    owner_org = None
    owner_partner = None
    street = factory.LazyAttribute(_street)
    department = "示例民政科"
    title = "老年人口摸底统计"
    content = "每月报送老年人口数量变化情况。"
    basis = "示例办法第三条"
    forms_a_month = 3
    time_a_month = timedelta(minutes=90)
    wished_from = factory.LazyFunction(_today)
    wished_until = factory.LazyFunction(lambda: _today() + timedelta(days=200))
    state = MatterState.APPLIED
    starts_on = factory.LazyAttribute(
        lambda row: row.wished_from if row.state in LISTED_MATTER_STATES else None
    )
    ends_on = factory.LazyAttribute(
        lambda row: row.wished_until if row.state in LISTED_MATTER_STATES else None
    )
    reason = factory.LazyAttribute(
        lambda row: "示例原因" if row.state == MatterState.DECLINED else ""
    )
    filed_by = factory.SubFactory(UserFactory)


def a_group(street, name="示例经济建设工作协调小组"):
    return BodyFactory(org=street, kind=BodyKind.COORDINATION_GROUP, name=name)
