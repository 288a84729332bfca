"""社区工作事项清单: what communities are asked to do, by whom and until when (R-262)."""

from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import REMARK

LEDGER = Ledger(
    kind="matters",
    title=_("list of matters"),
    names="title",
    words="事项清单 准入清单",
    needs=(frozenset({"title", "department"}),),
    identities=(("number",),),
    public=("title", "department", "basis", "starts", "ends"),
    columns=(
        Column(
            "number",
            _("reference number"),
            "事项编号 清单编号",
            cleaning.code,
            weak="编号",
            is_verbatim=True,
        ),
        Column(
            "title",
            _("title"),
            "事项名称 工作事项 社区工作事项 准入事项 准入事项名称",
            cleaning.text,
            missing="missing_content",
        ),
        Column(
            "department",
            _("department"),
            "责任部门 申请部门 牵头部门 主管部门 准入部门 下达部门",
            cleaning.name,
            weak="部门 科室",
            missing="missing_content",
            carries=True,
        ),
        Column(
            "content",
            _("what is asked"),
            "事项内容 工作内容 工作要求 具体要求 事项说明",
            cleaning.text,
        ),
        Column(
            "basis", _("legal basis"), "政策依据 法律依据 法规依据 准入依据 设定依据", cleaning.text
        ),
        Column("funding", _("funding"), "经费保障 经费 工作经费 经费来源", cleaning.text),
        Column(
            "communities",
            _("communities"),
            "承办社区 涉及社区 实施社区 适用社区",
            cleaning.communities,
            refers=Reference((Register.COMMUNITIES,), is_optional=True),
        ),
        Column(
            "starts",
            _("admitted from"),
            "准入日期 准入时间 起始日期 开始日期",
            cleaning.partial_date,
        ),
        Column(
            "ends",
            _("admitted until"),
            "到期日期 准入期限 截止日期 到期时间 有效期至",
            cleaning.partial_date,
        ),
        Column(
            "forms",
            _("forms a month"),
            "每月表格数 报表数 每月报表数 台账数 表格数",
            cleaning.count,
        ),
        Column(
            "minutes",
            _("minutes a month"),
            "每月用时（分钟） 每月用时 月均用时 预计用时",
            cleaning.count,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
