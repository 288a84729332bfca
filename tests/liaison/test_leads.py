"""From a key project to the agenda of a meeting."""

import pytest
from django.urls import reverse

from orgs.enums import Role
from orgs.selectors.leads import leads_of
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def project_of(town, **facts):
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    return ProjectFactory(match=match, **{"state": "classed", "project_class": "key", **facts})


def test_the_office_is_led_from_a_key_project_to_the_agenda(town, office, browser):
    project = project_of(town)

    page = browser(office).get(project.get_absolute_url()).content.decode()

    address = f"{reverse('liaison:item-propose')}?project={project.public_id}"
    assert address in page
    assert browser(office).get(address).status_code == 200


@pytest.mark.parametrize(
    "facts", [{"project_class": "ordinary"}, {"state": "filed", "project_class": ""}]
)
def test_only_a_classed_key_project_leads_there(town, office, facts):
    assert leads_of(project_of(town, **facts), reader=office) == []


def test_who_has_no_seat_is_not_led_there(town, person):
    liaison = person(Role.PARTNER_LIAISON, over=town.school)

    assert leads_of(project_of(town), reader=liaison) == []
