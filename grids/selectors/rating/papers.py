"""The official papers of a rating: announcement, certificate of a plate, notice to put right.

The words of the papers are Chinese whatever language the reader has chosen, as the kit's own are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils import timezone

from grids.models import FirmScore, Plate, RatingRound, Sanction
from grids.rating_enums import (
    ANNOUNCED_STATES,
    PLATE_WORDS,
    RANKED_PLATES,
    PlateKind,
    RatingState,
    SanctionKind,
)
from grids.selectors.rating.plating import Why
from partybuild.documents import Document, Heading, Item, Paragraph, Table, chinese_date
from partybuild.documents.blocks import Block
from partybuild.documents.wording import chinese_number

_REASONS: Final = {
    Why.NEW_CONTRACT: "本季度服务时间较短，暂不评定牌级。",
    Why.VETO: "存在一票否决情形：{what}。",
    Why.POINTS: "综合得分为{what}分。",
    Why.SATISFACTION: "居民满意度未达到要求。",
    Why.OPEN_RECTIFICATION: "此前要求的整改尚未完成。",
    Why.OVERDUE_RECTIFICATION: "严重问题逾期未完成整改。",
    Why.YELLOW_AGAIN: "连续{what}个季度被评为黄牌且得分未见提高。",
    Why.CAP: "金牌比例已达上限。",
}
# An appraisal of the sub-district, since qualification grades were abolished.
_NO_LICENCE: Final = "本评价为街道党建引领物业服务工作的评价结果，不作为企业资质证明。"
_MOST_LOST: Final = 5


def quarter_words(rating_round: RatingRound) -> str:
    return f"{rating_round.year}年第{chinese_number(rating_round.quarter)}季度"


def announcement_document(rating_round: RatingRound) -> Document | None:
    """The list of plates: for objections while these may be raised, afterwards as the result.

    Yellow and red plates stand in it only where the sub-district decided to show them.
    """
    if rating_round.state not in ANNOUNCED_STATES:
        return None
    return announcement_from(rating_round, _announced(rating_round))


def announcement_from(rating_round: RatingRound, scores: Iterable[FirmScore]) -> Document:
    """The list of these firms with their plates."""
    is_for_objections = rating_round.state == RatingState.ANNOUNCED
    quarter, rows = quarter_words(rating_round), [_plate_line(each) for each in scores]
    blocks: list[Block] = [Paragraph(_opening(rating_round, is_for_objections))]
    if rows:
        header = ("名次", "物业企业", "得分", "牌级")
        blocks.append(Table(rows, header, widths=(4, 14, 5, 5)))
    if is_for_objections:
        blocks += _objections(rating_round)
    blocks.append(Paragraph(_NO_LICENCE))
    ending = "公示" if is_for_objections else "公告"
    return Document(
        title=f"关于{quarter}\n红色物业企业评牌结果的{ending}",
        blocks=blocks,
        signature=rating_round.street.name,
        issued_on=rating_round.announced_on if is_for_objections else rating_round.published_on,
    )


def certificate_document(plate: Plate) -> Document | None:
    """What a firm may hang up: only gold and silver are certified."""
    if plate.kind not in RANKED_PLATES:
        return None
    rating_round = plate.rating_round
    word = PLATE_WORDS[PlateKind(plate.kind)]
    text = (
        f"经综合评价，你单位在{rating_round.street.name}{quarter_words(rating_round)}"
        f"红色物业企业评价中得分{plate.points}分，排名第{plate.rank}，评定为“{word}”物业企业。"
    )
    return Document(
        title=f"红色物业企业评牌证书\n（{word}）",
        addressee=plate.firm.name,
        blocks=[
            Paragraph(text),
            Paragraph("有效期至下一季度评牌结果公布之日。"),
            Paragraph(_NO_LICENCE),
        ],
        signature=rating_round.street.name,
        issued_on=rating_round.published_on,
    )


def rectification_document(sanction: Sanction) -> Document | None:
    """What a firm has to put right, by which day, and why."""
    if sanction.kind != SanctionKind.RECTIFICATION:
        return None
    return rectification_from(sanction, list(_lost(sanction.plate)))


def rectification_from(sanction: Sanction, lost: Sequence[str]) -> Document:
    """The notice with these items as those of most points lost."""
    plate, rating_round = sanction.plate, sanction.plate.rating_round
    word, due = PLATE_WORDS[PlateKind(plate.kind)], chinese_date(sanction.due_on)
    blocks: list[Block] = [
        Paragraph(
            f"在{quarter_words(rating_round)}红色物业企业评价中，你单位被评定为“{word}”。"
            "现就有关问题整改要求通知如下："
        ),
        Heading(1, "评定原因"),
        *map(Item, _reasons(plate.reasons)),
    ]
    if lost:
        blocks += [Heading(1, "主要失分项"), *map(Item, lost)]
    blocks += [
        Heading(1, "整改要求"),
        Item(f"{sanction.words.rstrip('。')}。"),
        Item(f"请于{due}前完成整改，并将整改情况和佐证材料书面报送我单位。"),
        Item("逾期未完成整改的，将在下一季度评牌中予以体现。"),
    ]
    return Document(
        title="物业服务限期整改通知书",
        addressee=plate.firm.name,
        blocks=blocks,
        signature=rating_round.street.name,
        issued_on=timezone.localtime(sanction.created_at).date(),
    )


def _opening(rating_round: RatingRound, is_for_objections: bool) -> str:
    quarter, street = quarter_words(rating_round), rating_round.street.name
    done = (
        f"按照红色物业企业评价标准，{street}对{quarter}辖区物业企业进行了综合评价，"
        "依据小区得分按户数加权计算企业得分。"
    )
    return f"{done}现将拟评牌级公示如下：" if is_for_objections else f"{done}现将结果公告如下："


def _announced(rating_round: RatingRound) -> Any:
    shown = [*RANKED_PLATES]
    if rating_round.scheme.shows_low_plates:
        shown += [PlateKind.YELLOW, PlateKind.RED]
    scores = FirmScore.objects.filter(rating_round=rating_round, plate__in=shown).of_firms()
    return scores.for_list().in_order()


def _plate_line(score: FirmScore) -> list[str]:
    return [
        str(score.rank or "—"),
        score.firm.name,
        str(score.points if score.points is not None else "—"),
        PLATE_WORDS[PlateKind(score.plate)],
    ]


def _objections(rating_round: RatingRound) -> Iterator[Paragraph]:
    first, last = rating_round.announced_on, rating_round.objections_until
    if first and last:
        yield Paragraph(f"公示期为{chinese_date(first)}至{chinese_date(last)}。")
    yield Paragraph("物业企业对公示结果有异议的，请在公示期内书面提出，并附有关依据。")


def _reasons(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    return [_REASONS[Why(each["why"])].format(what=each.get("what", "")) for each in reasons]


def _lost(plate: Plate) -> Iterator[str]:
    """The estates and items with most points lost."""
    scores = FirmScore.objects.filter(rating_round=plate.rating_round, firm=plate.firm)
    found = [
        (float(part["most"]) - float(part["points"]), score.estate, part)
        for score in scores.exclude(estate=None).select_related("estate")
        for part in score.parts
        if part["kind"] == "basic" and float(part["points"]) < float(part["most"])
    ]
    found.sort(key=lambda each: -each[0])
    for _left, estate, part in found[:_MOST_LOST]:
        yield f"{estate}：{part['name']}，满分{part['most']}分，得{part['points']}分。"
