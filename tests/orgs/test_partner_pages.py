"""Partner units as people see them."""

import pytest
from django.urls import reverse

from orgs.enums import Role
from orgs.models import AuditEntry, Partner
from tests.factories import PairingFactory, PartnerFactory

pytestmark = pytest.mark.django_db

PARTNERS = reverse("orgs:partners")
UNIT = {"name": "示例医院", "nature": "institution"}


@pytest.fixture
def desk(office, browser):
    return browser(office)


def step(partner, action):
    return reverse("orgs:partner-step", args=[partner.public_id, action])


def unpair(partner, community):
    return reverse("orgs:partner-unpair", args=[partner.public_id, community.public_id])


def test_the_list_is_narrowed_by_community(town, desk):
    PairingFactory(partner=town.school, community=town.east)

    html = desk.get(f"{PARTNERS}?community={town.east.public_id}").content.decode()

    assert "示例小学" in html
    assert "示例银行" not in html


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(town, desk, size, django_assert_num_queries):
    Partner.objects.all().delete()
    for unit in PartnerFactory.create_batch(size, street=town.root):
        PairingFactory(partner=unit, community=town.east)

    with django_assert_num_queries(12):
        desk.get(PARTNERS)


@pytest.mark.parametrize("over", ["north", "east", "school"])
def test_a_unit_out_of_reach_does_not_exist(town, person, browser, over):
    role = Role.PARTNER_LIAISON if over == "school" else Role.SECRETARY
    client = browser(person(role, over=getattr(town, over)))

    assert client.get(town.bank.get_absolute_url()).status_code == 404
    assert client.post(step(town.bank, "amend")).status_code == 404


def test_the_office_registers_a_unit(town, desk):
    response = desk.post(reverse("orgs:partner-register"), {**UNIT, "street": town.root.pk})

    unit = Partner.objects.get(name="示例医院")
    assert response.headers["Location"] == unit.get_absolute_url()


def test_a_name_that_is_registered_already_is_refused_beside_it(town, desk):
    asked = {**UNIT, "street": town.root.pk, "name": "示例小学"}

    response = desk.post(reverse("orgs:partner-register"), asked)

    assert response.status_code == 409
    assert list(response.context["form"].errors) == ["name"]


def test_nobody_else_registers_units(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.root))

    assert client.get(reverse("orgs:partner-register")).status_code == 403


def test_a_liaison_corrects_the_own_unit(town, person, browser):
    client = browser(person(Role.PARTNER_LIAISON, over=town.school))
    facts = {"name": "示例小学", "nature": "institution", "version": 1, "member_count": 9}

    page = client.get(town.school.get_absolute_url())
    response = client.post(step(town.school, "amend"), facts)
    stale = client.post(step(town.school, "amend"), {**facts, "member_count": 10})

    assert [offer.action for offer in page.context["offers"]] == ["amend"]
    assert (response.status_code, stale.status_code) == (302, 409)
    assert Partner.objects.get(pk=town.school.pk).member_count == 9


def test_a_unit_is_paired_and_unpaired_from_its_page(town, desk):
    paired = desk.post(
        step(town.school, "pair"),
        {"community": town.east.pk, "checked_in": "2024", "agreement_signed": "true"},
    )
    silent = desk.post(unpair(town.school, town.east), {"reason": ""})
    ended = desk.post(unpair(town.school, town.east), {"reason": "搬迁"})

    assert [r.status_code for r in (paired, silent, ended)] == [302, 422, 302]
    assert AuditEntry.objects.get(verb="partner.unpair").reason == "搬迁"
    assert not town.school.pairings.exists()


def test_a_secretary_ends_a_pairing_of_the_own_community_only(town, person, browser):
    PairingFactory(partner=town.school, community=town.east)
    PairingFactory(partner=town.school, community=town.west)
    client = browser(person(Role.SECRETARY, over=town.east))

    kept = client.get(town.school.get_absolute_url()).context["pairings"]
    beside = client.post(unpair(town.school, town.west), {"reason": "搬迁"})
    own = client.post(unpair(town.school, town.east), {"reason": "搬迁"})

    assert [each["is_kept"] for each in kept] == [True, False]
    assert beside.status_code == 403
    assert own.headers["Location"] == town.east.get_absolute_url()
