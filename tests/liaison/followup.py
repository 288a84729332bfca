"""The smallest legal rows of following up, and the people who do it."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import factory
from django.utils import timezone

from liaison.followup_enums import CensureKind, DueRule, InspectionKind, VisitKind
from liaison.models import (
    ActionItem,
    Censure,
    ContactPoint,
    Finding,
    Inspection,
    InspectionSubject,
    Visit,
)
from orgs.enums import PostKind, Role
from tests.factories import OrgFactory, PostingFactory, UserFactory


class ActionItemFactory(factory.django.DjangoModelFactory):
    """An item that the street of its owner has assigned."""

    class Meta:
        model = ActionItem

    code = factory.Sequence(lambda n: f"DB-2020-{n:04d}")
    owner_org = factory.SubFactory(OrgFactory)
    owner_partner = None
    street = factory.LazyAttribute(
        lambda row: row.owner_partner.street if row.owner_partner else row.owner_org.get_root()
    )
    assigner = factory.SelfAttribute("street")
    title = "清理楼道堆物"
    assigned_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=20))
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    first_due_on = factory.SelfAttribute("due_on")
    due_rule = DueRule.DAY
    assigned_by = factory.SubFactory(UserFactory)

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        if kwargs.get("owner_partner"):
            kwargs["owner_org"] = None
        if kwargs.get("state") == "struck_off":
            kwargs.setdefault("struck_off_on", timezone.localdate())
        return kwargs


class ContactPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPoint

    class Params:
        community = None

    leader = factory.SubFactory(UserFactory)
    posting = factory.LazyAttribute(
        lambda row: PostingFactory(
            org=row.community, kind=PostKind.CONTACT_LEADER, person_name=row.leader.name
        )
    )


class VisitFactory(factory.django.DjangoModelFactory):
    """A visit to an organisation, or with ``place_partner`` to a unit."""

    class Meta:
        model = Visit

    place_org = factory.SubFactory(OrgFactory)
    place_partner = None
    street = factory.LazyAttribute(
        lambda row: row.place_partner.street if row.place_partner else row.place_org.get_root()
    )
    community = factory.LazyAttribute(lambda row: None if row.place_partner else row.place_org)
    kind = VisitKind.RESIDENTS
    visited_on = factory.LazyFunction(timezone.localdate)
    visitor = factory.SubFactory(UserFactory)
    noted_by = factory.SelfAttribute("visitor")

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        if kwargs.get("place_partner"):
            kwargs["place_org"] = None
        return kwargs


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    visit = factory.SubFactory(VisitFactory)
    content = "三号楼东侧路灯不亮"


class InspectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inspection

    code = factory.Sequence(lambda n: f"DC-2020-{n:04d}")
    street = factory.SubFactory(OrgFactory)
    kind = InspectionKind.RANDOM
    title = "主题党日落实情况"
    inspected_on = date(2026, 11, 20)
    prepared_by = factory.SubFactory(UserFactory)


class InspectionSubjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InspectionSubject

    inspection = factory.SubFactory(InspectionFactory)
    position = factory.Sequence(lambda n: n + 1)


class CensureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Censure

    target_org = factory.SubFactory(OrgFactory)
    street = factory.LazyAttribute(lambda row: row.target_org.get_root())
    kind = CensureKind.CIRCULAR
    topic = "楼道堆物清理"
    facts = "逾期未办结。"
    drafted_by = factory.SubFactory(UserFactory)


def people_of(town: Any, person: Any) -> SimpleNamespace:
    """The office, a leader, the secretaries of two communities and the liaisons of two units."""
    return SimpleNamespace(
        office=person(Role.OFFICE, over=town.root),
        leader=person(Role.LEADER, over=town.root),
        east=person(Role.SECRETARY, over=town.east),
        west=person(Role.SECRETARY, over=town.west),
        school=person(Role.PARTNER_LIAISON, over=town.school),
        bank=person(Role.PARTNER_LIAISON, over=town.bank),
    )
