"""What people do to partner units and their check-in at communities."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError

from orgs.enums import PartnerNature, Role
from orgs.models import AuditEntry, Partner
from orgs.services import partners
from orgs.services.facts import FactRefused
from partybuild.errors import StaleVersion
from tests.factories import PairingFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_registering_a_unit_changes_nothing_but_the_register(town, office):
    partner = partners.register_partner(
        street=town.root, name="示例医院", nature=PartnerNature.INSTITUTION, actor=office
    )

    assert Partner.objects.get(name="示例医院") == partner
    assert AuditEntry.objects.get().verb == "partner.register"


def test_a_street_has_one_unit_of_a_name(town, office):
    with pytest.raises(partners.PartnerNamedAlready):
        partners.register_partner(street=town.root, name=town.school.name, actor=office)
    with pytest.raises(partners.PartnerNamedAlready):
        partners.amend_partner(partner=town.bank, name=town.school.name, actor=office)


def test_units_are_kept_by_a_street_and_not_by_a_branch(town, office):
    with pytest.raises(partners.NotAStreet):
        partners.register_partner(street=town.north, name="示例医院", actor=office)


def test_a_fact_that_cannot_be_is_refused_beside_its_field(town, office):
    with pytest.raises(FactRefused) as refusal:
        partners.amend_partner(partner=town.bank, credit_code="9" * 19, actor=office)

    assert refusal.value.field == "credit_code"


def test_a_liaison_amends_the_own_unit_only(town, person):
    liaison = person(Role.PARTNER_LIAISON, over=town.school)

    assert partners.amend_partner(partner=town.school, member_count=7, actor=liaison).version == 2
    with pytest.raises(PermissionDenied):
        partners.amend_partner(partner=town.bank, member_count=7, actor=liaison)


def test_an_amendment_from_an_old_reading_is_refused(town, office):
    partners.amend_partner(partner=town.bank, member_count=7, version=1, actor=office)

    with pytest.raises(StaleVersion):
        partners.amend_partner(partner=town.bank, member_count=8, version=1, actor=office)


def test_an_amendment_that_changes_nothing_leaves_no_trace(town, office):
    partners.amend_partner(partner=town.bank, name=town.bank.name, actor=office)

    assert not AuditEntry.objects.exists()


def test_a_stranger_may_do_nothing(town):
    stranger = UserFactory()

    for deed in (
        lambda: partners.register_partner(street=town.root, name="示例医院", actor=stranger),
        lambda: partners.amend_partner(partner=town.bank, name="示例", actor=stranger),
        lambda: partners.take_back_partner(partner=town.bank, actor=stranger),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_unit_of_an_import_can_be_taken_back_unless_something_hangs_on_it(town, office):
    PairingFactory(partner=town.school, community=town.east)
    RoleAssignmentFactory(role=Role.PARTNER_LIAISON, partner=town.bank)

    partners.take_back_partner(partner=town.school, actor=office)

    assert list(Partner.objects.all()) == [town.bank]
    with pytest.raises(ProtectedError):
        partners.take_back_partner(partner=town.bank, actor=office)
