"""Plans over HTTP: reading with figures and lamps, and one endpoint for each deed."""

import pytest

from liaison.enums import MeetingState
from tests.liaison.factories import MeetingFactory
from tests.liaison.plans import PhaseTargetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

PLANS, PHASES, TARGETS = "/api/v1/plans/", "/api/v1/plan-phases/", "/api/v1/plan-targets/"
DAYS = {"starts_on": "2026-01-01", "ends_on": "2030-12-31"}


def test_a_plan_goes_its_way_over_http(town, people, api):
    office = api(people.office)
    plan = office.post(PLANS, {"org": "101", "title": "示例方案", **DAYS}).json()
    phase = office.post(PHASES, {"plan": plan["public_id"], "title": "摸底", **DAYS}).json()
    asked = {"phase": phase["public_id"], "title": "召开推进会", "due_on": "2030-12-31"}
    target = office.post(TARGETS, asked).json()
    other = office.post(TARGETS, asked).json()
    address, own = f"{PLANS}{plan['public_id']}/", f"{TARGETS}{target['public_id']}/"
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.HELD)

    answers = [
        office.patch(address, {"aim": "提升"}, headers={"If-Match": '"1"'}),
        office.patch(
            f"{PHASES}{phase['public_id']}/", {"aim": "清底数"}, headers={"If-Match": '"1"'}
        ),
        office.patch(own, {"title": "召开动员会"}, headers={"If-Match": '"1"'}),
        office.post(f"{address}drop-target/", {"target": other["public_id"]}),
        office.post(f"{address}start/"),
        office.post(f"{own}loosen/", {"reason": "不属实"}),
        office.post(f"{own}prove/", {"proof": str(meeting.public_id)}),
        office.post(f"{address}close/", {"outcome": "完成"}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 8
    assert (answers[-2].json()["lamp"], answers[-1].json()["state"]) == ("reached", "closed")
    assert office.post(f"{address}abandon/", {"reason": "不再需要"}).status_code == 409
    assert office.get(TARGETS, {"plan": plan["public_id"]}).json()["count"] == 1
    assert api(people.west).get(address).status_code == 404


def test_a_target_is_seen_by_whom_it_asks_and_counted_at_one_cost(
    town, people, api, django_assert_max_num_queries
):
    visited = {"indicator": "community-unvisited", "measure": "share", "goal": 100}
    first = PhaseTargetFactory(phase__plan__org=town.root, responsible=town.east, **visited)
    for _ in range(3):
        PhaseTargetFactory(phase=first.phase, **visited)

    with django_assert_max_num_queries(9):
        everything = api(people.office).get(TARGETS).json()
    mine = api(people.east).get(TARGETS).json()

    assert (everything["count"], mine["count"]) == (4, 1)
    assert (mine["results"][0]["figure"], mine["results"][0]["lamp"]) == (0.0, "due_soon")
    assert api(people.west).get(f"{TARGETS}{first.public_id}/").status_code == 404
