"""What a yearly appraisal sheet holds: its standards with their points, and how it adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import Avg, Count

from liaison.models import YearSheet
from liaison.year_enums import YearGrade
from liaison.year_standards import BANDS, FIGURES, MUTUAL, PARTS, SELF, SUPERIOR
from orgs.enums import OrgKind
from orgs.models import Org, User
from orgs.scoping import reach_over
from orgs.selectors.indicators import Figure, figures
from orgs.selectors.numbers import number_of
from resources.models import Appraisal, AppraisalSheet
from resources.pledge_enums import Side

TENTH: Final = Decimal("0.1")
WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A standard on the sheet, and how many points it is worth where it holds everywhere."""

    key: str
    points: int


# R-296 names no list of its own: these are the standards of the six basics that every one of
# these organisations has, 100 points in all.
_TERRITORY: Final = (
    Criterion("no-secretary", 8),
    Criterion("term-over", 6),
    Criterion("members-unknown", 4),
    Criterion("no-reserve", 4),
    Criterion("duty-not-in-time", 16),
    Criterion("item-in-time", 10),
    Criterion("no-minutes", 6),
    Criterion("proposal-late", 6),
    Criterion("case-responded", 8),
    Criterion("case-solved", 12),
    Criterion("case-satisfied", 12),
    Criterion("case-not-redone", 8),
)
_COMMUNITY: Final = (
    Criterion("no-secretary", 6),
    Criterion("term-over", 4),
    Criterion("members-unknown", 4),
    Criterion("no-reserve", 4),
    Criterion("no-partner", 4),
    Criterion("no-matters-list", 4),
    Criterion("no-month-meeting", 8),
    Criterion("no-minutes", 4),
    Criterion("duty-not-in-time", 14),
    Criterion("item-in-time", 8),
    Criterion("proposal-late", 6),
    Criterion("case-responded", 6),
    Criterion("case-solved", 10),
    Criterion("case-satisfied", 10),
    Criterion("case-not-redone", 8),
)
CRITERIA: Final[Mapping[str, tuple[Criterion, ...]]] = {
    OrgKind.GENERAL_BRANCH: _TERRITORY,
    OrgKind.COMMUNITY_COMMITTEE: _COMMUNITY,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A standard of the sheet as it stands now."""

    criterion: Criterion
    of: int
    met: int
    earned: Decimal | None


@dataclass(frozen=True, slots=True)
class Mutual:
    """How the partner units appraise the communities of an organisation in a year (R-185)."""

    score: Decimal | None
    count: int


def appraised_orgs(street: Org) -> Any:
    """The organisations of a sub-district that have a yearly sheet: areas and communities."""
    rows = Org.objects.filter(tree_id=street.tree_id, kind__in=sorted(CRITERIA))
    return rows.active().order_by("lft")


def counted_now(org: Org, *, reader: User) -> list[Counted]:
    """The standards of an organisation's sheet as they stand today, in their order."""
    found = {figure.indicator.key: figure for figure in figures(reader=reader, below=org)}
    return [_counted(each, found[each.key]) for each in CRITERIA[org.kind] if each.key in found]


def score_of(lines: Iterable[Any]) -> Decimal | None:
    """The points earned, out of a hundred of those that could be measured."""
    measured = [line for line in lines if line.earned is not None]
    most = sum(_points(line) for line in measured)
    if not most:
        return None
    return _tenth(WHOLE * sum(line.earned for line in measured) / most)


def mutual_of(sheet: YearSheet) -> Mutual:
    """The two-way appraisals of the year on which both sides are in: what the units say (OB-15)."""
    over = reach_over(sheet.org)
    complete = Appraisal.objects.filter(over.orgs("community"), year=sheet.year).complete()
    sheets = AppraisalSheet.objects.filter(
        appraisal__in=complete.order_by().values("pk"), side=Side.UNIT
    )
    found = sheets.aggregate(mean=Avg("score"), n=Count("pk"))
    mean = found["mean"]
    return Mutual(None if mean is None else _tenth(Decimal(str(mean))), found["n"])


def result_of(sheet: YearSheet) -> Decimal | None:
    """The parts by their weights; a part without a number leaves its weight to the others."""
    scores = {
        FIGURES: sheet.figures_score,
        SELF: sheet.self_score,
        SUPERIOR: sheet.superior_score,
        MUTUAL: sheet.mutual_score,
    }
    weights = {part: number_of(sheet.street, PARTS[part][0]) for part in PARTS}
    known = [(Decimal(score), weights[part]) for part, score in scores.items() if score is not None]
    total = sum(weight for _score, weight in known)
    if not total:
        return None
    return _tenth(sum((score * weight for score, weight in known), Decimal(0)) / total)


def grade_of(score: Decimal, street: Org) -> YearGrade:
    """The band in which a result lies, by the numbers of the office."""
    for grade, (key, _label, _default) in BANDS.items():
        if score >= number_of(street, key):
            return grade
    return YearGrade.POOR


def _counted(criterion: Criterion, figure: Figure) -> Counted:
    share = figure.share
    earned = None if share is None else _tenth(criterion.points * share / WHOLE)
    return Counted(criterion, figure.of, figure.met, earned)


def _points(line: Any) -> int:
    points: int = line.criterion.points if isinstance(line, Counted) else line.points
    return points


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)
