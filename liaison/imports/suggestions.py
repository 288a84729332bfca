"""建议台账: what member units have suggested, and what came of it (R-315)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import REMARK

LEDGER = Ledger(
    kind="proposals",
    title=_("list of suggestions"),
    names="content",
    words="建议 提案",
    needs=(frozenset({"unit", "content"}), frozenset({"content", "answer"})),
    identities=(("number",),),
    public=("unit", "title", "content", "raised", "status", "answer"),
    private="建议人 建议人姓名 提出人 提出人姓名 代表姓名 反映人 反映人姓名",
    columns=(
        Column(
            "number",
            _("reference number"),
            "建议编号 提案编号 意见建议编号",
            cleaning.code,
            weak="编号 序号编码",
            is_verbatim=True,
        ),
        Column(
            "unit",
            _("unit"),
            "提出单位 建议单位 提案单位 成员单位 建议提出单位 提出党组织",
            cleaning.name,
            weak="单位 单位名称",
            missing="unknown_unit",
            refers=Reference((Register.PARTNERS, Register.ORGS)),
            by_sheet=True,
        ),
        Column("title", _("title"), "建议标题 提案标题 建议名称 案由", cleaning.text),
        Column(
            "content",
            _("content"),
            "建议内容 意见建议 意见建议内容 提案内容 具体建议 建议事项",
            cleaning.text,
            missing="missing_content",
        ),
        Column("group", _("group"), "归口小组 协调小组 归口协调小组 办理小组", cleaning.name),
        Column(
            "proposers",
            _("how many propose it"),
            "提出人数 附议人数 联名人数",
            cleaning.count,
        ),
        Column(
            "raised",
            _("raised on"),
            "提出日期 提出时间 建议日期 建议时间 收集时间",
            cleaning.partial_date,
        ),
        Column(
            "status",
            _("state"),
            "办理状态 办理情况 建议状态 办结情况",
            cleaning.text,
            weak="状态",
        ),
        Column(
            "closed",
            pgettext_lazy("proposal", "closed on"),
            "办结日期 答复日期 答复时间 办结时间",
            cleaning.partial_date,
        ),
        Column("answer", _("answer"), "答复内容 答复情况 答复意见 办理结果", cleaning.text),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
