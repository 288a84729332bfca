"""The demo street's trainings, receptions and mutual appraisals, with what they led to."""

from datetime import timedelta
from decimal import Decimal

from liaison.models import Finding
from liaison.occasion_enums import OccasionKind
from liaison.services import findings, mutual_appraisals, occasions
from orgs.models import Circle
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street
from resources.enums import ResourceClass

MATTERS = ["示例路口夜间照明不足", "希望社区增设示例书架"]
FEEDBACK = ("台账规范，活动正常", "建议补齐学习记录", "轮值牵头主动")


def build_occasions(street: Street) -> None:
    """A training of the year, receptions with matters, a round that is over and one that runs."""
    office = street.office
    with clock_at(street.today - timedelta(days=160)):
        occasions.note_occasion(
            kind=OccasionKind.TRAINING,
            org=street.root,
            topic="社区工作者年度集中轮训（示例）",
            place="街道示例党校",
            headcount=46,
            hours=Decimal(16),
            actor=office,
        )
    for back, community in enumerate(street.communities[:2]):
        with clock_at(street.today - timedelta(days=6 + 20 * back)):
            occasions.note_occasion(
                kind=OccasionKind.RECEPTION,
                org=community,
                topic="党代表接待日（示例）",
                place="党群服务站",
                headcount=5 + back,
                findings=MATTERS[back : back + 1],
                actor=office,
            )
    matter = Finding.objects.filter(occasion__org=street.communities[1]).first()
    if matter is not None:
        with clock_at(street.today):
            findings.make_need(finding=matter, resource_class=ResourceClass.FACILITY, actor=office)
    _appraise(street)


def _appraise(street: Street) -> None:
    for number, circle in enumerate(Circle.objects.order_by("pk")[:2]):
        with clock_at(street.today - timedelta(days=25)):
            appraisal = mutual_appraisals.open_mutual_appraisal(
                circle=circle, topic="互学互检互评", actor=street.office
            )
            lines = list(appraisal.lines.select_related("membership"))
            for order, line in enumerate(lines if number == 0 else lines[:1]):
                is_clean = order % 3 == 2  # noqa: PLR2004 - at every third member nothing was found
                mutual_appraisals.score_member(
                    appraisal=appraisal,
                    membership=line.membership,
                    score=None if is_clean else 96 - order,
                    has_no_findings=is_clean,
                    feedback=FEEDBACK[order % 3],
                    actor=street.office,
                )
