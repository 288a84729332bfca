"""Where the needs go, and what stands on one list without the other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orgs.models import Pairing
from partybuild.periods import Period
from resources.selectors.flows import By, Question, flows_of, nodes_of, ribbons_of
from resources.selectors.gaps import Side, gaps_of
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def led(town, *, state=None, match="in_project", **facts):
    """A need whose way has come as far as its match, or as its project in this state."""
    offer = ResourceFactory(owner_partner=town.school, resource_class="venue")
    found = MatchFactory(
        need=NeedFactory(owner_org=town.east, **facts), resource=offer, state=match
    )
    if state:
        ProjectFactory(match=found, state=state)
    return found.need


def crowd(town):
    NeedFactory(owner_org=town.west)
    led(town, match="proposed")
    led(town, match="agreed", state=None)
    for state in ("running", "accepted", "stopped"):
        led(town, state=state)
    for left_out in ("draft", "withdrawn"):
        NeedFactory(owner_org=town.east, state=left_out)


def figures(question, reader):
    return {
        (each.source, each.target): each.count
        for each in ribbons_of(flows_of(question, reader=reader))
    }


def test_each_need_flows_once_from_what_is_asked_to_what_became_of_it(town, people):
    crowd(town)

    found = figures(Question(), people.office)

    assert found == {
        ("asked.service", "given.nothing"): 1,
        ("asked.service", "given.talks"): 1,
        ("asked.service", "given.venue"): 4,
        ("given.venue", "fate.agreed"): 1,
        ("given.venue", "fate.under_way"): 1,
        ("given.venue", "fate.done"): 1,
        ("given.venue", "fate.stopped"): 1,
    }


def test_sorted_by_place_a_unit_stands_where_it_checked_in_first(town, people):
    Pairing.objects.create(partner=town.school, community=town.west)
    led(town, state="running")

    found = figures(Question(by=By.PLACE), people.office)

    east, west = town.east.public_id, town.west.public_id
    assert found == {
        (f"asked.{east}", f"given.{west}"): 1,
        (f"given.{west}", "fate.under_way"): 1,
    }


def test_the_picture_keeps_to_a_quarter_and_to_a_place(town, people):
    NeedFactory(owner_org=town.west)
    this = Period.of(timezone.localdate(), "quarter")

    assert sum(figures(Question(period=this, place=town.west), people.office).values()) == 1
    assert figures(Question(period=this, place=town.east), people.office) == {}
    assert figures(Question(period=this.previous()), people.office) == {}


def test_a_community_sees_its_own_needs_flow_and_no_others(town, people):
    crowd(town)

    assert figures(Question(), people.west) == {("asked.service", "given.nothing"): 1}


def test_no_ribbon_leads_back(town, people):
    crowd(town)
    ribbons = ribbons_of(flows_of(Question(), reader=people.office))

    nodes = nodes_of(ribbons, lambda asked: "")

    order = {"asked": 0, "given": 1, "fate": 2}
    stages = [(each.parent.split(".")[0], each.to.split(".")[0]) for each in nodes if each.to]
    assert all(order[one] < order[other] for one, other in stages)


def totals(side, reader, **facts):
    found = gaps_of(side, place=None, today=timezone.localdate(), reader=reader, **facts)
    return {line.resource_class: line.total for line in found.lines()}


def test_a_need_without_a_resource_of_its_class_is_asked_for_and_not_offered(town, people):
    NeedFactory(owner_org=town.east)
    NeedFactory(owner_org=town.east, resource_class="venue")
    ResourceFactory(owner_partner=town.school)
    ResourceFactory(owner_partner=town.school, resource_class="funds")

    assert totals(Side.ASKED, people.office) == {"venue": 1}
    assert totals(Side.OFFERED, people.office) == {"funds": 1}


def test_what_is_its_own_or_comes_too_late_fits_nothing(town, people):
    today = timezone.localdate()
    NeedFactory(owner_org=town.east, ends_on=today + timedelta(days=5))
    ResourceFactory(owner_org=town.east)
    ResourceFactory(owner_partner=town.school, starts_on=today + timedelta(days=6))

    assert totals(Side.ASKED, people.office) == {"service": 1}
    assert totals(Side.OFFERED, people.office) == {"service": 2}


def test_gaps_stop_at_the_reach_of_the_reader(town, people):
    NeedFactory(owner_org=town.east, resource_class="venue")

    assert totals(Side.ASKED, people.east) == {"venue": 1}
    assert totals(Side.ASKED, people.west) == {}
