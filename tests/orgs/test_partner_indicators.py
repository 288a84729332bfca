"""The standards of partner units and circles: who counts, and who meets them."""

import pytest
from django.utils import timezone

from orgs.enums import PostKind
from orgs.selectors.indicators import Part, figures, indicator_of, rows_of
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    CoverageFactory,
    GuidanceFactory,
    PairingFactory,
    PostingFactory,
    RotationFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def figure(key, reader, **asked):
    found = next(each for each in figures(reader=reader, **asked) if each.indicator.key == key)
    return found.of, found.met


def test_units_are_counted_by_their_community_and_their_agreement(town, office):
    PairingFactory(partner=town.school, community=town.east, agreement_signed=True)

    assert figure("unit-unpaired", office) == (2, 1)
    assert figure("unit-unagreed", office) == (1, 1)


def test_an_agreement_that_is_over_meets_nothing(town, office):
    PairingFactory(
        partner=town.school,
        community=town.east,
        agreement_signed=True,
        agreement_ends_on="2020-01-01",
        agreement_ends_precision="day",
    )

    assert figure("unit-unagreed", office) == (1, 0)


def test_the_two_coverages_are_counted_apart(town, office):
    CoverageFactory(partner=town.school, state="work")
    CoverageFactory(
        partner=town.bank, responsible=town.east, review_on=TODAY, note="筹建", state="work"
    )

    assert figure("unit-uncovered", office) == (2, 2)
    assert figure("unit-unorganised", office) == (1, 0)


def test_firms_are_counted_by_their_instructor(town, office):
    posting = PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR)
    GuidanceFactory(partner=town.school, posting=posting)

    assert figure("unit-unguided", office) == (2, 1)
    missing = rows_of(indicator_of("unit-unguided"), Part.MISSING, reader=office)
    assert list(missing) == [town.bank]


def test_units_below_a_community_are_those_that_its_secretary_sees(town, office):
    PairingFactory(partner=town.school, community=town.east)

    assert figure("unit-unpaired", office, below=town.east) == (1, 1)
    assert figure("unit-unpaired", office, below=town.west) == (0, 0)


def test_a_circle_wants_a_core_and_somebody_whose_turn_it_is(town, office):
    CircleFactory(street=town.root)
    core = CircleMembershipFactory(
        circle=CircleFactory(street=town.root), member_partner=town.school, core=True
    )
    RotationFactory(membership=core, starts_on=TODAY, ends_on=TODAY)

    assert figure("circle-coreless", office) == (2, 1)
    assert figure("circle-unled", office) == (2, 1)
