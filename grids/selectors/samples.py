"""Samples of this app's papers, printed from made-up rows that are never kept."""

from datetime import UTC, date, datetime
from decimal import Decimal

from grids.models import FirmScore, Plate, PropertyFirm, RatingRound, RatingScheme, Sanction
from grids.rating_enums import PlateKind, RatingState, SanctionKind
from grids.selectors.rating.papers import (
    announcement_from,
    certificate_document,
    rectification_from,
)
from grids.selectors.rating.plating import Why
from orgs.models import Org
from partybuild.documents import Document

_PUBLISHED_ON = date(2026, 10, 26)
_FIRMS = (
    ("示例物业服务有限公司", PlateKind.GOLD, 1, "96.40"),
    ("样例家园物业管理有限公司", PlateKind.GOLD, 2, "94.15"),
    ("示范后勤服务有限公司", PlateKind.SILVER, 3, "88.70"),
    ("样板社区服务中心", PlateKind.SILVER, 4, "86.05"),
)


def _round(street: Org, state: RatingState) -> RatingRound:
    return RatingRound(
        street=street,
        scheme=RatingScheme(street=street, number=1),
        year=2026,
        quarter=3,
        state=state,
        announced_on=date(2026, 10, 12),
        objections_until=date(2026, 10, 19),
        published_on=_PUBLISHED_ON,
    )


def _plate(street: Org, kind: PlateKind, **facts: object) -> Plate:
    name, _kind, rank, points = next(each for each in _FIRMS if each[1] == kind)
    usual = {"rank": rank, "points": Decimal(points), **facts}
    return Plate(
        rating_round=_round(street, RatingState.PUBLISHED),
        firm=PropertyFirm(street=street, name=name),
        kind=kind,
        **usual,
    )


def announcement_sample(street: Org) -> Document:
    """The list of plates with the window for objections."""
    rating_round = _round(street, RatingState.ANNOUNCED)
    scores = [
        FirmScore(
            rating_round=rating_round,
            firm=PropertyFirm(street=street, name=name),
            plate=kind,
            rank=rank,
            points=Decimal(points),
        )
        for name, kind, rank, points in _FIRMS
    ]
    return announcement_from(rating_round, scores)


def certificate_sample(street: Org) -> Document:
    """The certificate of a gold plate."""
    document = certificate_document(_plate(street, PlateKind.GOLD))
    if document is None:
        raise LookupError("a gold plate has a certificate")
    return document


def rectification_sample(street: Org) -> Document:
    """The notice to a firm with a yellow plate."""
    yellow = Plate(
        rating_round=_round(street, RatingState.PUBLISHED),
        firm=PropertyFirm(street=street, name="拟安物业服务有限公司"),
        kind=PlateKind.YELLOW,
        points=Decimal("72.30"),
        reasons=[{"why": Why.POINTS, "what": "72.30"}, {"why": Why.SATISFACTION}],
    )
    sanction = Sanction(
        plate=yellow,
        kind=SanctionKind.RECTIFICATION,
        words="修复单元门禁，补齐楼道照明，并按月公示公共收益",
        due_on=date(2026, 11, 25),
        created_at=datetime(2026, 10, 26, 2, tzinfo=UTC),
    )
    lost = [
        "示例花园：公共区域保洁，满分10分，得6.50分。",
        "示例花园：报修响应，满分8分，得5.20分。",
    ]
    return rectification_from(sanction, lost)
