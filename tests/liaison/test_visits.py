"""Contact points, visits, and what becomes of what was found (R-286…R-290, R-039)."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.models import Case
from liaison.followup_enums import FindingState
from liaison.models import ActionItem, ContactPoint, Finding, Visit
from liaison.selectors.waiting_followup import waiting_for
from liaison.services import contact_points, findings, visits
from liaison.services.followup_handovers import open_in_followup
from orgs.enums import PostKind
from orgs.models import Notification, Posting, StreetNumber
from orgs.selectors.handovers import Holder
from orgs.selectors.indicators import figures
from orgs.services.facts import PrivateWords
from partybuild.errors import MoveRefused
from resources.models import Need
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    GridFactory,
    PairingFactory,
    PostingFactory,
    UserFactory,
)
from tests.liaison.followup import (
    ActionItemFactory,
    ContactPointFactory,
    FindingFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

RESIDENTS = {"kind": "residents"}


def figure_of(key, reader):
    return next(each for each in figures(reader=reader) if each.indicator.key == key)


def test_a_leader_notes_a_visit_and_its_findings_wait_for_the_community(town, people):
    point = ContactPointFactory(community=town.east, leader=people.leader)

    visit = visits.note_visit(
        place=town.east, findings=["路灯不亮\n\n下水道堵塞"], actor=people.leader, **RESIDENTS
    )

    assert (visit.visitor, visit.contact_point) == (people.leader, point)
    assert (visit.community, visit.visited_on) == (town.east, timezone.localdate())
    assert [each.content for each in visit.findings.order_by("pk")] == ["路灯不亮", "下水道堵塞"]
    assert {each.recipient for each in Notification.objects.all()} == {people.office, people.east}
    assert len(waiting_for(reader=people.east)) == 2


def test_a_visit_to_a_grid_is_one_to_its_community(town, people):
    unit = GridFactory(street=town.root, community=town.east)

    visit = visits.note_visit(place=unit, actor=people.leader, **RESIDENTS)

    assert (visit.place, visit.community, visit.org) == (unit, town.east, town.east)


def test_only_the_office_notes_visits_of_others_and_nobody_far_from_home(town, people):
    PairingFactory(partner=town.school, community=town.east)
    note = partial(visits.note_visit, **RESIDENTS)

    for_leader = note(place=town.west, visitor=people.leader, actor=people.office)
    for_east = note(place=town.school, by=town.east, actor=people.east)

    assert (for_leader.visitor, for_leader.noted_by) == (people.leader, people.office)
    assert (for_east.by_org, for_east.visitor) == (town.east, None)
    with pytest.raises(PermissionDenied):
        note(place=town.west, actor=people.east)
    with pytest.raises(PermissionDenied):
        note(place=town.east, visitor=people.leader, actor=people.east)
    with pytest.raises(PermissionDenied):
        note(place=town.east, by=town.west, actor=people.east)


def test_a_visit_names_no_private_number_and_is_over(town, people):
    note = partial(visits.note_visit, place=town.east, actor=people.leader, **RESIDENTS)

    with pytest.raises(PrivateWords):
        note(findings=["请回电 19000000021"])
    with pytest.raises(visits.NotYet):
        note(visited_on=timezone.localdate() + timedelta(days=1))
    assert Visit.objects.count() == 0


def test_a_visit_is_corrected_by_whoever_was_there_and_the_office(town, people):
    visit = VisitFactory(place_org=town.east, visitor=people.leader)

    visits.amend_visit(visit=visit, met_count=3, actor=people.leader)
    visits.find_at_visit(visit=visit, content="缺少晾衣架", actor=people.office)

    visit.refresh_from_db()
    assert (visit.met_count, visit.findings.count()) == (3, 1)
    with pytest.raises(PermissionDenied):
        visits.amend_visit(visit=visit, met_count=4, actor=people.east)
    with pytest.raises(PermissionDenied):
        visits.find_at_visit(visit=visit, content="缺少座椅", actor=people.west)


def test_who_sees_a_visit(town, people):
    east = VisitFactory(place_org=town.east)
    school = VisitFactory(place_partner=town.school, by_org=town.west)

    seen = {
        name: set(Visit.objects.visible_to(getattr(people, name)))
        for name in ("office", "east", "west", "school", "bank")
    }

    assert seen["office"] == {east, school}
    assert (seen["east"], seen["west"], seen["school"]) == ({east}, {school}, {school})
    assert seen["bank"] == set()
    assert set(Visit.objects.visible_to(east.visitor)) == {east}


def make_need(finding, people):
    return findings.make_need(finding=finding, resource_class="venue", actor=people.east)


def make_case(finding, people):
    return findings.make_case(finding=finding, actor=people.office)


def assign(finding, people):
    owner = finding.visit.place_org
    return findings.assign_finding(finding=finding, owner=owner, actor=people.east)


def settle(finding, people):
    return findings.settle_finding(finding=finding, reason="当场解决", actor=people.east)


WAYS = [make_need, make_case, assign, settle]


@pytest.mark.parametrize("way", WAYS)
def test_a_finding_leads_to_one_thing_and_never_to_a_second(town, people, way):
    finding = FindingFactory(visit__place_org=town.east)

    made = way(finding, people)

    assert made.state != FindingState.OPEN
    for other in WAYS:
        with pytest.raises(MoveRefused):
            other(finding, people)
    rows = Need.objects.count() + Case.objects.count() + ActionItem.objects.count()
    assert rows == (0 if way is settle else 1)


def test_what_was_made_of_a_finding_leads_back_to_it(town, people):
    first, second, third = (FindingFactory(visit__place_org=town.east) for _number in range(3))

    need = make_need(first, people).need
    case = make_case(second, people).case
    item = assign(third, people).led_to

    assert (need.finding, case.finding, item.finding) == (first, second, third)
    assert (need.owner_org, need.state, need.content) == (town.east, "submitted", first.content)
    assert (case.source, case.community) == ("visit", town.east)
    assert (item.assigner, item.owner_org) == (town.east, town.east)


def test_a_finding_is_nobody_elses(town, people):
    finding = FindingFactory(visit__place_org=town.east)

    for deed in (
        partial(findings.make_need, resource_class="venue", actor=people.west),
        partial(findings.make_case, actor=people.east),
        partial(findings.assign_finding, owner=town.west, actor=people.west),
        partial(findings.settle_finding, reason="当场解决", actor=people.leader),
    ):
        with pytest.raises(PermissionDenied):
            deed(finding=finding)
    assert Finding.objects.open().count() == 1


def test_a_contact_point_takes_the_posting_that_is_there_and_fills_one_where_none_is(town, people):
    posting = PostingFactory(
        org=town.east, kind=PostKind.CONTACT_LEADER, person_name=people.leader.name
    )
    name = partial(contact_points.name_contact_point, leader=people.leader, actor=people.office)

    taken, filled = name(community=town.east), name(community=town.west)

    assert taken.posting == posting
    assert filled.posting.kind == PostKind.CONTACT_LEADER
    assert Posting.objects.count() == 2
    with pytest.raises(contact_points.PointTaken):
        name(community=town.east)
    with pytest.raises(contact_points.NotALeader):
        name(community=town.east, leader=people.west)
    with pytest.raises(PermissionDenied):
        name(community=town.north, actor=people.east)


def test_a_contact_point_ends_with_its_posting(town, people):
    point = ContactPointFactory(community=town.east, leader=people.leader)
    yesterday = timezone.localdate() - timedelta(days=1)
    end = partial(contact_points.end_contact_point, point=point, on=yesterday, reason="分工调整")

    with pytest.raises(PermissionDenied):
        end(actor=people.leader)
    end(actor=people.office)

    assert list(ContactPoint.objects.current()) == []


def test_a_contact_point_passes_over_with_its_post(town, people):
    point = ContactPointFactory(community=town.east, leader=people.leader)
    successor = UserFactory(name="示例新任")
    (thing,) = open_in_followup(town.east, Holder(people.leader.name, "", people.leader))
    PostingFactory(org=town.east, kind=PostKind.CONTACT_LEADER, person_name=successor.name)

    thing.move(row=thing.row, to=Holder(successor.name, "", successor), actor=people.office)

    assert thing.row == point
    assert ContactPoint.objects.get(leader=successor).community == town.east


@pytest.mark.parametrize(("scope", "met", "waits"), [(1, 2, 0), (2, 1, 1)])
def test_a_leader_visits_one_point_a_month_or_each_as_the_office_has_set(
    town, people, scope, met, waits
):
    StreetNumber.objects.create(street=town.root, key="contact-visit-scope", value=scope)
    for community in (town.east, town.west):
        ContactPointFactory(community=community, leader=people.leader)

    visits.note_visit(place=town.east, actor=people.leader, **RESIDENTS)

    figure = figure_of("point-unvisited", people.office)
    assert (figure.of, figure.met) == (2, met)
    assert len(waiting_for(reader=people.leader)) == waits


def test_communities_and_members_nobody_has_visited_are_told(town, people):
    today = timezone.localdate()
    VisitFactory(place_org=town.east)
    VisitFactory(place_org=town.west, visited_on=today - timedelta(days=100))
    circle = CircleFactory(street=town.root)
    for unit in (town.school, town.bank):
        CircleMembershipFactory(circle=circle, member_partner=unit)
    VisitFactory(place_partner=town.school, kind="operators")

    communities = figure_of("community-unvisited", people.office)
    members = figure_of("member-unvisited", people.office)

    assert (communities.of, communities.met) == (2, 1)
    assert (members.of, members.met) == (2, 1)


@pytest.mark.parametrize("size", [1, 3])
def test_asking_what_waits_costs_the_same_at_any_size(
    town, people, size, django_assert_num_queries
):
    for _number in range(size):
        FindingFactory(visit__place_org=town.east)
        ActionItemFactory(owner_org=town.east)
        ActionItemFactory(owner_org=town.west, state="reported")

    with django_assert_num_queries(6):
        assert len(waiting_for(reader=people.office)) == 2 * size
    with django_assert_num_queries(12):
        assert len(waiting_for(reader=people.east)) == 2 * size
