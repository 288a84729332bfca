"""机构成员台账: who sits on which body, for which unit, until when; no phones, no numbers (D7)."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from grids.imports.terms import contract_term
from liaison.enums import MembershipRole
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Cleaned
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.text import Cell
from partybuild.spreadsheets.wordings import REMARK

_LEADS: Final = "组长|书记|主任|召集人|理事长|站长|主席|会长|负责人|主要负责人|第一召集人|总召集人"
# The first pattern that fits counts, so a deputy is told before a leader.
role: Final = cleaning.choice(
    {
        r".*(列席|特邀|观察).*": MembershipRole.OBSERVER.value,
        rf"(常务|兼职|专职|第一)?副({_LEADS})": MembershipRole.DEPUTY.value,
        rf"({_LEADS})": MembershipRole.LEADER.value,
        r"(兼职|专职|常务)?(委员|成员|理事|组员|干事|代表|工作人员)": MembershipRole.MEMBER.value,
    }
)


def term(cell: Cell) -> Any:
    """2024.1-2028.12 or 2024年3月至长期, as the first and the last day."""
    found = contract_term(cell)
    if found is None:
        return None
    days = {"starts": found.others["contract_start"], "ends": found.others["contract_end"]}
    return Cleaned(found.value, others=days)


LEDGER: Final = Ledger(
    kind="body_roster",
    title=_("roster of bodies"),
    names="name",
    words="机构成员 组成人员 委员名单 成员名单 机构名单",
    needs=(frozenset({"body", "name"}),),
    identities=(("body", "name", "role"),),
    public=("body", "role", "name", "unit_and_post", "term"),
    columns=(
        Column(
            "body",
            _("body"),
            "机构名称 议事机构 议事协调机构 机构 委员会名称 所属机构 组织机构名称 任职机构",
            cleaning.name,
            weak="委员会 小组名称 名称",
            missing="unknown_body",
            refers=Reference((Register.BODIES,), "unknown_body"),
            carries=True,
            by_sheet=True,
        ),
        Column(
            "role",
            _("role in the body"),
            "职务 机构职务 机构内职务 担任职务 任职 委员会职务 组内职务",
            role,
            weak="身份 岗位",
        ),
        Column(
            "name",
            _("name"),
            "姓名 成员姓名 委员姓名 人员姓名 名字",
            cleaning.person,
            weak="成员 委员 人员",
            missing="missing_name",
        ),
        Column(
            "unit_and_post",
            _("unit and post"),
            "所在单位及职务 单位及职务 工作单位及职务 所在单位职务 单位职务及职称",
            cleaning.text,
        ),
        Column("unit", _("unit"), "所在单位 工作单位 单位 单位名称 推荐单位", cleaning.text),
        Column("post", _("post"), "单位职务 现任职务 行政职务 工作职务", cleaning.text),
        Column(
            "part_time",
            _("part-time member"),
            "是否兼职 兼职 专兼职",
            cleaning.yes_or_no,
        ),
        Column("term", _("term"), "任期起止 任期 任职期限 任期时间 起止时间 任职时间", term),
        Column(
            "starts",
            _("starts on"),
            "任期开始 任职日期 任期起始 起始时间 任职开始时间",
            cleaning.partial_date,
        ),
        Column(
            "ends",
            _("ends on"),
            "任期届满 届满时间 任期结束 截止时间 届满日期 任职截止时间",
            cleaning.partial_date,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
