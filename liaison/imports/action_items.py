"""督办台账: what was handed over to whom, by when, and how far it is (SM-12)."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import REMARK

STATE_WORDS: Final[Mapping[str, str]] = {
    "已?销号": "已销号",
    "已?核查": "已核查",
    "已?(完成|办结|反馈)|是": "已反馈",
    "(正在)?(推进|进行|办理)中?|在办": "办理中",
    "已?签收": "已签收",
    "已?交办|未(启动|开始|完成|办结|签收)|待办|否": "已交办",
    "已?退回": "已退回",
    "已?(撤销|撤回|取消)": "已撤销",
}

LEDGER: Final = Ledger(
    kind="action_items",
    title=_("ledger of action items"),
    names="title",
    words="督办",
    needs=(frozenset({"title", "owner", "due"}),),
    identities=(("number",),),
    public=("number", "title", "owner", "due", "state"),
    columns=(
        Column(
            "number",
            _("code"),
            "督办编号 督办件编号 事项编号 督办单号 督查编号",
            cleaning.code,
            is_verbatim=True,
        ),
        Column(
            "title",
            _("title"),
            "督办事项 议定事项 交办事项 督查事项 事项名称 工作事项 督办内容 交办内容 重点事项 "
            "议定事项内容 督办事项名称",
            cleaning.text,
            weak="事项 工作任务 任务",
            missing="missing_content",
            is_screened=True,
        ),
        Column(
            "source",
            _("where it comes from"),
            "事项来源 议定会议 会议名称 任务来源 交办依据 来源会议 督办来源",
            cleaning.text,
            weak="来源",
        ),
        Column(
            "owner",
            _("unit in charge"),
            "责任单位 牵头单位 主办单位 承办单位 责任部门 牵头部门 责任党组织 落实单位",
            cleaning.name,
            weak="单位 单位名称",
            missing="unknown_unit",
            refers=Reference((Register.ORGS, Register.PARTNERS)),
        ),
        Column(
            "assisting",
            _("assisting units"),
            "配合单位 协办单位 配合部门 参与单位 协助单位",
            cleaning.text,
        ),
        Column(
            "assigned",
            _("assigned on"),
            "交办时间 交办日期 下达时间 议定时间 交办 下发时间",
            cleaning.partial_date,
        ),
        Column(
            "due",
            _("due on"),
            "办理期限 办理时限 办结时限 完成时限 办结期限 整改时限 要求完成时间 截止时间 "
            "完成期限 时限要求 限办日期",
            cleaning.partial_date,
            weak="时限 期限",
            missing="missing_content",
        ),
        Column(
            "state",
            _("state"),
            "办理状态 是否完成 销号状态 是否销号 督办状态 完成状态",
            cleaning.choice(STATE_WORDS),
            weak="状态",
        ),
        Column(
            "progress",
            _("progress"),
            "办理情况 进展情况 落实情况 办理进展 工作进展 推进情况 完成情况 办理结果 反馈情况",
            cleaning.text,
            is_screened=True,
        ),
        Column(
            "reported",
            _("reported on"),
            "完成时间 反馈时间 办结时间 实际完成时间 办结日期",
            cleaning.partial_date,
        ),
        Column("struck_off", _("struck off on"), "销号时间 销号日期", cleaning.partial_date),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
