"""What people do to the check-in of units at communities, and to their agreements."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.enums import OrgKind, PairingMode, Role
from orgs.models import AuditEntry, Pairing
from orgs.services import pairings, tree
from partybuild.partial_dates import PartialDate
from tests.factories import PairingFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_unit_checks_in_at_a_community_and_a_second_time_corrects_the_first(town, office):
    first = pairings.pair_partner(
        partner=town.school,
        community=town.east,
        checked_in=PartialDate(2024, 4),
        agreement_signed=False,
        actor=office,
    )
    again = pairings.pair_partner(
        partner=town.school,
        community=town.east,
        checked_in=PartialDate(2024, 4),
        agreement_signed=True,
        actor=office,
    )

    assert first.pk == again.pk
    assert Pairing.objects.get().agreement_signed is True
    assert list(AuditEntry.objects.order_by("pk").values_list("changes", flat=True)) == [
        {
            "community": [None, "101801"],
            "checked_in_on": [None, "2024-04-01"],
            "checked_in_precision": [None, "month"],
            "agreement_signed": [None, False],
        },
        {"community": ["101801", "101801"], "agreement_signed": [False, True]},
    ]


def test_the_same_check_in_again_leaves_no_trace(town, office):
    for _ in range(2):
        pairings.pair_partner(partner=town.school, community=town.east, actor=office)

    assert AuditEntry.objects.count() == 1


def test_units_check_in_at_open_communities_of_their_street_only(town, office):
    other = tree.open_org(
        code="202", name="另一示例街道", kind=OrgKind.COMMITTEE, parent=None, actor=office
    )
    far = tree.open_org(
        code="202801",
        name="远社区党委",
        kind=OrgKind.COMMUNITY_COMMITTEE,
        parent=other,
        actor=office,
    )
    tree.close_org(org=town.west, on=timezone.localdate(), reason="合并", actor=office)

    for place in (town.north, town.west, far):
        with pytest.raises(pairings.NotACommunity):
            pairings.pair_partner(partner=town.school, community=place, actor=office)


def test_a_secretary_pairs_for_the_own_community_only(town, person):
    secretary = person(Role.SECRETARY, over=town.east)

    pairings.pair_partner(partner=town.school, community=town.east, actor=secretary)
    with pytest.raises(PermissionDenied):
        pairings.pair_partner(partner=town.school, community=town.west, actor=secretary)


def test_a_pairing_ends_once_and_says_why(town, office):
    pairing = PairingFactory(partner=town.school, community=town.east)

    pairings.unpair_partner(pairing=pairing, reason="单位搬迁", actor=office)

    assert not Pairing.objects.exists()
    assert AuditEntry.objects.get().reason == "单位搬迁"
    with pytest.raises(pairings.NotPaired):
        pairings.unpair_partner(pairing=pairing, reason="单位搬迁", actor=office)


def test_an_agreement_with_a_date_is_signed(town, office):
    pairing = pairings.pair_partner(
        partner=town.school,
        community=town.east,
        agreed=PartialDate(2024, 4),
        agreement_ends=PartialDate(2026),
        mode=PairingMode.RESIDENT,
        actor=office,
    )

    assert pairing.agreement_signed is True
    assert (str(pairing.agreed), str(pairing.agreement_ends)) == ("2024-04", "2026")
    assert str(pairing.agreement_ends_on) == "2026-12-31"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"agreed": PartialDate(2024), "agreement_signed": False}, "agreement_signed"),
        (
            {"agreed": PartialDate(2024), "agreement_ends": PartialDate(2023)},
            "agreement_ends",
        ),
    ],
)
def test_an_agreement_that_contradicts_itself_is_refused(town, office, facts, field):
    with pytest.raises(pairings.AgreementRefused) as refusal:
        pairings.pair_partner(partner=town.school, community=town.east, actor=office, **facts)

    assert refusal.value.field == field


def test_the_database_keeps_no_dated_agreement_that_is_not_signed(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        PairingFactory(
            partner=town.school,
            community=town.east,
            agreement_on="2024-04-01",
            agreement_precision="day",
        )


def test_agreements_hold_until_their_last_day(town):
    today = timezone.localdate()
    facts = {"partner": town.school, "agreement_signed": True}
    PairingFactory(
        community=town.east, agreement_ends_on=today, agreement_ends_precision="day", **facts
    )
    PairingFactory(
        community=town.west,
        agreement_ends_on=today.replace(year=today.year - 1, day=1),
        agreement_ends_precision="day",
        **facts,
    )

    assert [each.community for each in Pairing.objects.agreed(today)] == [town.east]


def test_strangers_neither_pair_nor_unpair(town):
    pairing = PairingFactory(partner=town.school, community=town.east)
    stranger = UserFactory()

    for deed in (
        lambda: pairings.pair_partner(partner=town.bank, community=town.east, actor=stranger),
        lambda: pairings.unpair_partner(pairing=pairing, actor=stranger),
    ):
        with pytest.raises(PermissionDenied):
            deed()
