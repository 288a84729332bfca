"""会议台账: the register of meetings that were held before the portal kept them (R-150)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Doubt
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.text import Cell
from partybuild.spreadsheets.wordings import REMARK


def past_moment(cell: Cell) -> datetime | None:
    """When a meeting began; a register names none that are still to come."""
    moment = cleaning.moment(cell)
    if moment is not None and moment > timezone.now():
        raise Doubt("bad_moment", gettext("A register names meetings that have been held."))
    return moment


LEDGER = Ledger(
    kind="past_meetings",
    title=_("register of past meetings"),
    names="title",
    words="会议",
    needs=(
        frozenset({"title", "started", "topics"}),
        frozenset({"title", "started", "decisions"}),
        frozenset({"title", "started", "present"}),
    ),
    identities=(("title", "started"),),
    public=("title", "body", "started", "place", "present"),
    # Who came is nobody's business here: only how many (D9).
    private="参会人员 参会人员名单 出席人员 出席人员名单 参加人员 签到人员 签到表 缺席人员 "
    "请假人员 列席人员 记录人 会议记录人",
    columns=(
        Column(
            "body",
            _("body"),
            "会议机构 召开机构 议事机构 会议主体 组织机构 会议名义 召开组织",
            cleaning.name,
            weak="召开单位 组织单位 主办单位",
            refers=Reference((Register.BODIES,), reason="unknown_body"),
        ),
        Column(
            "title",
            _("title"),
            "会议名称 会议主题 会议标题",
            cleaning.text,
            weak="名称 主题",
            missing="missing_name",
        ),
        Column("kind", _("kind"), "会议类型 会议类别 会议种类", cleaning.text, weak="类型 类别"),
        Column(
            "started",
            _("starts at"),
            "会议时间 召开时间 会议日期 召开日期 开会时间",
            past_moment,
            weak="时间 日期",
            missing="missing_day",
        ),
        Column(
            "place",
            _("place"),
            "会议地点 召开地点 开会地点",
            cleaning.text,
            weak="地点 地址",
        ),
        Column("chair", _("chaired by"), "主持人 会议主持 主持人员 会议主持人", cleaning.text),
        Column(
            "present",
            _("present"),
            "参会人数 实到人数 出席人数 参加人数 到会人数",
            cleaning.count,
            weak="人数",
        ),
        Column(
            "topics",
            _("items"),
            "议题 会议议题 主要议题 会议内容 主要内容 会议议程 议程",
            cleaning.text,
            weak="内容",
        ),
        Column(
            "decisions",
            _("resolutions"),
            "决议 会议决议 议定事项 决议事项 会议决定 形成决议 会议结果 决定事项",
            cleaning.text,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
