"""The ledger of a plan: read in as a draft, again without a change, out and in the same."""

import pytest
from django.urls import reverse

from liaison.models import PhaseTarget, Plan
from liaison.plan_enums import PlanState
from orgs.imports import centre
from tests.orgs.imports import figures, imported

pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

HEADERS = [
    *("方案名称", "阶段名称", "阶段开始", "阶段结束", "工作目标", "责任单位", "完成期限"),
    *("计数指标", "计量方式", "目标值"),
]
PLAN = "示例提升方案"
VISITS = [PLAN, "摸底", "2027-01-01", "2027-03-31", "走访到位", "东社区", "2027-03-20"]
COUNTED = [*VISITS, "本季度已走访的社区", "达标率不低于", 100]
MEETING = [PLAN, "推进", "2027-04-01", "2027-06-30", "召开推进会", "", "2027-06-30", "", "", ""]


def test_a_plan_arrives_as_a_draft_and_again_changes_nothing(town, office):
    run = imported([HEADERS, COUNTED, MEETING], office)
    again = imported([HEADERS, COUNTED, MEETING], office)

    assert (figures(run), figures(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    plan = Plan.objects.get()
    assert (plan.state, str(plan.ends_on)) == (PlanState.DRAFTED, "2027-06-30")
    visits, meeting = PhaseTarget.objects.order_by("due_on")
    assert (visits.responsible, visits.indicator) == (town.east, "community-unvisited")
    assert (meeting.responsible, meeting.is_counted) == (town.root, False)


def test_what_leaves_the_portal_comes_back_without_a_change_and_a_run_is_taken_back(
    town, office, browser
):
    run = imported([HEADERS, COUNTED, MEETING], office)
    url = reverse("liaison:plan-export", args=[Plan.objects.get().public_id])
    sheet = b"".join(browser(office).post(url, {"format": "xlsx"}))

    (back,) = centre.bring(content=sheet, file_name="方案台账.xlsx", actor=office)
    report = centre.check(run=back, actor=office).report
    centre.undo(run=run, actor=office)

    assert (back.kind, report["held"], report["deeds"]) == ("plans", [], [])
    assert not Plan.objects.exists()
