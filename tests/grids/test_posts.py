"""What people do to posts in a grid."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.enums import GridPostKind
from grids.models import GridPost
from grids.services import grids, posts
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from tests.factories import GridPostFactory, UserFactory

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
