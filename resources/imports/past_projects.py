"""历年项目台账: what communities and units carried out together in earlier years."""

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Cleaned
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.text import Cell
from resources.enums import ProjectClass
from resources.selectors.ledger_words import PROJECT_CLASS_WORDS

_BETWEEN = re.compile(
    r"\s*(?:至|到|~|～|—+|–|－)\s*|\s+-\s+|(?<=月|日)-|(?<=\d{4}\.\d\d)-|(?<=\d{4}\.\d)-"
)

LONGEST_NAME = 120


def stretch(cell: Cell) -> Any:
    """From when until when: 2024年3月至12月 has the year of its beginning at its end too."""
    words = cleaning.written(cell)
    parts = [part for part in _BETWEEN.split(words) if part]
    if len(parts) != 2:  # noqa: PLR2004 - a beginning and an end
        return Cleaned(words or None, others={"started": _day(cell), "ended": None})
    first, last = parts
    year = re.match(r"\d{4}", first)
    if year and not re.match(r"\d{4}", last):
        last = f"{year[0]}{'年' if '月' in last else '.'}{last}"
    return Cleaned(words, others={"started": _day(first), "ended": _day(last)})


def _day(cell: Cell) -> Any:
    read = cleaning.partial_date(cell)
    return read.value if isinstance(read, Cleaned) else read


def settle(work: Work) -> None:
    """Two different sides, and no grant for what was not funded; else somebody has to look."""
    for draft in work.drafts:
        _hold_what_does_not_fit(draft.values, draft)
        unit, giver = draft.values.get("unit"), draft.values.get("giver")
        if unit and unit == giver:
            draft.hold("giver", "same_side", gettext("Two different sides carry a project."))
        found = class_of(draft.values.get("category"))
        if found == ProjectClass.UNFUNDED and draft.values.get("grant"):
            draft.hold("grant", "grant_refused", gettext("An unfunded project has no grant."))


def _hold_what_does_not_fit(values: dict[str, Any], draft: Draft) -> None:
    started, ended = values.get("started"), values.get("ended")
    if started and ended and ended.last_day < started.first_day:
        key = "period" if values.get("period") else "ended"
        draft.hold(key, "bad_date", gettext("The end lies before the beginning."))
    if len(values.get("name") or "") > LONGEST_NAME:
        draft.hold("name", "too_long", gettext("Use at most 120 characters."))


def class_of(words: str | None) -> str:
    """The class that a cell names, or none: ledgers of earlier years sorted differently."""
    found = (kind for word, kind in PROJECT_CLASS_WORDS.items() if word in (words or ""))
    return next(found, "")


LEDGER = Ledger(
    kind="past_projects",
    title=_("ledger of past projects"),
    names="name",
    words="项目",
    needs=(frozenset({"name", "unit", "giver"}),),
    identities=(("number",),),
    settle=settle,
    public=("name", "unit", "giver", "category", "grant"),
    columns=(
        Column(
            "number",
            _("reference number"),
            "项目编号 编号 项目编码 项目序号",
            cleaning.code,
            is_verbatim=True,
        ),
        Column(
            "name",
            _("name"),
            "项目名称 共建项目 共建项目名称 实施项目 活动项目",
            cleaning.text,
            weak="名称 项目",
            missing="missing_content",
        ),
        Column("category", _("class"), "项目类别 类别 项目类型 立项类别", cleaning.text),
        Column(
            "unit",
            _("undertaken by"),
            "申报单位 承办社区 承办单位 实施单位 申报社区 项目申报单位 牵头单位",
            cleaning.name,
            weak="单位 社区 提出单位",
            missing="unknown_unit",
            refers=Reference((Register.ORGS, Register.PARTNERS)),
            by_sheet=True,
        ),
        Column(
            "giver",
            _("together with"),
            "资源单位 共建单位 合作单位 参与单位 协办单位 资源提供单位",
            cleaning.name,
            weak="提供单位 共建单位名称",
            missing="unknown_unit",
            refers=Reference((Register.PARTNERS, Register.ORGS)),
        ),
        Column("period", _("from – until"), "起止时间 实施时间 项目周期 实施周期", stretch),
        Column(
            "started",
            _("starts on"),
            "开始时间 启动时间 开工时间",
            cleaning.partial_date,
        ),
        Column(
            "ended",
            _("due on"),
            "结束时间 完成时限 完成时间 结项时间",
            cleaning.partial_date,
        ),
        Column(
            "grant",
            _("grant (yuan)"),
            "资金 经费 资金(元) 经费(元) 项目资金",
            cleaning.measure,
            is_money=True,
        ),
        Column("source", _("funding"), "经费来源 资金来源", cleaning.text),
        Column("responsible", _("responsible"), "责任人 负责人 项目负责人", cleaning.text),
        Column(
            "outcome",
            _("outcome"),
            "完成情况 成效 实施成效 项目成效",
            cleaning.text,
            is_screened=True,
        ),
        Column(
            "satisfaction",
            _("satisfaction"),
            "满意度 满意率 评价 群众评价",
            cleaning.text,
            is_screened=True,
        ),
        Column("need", _("need"), "需求编号", cleaning.text, is_aside=True),
        Column("resource", _("resource"), "资源编号", cleaning.text, is_aside=True),
        Column("progress", _("progress (%)"), "进度(%) 进度", cleaning.text, is_aside=True),
        Column("status", _("state"), "状态 项目状态", cleaning.text, is_aside=True),
    ),
)
