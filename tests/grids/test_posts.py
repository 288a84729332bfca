"""What people do to posts in a grid."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from grids.enums import GridPostKind, GridTier
from grids.models import GridPost
from grids.posts import GRID_POSTS, SOURCES
from grids.services import grids, posts
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from tests.factories import GridPostFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_filling_a_post_notes_who_holds_it(town, ground, office):
    post = posts.fill_grid_post(
        grid=ground.base,
        kind=GridPostKind.LEAD,
        person_name="陈演示",
        work_phone="19000000004",
        actor=office,
    )

    assert GridPost.objects.get() == post
    entry = AuditEntry.objects.get(verb="gridpost.fill")
    assert entry.org == town.group
    assert entry.changes == {"kind": [None, "lead"], "person_name": [None, "陈演示"]}


def test_a_grid_has_one_lead_at_a_time_and_any_number_of_workers(ground, office):
    lead = GridPostFactory(grid=ground.base, kind=GridPostKind.LEAD)
    worker = GridPostFactory(grid=ground.base)

    posts.fill_grid_post(
        grid=ground.base, kind=GridPostKind.WORKER, person_name="郑拟", actor=office
    )
    with pytest.raises(posts.GridPostFilled):
        posts.fill_grid_post(
            grid=ground.base, kind=GridPostKind.LEAD, person_name="郑拟", actor=office
        )
    with pytest.raises(posts.GridPostFilled):
        posts.amend_grid_post(post=worker, kind=GridPostKind.LEAD, actor=office)
    posts.end_grid_post(post=lead, on=TODAY, actor=office)

    assert posts.amend_grid_post(post=worker, kind=GridPostKind.LEAD, actor=office).kind == "lead"


def test_nobody_takes_up_a_post_in_a_retired_grid(ground, office):
    grids.close_grid(grid=ground.base, on=TODAY, reason="合并", actor=office)

    with pytest.raises(posts.GridPostRefused):
        posts.fill_grid_post(
            grid=ground.base, kind=GridPostKind.WORKER, person_name="郑拟", actor=office
        )


def test_a_term_ends_once_and_after_it_starts(ground, office):
    post = GridPostFactory(grid=ground.base, starts_on=TODAY, starts_precision="day")
    ended = GridPostFactory(grid=ground.base, ends_on=TODAY - timedelta(days=1))

    with pytest.raises(posts.GridPostRefused):
        posts.end_grid_post(post=post, on=TODAY - timedelta(days=1), actor=office)
    with pytest.raises(posts.GridPostRefused):
        posts.end_grid_post(post=ended, on=TODAY, actor=office)


def test_a_start_needs_its_precision(ground, office):
    with pytest.raises(FactRefused) as refusal:
        posts.fill_grid_post(
            grid=ground.base,
            kind=GridPostKind.WORKER,
            person_name="郑拟",
            starts_on=TODAY,
            actor=office,
        )

    assert refusal.value.field == "starts_on"


def test_secretaries_of_the_grid_keep_its_posts(town, ground, person):
    secretary = person(Role.SECRETARY, over=town.east)
    post = GridPostFactory(grid=ground.base, person_name="郑拟")

    posts.amend_grid_post(post=post, person_name="郑拟定", actor=secretary)

    assert AuditEntry.objects.get().changes == {"person_name": ["郑拟", "郑拟定"]}


def test_an_amendment_that_changes_nothing_leaves_no_trace(ground, office):
    post = GridPostFactory(grid=ground.base, person_name="郑拟")

    posts.amend_grid_post(post=post, person_name="郑拟", actor=office)

    assert not AuditEntry.objects.exists()


def test_a_post_of_an_import_can_be_taken_back(ground, office):
    post = GridPostFactory(grid=ground.base)

    posts.take_back_grid_post(post=post, actor=office)

    assert not GridPost.objects.exists()


@pytest.mark.parametrize(("kind", "tier"), [("building_lead", "north"), ("instructor", "base")])
def test_a_post_stands_only_in_its_tiers(ground, office, kind, tier):
    with pytest.raises(posts.GridPostRefused) as refusal:
        posts.fill_grid_post(
            grid=getattr(ground, tier), kind=kind, person_name="郑拟", actor=office
        )

    assert refusal.value.field == "kind"


def test_a_responsible_unit_is_a_unit_of_the_street_and_nobody_else_is(town, ground, office):
    elsewhere = PartnerFactory()

    for kind, partner in (
        ("responsible_unit", None),
        ("responsible_unit", elsewhere),
        ("worker", town.school),
    ):
        with pytest.raises(posts.GridPostRefused) as refusal:
            posts.fill_grid_post(
                grid=ground.unit, kind=kind, person_name="郑拟", partner=partner, actor=office
            )
        assert refusal.value.field == "partner"

    post = posts.fill_grid_post(
        grid=ground.unit,
        kind="responsible_unit",
        person_name="郑拟",
        partner=town.school,
        covers="示例巷",
        actor=office,
    )
    assert (post.partner, post.covers) == (town.school, "示例巷")


def test_the_database_itself_knows_whose_post_names_a_unit(ground, town):
    with pytest.raises(IntegrityError, match="grid_post_of_a_unit"):
        GridPostFactory(grid=ground.unit, partner=town.school)


def test_a_source_is_one_of_the_list(ground, office):
    post = posts.fill_grid_post(
        grid=ground.base, kind="worker", person_name="郑拟", source="在职党员", actor=office
    )

    with pytest.raises(posts.GridPostRefused) as refusal:
        posts.amend_grid_post(post=post, source="热心群众", actor=office)

    assert refusal.value.field == "source"


@pytest.mark.parametrize("kind", GridPostKind)
def test_every_post_has_its_row_in_the_table(kind):
    rule = GRID_POSTS[kind]

    assert rule.needed_in <= rule.stands_in
    assert all(name in SOURCES for tier in GridTier for name in rule.usual_sources(tier))


def test_a_stranger_and_a_neighbour_may_do_nothing(town, ground, person):
    post = GridPostFactory(grid=ground.base)

    for actor in (UserFactory(), person(Role.SECRETARY, over=town.west)):
        for deed in (
            lambda who: posts.fill_grid_post(
                grid=ground.base, kind="worker", person_name="郑拟", actor=who
            ),
            lambda who: posts.amend_grid_post(post=post, person_name="郑", actor=who),
            lambda who: posts.end_grid_post(post=post, on=TODAY, actor=who),
            lambda who: posts.take_back_grid_post(post=post, actor=who),
        ):
            with pytest.raises(PermissionDenied):
                deed(actor)
