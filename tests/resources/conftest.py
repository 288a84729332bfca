"""The people of the lists: who speaks for a community, for a unit and for the street."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from orgs.enums import OrgKind, Role
from tests.factories import OrgFactory, PartnerFactory, RoleAssignmentFactory
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory


@pytest.fixture
def people(town, person):
    """The office, the secretaries of two communities and the liaisons of two units."""
    return SimpleNamespace(
        office=person(Role.OFFICE, over=town.root),
        east=person(Role.SECRETARY, over=town.east),
        west=person(Role.SECRETARY, over=town.west),
        school=person(Role.PARTNER_LIAISON, over=town.school),
        bank=person(Role.PARTNER_LIAISON, over=town.bank),
    )


@pytest.fixture
def need(town):
    return NeedFactory(owner_org=town.east)


@pytest.fixture
def resource(town):
    return ResourceFactory(owner_partner=town.school)


@pytest.fixture
def match(need, resource):
    return MatchFactory(need=need, resource=resource)


@pytest.fixture
def project(town):
    """A running project of the east community and the school, granted 100 yuan."""
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    return ProjectFactory(match=match, state="running", grant=Decimal(100))


@pytest.fixture
def street():
    return OrgFactory(code="101")


@pytest.fixture
def east(street):
    org = OrgFactory(code="101801", kind=OrgKind.COMMUNITY_COMMITTEE, parent=street)
    street.refresh_from_db()
    org.refresh_from_db()
    return org


@pytest.fixture
def school(street):
    return PartnerFactory(street=street)


@pytest.fixture
def secretary(east):
    return RoleAssignmentFactory(role=Role.SECRETARY, org=east).user


@pytest.fixture
def liaison(school):
    return RoleAssignmentFactory(role=Role.PARTNER_LIAISON, partner=school).user
