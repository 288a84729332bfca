"""需求清单: what communities and partner units need (SM-1)."""

from django.utils.translation import gettext_lazy as _

from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Register
from partybuild.spreadsheets.wordings import CONTACT, CONTACT_WEAK, PHONE, REMARK

LEDGER = Ledger(
    kind="needs",
    title=_("list of needs"),
    names="content",
    words="需求",
    needs=(
        frozenset({"unit", "content"}),
        frozenset({"content", "beneficiaries"}),
        frozenset({"content", "wished"}),
    ),
    identities=(("number",),),
    public=("unit", "category", "content", "beneficiaries", "contact", "phone"),
    private="受益人姓名 困难群众姓名 求助人 求助人姓名 服务对象姓名 受助人 受助人姓名",
    columns=(
        Column(
            "number",
            _("reference number"),
            "需求编号 编号 需求编码 清单编号 需求序号",
            cleaning.code,
            is_verbatim=True,
        ),
        Column(
            "unit",
            _("unit"),
            "提出单位 需求单位 单位 单位名称 申报单位 提报单位 上报单位 需求提出单位 需求方 "
            "申请单位 提出党组织 报送单位 需求主体 提出单位名称 需求单位名称 填报单位 需求来源 "
            "征集单位",
            cleaning.name,
            weak="党组织名称 社区 所属社区 社区名称 所属单位 党组织 名称",
            missing="unknown_unit",
            refers=Reference((Register.ORGS, Register.PARTNERS)),
            by_sheet=True,
        ),
        Column(
            "category",
            _("class"),
            "需求类别 需求类型 需求分类 类别 类型 分类 项目类别 需求种类",
            cleaning.category,
        ),
        Column(
            "group",
            _("beneficiaries in words"),
            "受益对象 受益群体 受益人群 服务对象 服务群体 服务人群 惠及对象",
            cleaning.text,
            weak="对象 群体",
        ),
        Column(
            "beneficiaries",
            _("number of beneficiaries"),
            "受益人数 受益人次 服务人数 惠及人数 覆盖人数 预计受益人数 涉及人数 受益数量 "
            "服务对象人数 受众人数",
            cleaning.count,
            weak="人数",
            has_total=True,
        ),
        Column(
            "content",
            _("content"),
            "需求内容 内容 需求描述 具体需求 需求事项 具体内容 需求详情 需求说明 内容描述 "
            "主要内容 需求具体内容 具体需求内容 需求情况",
            cleaning.text,
            weak="需求名称 需求项目 事项 需求 名称 诉求内容",
            missing="missing_content",
        ),
        Column(
            "urgency",
            _("urgency"),
            "紧急程度 缓急程度 优先级 紧急情况 轻重缓急",
            cleaning.text,
            weak="紧急",
        ),
        Column(
            "wished",
            _("wished for"),
            "期望完成时间 期望时间 完成时限 希望完成时间 期望时限 需求时间 完成时间 拟完成时间 "
            "期望解决时间 时间要求 期望对接时间 需求时限",
            cleaning.wished_time,
            weak="时限 时间",
        ),
        Column(
            "contact",
            _("contact"),
            f"{CONTACT} 需求联系人",
            cleaning.contact,
            weak=CONTACT_WEAK,
        ),
        Column(
            "phone",
            _("work phone"),
            PHONE,
            cleaning.phone_of("contact"),
        ),
        Column(
            "status",
            _("state"),
            "状态 对接情况 对接状态 办理情况 落实情况 需求状态 进展情况 完成情况 办理状态",
            cleaning.text,
        ),
        Column("remark", _("remark"), REMARK, is_aside=True),
    ),
)
