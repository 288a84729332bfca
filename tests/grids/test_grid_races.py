"""Many hands at the grid tree at once; it stays sound, because they queue up."""

import random
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from grids.enums import GridPostKind, GridTier
from grids.models import Grid, GridPlace, GridPost, GridPostSource, GridSuccession
from grids.selectors.soundness import grid_breaches
from grids.services import grids, links, posts, redrawing
from grids.services.redrawing import Part
from grids.services.sources import keep_source
from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry, Org
from partybuild.errors import RuleViolation
from tests.factories import GridFactory, OrgFactory, RoleAssignmentFactory
from tests.races import at_once, take_the_queue_away

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS, DEEDS = 8, 8
TODAY = timezone.localdate()


@pytest.fixture
def street():
    """A street of three areas with three units and a base each: three trees."""
    root = OrgFactory(code="1")
    for area in "123":
        above = GridFactory(street=root, code=area)
        for unit in "123":
            below = GridFactory(street=root, code=f"{area}{unit}", tier=GridTier.UNIT, parent=above)
            GridFactory(street=root, code=f"{area}{unit}1", tier=GridTier.BASE, parent=below)
    return Org.objects.get(pk=root.pk)


@pytest.fixture
def actor(street):
    return RoleAssignmentFactory(role=Role.OFFICE, org=street).user


def one_hand(number, street, actor):
    """Open, move and retire grids here and there, also from one area to another."""
    dice = random.Random(number)
    for turn in range(DEEDS):
        deed = dice.choice([open_one, move_one, move_one, close_one])
        try:
            deed(dice, street, actor, code=f"{dice.randrange(10)}{number}{turn}")
        except (RuleViolation, IndexError):
            continue  # somebody else was there first (and the deed said so), or nothing is left


def pick(dice, tier):
    return dice.choice(list(Grid.objects.active().of_tier(tier)))


def open_one(dice, street, actor, code):
    tier, above = dice.choice(
        [(GridTier.UNIT, GridTier.AREA), (GridTier.BASE, GridTier.UNIT), (GridTier.AREA, None)]
    )
    parent = pick(dice, above) if above else None
    grids.open_grid(
        street=street, code=f"N{code}", name="示例", tier=tier, parent=parent, actor=actor
    )


def move_one(dice, street, actor, code):
    tier, above = dice.choice([(GridTier.UNIT, GridTier.AREA), (GridTier.BASE, GridTier.UNIT)])
    grids.move_grid(grid=pick(dice, tier), new_parent=pick(dice, above), actor=actor)


def close_one(dice, street, actor, code):
    grids.close_grid(grid=pick(dice, GridTier.BASE), on=TODAY, reason="示例", actor=actor)


def traffic(street, actor):
    return at_once([partial(one_hand, number, street, actor) for number in range(HANDS)])


def test_a_tree_under_many_hands_stays_sound(street, actor):
    failures = traffic(street, actor)

    assert failures == []
    assert grid_breaches() == []
    opened = AuditEntry.objects.filter(verb="grid.open").count()
    assert Grid.objects.count() == 21 + opened


def test_without_the_queue_the_same_traffic_fails_or_corrupts_the_tree(street, actor, monkeypatch):
    take_the_queue_away(monkeypatch, grids)
    harm: list[str] = []

    for _round in range(5):
        failures = traffic(street, actor)
        # SQLite throws out whoever read before another wrote; PostgreSQL lets them all through.
        lost = [str(failure) for failure in failures]
        harm = lost if connection.vendor == "sqlite" else grid_breaches()
        if harm:
            break

    assert harm != []
    assert connection.vendor == "postgresql" or set(harm) == {"database is locked"}


def test_one_code_goes_to_one_of_eight_rivals(street, actor):
    rivals = [
        partial(
            grids.open_grid,
            street=street,
            code="4",
            name="示",
            tier="area",
            parent=None,
            actor=actor,
        )
        for _ in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [grids.GridCodeTaken] * (HANDS - 1)


def test_one_organisation_goes_with_one_of_three_rival_grids(street, actor):
    branch = OrgFactory(code="11", kind=OrgKind.GENERAL_BRANCH, parent=street)
    rivals = [
        partial(links.link_grid_to_org, grid=area, org=branch, actor=actor)
        for area in Grid.objects.of_tier(GridTier.AREA)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [links.OrgLinkedAlready] * 2
    assert Grid.objects.filter(org=branch).count() == 1


def test_one_of_eight_rivals_becomes_lead(street, actor):
    grid = Grid.objects.get(code="111")
    rivals = [
        partial(
            posts.fill_grid_post,
            grid=grid,
            kind=GridPostKind.LEAD,
            person_name=f"示例{n}",
            actor=actor,
        )
        for n in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [posts.GridPostFilled] * (HANDS - 1)
    assert GridPost.objects.count() == 1


def test_nobody_takes_up_a_post_in_a_grid_that_retires_at_the_same_moment(street, actor):
    grid = Grid.objects.get(code="111")
    rivals = [
        partial(grids.close_grid, grid=grid, on=TODAY, reason="示例", actor=actor),
        partial(posts.fill_grid_post, grid=grid, kind="worker", person_name="示例", actor=actor),
    ]

    failures = at_once(rivals)

    assert {type(failure) for failure in failures} <= {posts.GridPostRefused}
    assert not GridPost.objects.filter(ends_on=None).exists()


def redraw(street, actor):
    """Eight hands split, merge and move the same few grids at the same moment."""
    when = {"on": TODAY, "reason": "示例", "actor": actor}
    unit = Grid.objects.get(code="11")
    beside, base = Grid.objects.get(code="12"), Grid.objects.get(code="111")

    def split(number):
        redrawing.split_grid(
            grid=unit, parts=[Part(f"1S{number}", "示例", children=[base])], **when
        )

    def merge():
        redrawing.merge_grids(into=beside, grids=[unit], **when)

    def gather():
        redrawing.move_grids(new_parent=Grid.objects.get(code="21"), grids=[base], **when)

    return at_once([*(partial(split, n) for n in range(4)), merge, merge, gather, gather])


def test_the_map_stays_sound_when_many_redraw_it_at_once(street, actor):
    failures = redraw(street, actor)

    assert [f for f in failures if not isinstance(f, RuleViolation)] == []
    assert grid_breaches() == []
    open_places = GridPlace.objects.filter(ends_on=None).values_list("grid", "parent")
    assert all(Grid.objects.get(pk=grid).parent_id == parent for grid, parent in open_places)
    assert GridSuccession.objects.filter(kind="merger").count() == 1


def test_two_hands_cannot_add_one_source_twice(street, actor):
    add = partial(keep_source, street=street, name="退役军人", actor=actor)

    failures = at_once([add] * 6)

    assert failures == []
    assert GridPostSource.objects.count() == 1
