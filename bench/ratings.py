"""What a round of 10,000 firms and 300,000 answers costs, beside the same in SQL and NumPy.

Run it from a clone: ``python -m bench.ratings [firms]``. DATABASE_URL says on which engine. It
reads the surveys of all estates, gathers the inputs, and scores, caps and ranks every firm; the
other side reads sums by one statement each and computes with arrays. It prints each part as a
ratio of one run, whether both give the same plates, and asserts nothing.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
from django.db import connection
from django.utils import timezone

from bench.streets import database, person
from grids.models import (
    Estate,
    PropertyFirm,
    RatingInput,
    RatingRound,
    RatingUnit,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyToken,
)
from grids.rating_enums import MEASURED_SOURCES, ItemKind, RatingSource
from grids.selectors.rating.gathering import gathered
from grids.selectors.rating.plating import rate
from grids.selectors.surveys import surveys_of
from grids.services.rating_schemes import confirm_scheme, draft_scheme
from orgs.enums import OrgKind, Role
from orgs.models import Org
from orgs.services.planting import plant

FIRMS, SHEETS, SEED = 10_000, 30, 20260101
SAID = (
    "SELECT s.estate_id, SUM(a.mark) * 20.0 / COUNT(*) FROM grids_surveyanswer a "
    "JOIN grids_surveyquestion q ON q.id = a.question_id JOIN grids_survey s ON s.id = q.survey_id "
    "WHERE s.rating_round_id = %s GROUP BY s.estate_id HAVING COUNT(*) >= 5"
)
PUT_IN = (
    "SELECT i.unit_id, i.item_id, i.value FROM grids_ratinginput i "
    "JOIN grids_ratingunit u ON u.id = i.unit_id WHERE u.rating_round_id = %s"
)


def fill(street: Org, size: int) -> RatingRound:
    """Firms with an estate each, thirty sheets at each estate, and every item scored."""
    chance, office = Random(SEED), person(Role.OFFICE, street)
    scheme = confirm_scheme(scheme=draft_scheme(street=street, actor=office), actor=office)
    rating_round = RatingRound.objects.create(
        street=street,
        year=2026,
        quarter=1,
        scheme=scheme,
        cut_off_on=date(2026, 4, 10),
        publish_by=date(2026, 4, 20),
    )
    firms = PropertyFirm.objects.bulk_create(
        [
            PropertyFirm(street=street, name=f"示例{n}物业", credit_code=f"91{n:016d}")
            for n in range(size)
        ],
        batch_size=5000,
    )
    estates = Estate.objects.bulk_create(
        [
            Estate(street=street, code=f"XQ{n}", name=f"示例{n}苑", household_count=200)
            for n in range(size)
        ],
        batch_size=5000,
    )
    units = RatingUnit.objects.bulk_create(
        [
            RatingUnit(
                rating_round=rating_round,
                firm=firm,
                estate=estate,
                household_count=200,
                contract_days=90,
            )
            for firm, estate in zip(firms, estates, strict=True)
        ],
        batch_size=5000,
    )
    _survey(rating_round, estates, chance)
    _score(rating_round, units, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return rating_round


def _survey(rating_round: RatingRound, estates: list[Estate], chance: Random) -> None:
    surveys = Survey.objects.bulk_create(
        [
            Survey(
                rating_round=rating_round, estate=each, closes_at=timezone.now(), needed_count=20
            )
            for each in estates
        ],
        batch_size=5000,
    )
    questions = SurveyQuestion.objects.bulk_create(
        [SurveyQuestion(survey=each, position=1, text="满意度") for each in surveys],
        batch_size=5000,
    )
    for start in range(0, len(surveys), 500):
        asked = list(zip(surveys, questions, strict=True))[start : start + 500]
        SurveyToken.objects.bulk_create(
            SurveyToken(survey=survey, digest=f"{survey.pk:032d}{sheet:032d}", is_used=True)
            for survey, _question in asked
            for sheet in range(SHEETS)
        )
        SurveyAnswer.objects.bulk_create(
            SurveyAnswer(question=question, mark=chance.choice((3, 4, 4, 5, 5, 5)))
            for _survey, question in asked
            for _sheet in range(SHEETS)
        )


def _score(rating_round: RatingRound, units: list[RatingUnit], chance: Random) -> None:
    items = list(rating_round.scheme.items.filter(kind=ItemKind.BASIC))
    for start in range(0, len(units), 1000):
        RatingInput.objects.bulk_create(
            RatingInput(unit=unit, item=item, source=item.source, value=_value(item, chance))
            for unit in units[start : start + 1000]
            for item in items
        )


def _value(item: Any, chance: Random) -> Decimal:
    share = Decimal(chance.randint(60, 100))
    return share if item.source in MEASURED_SOURCES else round(item.points * share / 100, 2)


def in_arrays(rating_round: RatingRound) -> Counter:
    """The plates by sums of arrays: points, thresholds, the cap on gold."""
    scheme = rating_round.scheme
    items = list(scheme.items.filter(kind=ItemKind.BASIC))
    place = {item.pk: column for column, item in enumerate(items)}
    with connection.cursor() as cursor:
        cursor.execute(PUT_IN, [rating_round.pk])
        rows = cursor.fetchall()
    units = {unit: row for row, unit in enumerate(sorted({unit for unit, _item, _v in rows}))}
    values = np.zeros((len(units), len(items)))
    for unit, item, value in rows:
        values[units[unit], place[item]] = value
    most = np.array([float(item.points) for item in items])
    is_share = np.array([item.source in MEASURED_SOURCES for item in items])
    points = np.where(is_share, most * values / 100, np.minimum(values, most))
    total = np.round(np.floor(points * 100 + 0.5 + 1e-7) / 100, 2).sum(axis=1).round(2)
    content = values[:, [item.source == RatingSource.SURVEY for item in items]].mean(axis=1)
    on_time = values[:, [item.source == RatingSource.CASES for item in items]].mean(axis=1)
    is_gold = (total >= float(scheme.gold_from)) & (content >= float(scheme.gold_satisfaction))
    order = np.lexsort((-on_time, -content, -total))
    best = [row for row in order if is_gold[row]][: len(units) * scheme.gold_percent // 100]
    gold = len(best)
    silver = int((total >= float(scheme.silver_from)).sum()) - gold
    red = int((total < float(scheme.yellow_from)).sum())
    return Counter(gold=gold, silver=silver, red=red, yellow=len(units) - gold - silver - red)


def said(rating_round: RatingRound) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(SAID, [rating_round.pk])
        return cursor.fetchall()


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = do()
    return time.perf_counter() - begun, found


def ask(rating_round: RatingRound) -> None:
    units = list(rating_round.units.select_related("rating_round"))
    # The first address that a process asks for reads all addresses of the portal.
    surveys_of(units[:1])
    reading, _said = timed(lambda: surveys_of(units))
    by_sql, _rows = timed(lambda: said(rating_round))
    print(f"surveys of {len(units):,} estates read: {reading:.2f} s; ", end="")
    print(f"by one statement {by_sql:.2f} s (x{reading / by_sql:.1f})")
    gathering, frozen = timed(lambda: gathered(rating_round, today=date(2026, 4, 11)))
    scoring, result = timed(lambda: rate(frozen))
    arrays, plates = timed(lambda: in_arrays(rating_round))
    print(f"inputs gathered in {gathering:.2f} s, scored, capped and ranked in {scoring:.2f} s; ")
    print(f"  read by SQL and computed by NumPy {arrays:.2f} s ", end="")
    print(f"(x{(gathering + scoring) / arrays:.1f})")
    ours = Counter(str(each.plate) for each in result.firms)
    print(f"  plates {dict(ours)}; the same by arrays: {+plates == ours}", flush=True)


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else FIRMS
    with database():
        plant([Org(code="1", name="示例街道党工委", kind=OrgKind.COMMITTEE)])
        rating_round = fill(Org.objects.get(), size)
        print(f"{connection.vendor}: {size:,} firms, {SurveyAnswer.objects.count():,} answers")
        ask(rating_round)


if __name__ == "__main__":
    main()
