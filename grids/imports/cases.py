"""诉求工单: residents' requests as the superior hotline exports them (R-094, D4)."""

import re
import unicodedata

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grids.imports.case_words import CATEGORY_OF_WORD
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Clean, Cleaned, Doubt
from partybuild.spreadsheets.drafts import Work
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import NameIndex, Register
from partybuild.spreadsheets.text import Cell

_STEP = re.compile(r"\s*(?:[-—–]*>+|→|\||›|»)\s*")
_KIND = cleaning.choice(
    {
        r".*诉求.*": "诉求",
        r".*(投诉|举报).*": "投诉",
        r".*咨询.*": "咨询",
        r".*求助.*": "求助",
        r".*(建议|意见).*": "建议",
    }
)
_URGENCY = cleaning.choice(
    {
        r"特急|特别紧急|非常紧急|特级": "特急",
        r"一般|普通|常规|不急|平急?": "一般",
        r"紧急|加急|较急|急": "急",
        r"复杂|疑难复杂?": "复杂",
    }
)
_PART = cleaning.choice(
    {r"主办.*|承办.*|.*自办.*": "主办", r"协办.*|会办.*": "协办", r"转办.*": "转办"}
)
_WANTED = cleaning.choice(
    {
        r"是|有|需要?(回访)?|要|√|✓|对|y|yes|1|true": True,
        r"否|不|无需?(回访)?|不(用|需要?|必)(回访)?|×|✗|n|no|0|false": False,
    },
    reason="not_yes_or_no",
)
_SATISFACTION = cleaning.choice(
    {
        r"未评价?|无评价|未回访|未回复": "未评价",
        r".*(不满意|不满)": "不满意",
        r"(基本|较|比较)满意|一般": "基本满意",
        r"(非常|很|十分)?满意": "满意",
    }
)
_SOLVED = cleaning.choice(
    {
        r"是|有|已?解决|已办结|√|✓|对|y|yes|1|true": True,
        r"否|未|未解决|没有?解决|尚未解决|×|✗|n|no|0|false": False,
    },
    reason="not_yes_or_no",
)


def at_most(length: int) -> Clean:
    """Words that fit into a line of the register."""

    def clean(cell: Cell) -> str | None:
        words = cleaning.written(cell)
        if len(words) > length:
            message = gettext("No more than %(length)s signs: shorten it.") % {"length": length}
            raise Doubt("too_long", message, words[:length])
        return words or None

    return clean


def category(cell: Cell) -> Cleaned:
    """城乡建设->突发事件报告->停车占道 is an emergency report; the whole path is kept beside it."""
    path = at_most(200)(cell) or ""
    steps = [step for step in _STEP.split(unicodedata.normalize("NFKC", path)) if step]
    ours = next((step for step in steps if step in CATEGORY_OF_WORD), None)
    return Cleaned(ours or next(iter(steps[1:] or steps), None), others={"path": path or None})


def own_category(cell: Cell) -> str | None:
    """One of the closed list, as the portal writes it."""
    return _OWN(cell)


_OWN = cleaning.choice({word: word for word in CATEGORY_OF_WORD})


def settle(work: Work) -> None:
    """A case of another sub-district is not ours, and none is closed before it was reported."""
    orgs = work.known(Register.ORGS)
    index = NameIndex(orgs)
    for draft in work.drafts:
        values = draft.values
        if orgs and values["street"] and not index.find(values["street"]):
            message = gettext("This case belongs to another sub-district: delete the row.")
            draft.hold("street", "other_street", message)
        if values["reported"] and values["closed"] and values["closed"] < values["reported"]:
            message = gettext("The case was closed before it was reported: correct one of the two.")
            draft.hold("closed", "bad_moment", message)
        values["at"] = values["reported"]


