"""The arithmetic of the quarterly rating: points, sums by households, plates, ranks (A-12)."""

from dataclasses import replace
from decimal import Decimal

from grids.rating_enums import ItemKind, PlateKind, RatingSource, TieRule
from grids.selectors.rating.frozen import (
    Adjusted,
    Earlier,
    Firm,
    Frozen,
    Item,
    Rules,
    Unit,
    Value,
    as_json,
    fingerprint,
    from_json,
)
from grids.selectors.rating.plating import Why, rate

RULES = Rules(
    gold_from=Decimal(90),
    silver_from=Decimal(75),
    yellow_from=Decimal(60),
    gold_satisfaction=Decimal(85),
    bonus_most=Decimal(5),
    deduction_most=Decimal(10),
    gold_percent=20,
    gold_cap_from=10,
    yellow_runs=2,
    self_percent=0,
    new_contract_days=60,
    tie_rule=TieRule.SATISFACTION_THEN_ON_TIME,
)
ITEMS = (
    Item("work", "日常", "日常管理", ItemKind.BASIC, RatingSource.OFFICE, Decimal(72)),
    Item("survey", "满意度", "服务质量", ItemKind.BASIC, RatingSource.SURVEY, Decimal(20)),
    Item("cases", "诉求", "服务质量", ItemKind.BASIC, RatingSource.CASES, Decimal(8)),
    Item("honours", "表彰", "", ItemKind.BONUS, RatingSource.OFFICE, Decimal(8)),
    Item("complaints", "投诉", "", ItemKind.DEDUCTION, RatingSource.OFFICE, Decimal(20)),
)


def unit(firm, work="72", survey="90", cases="100", *, key="", households=100, days=92, more=()):
    """A firm at an estate with these values."""
    values = (
        Value("work", RatingSource.OFFICE, Decimal(work)),
        Value("survey", RatingSource.SURVEY, Decimal(survey)),
        Value("cases", RatingSource.CASES, Decimal(cases)),
        *more,
    )
    return Unit(key or f"{firm}-1", firm, f"{key or firm}号院", households, days, values)


def frozen(*units, rules=RULES, **of_firms):
    """The inputs of a round of these units; ``a={...}`` says more of the firm ``a``."""
    keys = dict.fromkeys(each.firm for each in units)
    firms = tuple(Firm(key, key, key, **of_firms.get(key, {})) for key in keys)
    return Frozen(rules, ITEMS, firms, units)


def plates(result):
    return {each.firm: each.plate for each in result.firms}


def why(result, firm):
    return [each.why for each in next(v for v in result.firms if v.firm == firm).reasons]


def test_a_score_adds_rounded_items_and_a_firm_is_the_mean_by_households():
    units = [
        unit("a", "60", "88.88", "66.67", key="1", households=300),
        unit("a", "72", "95", "100", key="2", households=100),
    ]

    result = rate(frozen(*units))

    first, second = result.units
    assert [part.points for part in first.parts] == [
        Decimal("60.00"),
        Decimal("17.78"),
        Decimal("5.33"),
    ]
    assert (first.points, second.points) == (Decimal("83.11"), Decimal("99.00"))
    assert result.firms[0].points == Decimal("87.08")
    assert result.firms[0].satisfaction == Decimal("90.41")


def test_bonus_and_deduction_stop_at_their_caps():
    more = (
        Value("honours", RatingSource.OFFICE, Decimal(8)),
        Value("complaints", RatingSource.OFFICE, Decimal(15)),
    )

    result = rate(frozen(unit("a", "50", more=more)))

    assert result.units[0].points == Decimal("71.00")  # 50 + 18 + 8 + 5 - 10


def test_the_own_score_of_a_firm_counts_only_as_far_as_the_scheme_says():
    more = (Value("work", RatingSource.SELF, Decimal(72)),)
    inputs = frozen(unit("a", "52", more=more))

    kept, shared = rate(inputs), rate(replace(inputs, rules=replace(RULES, self_percent=25)))

    assert kept.units[0].parts[0].points == Decimal("52.00")
    assert kept.units[0].parts[0].own_value == Decimal(72)
    assert shared.units[0].parts[0].points == Decimal("57.00")


def test_each_threshold_gives_its_plate():
    works = {"gold": "65", "silver": "60", "yellow": "45", "red": "30"}

    result = rate(frozen(*(unit(name, work) for name, work in works.items())))

    assert plates(result) == {name: name for name in works}


