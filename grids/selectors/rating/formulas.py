"""The arithmetic of a round as formulas of a spreadsheet, beside the arithmetic in Python."""

from collections.abc import Sequence
from typing import Final

from grids.rating_enums import MEASURED_SOURCES, PLATE_WORDS, ItemKind, PlateKind, TieRule
from grids.selectors.rating.frozen import Item

SCHEME, UNITS, FIRMS = "方案", "小区得分", "企业评牌"
GOLD, SILVER, YELLOW, RED, UNRATED = (PLATE_WORDS[kind] for kind in PlateKind)
YES: Final = "是"
# Where the numbers of the scheme stand, in the order of ``RULES``.
RULES: Final = (
    ("gold_from", "金牌分数线"),
    ("silver_from", "银牌分数线"),
    ("yellow_from", "黄牌分数线"),
    ("gold_satisfaction", "金牌满意度线"),
    ("bonus_most", "加分上限"),
    ("deduction_most", "扣分上限"),
    ("gold_percent", "金牌比例上限（%）"),
    ("gold_cap_from", "参评企业达到此数起限比例"),
    ("self_percent", "自评占比（%）"),
    ("new_contract_days", "合同不足此天数暂不评"),
)
_RULE_ROWS: Final = {name: row for row, (name, _label) in enumerate(RULES, start=2)}
FIRST_ITEM: Final = len(RULES) + 4


def rule(name: str) -> str:
    """The cell of a number of the scheme."""
    return f"{SCHEME}!$B${_RULE_ROWS[name]}"


def most(position: int) -> str:
    """The cell with the points of an item, by its position from nought."""
    return f"{SCHEME}!$E${FIRST_ITEM + position}"


def item_points(item: Item, position: int, *, value: str, own: str = "") -> str:
    """The points of an item from the cell of its value, and of the firm's own if there is one."""
    if item.source in MEASURED_SOURCES:
        counted = f"{most(position)}*MIN({value},100)/100"
    elif own and item.kind == ItemKind.BASIC:
        share = rule("self_percent")
        mixed = f'IF({own}="",{value},({value}*(100-{share})+{own}*{share})/100)'
        counted = f"MIN({mixed},{most(position)})"
    else:
        counted = f"MIN({value},{most(position)})"
    return f'=IF({value}="",0,ROUND({counted},2))'


def adjusted_points(amount: str, position: int) -> str:
    """The points that an upheld objection put in the place of the frozen ones."""
    return f"=MIN(ROUND({amount},2),{most(position)})"


def capped(cells: Sequence[str], ceiling: str = "") -> str:
    """The sum of points, up to a ceiling."""
    total = "+".join(cells) or "0"
    return f"=MIN({total},{ceiling})" if ceiling else f"={total}"


def unit_total(*, days: str, basic: str, bonus: str, deduction: str) -> str:
    """The score of a firm at an estate; nothing while its contract is too new."""
    total = f"ROUND(MAX({basic}+{bonus}-{deduction},0),2)"
    return f'=IF({days}<{rule("new_contract_days")},"",{total})'


def unit_rate(pairs: Sequence[tuple[str, str, str]], *, days: str) -> str:
    """The rate behind items of a source, each as its value, share of a hundred, and points."""
    if not pairs:
        return '=""'
    above = "+".join(f'IF({value}="",0,{share}*{points})' for value, share, points in pairs)
    below = "+".join(f'IF({value}="",0,{points})' for value, _share, points in pairs)
    cells = ",".join(value for value, _share, _points in pairs)
    is_told = f"OR({days}<{rule('new_contract_days')},COUNT({cells})=0)"
    return f'=IF({is_told},"",ROUND(({above})/({below}),2))'


def weight(figure: str, households: str) -> str:
    """By how many households a figure counts; an estate nobody counted weighs as one."""
    return f'=IF({figure}="",0,MAX({households},1))'


def mean(weights: str, figures: str) -> str:
    """The mean by households, as the firm's figure (A-32)."""
    return f'=IF(SUM({weights})=0,"",ROUND(SUMPRODUCT({weights},{figures})/SUM({weights}),2))'


def first_plate(row: int) -> str:
    """The plate of a firm before the cap on gold."""
    second = f'IF(AND(G{row}="{YES}",I{row}<=H{row}),"{RED}","{YELLOW}")'
    is_gold = (
        f"AND(I{row}>={rule('gold_from')},ISNUMBER(J{row}),"
        f'J{row}>={rule("gold_satisfaction")},E{row}<>"{YES}")'
    )
    best = f'IF({is_gold},"{GOLD}","{SILVER}")'
    rest = f'IF(OR(F{row}="{YES}",I{row}<{rule("silver_from")}),{second},{best})'
    low = f'IF(I{row}<{rule("yellow_from")},"{RED}",{rest})'
    return f'=IF(D{row}<>"","{RED}",IF(I{row}="","{UNRATED}",{low}))'


def final_plate(row: int, last: int, tie_rule: str) -> str:
    """The plate after the cap: gold for those whom few enough stand level with or above."""
    firms = _column("L", last)
    rated = f'(ROWS({firms})-COUNTIF({firms},"{UNRATED}"))'
    places = f"INT({rated}*{rule('gold_percent')}/100)"
    level = _above(row, last, "L", GOLD, tie_rule, or_level=True)
    is_over = f"{rated}>={rule('gold_cap_from')},{level}>{places}"
    return f'=IF(AND(L{row}="{GOLD}",{is_over}),"{SILVER}",L{row})'


def rank(row: int, last: int, tie_rule: str) -> str:
    """Gold before silver, then by score; firms that nothing tells apart share a rank."""
    gold = f"1+{_above(row, last, 'M', GOLD, tie_rule)}"
    ahead = f'COUNTIF({_column("M", last)},"{GOLD}")'
    silver = f"1+{ahead}+{_above(row, last, 'M', SILVER, tie_rule)}"
    return f'=IF(M{row}="{GOLD}",{gold},IF(M{row}="{SILVER}",{silver},""))'


def or_nought(cell: str) -> str:
    """A figure for sorting, where none counts as nought."""
    return f'=IF({cell}="",0,{cell})'


def _above(
    row: int, last: int, plates: str, plate: str, tie_rule: str, *, or_level: bool = False
) -> str:
    """How many firms of a plate stand above this one, or level with it too."""
    keys = ["I", "O", "P"] if tie_rule == TieRule.SATISFACTION_THEN_ON_TIME else ["I"]
    same, counts = f'{_column(plates, last)},"{plate}"', []
    for key in keys:
        sign = ">=" if or_level and key == keys[-1] else ">"
        counts.append(f'COUNTIFS({same},{_column(key, last)},"{sign}"&{key}{row})')
        same += f",{_column(key, last)},{key}{row}"
    return f"({'+'.join(counts)})"


def _column(letter: str, last: int) -> str:
    return f"${letter}$2:${letter}${last}"
