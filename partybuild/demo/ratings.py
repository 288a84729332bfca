"""The demo street's ratings: a published quarter with what follows, and one that collects."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from grids.models import FirmScore, PropertyFirm, RatingRound, RatingUnit
from grids.rating_enums import PlateKind, RatingSheet, RatingSource, SanctionKind
from grids.services import objections, rating_openings, rating_rounds, sanctions
from grids.services.firms import name_unit_of_firm
from grids.services.rating_schemes import confirm_scheme, draft_scheme
from grids.services.rating_sheets import Entry, fill_sheet, items_of_sheet
from orgs.models import User
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street
from partybuild.periods import Period, PeriodKind

# The share of all points and the satisfaction of each firm, in turn.
WORK: Final = (("0.97", "93"), ("0.66", "71"), ("0.88", "88"), ("0.82", "80"), ("0.5", "60"))
HALF: Final = Decimal("0.5")


def build_ratings(street: Street) -> None:
    """The quarter before the last is published; the last one still collects its sheets."""
    office, clerk = street.office, User.objects.get(username="clerk")
    last = Period.of(street.today, PeriodKind.QUARTER).previous()
    past = last.previous()
    with clock_at(past.last_day + timedelta(days=1)):
        scheme = draft_scheme(street=street.root, actor=office)
        confirm_scheme(scheme=scheme, actor=office)
        _name_the_unit_of_a_firm(street)
        rating_round = _open(street, past)
    with clock_at(past.last_day + timedelta(days=6)):
        units = list(rating_round.units.select_related("firm", "estate", "rating_round__scheme"))
        for unit in units:
            for sheet in (RatingSheet.COMMUNITY, RatingSheet.OFFICE):
                _fill(unit, sheet, _share_of(unit.firm, units), office)
        rating_round = rating_openings.collect_round(rating_round=rating_round, actor=office)
        rating_round = rating_rounds.score_round(rating_round=rating_round, actor=office)
        rating_round = rating_rounds.review_round(
            rating_round=rating_round, words="抽查三家企业的评分依据，属实。", actor=clerk
        )
        rating_round = rating_rounds.announce_round(rating_round=rating_round, actor=office)
        _object(rating_round, office, clerk)
    _publish(rating_round, office, clerk)
    _collect(street, last)


def _open(street: Street, period: Period) -> RatingRound:
    return rating_openings.open_round(
        street=street.root, year=period.year, quarter=period.number, actor=street.office
    )


def _name_the_unit_of_a_firm(street: Street) -> None:
    """One firm has an account of its own, through the unit it is in the portal."""
    firm = PropertyFirm.objects.filter(contracts__isnull=False).order_by("pk").first()
    if firm is not None:
        name_unit_of_firm(firm=firm, partner=street.partners[0], actor=street.office)


def _share_of(firm: PropertyFirm, units: Iterable[RatingUnit]) -> tuple[str, str]:
    firms = sorted({unit.firm_id for unit in units})
    return WORK[firms.index(firm.pk) % len(WORK)]


def _fill(unit: RatingUnit, sheet: RatingSheet, work: tuple[str, str], actor: User) -> None:
    share, satisfaction = work
    entries = {
        item.key: Entry(
            Decimal(satisfaction)
            if item.source == RatingSource.SURVEY
            else (item.points * Decimal(share) / HALF).quantize(Decimal(1)) * HALF,
            "示例检查记录",
        )
        for item in items_of_sheet(unit.rating_round, sheet)
        if item.dimension_id
    }
    fill_sheet(unit=unit, sheet=sheet, entries=entries, actor=actor)


def _object(rating_round: RatingRound, office: User, clerk: User) -> None:
    """One firm objects; two people look at it, and the points stay."""
    scores = FirmScore.objects.filter(rating_round=rating_round, estate__isnull=False)
    score = scores.order_by("points", "pk").first()
    if score is None:
        return
    objection = objections.file_objection(
        score=score, words="公示栏当日正在更换，请复核。", actor=office
    )
    objection = objections.examine_objection(
        objection=objection, words="查看当日照片，未见公示内容。", actor=office
    )
    objections.dismiss_objection(
        objection=objection, decision="两次巡查均未公示，维持原评分。", actor=clerk
    )


def _publish(rating_round: RatingRound, office: User, clerk: User) -> None:
    day: date = rating_round.objections_until or rating_round.publish_by
    with clock_at(day + timedelta(days=1)):
        rating_round = rating_rounds.publish_round(rating_round=rating_round, actor=office)
        rating_round = rating_rounds.begin_consequences(
            rating_round=rating_round, due_on=day + timedelta(days=60), actor=office
        )
        best = rating_round.plates.filter(kind=PlateKind.GOLD).order_by("rank").first()
        if best is not None:
            reward = sanctions.propose_sanction(
                plate=best,
                kind=SanctionKind.BUNDLE_PRIORITY,
                words="老旧小区打包项目同等条件下优先。",
                due_on=day + timedelta(days=90),
                actor=office,
            )
            sanctions.approve_sanction(sanction=reward, actor=clerk)


def _collect(street: Street, period: Period) -> None:
    """The running round: half of the communities have handed in their sheets."""
    with clock_at(street.today - timedelta(days=1)):
        rating_round = _open(street, period)
        units = list(rating_round.units.select_related("firm", "estate", "rating_round__scheme"))
        for unit in units[::4]:
            _fill(unit, RatingSheet.COMMUNITY, _share_of(unit.firm, units), street.office)
