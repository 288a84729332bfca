"""The statement on a unit's co-building for its superior, as a value of the document kit (R-186).

The words of the paper are Chinese whatever language the reader has chosen, as the kit's own are.
"""

from typing import Final

from django.db.models import Q
from django.utils import timezone

from partybuild.documents import Cell, Document, Heading, Item, Paragraph, Table
from partybuild.documents.blocks import Block
from resources.enums import APPROVED_STATES
from resources.models import AnnualPledge, Appraisal, AppraisalSheet, Project, Wish
from resources.pledge_enums import COME_TRUE_STATES, Side

_FIVE: Final = {
    "life_count": "参加社区党组织生活",
    "talk_count": "与社区干部座谈",
    "survey_count": "开展社区调研",
    "wish_count": "认领微心愿",
    "volunteer_count": "担任社区志愿者",
}
_THREE: Final = {"deed": "办一件实事", "activity": "搞一次活动", "problem": "解一个难题"}


def statement_document(appraisal: Appraisal) -> Document:
    """What the unit did in the year, and how both sides appraise it; numbers, never names."""
    partner, community, year = appraisal.partner, appraisal.community, appraisal.year
    rows = AnnualPledge.objects.with_wishes().select_related(*_THREE)
    pledge = rows.filter(partner=partner, year=year).first()
    return Document(
        title=f"关于{partner.name}{year}年度参与社区党建共建情况的函",
        addressee="有关主管单位",
        blocks=[
            Paragraph(
                f"{year}年，{partner.name}与{community.name}结对共建。现将共建情况函告如下，"
                "供党建考核、评先评优时参考。"
            ),
            Heading(1, "年度任务完成情况"),
            *_tasks(pledge),
            Heading(1, "项目和微心愿"),
            Paragraph(_projects(appraisal)),
            Heading(1, "双向考核结果"),
            _results(appraisal),
        ],
        signature=partner.street.name,
        issued_on=timezone.localdate(),
    )


def _tasks(pledge: AnnualPledge | None) -> list[Block]:
    if pledge is None:
        return [Paragraph("该单位本年度未填报年度任务。")]
    five = [
        [words, str(getattr(pledge, name)), str(pledge.member_count)]
        for name, words in _FIVE.items()
    ]
    three = [
        Item(f"{words}：{getattr(pledge, name) or '未完成'}。") for name, words in _THREE.items()
    ]
    return [Table(header=("“五个1”", "完成数", "应完成人数"), widths=(14, 7, 7), rows=five), *three]


def _projects(appraisal: Appraisal) -> str:
    sides = Q(need_partner=appraisal.partner) | Q(resource_partner=appraisal.partner)
    year = Q(created_at__year=appraisal.year, is_history=False)
    projects = Project.objects.filter(sides & year, state__in=APPROVED_STATES).count()
    wishes = Wish.objects.filter(claimant=appraisal.partner, claimed_on__year=appraisal.year)
    done = wishes.filter(state__in=COME_TRUE_STATES).count()
    return f"参与共建项目{projects}个，认领微心愿{wishes.count()}个，其中已实现{done}个。"


def _results(appraisal: Appraisal) -> Table:
    sheets = appraisal.by_side
    return Table(
        header=("评价方", "得分", "满意率", "评价"),
        widths=(7, 4, 5, 12),
        rows=[
            [Cell(words, is_label=True), *_result(sheets[side])]
            for side, words in ((Side.COMMUNITY, "社区评单位"), (Side.UNIT, "单位评社区"))
        ],
    )


def _result(sheet: AppraisalSheet) -> list[str]:
    rate = sheet.satisfaction
    asked = "调查不足5人，不予公布" if rate is None else f"{rate}%"
    return [str(sheet.score), asked, sheet.content or "—"]