def test_a_high_score_without_satisfaction_or_with_an_open_rectification_is_silver():
    result = rate(frozen(unit("a", survey="84.99"), unit("b"), b={"has_open_rectification": True}))

    assert plates(result) == {"a": PlateKind.SILVER, "b": PlateKind.SILVER}
    assert (why(result, "a"), why(result, "b")) == ([Why.SATISFACTION], [Why.OPEN_RECTIFICATION])


def test_a_veto_is_a_red_plate_whatever_the_score():
    result = rate(frozen(unit("a"), a={"vetoes": ("重大事故",)}))

    assert plates(result) == {"a": PlateKind.RED}
    assert result.firms[0].reasons[0].what == "重大事故"


def test_an_overdue_serious_rectification_is_a_yellow_plate():
    result = rate(frozen(unit("a"), a={"is_seriously_overdue": True}))

    assert plates(result) == {"a": PlateKind.YELLOW}


def test_a_second_yellow_plate_without_improvement_is_red():
    worse, better = (
        {"earlier": (Earlier(PlateKind.YELLOW, Decimal(points)),)} for points in (75, 60)
    )

    result = rate(frozen(unit("a", "45"), unit("b", "45"), unit("c", "45"), a=worse, b=better))

    assert plates(result) == {
        "a": PlateKind.RED,
        "b": PlateKind.YELLOW,
        "c": PlateKind.YELLOW,
    }


def test_a_new_contract_is_not_rated_and_does_not_weigh():
    result = rate(
        frozen(unit("a", "30", key="new", days=59), unit("a", key="old"), unit("b", days=59))
    )

    assert plates(result) == {"a": PlateKind.GOLD, "b": PlateKind.UNRATED}
    assert result.units[0].points is None


def test_from_ten_firms_on_at_most_a_fifth_is_gold():
    nine = [unit(f"f{n}", str(72 - n)) for n in range(9)]

    few, many = rate(frozen(*nine)), rate(frozen(*nine, unit("f9", "30")))

    assert list(plates(few).values()).count(PlateKind.GOLD) == 9
    assert [name for name, plate in plates(many).items() if plate == PlateKind.GOLD] == ["f0", "f1"]
    assert why(many, "f2") == [Why.CAP]


def test_equal_firms_stand_on_the_same_side_of_the_cap():
    units = [unit("f0"), *(unit(f"f{n}", "70") for n in range(1, 4))]
    rest = [unit(f"g{n}", "50") for n in range(6)]

    result = rate(frozen(*units, *rest))

    assert [name for name, plate in plates(result).items() if plate == PlateKind.GOLD] == ["f0"]


def test_ties_go_by_satisfaction_then_by_cases_and_equal_firms_share_a_rank():
    units = [
        unit("d", "54.00", "90", "100"),
        unit("c", "54.00", "90", "100"),
        unit("b", "53.00", "95", "100"),
        unit("a", "55.00", "85", "100"),
    ]

    result = rate(frozen(*units))

    assert [(each.firm, each.rank) for each in result.firms] == [
        ("b", 1),
        ("c", 2),
        ("d", 2),
        ("a", 4),
    ]


def test_gold_stands_before_a_silver_firm_with_more_points():
    result = rate(frozen(unit("a", survey="84"), unit("b", "66", survey="90")))

    assert [(each.firm, each.plate, each.rank) for each in result.firms] == [
        ("b", PlateKind.GOLD, 1),
        ("a", PlateKind.SILVER, 2),
    ]


def test_the_same_inputs_have_one_fingerprint_and_one_result():
    inputs = frozen(unit("a", more=(Value("honours", RatingSource.OFFICE, Decimal("2.5")),)))

    again = from_json(as_json(inputs))

    assert fingerprint(again) == fingerprint(inputs)
    assert rate(again).digest == rate(inputs).digest
    other = frozen(unit("a", more=(Value("honours", RatingSource.OFFICE, Decimal("2.51")),)))
    assert fingerprint(other) != fingerprint(inputs)


def test_an_adjustment_stands_in_the_place_of_the_frozen_value():
    inputs = frozen(unit("a", "30"))

    result = rate(inputs, [Adjusted("a-1", "work", Decimal(70), "/objections/1/")])

    part = result.units[0].parts[0]
    assert (part.points, part.value, part.is_adjusted) == (Decimal("70.00"), Decimal(30), True)
    assert result.firms[0].plate == PlateKind.GOLD
