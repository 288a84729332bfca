"""Ledgers of suggestions and the list of matters, as offices keep them."""

from datetime import timedelta

import pytest

from liaison.matter_enums import MatterState
from liaison.models import Matter, Proposal
from liaison.proposal_enums import ProposalState
from orgs.imports import centre
from orgs.services.workflow import lock
from tests.liaison.proposals import ProposalFactory, a_group
from tests.orgs.imports import workbook

pytestmark = pytest.mark.django_db

SUGGESTIONS = [
    ["提出单位", "建议内容", "归口小组", "提出日期", "办理状态", "答复日期", "答复内容"],
    [
        "示例小学",
        "建议错峰开放校内操场",
        "示例经济建设工作协调小组",
        "2026-03-02",
        "已办结",
        "2026-03-20",
        "已按周末开放。",
    ],
    ["示例银行", "建议开展反诈联合宣传", "", "2026-10-09", "办理中", "", ""],
]
MATTERS = [
    [
        "事项名称",
        "责任部门",
        "政策依据",
        "承办社区",
        "准入日期",
        "到期日期",
        "每月表格数",
        "每月用时（分钟）",
    ],
    ["高龄津贴核对", "民政科", "示例办法第三条", "东社区", "2026-01-01", "2036-12-31", 2, 60],
    ["旧事项", "统计站", "示例办法第九条", "", "2024-01-01", "2024-12-31", 1, 30],
]


def brought(rows, office, street):
    (run,) = centre.bring(
        content=workbook(rows), file_name="台账.xlsx", actor=office, street=street
    )
    run = centre.check(run=run, actor=office)
    centre.apply(run=run, actor=office)
    return lock(run)


def test_suggestions_come_over_open_and_closed_and_only_once(town, office):
    group = a_group(town.root)
    brought(SUGGESTIONS, office, town.root)
    brought(SUGGESTIONS, office, town.root)

    closed, waiting = Proposal.objects.order_by("pk")
    assert (closed.owner, closed.state, closed.group) == (town.school, ProposalState.CLOSED, group)
    assert closed.steps.get(serial=2).words == "已按周末开放。"
    assert (waiting.owner, waiting.state) == (town.bank, ProposalState.RAISED)


def test_what_the_list_holds_on_another_chain_does_not_come_back_as_a_suggestion(town, office):
    known = ProposalFactory(owner_org=town.east)
    head = ["提出单位", "建议标题", "建议内容"]

    brought([head, ["东社区党委", known.title, known.content]], office, town.root)

    assert Proposal.objects.get() == known


def test_matters_come_over_with_their_days_and_are_taken_back(town, office):
    run = brought(MATTERS, office, town.root)
    admitted, left = Matter.objects.order_by("pk")
    facts = (admitted.state, admitted.forms_a_month, admitted.time_a_month)
    asked = list(admitted.communities.all())
    centre.undo(run=run, actor=office)

    assert facts == (MatterState.ADMITTED, 2, timedelta(hours=1))
    assert (asked, left.state) == ([town.east], MatterState.LEFT)
    assert not Matter.objects.exists()
