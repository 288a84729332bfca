"""Visits to the units of a circle: whose they are, and how they change hands (A-21)."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from liaison.models import Obligation
from liaison.obligation_enums import Debtor
from liaison.services.circle_visits import NotInTheCore, reassign_visits
from liaison.services.obligation_making import make_obligations
from liaison.services.obligation_settling import settle_obligations
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services import circlememberships, rotations
from partybuild.periods import Period, PeriodKind
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    PartnerFactory,
    RotationFactory,
)
from tests.liaison.followup import VisitFactory

pytestmark = pytest.mark.django_db

LONG_AGO = date(2026, 1, 1)
CORE = {"state": "core", "core_since": LONG_AGO, "assessment": "示例"}


@pytest.fixture
def circle(town):
    """Two core members, of which the unit leads before the community; and one more unit."""
    row = CircleFactory(street=town.root)
    members = {
        "school": {"member_partner": town.school, **CORE},
        "east": {"member_org": town.east, **CORE},
        "bank": {"member_partner": town.bank},
    }
    made = {
        name: CircleMembershipFactory(circle=row, joined_on=LONG_AGO, **facts)
        for name, facts in members.items()
    }
    month = Period.of(timezone.localdate(), PeriodKind.MONTH)
    turns = [
        RotationFactory(
            circle=row,
            membership=made[name],
            period_kind="month",
            starts_on=each.first_day,
            ends_on=each.last_day,
            state=state,
        )
        for name, each, state in (
            ("school", month, "on_duty"),
            ("east", month.next(), "scheduled"),
        )
    ]
    return SimpleNamespace(row=row, turns=turns, **made)


@pytest.fixture
def duties(circle):
    """This month's visits, drawn up by the clock on its first day."""
    make_obligations(key="OB-07", today=timezone.localdate().replace(day=1))
    return lambda member: Obligation.objects.get(key="OB-07", subject_pk=member.pk)


def past_visit_of(duty):
    """The same duty a month earlier, overdue."""
    begun = Period.of(duty.starts_on - timedelta(days=1), PeriodKind.MONTH)
    duty = Obligation(
        **{
            name: getattr(duty, name)
            for name in ("rule", "key", "subject_pk", "org", "partner", "debtor", "period_kind")
        },
        year=begun.first_day.year,
        starts_on=begun.first_day,
        ends_on=begun.last_day,
        due_on=begun.last_day,
        closes_on=begun.next().last_day,
    )
    duty.save()
    return duty


def duties_of_now(member):
    rows = Obligation.objects.filter(key="OB-07", subject_pk=member.pk)
    return rows.latest("starts_on")


def test_who_leads_the_circle_visits_its_units_and_nobody_visits_itself(town, circle, duties):
    bank, school = duties(circle.bank), duties(circle.school)

    assert (bank.debtor, bank.partner) == (Debtor.PARTNER, town.school)
    assert (school.debtor, school.org, school.partner) == (Debtor.ORG, town.east, None)


def test_any_visit_to_the_unit_settles_it_whoever_owes_it(town, circle, duties):
    duties(circle.bank)
    VisitFactory(street=town.root, place_partner=town.bank, visited_on=timezone.localdate())

    settle_obligations(key="OB-07")

    assert duties(circle.bank).record_on == timezone.localdate()
    assert duties(circle.school).record_on is None


def test_the_visits_to_come_pass_on_with_the_turn_and_the_late_ones_stay(
    town, office, circle, duties
):
    late = past_visit_of(duties(circle.bank))

    rotations.hand_over_turn_on_behalf(
        rotation=circle.turns[0], handover="示例", reason="单位调整", actor=office
    )

    pending = duties_of_now(circle.bank)
    assert (pending.debtor, pending.org, pending.partner) == (Debtor.ORG, town.east, None)
    late.refresh_from_db()
    assert late.partner == town.school
    entry = AuditEntry.objects.get(verb="obligation.pass_on", subject_id=str(pending.public_id))
    assert (entry.actor, entry.reason) == (office, "单位调整")


def test_who_leaves_the_core_leaves_its_visits_to_the_next(town, office, circle, duties):
    visit = duties(circle.bank)
    reassign_visits(obligation=visit, to=circle.east, reason="示例", actor=office)

    circlememberships.adjust_membership(membership=circle.east, reason="退出核心", actor=office)

    assert duties(circle.bank).partner == town.school
    # The unit that leads does not visit itself, and no other core member is left.
    school = duties(circle.school)
    assert (school.debtor, school.org) == (Debtor.ORG, town.root)


def test_the_office_gives_a_visit_to_another_core_member(town, office, circle, duties, person):
    visit, outsider = (
        duties(circle.bank),
        CircleMembershipFactory(
            circle=CircleFactory(street=town.root),
            member_partner=PartnerFactory(street=town.root),
            **CORE,
        ),
    )
    stranger = person(Role.SECRETARY, over=town.east)

    for actor, to, refusal in (
        (stranger, circle.east, PermissionDenied),
        (office, outsider, NotInTheCore),
        (office, circle.bank, NotInTheCore),
    ):
        with pytest.raises(refusal):
            reassign_visits(obligation=visit, to=to, reason="示例", actor=actor)
    given = reassign_visits(obligation=visit, to=circle.east, reason="示例", actor=office)

    assert (given.debtor, given.org, given.partner) == (Debtor.ORG, town.east, None)
    assert list(Obligation.objects.mine(stranger).filter(key="OB-07", pk=visit.pk)) == [given]


def test_a_visit_is_given_on_its_page_and_over_http(office, circle, duties, browser, api):
    visit = duties(circle.bank)
    facts = {"to": str(circle.east.public_id), "reason": "示例"}

    page = browser(office).get(visit.get_absolute_url())
    step = reverse("liaison:duty-step", args=[visit.public_id, "reassign"])
    given = browser(office).post(step, facts)
    back = api(office).post(
        f"/api/v1/obligations/{visit.public_id}/reassign/",
        facts | {"to": str(circle.school.public_id)},
    )

    assert step in page.text
    assert f"?unit={circle.bank.member_partner.public_id}" in page.text
    assert (given.status_code, back.status_code) == (302, 200)
    assert duties(circle.bank).partner == circle.school.member_partner
