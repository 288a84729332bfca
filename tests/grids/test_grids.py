"""What people do to the grid tree."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone

from grids.enums import ConversionStatus, GridPostKind, GridStatus, GridTier, UrbanStatus
from grids.models import Grid
from grids.services import grids
from grids.services.links import LinkRefused, OrgLinkedAlready
from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry
from orgs.services import planting, tree
from orgs.services.facts import FactRefused
from orgs.services.workflow import ReasonMissing
from partybuild.errors import StaleVersion
from tests.factories import GridFactory, GridPostFactory, OrgFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
POSITION = ("code", "tree_id", "lft", "rght", "level")


def positions():
    return list(Grid.objects.order_by("pk").values_list(*POSITION))


def test_opening_a_grid_cuts_it_out_of_its_superior_and_leaves_a_trace(town, ground, office):
    grid = grids.open_grid(
        street=town.root,
        code="001-02-001-001",
        name="南一01",
        tier=GridTier.BASE,
        parent=ground.other,
        household_count=50,
        actor=office,
    )

    stored = Grid.objects.get(pk=grid.pk)
    assert (stored.parent, stored.household_count) == (ground.other, 50)
    entry = AuditEntry.objects.get(verb="grid.open")
    assert (entry.org, entry.changes["parent"]) == (town.root, [None, "001-02-001"])


@pytest.mark.parametrize(
    ("tier", "parent"),
    [
        (GridTier.UNIT, None),
        (GridTier.BASE, "north"),
        (GridTier.AREA, "north"),
        (GridTier.UNIT, "unit"),
    ],
)
def test_no_tier_may_be_skipped(town, ground, office, tier, parent):
    with pytest.raises(grids.TierSkipped):
        grids.open_grid(
            street=town.root,
            code="x",
            name="示例",
            tier=tier,
            parent=parent and getattr(ground, parent),
            actor=office,
        )


@pytest.mark.parametrize("few", [0, 100])
def test_grids_opened_together_stand_as_if_opened_one_by_one(
    town, ground, office, monkeypatch, few
):
    monkeypatch.setattr(planting, "FEW", few)
    area = Grid(street=town.root, code="001-03", name="东片区", tier=GridTier.AREA)
    unit = Grid(street=town.root, code="001-03-001", name="东一", tier=GridTier.UNIT, parent=area)
    base = Grid(
        street=town.root, code="001-02-001-001", name="南一01", tier="base", parent=ground.other
    )

    grids.open_grids(grids=[area, unit, base], actor=office)

    assert [g.code for g in Grid.objects.get(code="001-02").get_descendants()] == [
        "001-02-001",
        "001-02-001-001",
    ]
    before = positions()
    Grid.objects.rebuild()
    assert positions() == before


def test_one_bad_grid_keeps_all_of_them_out(town, ground, office):
    good = Grid(street=town.root, code="001-03", name="东片区", tier=GridTier.AREA)
    bad = Grid(street=town.root, code="001-04", name="", tier=GridTier.AREA)

    with pytest.raises(FactRefused):
        grids.open_grids(grids=[good, bad], actor=office)

    assert not Grid.objects.filter(code="001-03").exists()


@pytest.mark.parametrize("code", ["001-01", "001-03"])
def test_a_code_stands_for_one_grid_of_a_street(town, ground, office, code):
    twins = [
        Grid(street=town.root, code=each, name="示例", tier=GridTier.AREA)
        for each in ("001-03", code)
    ]

    with pytest.raises(grids.GridCodeTaken):
        grids.open_grids(grids=twins, actor=office)


def test_another_street_may_use_the_same_code(town, ground):
    street = OrgFactory(code="303")
    owner = UserFactory(is_superuser=True)

    grid = grids.open_grid(
        street=street, code="001-01", name="示例", tier=GridTier.AREA, parent=None, actor=owner
    )

    assert grid.tree_id not in {ground.north.tree_id, ground.south.tree_id}


def test_a_grid_lies_in_a_street_and_stays_in_it(town, ground, office):
    elsewhere = GridFactory(street=OrgFactory(code="303"), code="9")

    with pytest.raises(grids.GridRefused):
        grids.open_grid(
            street=town.north, code="x", name="示例", tier="area", parent=None, actor=office
        )
    with pytest.raises(grids.GridRefused):
        grids.open_grid(
            street=town.root, code="x", name="示例", tier="unit", parent=elsewhere, actor=office
        )
    with pytest.raises(grids.GridRefused):
        grids.move_grid(grid=ground.unit, new_parent=elsewhere, actor=office)


def test_a_grid_opened_with_its_organisation_is_checked_like_a_link(town, ground, office):
    with pytest.raises(OrgLinkedAlready):
        grids.open_grid(
            street=town.root,
            code="x",
            name="示例",
            tier="area",
            parent=None,
            org=town.north,
            actor=office,
        )
    with pytest.raises(LinkRefused):
        grids.open_grid(
            street=town.root,
            code="x",
            name="示例",
            tier="base",
            parent=ground.other,
            community=town.east,
            actor=office,
        )


def test_the_office_amends_everything_and_a_secretary_the_counts(town, ground, office, person):
    secretary = person(Role.SECRETARY, over=town.branch)

    grids.amend_grid(grid=ground.base, boundaries="东至示例路", version=1, actor=office)
    grid = grids.amend_grid(grid=ground.base, household_count=47, version=2, actor=secretary)

    assert (grid.household_count, grid.version) == (47, 3)
    with pytest.raises(PermissionDenied):
        grids.amend_grid(grid=ground.base, name="北一02", actor=secretary)
    with pytest.raises(StaleVersion):
        grids.amend_grid(grid=ground.base, household_count=48, version=2, actor=secretary)


@pytest.mark.parametrize("owner", ["east", "north", "branch"])
def test_secretaries_of_the_community_and_of_those_above_keep_the_counts(
    town, ground, person, owner
):
    base = GridFactory(
        street=town.root, code="b", tier=GridTier.BASE, parent=Grid.objects.get(pk=ground.unit.pk)
    )
    secretary = person(Role.SECRETARY, over=getattr(town, owner))

    assert grids.amend_grid(grid=base, household_count=7, actor=secretary).household_count == 7


@pytest.mark.parametrize("owner", ["west", "south"])
def test_secretaries_beside_do_not(town, ground, person, owner):
    with pytest.raises(PermissionDenied):
        grids.amend_grid(
            grid=ground.unit,
            household_count=7,
            actor=person(Role.SECRETARY, over=getattr(town, owner)),
        )


def test_an_amendment_that_changes_nothing_leaves_no_trace(ground, office):
    grids.amend_grid(grid=ground.base, household_count=46, actor=office)

    assert not AuditEntry.objects.exists()


def test_a_count_below_nothing_is_refused_beside_its_field(ground, office):
    with pytest.raises(FactRefused) as refusal:
        grids.amend_grid(grid=ground.base, household_count=-1, actor=office)

    assert refusal.value.field == "household_count"


def test_moving_takes_everything_below_along_and_keeps_the_ids(town, ground, office):
    grids.move_grid(grid=ground.unit, new_parent=ground.south, reason="区划调整", actor=office)

    south = Grid.objects.get(pk=ground.south.pk)
    assert list(south.get_descendants()) == [ground.unit, ground.base, ground.other]
    before = positions()
    Grid.objects.rebuild()
    assert positions() == before
    assert AuditEntry.objects.get().changes == {"parent": ["001-01", "001-02"]}


def test_a_move_skips_no_tier_and_to_the_same_place_leaves_no_trace(ground, office):
    with pytest.raises(grids.TierSkipped) as refusal:
        grids.move_grid(grid=ground.base, new_parent=ground.south, actor=office)
    grids.move_grid(grid=ground.base, new_parent=ground.unit, actor=office)

    assert refusal.value.field == "new_parent"
    assert not AuditEntry.objects.exists()


def test_retiring_ends_the_posts_and_frees_the_organisation(town, ground, office):
    post = GridPostFactory(grid=ground.base)

    grids.close_grid(grid=ground.base, on=TODAY, reason="并入02", actor=office)

    post.refresh_from_db()
    ground.base.refresh_from_db()
    assert (post.ends_on, ground.base.org) == (TODAY, None)
    assert AuditEntry.objects.get(verb="grid.close").changes == {
        "status": ["active", "closed"],
        "closed_on": [None, TODAY.isoformat()],
        "org": [town.group.code, None],
    }


def test_a_grid_is_retired_once_with_a_reason_and_nothing_in_use_below(ground, office):
    with pytest.raises(ReasonMissing):
        grids.close_grid(grid=ground.base, on=TODAY, reason="", actor=office)
    with pytest.raises(grids.GridRefused):
        grids.close_grid(grid=ground.unit, on=TODAY, reason="合并", actor=office)
    with pytest.raises(grids.GridRefused):
        grids.close_grid(
            grid=ground.base, on=TODAY + timedelta(days=1), reason="合并", actor=office
        )
    grids.close_grid(grid=ground.base, on=TODAY, reason="合并", actor=office)

    with pytest.raises(grids.GridRefused):
        grids.close_grid(grid=ground.base, on=TODAY, reason="合并", actor=office)
    with pytest.raises(grids.GridRefused):
        grids.move_grid(grid=ground.base, new_parent=ground.other, actor=office)
    assert Grid.objects.get(pk=ground.base.pk).status == GridStatus.CLOSED


def test_nobody_started_after_a_grid_was_retired(ground, office):
    GridPostFactory(
        grid=ground.base, kind=GridPostKind.LEAD, starts_on=TODAY, starts_precision="day"
    )

    with pytest.raises(grids.GridRefused) as refusal:
        grids.close_grid(
            grid=ground.base, on=TODAY - timedelta(days=1), reason="合并", actor=office
        )

    assert refusal.value.field == "on"


def test_nothing_opens_in_a_retired_grid_and_its_code_stays_taken(town, ground, office):
    grids.close_grid(grid=ground.other, on=TODAY, reason="合并", actor=office)

    with pytest.raises(grids.GridRefused):
        grids.open_grid(
            street=town.root, code="x", name="示", tier="base", parent=ground.other, actor=office
        )
    with pytest.raises(grids.GridCodeTaken):
        grids.open_grid(
            street=town.root,
            code="001-02-001",
            name="示",
            tier="unit",
            parent=ground.south,
            actor=office,
        )


def test_a_grid_opened_by_mistake_can_be_taken_back_unless_something_hangs_on_it(
    town, ground, office
):
    GridPostFactory(grid=ground.base)

    grids.take_back_grid(grid=ground.other, actor=office)

    assert not Grid.objects.filter(pk=ground.other.pk).exists()
    before = positions()
    Grid.objects.rebuild()
    assert positions() == before
    with pytest.raises(ProtectedError):
        grids.take_back_grid(grid=ground.base, actor=office)


def test_an_organisation_and_its_grid_of_one_import_can_both_be_taken_back(town, ground, office):
    org = tree.open_org(
        code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south, actor=office
    )
    grid = grids.open_grid(
        street=town.root,
        code="x",
        name="示例",
        tier="unit",
        parent=ground.south,
        org=org,
        actor=office,
    )

    grids.take_back_grid(grid=grid, actor=office)
    tree.take_back_orgs(orgs=[org], actor=office)

    assert not Grid.objects.filter(code="x").exists()


def test_a_stranger_and_a_secretary_may_not_change_the_shape(town, ground, person):
    for actor in (UserFactory(), person(Role.SECRETARY, over=town.root)):
        for deed in (
            lambda who: grids.open_grid(
                street=town.root, code="x", name="示", tier="area", parent=None, actor=who
            ),
            lambda who: grids.move_grid(grid=ground.unit, new_parent=ground.south, actor=who),
            lambda who: grids.close_grid(grid=ground.base, on=TODAY, reason="合并", actor=who),
            lambda who: grids.take_back_grid(grid=ground.base, actor=who),
        ):
            with pytest.raises(PermissionDenied):
                deed(actor)


def test_a_stranger_may_not_amend(ground):
    with pytest.raises(PermissionDenied):
        grids.amend_grid(grid=ground.base, household_count=7, actor=UserFactory())


def test_only_a_unit_grid_is_on_the_way_to_a_community(ground, office):
    unit = grids.amend_grid(
        grid=ground.unit,
        urban_status=UrbanStatus.PILOT,
        conversion_status=ConversionStatus.UNDER_WAY,
        residents_committee="北一居委会",
        actor=office,
    )

    assert (unit.urban_status, unit.residents_committee) == ("pilot", "北一居委会")
    with pytest.raises(grids.GridRefused) as refusal:
        grids.amend_grid(grid=ground.base, urban_status=UrbanStatus.PILOT, actor=office)
    assert refusal.value.field == "urban_status"
    with pytest.raises(IntegrityError, match="grid_on_the_way"):
        Grid.objects.filter(pk=ground.base.pk).update(urban_status=UrbanStatus.PILOT)


def test_a_boundary_has_four_sides_and_words_beside_them(ground, office):
    grids.amend_grid(
        grid=ground.unit, east="样例路", north="演示巷", boundaries="以拟云河为界", actor=office
    )

    unit = Grid.objects.get(pk=ground.unit.pk)
    assert (unit.east, unit.south, unit.north) == ("样例路", "", "演示巷")
