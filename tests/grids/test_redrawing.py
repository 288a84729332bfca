"""Splitting and merging grids, and moving many: one deed each, and nothing is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.enums import GridPostKind, GridStatus, GridTier, SuccessionKind
from grids.models import Grid, GridPost, GridSuccession
from grids.selectors.soundness import grid_breaches
from grids.services import grids, movers, redrawing
from grids.services.links import OrgLinkedAlready
from grids.services.redrawing import Part, RedrawingRefused
from orgs.enums import OrgStatus, Role
from orgs.models import AuditEntry, Org
from orgs.services.workflow import ReasonMissing
from partybuild.errors import RuleViolation
from tests.factories import GridFactory, GridPostFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WHEN = {"on": TODAY, "reason": "区划调整"}


def fresh(grid):
    return Grid.objects.get(pk=grid.pk)


def base_in(unit, code, **facts):
    unit = fresh(unit)
    return GridFactory(
        street=unit.street, code=code, name=code, tier=GridTier.BASE, parent=unit, **facts
    )


def test_a_split_takes_what_is_named_and_leaves_the_rest(town, ground, office):
    second = base_in(ground.unit, "001-01-001-002")
    lead = GridPostFactory(grid=ground.unit, kind=GridPostKind.LEAD, person_name="陈演示")
    stays = GridPostFactory(grid=ground.unit)
    part = Part("001-01-002", "北二网格", children=[second], posts=[lead])

    redrawing.split_grid(grid=ground.unit, parts=[part], actor=office, **WHEN)

    new = Grid.objects.get(code="001-01-002")
    second.refresh_from_db()
    assert (new.tier, new.parent, new.community) == (GridTier.UNIT, ground.north, town.east)
    assert (second.parent, second.code) == (new, "001-01-001-002")
    assert (fresh(ground.unit).status, fresh(ground.unit).org) == (GridStatus.ACTIVE, town.branch)
    assert [post.person_name for post in new.posts.all()] == ["陈演示"]
    assert GridPost.objects.get(pk=lead.pk).ends_on == TODAY
    assert GridPost.objects.get(pk=stays.pk).ends_on is None
    [succession] = GridSuccession.objects.all()
    assert (succession.predecessor, succession.successor) == (ground.unit, new)
    assert (succession.kind, succession.on) == (SuccessionKind.SPLIT, TODAY)
    assert AuditEntry.objects.get(verb="grid.split").reason == "区划调整"
    assert grid_breaches() == []


def test_the_counts_of_the_whole_do_not_hold_for_what_is_left(ground, office):
    Grid.objects.filter(pk=ground.unit.pk).update(household_count=400, resident_count=900)

    redrawing.split_grid(
        grid=ground.unit, parts=[Part("001-01-002", "北二网格")], actor=office, **WHEN
    )

    assert (fresh(ground.unit).household_count, fresh(ground.unit).resident_count) == (None, None)
    assert AuditEntry.objects.get(verb="grid.amend").changes["household_count"] == [400, None]


def test_a_grid_that_ends_in_a_split_gives_its_organisation_to_a_new_one(town, ground, office):
    parts = [
        Part("001-01-002", "北二网格", org=town.branch, children=[ground.base]),
        Part("001-01-003", "北三网格"),
    ]

    redrawing.split_grid(grid=ground.unit, parts=parts, is_retired=True, actor=office, **WHEN)

    second = Grid.objects.get(code="001-01-002")
    assert (fresh(ground.unit).status, fresh(ground.unit).org) == (GridStatus.CLOSED, None)
    assert (second.org, fresh(ground.base).parent) == (town.branch, second)
    assert Org.objects.get(pk=town.branch.pk).status == OrgStatus.ACTIVE


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [Part("a", "甲"), Part("a", "乙")],
        [Part("001-01", "甲")],
        [Part("a", "")],
    ],
)
def test_a_split_needs_new_grids_with_codes_of_their_own(ground, office, parts):
    with pytest.raises(RuleViolation):
        redrawing.split_grid(grid=ground.unit, parts=parts, actor=office, **WHEN)

    assert not GridSuccession.objects.exists()


def test_a_split_sends_each_thing_to_one_place_and_only_what_is_there(ground, office):
    twice = [Part("a", "甲", children=[ground.base]), Part("b", "乙", children=[ground.base])]
    elsewhere = [Part("a", "甲", children=[ground.other])]
    strangers_post = [Part("a", "甲", posts=[GridPostFactory(grid=ground.other)])]
    left_over = [Part("a", "甲"), Part("b", "乙")]

    for parts, is_retired in (
        (twice, False),
        (elsewhere, False),
        (strangers_post, False),
        (left_over, True),
    ):
        with pytest.raises(RedrawingRefused):
            redrawing.split_grid(
                grid=ground.unit, parts=parts, is_retired=is_retired, actor=office, **WHEN
            )
    assert not Grid.objects.filter(code="a").exists()


def test_an_organisation_of_another_grid_stays_with_it(town, ground, office):
    parts = [Part("001-01-001-002", "北一02", org=town.group)]

    redrawing.split_grid(grid=ground.base, parts=parts, actor=office, **WHEN)
    with pytest.raises(OrgLinkedAlready):
        redrawing.split_grid(
            grid=fresh(ground.base),
            parts=[Part("001-01-001-003", "北一03", org=town.group)],
            actor=office,
            **WHEN,
        )

    assert Grid.objects.get(code="001-01-001-002").org == town.group
    assert fresh(ground.base).org is None


def test_what_hangs_on_a_base_grid_goes_along(ground, office, monkeypatch):
    """Posts stand in for the buildings of a later noun: things with a public id, in a grid."""
    monkeypatch.setattr(movers, "_MOVERS", {})
    goes, stays = GridPostFactory(grid=ground.base), GridPostFactory(grid=ground.base)

    def move(*, things, to, actor, reason):
        GridPost.objects.filter(pk__in=[thing.pk for thing in things]).update(grid=to)

    movers.register_movers(
        movers.Mover("building", "楼栋", lambda grid: grid.posts.order_by("pk"), move)
    )
    part = Part("001-01-001-002", "北一02", things={"building": [goes]})

    redrawing.split_grid(grid=ground.base, parts=[part], actor=office, **WHEN)
    with pytest.raises(RedrawingRefused):
        redrawing.split_grid(
            grid=fresh(ground.base),
            parts=[Part("x", "甲"), Part("y", "乙")],
            is_retired=True,
            actor=office,
            **WHEN,
        )

    assert GridPost.objects.get(pk=goes.pk).grid.code == "001-01-001-002"
    assert GridPost.objects.get(pk=stays.pk).grid == ground.base


def test_merging_keeps_one_grid_and_retires_the_others(town, ground, office):
    second = base_in(ground.unit, "001-01-001-002", household_count=50)
    lead = GridPostFactory(grid=second, kind=GridPostKind.LEAD, person_name="郑拟岗")
    ends = GridPostFactory(grid=second)

    merged = redrawing.merge_grids(
        into=ground.base,
        grids=[second],
        org=town.group,
        name="北一合并网格",
        posts=[lead],
        actor=office,
        **WHEN,
    )

    second.refresh_from_db()
    assert (merged.name, merged.code, merged.household_count) == (
        "北一合并网格",
        "001-01-001-001",
        96,
    )
    assert (second.status, second.closed_on, second.org) == (GridStatus.CLOSED, TODAY, None)
    assert [post.person_name for post in merged.posts.current()] == ["郑拟岗"]
    assert GridPost.objects.get(pk=ends.pk).ends_on == TODAY
    assert GridSuccession.objects.get().kind == SuccessionKind.MERGER
    assert AuditEntry.objects.get(verb="grid.merge").changes["merged"] == [None, second.code]


def test_a_merger_brings_all_base_grids_and_closes_no_organisation(town, ground, office):
    merged = redrawing.merge_grids(
        into=ground.other, grids=[ground.unit], org=town.branch, actor=office, **WHEN
    )

    assert (fresh(ground.base).parent, fresh(ground.base).code) == (merged, "001-01-001-001")
    assert fresh(ground.base).org == town.group
    assert (merged.org, fresh(ground.unit).org) == (town.branch, None)
    assert not Org.objects.filter(status=OrgStatus.CLOSED).exists()
    assert grid_breaches() == []


def test_a_sum_with_an_unknown_part_is_unknown(ground, office):
    second = base_in(ground.unit, "001-01-001-002")

    merged = redrawing.merge_grids(into=ground.base, grids=[second], actor=office, **WHEN)

    assert merged.household_count is None


def test_only_grids_of_a_kind_in_use_can_be_merged(ground, office):
    closed = base_in(ground.unit, "001-01-001-002")
    grids.close_grid(grid=closed, on=TODAY, reason="合并", actor=office)

    for gone in ([], [ground.base], [ground.unit], [closed]):
        with pytest.raises(RedrawingRefused):
            redrawing.merge_grids(into=ground.base, grids=gone, actor=office, **WHEN)


def test_two_leads_cannot_both_lead_the_merged_grid(ground, office):
    second = base_in(ground.unit, "001-01-001-002")
    GridPostFactory(grid=ground.base, kind=GridPostKind.LEAD)
    lead = GridPostFactory(grid=second, kind=GridPostKind.LEAD)

    with pytest.raises(RedrawingRefused) as refusal:
        redrawing.merge_grids(into=ground.base, grids=[second], posts=[lead], actor=office, **WHEN)

    assert refusal.value.field == "posts"
    assert fresh(second).status == GridStatus.ACTIVE


def test_many_base_grids_move_at_once_or_none(ground, office):
    second = base_in(ground.unit, "001-01-001-002")

    redrawing.move_grids(new_parent=ground.other, grids=[ground.base, second], actor=office, **WHEN)
    with pytest.raises(grids.TierSkipped):
        redrawing.move_grids(
            new_parent=ground.unit, grids=[fresh(second), ground.south], actor=office, **WHEN
        )
    with pytest.raises(RedrawingRefused):
        redrawing.move_grids(new_parent=ground.unit, grids=[], actor=office, **WHEN)

    assert {fresh(ground.base).parent, fresh(second).parent} == {ground.other}
    assert AuditEntry.objects.filter(verb="grid.move", reason="区划调整").count() == 2
    assert grid_breaches() == []


def deeds(ground):
    return (
        lambda **asked: redrawing.split_grid(grid=ground.unit, parts=[Part("a", "甲")], **asked),
        lambda **asked: redrawing.merge_grids(into=ground.other, grids=[ground.unit], **asked),
        lambda **asked: redrawing.move_grids(new_parent=ground.other, grids=[ground.base], **asked),
    )


@pytest.mark.parametrize("number", range(3))
def test_redrawing_has_a_reason_and_a_day_that_has_come(ground, office, number):
    deed = deeds(ground)[number]

    with pytest.raises(ReasonMissing):
        deed(on=TODAY, reason=" ", actor=office)
    with pytest.raises(grids.GridRefused) as refusal:
        deed(on=TODAY + timedelta(days=1), reason="区划调整", actor=office)

    assert refusal.value.field == "on"


@pytest.mark.parametrize("number", range(3))
def test_only_the_office_redraws(town, ground, person, number):
    for actor in (UserFactory(), person(Role.SECRETARY, over=town.root)):
        with pytest.raises(PermissionDenied):
            deeds(ground)[number](actor=actor, **WHEN)


@pytest.mark.parametrize("number", range(3))
def test_a_retired_grid_is_not_redrawn(ground, office, number):
    grids.close_grid(grid=ground.base, on=TODAY, reason="合并", actor=office)
    for grid in (ground.unit, ground.other):
        grids.close_grid(grid=grid, on=TODAY, reason="合并", actor=office)

    with pytest.raises(RedrawingRefused):
        deeds(ground)[number](actor=office, **WHEN)
