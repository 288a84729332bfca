"""Partner units over HTTP."""

import pytest

from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, Partner
from tests.factories import GuidanceFactory, PairingFactory, PartnerFactory, PostingFactory

pytestmark = pytest.mark.django_db

PARTNERS = "/api/v1/partners/"


@pytest.fixture
def client(office, api):
    return api(office)


def url_of(partner):
    return f"{PARTNERS}{partner.public_id}/"


def test_a_unit_shows_its_pairings_and_its_phone_masked(town, client):
    unit = PartnerFactory(street=town.root, liaison_phone="19000000041")
    PairingFactory(
        partner=unit,
        community=town.east,
        checked_in_on="2024-04-01",
        checked_in_precision="month",
    )

    shown = client.get(url_of(unit)).json()

    assert shown["liaison_phone"] == "190****0041"
    assert shown["pairings"] == [
        {
            "community": "101801",
            "checked_in": "2024-04",
            "mode": "",
            "agreement_signed": None,
            "agreed": None,
            "agreement_ends": None,
        }
    ]


@pytest.mark.parametrize("over", ["north", "east", "school"])
def test_a_unit_out_of_reach_does_not_exist(town, person, api, over):
    role = Role.PARTNER_LIAISON if over == "school" else Role.SECRETARY
    client = api(person(role, over=getattr(town, over)))

    assert client.get(url_of(town.bank)).status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("?community=101801", 1), ("?search=银行", 1), ("?nature=other", 0)],
)
def test_the_list_is_narrowed(town, client, query, count):
    PairingFactory(partner=town.school, community=town.east)

    assert client.get(PARTNERS + query).json()["count"] == count


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    Partner.objects.all().delete()
    instructor = PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR)
    for unit in PartnerFactory.create_batch(size, street=town.root):
        PairingFactory(partner=unit, community=town.east)
        PairingFactory(partner=unit, community=town.west)
        GuidanceFactory(partner=unit, posting=instructor)

    with django_assert_num_queries(7):  # roles, count, page, pairings, communities, guidance, posts
        client.get(PARTNERS)


def test_registering_twice_with_one_key_registers_once(town, client):
    unit = {"street": "101", "name": "示例医院", "nature": "institution"}

    answers = [
        client.post(PARTNERS, unit, format="json", headers={"Idempotency-Key": "k"}) for _ in "12"
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert AuditEntry.objects.filter(verb="partner.register").count() == 1


def test_a_liaison_amends_the_own_unit(town, person, api):
    client = api(person(Role.PARTNER_LIAISON, over=town.school))

    answer = client.patch(
        url_of(town.school), {"member_count": 7}, format="json", headers={"If-Match": '"1"'}
    )
    stale = client.patch(
        url_of(town.school), {"member_count": 8}, format="json", headers={"If-Match": '"1"'}
    )

    assert (answer.status_code, answer.json()["member_count"]) == (200, 7)
    assert stale.status_code == 412


def test_a_unit_is_paired_and_unpaired(town, client):
    paired = client.post(
        f"{url_of(town.school)}pair/",
        {"community": "101801", "checked_in": "2024", "agreement_signed": True},
        format="json",
    )
    url = f"{url_of(town.school)}unpair/"
    unpaired = client.post(url, {"community": "101801", "reason": "搬迁"}, format="json")
    again = client.post(url, {"community": "101801"}, format="json")

    assert paired.json()["pairings"][0]["checked_in"] == "2024"
    assert unpaired.json()["pairings"] == []
    assert (again.status_code, again.json()["code"]) == (409, "not_paired")


def test_a_secretary_who_ends_the_only_pairing_within_reach_sees_the_unit_no_more(
    town, person, api
):
    PairingFactory(partner=town.school, community=town.east)
    client = api(person(Role.SECRETARY, over=town.east))

    answer = client.post(f"{url_of(town.school)}unpair/", {"community": "101801"}, format="json")

    assert answer.status_code == 404
    assert not town.school.pairings.exists()
