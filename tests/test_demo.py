"""The demo street is the same on every run."""

from datetime import date

import pytest
from django.db import transaction

from grids.models import Case, Check, Facility, Grid, GridPost
from liaison.models import ActionItem, Finding, Inspection, Meeting, Visit
from orgs.models import (
    CircleMembership,
    Coverage,
    Guidance,
    Org,
    Partner,
    Posting,
    Rotation,
)
from partybuild.demo.build import build_demo
from resources.models import Match, Need, Project, Resource

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


class Over(Exception):
    """Ends a run, so that the next finds an empty database."""


def portrait() -> list[list[tuple[object, ...]]]:
    """Everything of the street that does not hang on chance or on the clock of the machine."""
    return [
        list(Org.objects.order_by("code").values_list("code", "name", "kind", "member_count")),
        list(Grid.objects.order_by("code").values_list("code", "name", "household_count")),
        list(Posting.objects.order_by("org__code").values_list("org__code", "person_name")),
        list(GridPost.objects.order_by("grid__code").values_list("grid__code", "person_name")),
        list(Facility.objects.order_by("code").values_list("code", "name", "state")),
        list(Check.objects.order_by("pk").values_list("facility__name", "kind", "state")),
        list(Partner.objects.order_by("name").values_list("name", "member_count")),
        list(Coverage.objects.order_by("partner__name").values_list("partner__name", "state")),
        list(Guidance.objects.order_by("partner__name").values_list("posting__person_name")),
        [(str(each), each.state) for each in CircleMembership.objects.for_list()],
        [(str(each), each.state) for each in Rotation.objects.for_list()],
        list(Need.objects.order_by("code").values_list("code", "title", "state")),
        list(Resource.objects.order_by("code").values_list("code", "title", "state", "taken")),
        list(Match.objects.order_by("code").values_list("code", "state", "score")),
        list(Project.objects.order_by("code").values_list("code", "name", "state")),
        list(Case.objects.order_by("code").values_list("code", "title", "is_solved")),
        list(Meeting.objects.order_by("starts_at", "title").values_list("title", "state")),
        list(ActionItem.objects.order_by("code").values_list("code", "title", "state")),
        list(Visit.objects.order_by("pk").values_list("visited_on", "kind", "met_count")),
        list(Finding.objects.order_by("pk").values_list("content", "state")),
        list(Inspection.objects.order_by("code").values_list("title", "state", "seed")),
    ]


def built() -> list[list[tuple[object, ...]]]:
    seen = []
    try:
        with transaction.atomic():
            build_demo(size="S", today=TODAY, say=lambda words: None)
            seen = portrait()
            raise Over
    except Over:
        return seen


@pytest.mark.engine("sqlite")
def test_two_runs_build_the_same_street():
    first, second = built(), built()

    assert first == second
    assert all(first), "the street has none of something"


@pytest.mark.engine("postgresql")
def test_the_street_stands_on_a_server_too():
    assert all(built()), "the street has none of something"
