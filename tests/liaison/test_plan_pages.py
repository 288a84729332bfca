"""Plans on pages: drawn up on the phone, seen by those they ask, with every figure leading on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.models import Phase, PhaseTarget, Plan
from liaison.plan_enums import PlanState
from tests.liaison.followup import VisitFactory
from tests.liaison.plans import PhaseFactory, PhaseTargetFactory, PlanFactory

pytestmark = pytest.mark.django_db

VISITED = {"indicator": "community-unvisited", "measure": "share", "goal": "100"}


def at(name, row):
    return reverse(f"liaison:{name}", args=[row.public_id])


def test_a_plan_is_drawn_up_started_and_closed_on_its_pages(town, people, browser):
    office = browser(people.office)
    days = {"starts_on": "2026-01-01", "ends_on": "2030-12-31"}
    office.post(reverse("liaison:plan-draft"), {"org": "101", "title": "示例方案", **days})
    plan = Plan.objects.get()
    office.post(at("plan-amend", plan), {"title": "示例方案", "aim": "提升", **days})
    office.post(at("phase-add", plan), {"title": "摸底", **days})
    phase = Phase.objects.get()
    target = {"title": "走访到位", "responsible": "101801", "due_on": "2026-12-31", **VISITED}
    office.post(at("phasetarget-set", phase), target)
    office.post(reverse("liaison:plan-step", args=[plan.public_id, "start"]))
    kept = PhaseTarget.objects.get()
    VisitFactory(place_org=town.east)

    page = browser(people.east).get(plan.get_absolute_url())

    assert "100.0%" in page.text
    rows = reverse("orgs:indicator-below", args=[town.east.public_id, kept.indicator, "missing"])
    assert rows in page.text
    assert at("phasetarget-amend", kept) not in page.text
    sheet = office.post(at("plan-export", plan), {"format": "xlsx"})
    assert b"".join(sheet).startswith(b"PK")
    refused = office.post(at("phasetarget-amend", kept), {**target, "goal": "50"})
    assert refused.status_code == 409
    office.post(reverse("liaison:plan-step", args=[plan.public_id, "close"]), {"outcome": "完成"})
    plan.refresh_from_db()
    assert plan.state == PlanState.CLOSED


def test_a_plan_that_asks_nothing_of_somebody_does_not_exist_for_them(town, people, browser):
    target = PhaseTargetFactory(phase__plan__org=town.root, responsible=town.east)
    rows = [("plan", target.plan), ("phase", target.phase), ("phasetarget", target)]

    for stranger in (people.west, people.bank):
        client = browser(stranger)
        assert {client.get(at(name, row)).status_code for name, row in rows} == {404}
    asked = browser(people.east)
    assert {asked.get(at(name, row)).status_code for name, row in rows} == {200}
    assert asked.get(at("plan-amend", target.plan)).status_code == 403


def test_lists_and_a_plan_cost_the_same_at_any_length(town, people, browser, cost):
    client = browser(people.office)
    phase = PhaseFactory(plan__org=town.root)

    def more():
        PlanFactory(org=town.root)
        PhaseTargetFactory(phase=phase, **VISITED)
        PhaseTargetFactory(phase=phase, due_on=timezone.localdate() + timedelta(days=2))

    more()
    addresses = [reverse("liaison:plans"), phase.plan.get_absolute_url()]
    before = [cost(client, address) for address in addresses]
    more()
    more()

    assert [cost(client, address) for address in addresses] == before