LEDGER = Ledger(
    kind="requests",
    title=_("register of residents' requests"),
    names="number",
    words="工单 诉求 热线 12345 接诉即办",
    needs=(
        frozenset({"number", "title"}),
        frozenset({"number", "content"}),
        frozenset({"number", "category"}),
    ),
    identities=(("number",),),
    settle=settle,
    public=("number", "category", "title", "community", "at"),
    is_numbered=True,
    private=(
        "来电人 来电人姓名 来电人电话 来电人电话账号 来电人电话及账号 来电人号码 来电人账号 "
        "来电号码 来电电话 来电人地址 主叫号码 联系人 联系人姓名 联系人电话 联系电话 联系方式 "
        "电话 手机 手机号 手机号码 姓名 反映人 反映人姓名 反映人电话 诉求人 诉求人姓名 "
        "诉求人电话 投诉人 投诉人电话 举报人 举报人电话 求助人 求助人姓名 求助人电话 当事人 "
        "市民 市民姓名 市民电话 群众姓名 群众电话 居民姓名 居民电话 服务对象 账号 "
        "回访人 回访电话"
    ),
    columns=(
        Column(
            "number",
            _("case number"),
            "工单编号 工单号 工单编码 受理编号 诉求编号 热线编号 受理单号 工单流水号 任务编号",
            cleaning.code,
            weak="编号 流水号 单号",
            missing="missing_number",
            is_verbatim=True,
        ),
        Column(
            "kind", _("kind of case"), "工单类型 诉求类型 来电类型 受理类型", _KIND, weak="类型"
        ),
        Column(
            "category",
            _("category of the hotline"),
            "问题分类 问题类别 诉求分类 事项分类 内容分类 归口分类 问题类型 工单分类",
            category,
            weak="分类",
        ),
        Column("labels", _("labels"), "标签 工单标签", at_most(200), is_screened=True),
        Column(
            "title",
            _("title"),
            "标题 工单标题 诉求标题 问题标题 工单主题",
            at_most(200),
            weak="主题 事项名称",
            missing="missing_title",
            is_screened=True,
        ),
        Column(
            "content",
            _("content"),
            "主要内容 诉求内容 工单内容 反映内容 问题描述 诉求描述 来电内容 反映问题 问题内容",
            cleaning.text,
            weak="内容 描述",
            is_screened=True,
        ),
        Column("urgency", _("urgency"), "紧急程度 缓急程度 紧急情况 优先级", _URGENCY),
        Column(
            "part",
            _("part of the sub-district"),
            "工单性质 办理性质 承办性质",
            _PART,
        ),
        Column("channel", _("channel"), "工单来源 来源 诉求来源 来电渠道 受理渠道", at_most(60)),
        Column(
            "reported",
            _("reported at"),
            "来电时间 受理时间 诉求时间 反映时间 登记时间 创建时间 工单生成时间 来电日期",
            cleaning.moment,
            weak="时间 日期",
        ),
        Column("district", _("district"), "被反映区 被反映区县 被反映县区 所属区县", at_most(60)),
        Column(
            "street",
            _("sub-district"),
            "被反映街乡镇 街乡镇 被反映街道 所属街道 街道 被反映街镇 街道乡镇",
            cleaning.name,
        ),
        Column(
            "community",
            _("community of the hotline"),
            "村/社区 社区 所属社区 被反映社区 村居 所在社区 社区名称 被反映村社区 所属村社区",
            cleaning.one_community,
            refers=Reference((Register.COMMUNITIES,)),
        ),
        Column(
            "spot",
            _("spot"),
            "小区点位 点位 小区 所属小区 被反映地点 事发地点 问题地点",
            at_most(200),
            weak="地点 位置",
            is_screened=True,
        ),
        Column("firm", _("firm concerned"), "企业名称 被反映企业 涉事企业", at_most(120)),
        Column(
            "state",
            _("state at the hotline"),
            "工单状态 办理状态 处理状态 当前状态",
            at_most(60),
            weak="状态",
        ),
        Column(
            "handled",
            _("way of handling"),
            "处理受理方式 处理方式 受理方式 办理方式",
            at_most(120),
            is_screened=True,
        ),
        Column(
            "outcome",
            pgettext_lazy("case", "outcome"),
            "办理结果 处理结果 办理情况 处理情况",
            cleaning.text,
            is_screened=True,
        ),
        Column(
            "reply",
            _("reply"),
            "回复内容 答复内容 回复情况 答复情况",
            cleaning.text,
            is_screened=True,
        ),
        Column("closed", _("closed at"), "办结时间 结案时间 办结日期 结案日期", cleaning.moment),
        Column(
            "solved",
            pgettext_lazy("case", "solved"),
            "是否解决 是否已解决 解决情况 问题是否解决",
            _SOLVED,
        ),
        Column(
            "satisfaction",
            _("satisfaction"),
            "是否满意 满意度 满意情况 评价结果 满意度评价",
            _SATISFACTION,
        ),
        Column(
            "call_back",
            _("call-back wanted"),
            "是否需要回访 是否回访 需要回访 需回访 是否要求回访 要求回访 回访要求",
            _WANTED,
        ),
        Column(
            "own_community",
            _("community"),
            "办理社区",
            cleaning.one_community,
            refers=Reference((Register.COMMUNITIES,)),
        ),
        Column(
            "grid",
            _("grid"),
            "办理网格 所属网格 网格 网格名称 所在网格",
            cleaning.name,
            refers=Reference((Register.GRIDS,), "unknown_grid", is_optional=True),
        ),
        Column("own_category", _("category"), "职责类别", own_category),
    ),
)
