"""What of the three lists passes over with a post."""

import pytest

from orgs.enums import PostKind
from orgs.models import AuditEntry
from orgs.selectors.handovers import Holder, open_things
from orgs.services.handovers import hand_over
from tests.factories import PostingFactory
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def test_open_rows_in_the_name_of_the_predecessor_pass_into_the_successors(town, office):
    posting = PostingFactory(org=town.east, kind=PostKind.SECRETARY, person_name="王示范")
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    project = ProjectFactory(match=match, responsible_name="王示范")
    mine = NeedFactory(owner_org=town.east, contact_name="王示范", contact_phone="1")
    of_another = NeedFactory(owner_org=town.east, contact_name="赵测试")
    elsewhere = NeedFactory(owner_org=town.west, contact_name="王示范")

    passed = hand_over(
        posting=posting, person_name="李样例", work_phone="19000000008", actor=office
    )

    for row in (project, mine, of_another, elsewhere):
        row.refresh_from_db()
    assert project.responsible_name == "李样例"
    assert (mine.contact_name, mine.contact_phone) == ("李样例", "19000000008")
    assert (of_another.contact_name, elsewhere.contact_name) == ("赵测试", "王示范")
    listed = {thing["words"]: thing["is_own"] for thing in passed.sheet["things"]}
    assert listed[str(project)]
    assert AuditEntry.objects.filter(verb="project.hand_on").count() == 1


def test_what_is_finished_is_not_handed_over(town):
    NeedFactory(owner_org=town.east, contact_name="王示范", state="withdrawn")

    assert open_things(town.east, Holder("王示范")) == []
