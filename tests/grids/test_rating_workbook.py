"""A round as a workbook: whoever recomputes its formulas gets the figures of the portal (R-104)."""

import io
from decimal import Decimal
from random import Random

import openpyxl
import pytest

from grids.rating_enums import PlateKind
from grids.selectors.rating.frozen import Adjusted, Earlier, Firm, Frozen, Item, Rules, Unit, Value
from grids.selectors.rating.plating import rate
from grids.selectors.rating.workbook import workbook_of
from tests.grids.formulas import Reckoner

WORDS = {
    PlateKind.GOLD: "金牌",
    PlateKind.SILVER: "银牌",
    PlateKind.YELLOW: "黄牌",
    PlateKind.RED: "红牌",
    PlateKind.UNRATED: "暂不评",
}
ITEMS = (
    Item("party", "党组织", "组织建设", "basic", "register", Decimal(25)),
    Item("clean", "保洁", "日常管理", "basic", "community", Decimal(25)),
    Item("content", "居民满意度", "服务质量", "basic", "survey", Decimal(30)),
    Item("cases", "诉求按时办结", "服务质量", "basic", "cases", Decimal(20)),
    Item("praise", "表彰", "", "bonus", "office", Decimal(4)),
    Item("fault", "投诉", "", "deduction", "office", Decimal(8)),
)


def rules(**others):
    numbers = {
        "gold_from": Decimal(90),
        "silver_from": Decimal(75),
        "yellow_from": Decimal(60),
        "gold_satisfaction": Decimal(85),
        "bonus_most": Decimal(3),
        "deduction_most": Decimal(6),
        "gold_percent": 20,
        "gold_cap_from": 10,
        "yellow_runs": 2,
        "self_percent": 10,
        "new_contract_days": 60,
        "tie_rule": "satisfaction_on_time",
    }
    return Rules(**{**numbers, **others})


def a_unit(chance, firm, number):
    share = chance.choice([70, 82, 91, 100])
    values = [
        Value("party", "register", Decimal(share)),
        Value("clean", "community", Decimal(share) / 4),
        Value("content", "survey", Decimal(chance.randint(6000, 9900)) / 100),
        Value("cases", "cases", Decimal(share)),
    ]
    if number % 3 == 0:
        values.append(Value("clean", "self", Decimal("24.5")))
        values.append(Value("praise", "office", Decimal(4)))
    if number % 4 == 0:
        values.append(Value("fault", "office", Decimal(chance.randint(1, 8))))
    if number % 5 == 0:
        values[2] = Value("content", "delegates", Decimal("97.77"))
    days = 20 if number % 11 == 0 else 92
    homes = chance.choice([0, 90, 333])
    return Unit(f"{firm}-{number}", firm, f"示例{number}苑", homes, days, tuple(values))


# Two pairs of firms of which nothing tells one from the other.
BEST = {"firm-01": 100, "firm-02": 100, "firm-07": 98, "firm-08": 98}


def _at_best(firm, share):
    values = (
        Value("party", "register", Decimal(100)),
        Value("clean", "community", Decimal(25)),
        Value("content", "survey", Decimal(share)),
        Value("cases", "cases", Decimal(100)),
    )
    return Unit(f"{firm}-best", firm, "示例双苑", 90, 92, values)


def a_round(seed, **numbers):
    """Firms of every fate: vetoed, new, twice yellow, overdue, level with others, over the cap."""
    chance = Random(seed)
    firms, units = [], []
    for order in range(14):
        key = f"firm-{order:02d}"
        earlier = (Earlier("yellow", Decimal("88.00")),) if order % 4 == 0 else ()
        firms.append(
            Firm(
                key,
                f"91{order:03d}",
                f"示例{order}物业",
                vetoes=("弃管",) if order == 3 else (),
                earlier=earlier,
                has_open_rectification=order == 5,
                is_seriously_overdue=order in (4, 6),
            )
        )
        units += [a_unit(chance, key, order * 3 + number) for number in range(1 + order % 3)]
    units = [each for each in units if each.firm not in BEST]
    units += [_at_best(key, share) for key, share in BEST.items()]
    return Frozen(rules(**numbers), ITEMS, tuple(firms), tuple(units))


@pytest.mark.parametrize(
    "numbers", [{}, {"gold_percent": 40, "tie_rule": "same_rank", "silver_from": Decimal(80)}]
)
def test_recomputed_formulas_give_the_points_plates_and_ranks_of_the_portal(numbers):
    frozen = a_round(7, **numbers)
    changed = next(each for each in frozen.units if each.contract_days > 60)
    adjusted = [
        Adjusted(changed.key, "content", Decimal("29.25"), "/"),
        Adjusted(changed.key, "clean", Decimal(30), "/"),
    ]

    book = openpyxl.load_workbook(io.BytesIO(workbook_of(frozen, adjusted)))

    result, reckoner = rate(frozen, adjusted), Reckoner(book)
    told = {
        reckoner.cell("企业评牌", f"A{row}"): [
            reckoner.cell("企业评牌", f"{column}{row}") for column in "CIJKMN"
        ]
        for row in range(2, len(frozen.firms) + 2)
    }
    kept = {
        firm.name: [
            firm.households,
            *(
                "" if figure is None else float(figure)
                for figure in (firm.points, firm.satisfaction, firm.on_time)
            ),
            WORDS[firm.plate],
            firm.rank or "",
        ]
        for firm in result.firms
    }
    assert told == kept
    assert {firm.plate for firm in result.firms} >= {"gold", "silver", "yellow", "red"}
    assert reckoner.cell("小区得分", "A2") is not None


def test_words_that_begin_like_a_formula_stay_words():
    frozen = a_round(7)
    named = Firm("firm-00", "91", '=HYPERLINK("http://example.invalid")')
    harmful = Frozen(frozen.rules, frozen.items, (named,), frozen.units[:1])

    book = openpyxl.load_workbook(io.BytesIO(workbook_of(harmful)))

    assert book["企业评牌"]["A2"].data_type == "s"
    assert book["企业评牌"]["I2"].data_type == "f"
