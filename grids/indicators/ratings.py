"""What the quarterly rating shall reach: all are rated, heard, in time, and answered (R-104)."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from grids.models import (
    Estate,
    FirmScore,
    Plate,
    RatingRound,
    RatingUnit,
    Sanction,
    ServiceContract,
)
from grids.rating_enums import APPROVED_SANCTIONS, LOW_PLATES, SanctionState
from orgs.enums import Basic
from orgs.models import Org
from orgs.scoping import Reach, reach_over
from orgs.selectors.indicators import Indicator, Subject
from partybuild.periods import Period, PeriodKind

# Fifteen workdays after the quarter a rating is published: a month, whatever holidays there are.
PUBLISHING: Final = timedelta(days=31)


def _rated_quarter(today: date) -> Period:
    """The last quarter whose plates are due."""
    return Period.of(today - PUBLISHING, PeriodKind.QUARTER).previous()


def _scores_below(reach: Reach) -> Q:
    return reach.streets("rating_round__street") | Q(estate__in=_estates(reach))


def plates_below(reach: Reach, prefix: str = "") -> Q:
    """Condition: the plate is the street's, or of a firm that was rated at an estate in reach."""
    served = RatingUnit.objects.filter(
        rating_round=OuterRef(f"{prefix}rating_round"),
        firm=OuterRef(f"{prefix}firm"),
        estate__in=_estates(reach),
    )
    return reach.streets(f"{prefix}rating_round__street") | Q(Exists(served))


def _estates(reach: Reach) -> Any:
    return Estate.objects.within(reach.below_streets()).values("pk")


def in_last_round(rows: Any) -> Any:
    """Those of these rows that belong to the last published round of their street."""
    rounds = RatingRound.objects.published().latest_first()
    last = rounds.filter(street=OuterRef("rating_round__street"))
    return rows.filter(rating_round=Subquery(last.values("pk")[:1]))


def _under_contract(today: date) -> Q:
    """Condition: a contract of the firm covers the whole quarter that is due."""
    quarter = _rated_quarter(today)
    begun = Q(starts_on=None) | Q(starts_on__lte=quarter.first_day)
    stays = Q(ends_on=None) | Q(ends_on__gte=quarter.last_day)
    return Q(Exists(ServiceContract.objects.filter(begun, stays, firm=OuterRef("pk"))))


def _rated(today: date) -> Q:
    quarter = _rated_quarter(today)
    plates = Plate.objects.filter(
        firm=OuterRef("pk"),
        rating_round__year=quarter.year,
        rating_round__quarter=quarter.number,
    )
    return Q(Exists(plates))


ROUNDS: Final = Subject(
    "rating-rounds",
    _("Rating rounds"),
    rows=RatingRound.objects.visible_to,
    below=lambda rows, org: rows.filter(reach_over(org).streets("street")),
)
SCORES: Final = Subject(
    "estate-scores",
    _("Scores at estates in the last rating"),
    rows=lambda reader: in_last_round(FirmScore.objects.visible_to(reader)).exclude(estate=None),
    below=lambda rows, org: rows.filter(_scores_below(reach_over(org))),
)
PLATES: Final = Subject(
    "plates",
    _("Plates of the last rating"),
    rows=lambda reader: in_last_round(Plate.objects.visible_to(reader)),
    below=lambda rows, org: rows.filter(plates_below(reach_over(org))),
)
SANCTIONS: Final = Subject(
    "sanctions",
    _("Rewards and penalties"),
    rows=Sanction.objects.visible_to,
    below=lambda rows, org: rows.filter(_sanctions_below(org)),
)


def _sanctions_below(org: Org) -> Q:
    return plates_below(reach_over(org), "plate__")


FIRM_INDICATORS: Final = (
    Indicator(
        key="firm-rated",
        rule="R-104",
        basic=Basic.SYSTEM,
        subject="property-firms",
        label=_("Property firms rated for the last quarter that is due"),
        missing=_("Property firms under contract without a rating"),
        of=_under_contract,
        met=_rated,
    ),
)
ROUND_INDICATORS: Final = (
    Indicator(
        key="rating-in-time",
        rule="R-104",
        basic=Basic.SYSTEM,
        subject=ROUNDS.key,
        label=_("Ratings published in time"),
        missing=_("Ratings published late, or overdue"),
        of=lambda today: Q(published_on__isnull=False) | Q(publish_by__lt=today),
        met=lambda _today: Q(published_on__lte=F("publish_by")),
    ),
)
SCORE_INDICATORS: Final = (
    Indicator(
        key="score-satisfaction",
        rule="R-104",
        basic=Basic.SERVICE,
        subject=SCORES.key,
        label=_("Rated estates whose residents were heard"),
        missing=_("Rated estates without a satisfaction of residents"),
        met=lambda _today: Q(satisfaction__isnull=False),
    ),
)
PLATE_INDICATORS: Final = (
    Indicator(
        key="low-plate-followed",
        rule="R-106",
        basic=Basic.SYSTEM,
        subject=PLATES.key,
        label=_("Yellow and red plates that something follows"),
        missing=_("Yellow and red plates that nothing follows"),
        of=lambda _today: Q(kind__in=LOW_PLATES),
        met=lambda _today: Q(
            Exists(
                Sanction.objects.exclude(state=SanctionState.DROPPED).filter(plate=OuterRef("pk"))
            )
        ),
    ),
)
SANCTION_INDICATORS: Final = (
    Indicator(
        key="sanction-done",
        rule="R-106",
        basic=Basic.SYSTEM,
        subject=SANCTIONS.key,
        label=_("Rewards and penalties done by their day"),
        missing=_("Rewards and penalties done late, or overdue"),
        of=lambda today: (
            Q(state=SanctionState.DONE) | Q(state__in=APPROVED_SANCTIONS, due_on__lt=today)
        ),
        met=lambda _today: Q(done_on__lte=F("due_on")),
    ),
)
