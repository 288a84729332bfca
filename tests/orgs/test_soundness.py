"""An unsound tree is found out, in sentences that name the node."""

import pytest
from django.utils import timezone, translation

from orgs.models import Org
from orgs.selectors.soundness import org_breaches, tree_breaches
from tests.factories import OrgFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def bend(org, **numbers):
    Org.objects.filter(pk=org.pk).update(**numbers)


def test_a_tree_grown_by_deeds_is_sound(town):
    OrgFactory(code="202")

    assert org_breaches() == []


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"lft": 8, "rght": 7}, "its left number 8 is not below its right number 7"),
        ({"lft": 1}, "the number 1 is used twice in tree"),
        ({"rght": 99}, "overlaps 101 示例街道党工委"),
        ({"level": 7}, "its level is 7 and should be 1"),
        ({"tree_id": 99}, "stands in another tree than its superior 101"),
        ({"tree_id": 99}, "its tree of 1 nodes is numbered"),
    ],
)
def test_numbers_that_cannot_be_are_named(town, numbers, sentence):
    bend(town.south, **numbers)

    assert any("101002 南片区党总支" in b and sentence in b for b in tree_breaches(Org))


def test_a_parent_written_past_the_deeds_is_named(town):
    bend(town.group, parent=town.north)

    assert tree_breaches(Org) == [
        "101001001001 北一01党小组: by its numbers it stands below 101001001 北一网格党支部,"
        " by its superior it does not."
    ]


def test_two_roots_in_one_tree_are_named(town):
    other = OrgFactory(code="202", name="另一示例街道")
    bend(other, tree_id=town.root.tree_id)

    assert any("202 另一示例街道 shares tree" in breach for breach in tree_breaches(Org))


def test_a_gap_in_the_numbers_is_named(town):
    Org.objects.filter(pk=town.west.pk).delete()  # a queryset closes no gap

    assert tree_breaches(Org) == ["101 示例街道党工委: its tree of 6 nodes is numbered 1 to 14."]


def test_a_kind_in_the_wrong_place_and_a_closed_superior_are_named(town):
    bend(town.group, kind="general_branch")
    bend(town.north, status="closed", closed_on=timezone.localdate())

    assert org_breaches() == [
        "101001001 北一网格党支部 is in use, and its superior 北片区党总支 is closed.",
        "101001001001 北一01党小组: a area general branch may not hang directly under a branch.",
    ]
