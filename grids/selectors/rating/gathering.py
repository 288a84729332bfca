"""From the rows of a round to the values that are frozen."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any, Final

from grids.models import (
    Plate,
    PropertyFirm,
    RatingAdjustment,
    RatingInput,
    RatingRound,
    RatingScheme,
    RatingUnit,
    Sanction,
)
from grids.selectors.rating.frozen import (
    Adjusted,
    Earlier,
    Firm,
    Frozen,
    Item,
    Rules,
    Unit,
    Value,
    from_json,
)

# What is frozen of a unit with its firm and its estate; the rest need not be read.
_FROZEN: Final = (
    "rating_round",
    "public_id",
    "household_count",
    "contract_days",
    "estate__name",
    "firm__public_id",
    "firm__credit_code",
    "firm__name",
)


def gathered(rating_round: RatingRound, *, today: date) -> Frozen:
    """Everything the round is scored from, as it stands now."""
    rows = rating_round.units.select_related("firm", "estate").only(*_FROZEN)
    units = list(rows.order_by("firm__name", "estate__code", "pk"))
    values = _values(rating_round)
    firms = list({unit.firm_id: unit.firm for unit in units}.values())
    return Frozen(
        rules=rules_of(rating_round.scheme),
        items=tuple(items_of(rating_round.scheme)),
        firms=tuple(_firms(rating_round, firms, today)),
        units=tuple(_unit(unit, values.get(unit.pk, [])) for unit in units),
    )


def stored(rating_round: RatingRound) -> Frozen:
    """The inputs as they were frozen. Raises FrozenInputs.DoesNotExist before the cut-off."""
    return from_json(rating_round.frozen.content)


def adjustments_of(rating_round: RatingRound) -> list[Adjusted]:
    """What upheld objections put in the place of frozen values, in the order of the decisions."""
    rows = RatingAdjustment.objects.filter(rating_round=rating_round)
    return [
        Adjusted(
            str(each.unit.public_id), each.item.key, each.value, each.objection.get_absolute_url()
        )
        for each in rows.select_related("unit", "item", "objection")
    ]


def rules_of(scheme: RatingScheme) -> Rules:
    return Rules(
        gold_from=scheme.gold_from,
        silver_from=scheme.silver_from,
        yellow_from=scheme.yellow_from,
        gold_satisfaction=scheme.gold_satisfaction,
        bonus_most=scheme.bonus_most,
        deduction_most=scheme.deduction_most,
        gold_percent=scheme.gold_percent,
        gold_cap_from=scheme.gold_cap_from,
        yellow_runs=scheme.yellow_runs,
        self_percent=scheme.self_percent,
        new_contract_days=scheme.new_contract_days,
        tie_rule=scheme.tie_rule,
    )


def items_of(scheme: RatingScheme) -> Iterable[Item]:
    for item in scheme.items.select_related("dimension"):
        dimension = item.dimension.name if item.dimension else ""
        yield Item(item.key, item.name, dimension, item.kind, item.source, item.points)


def _values(rating_round: RatingRound) -> dict[int, list[Value]]:
    """What was put in for each unit, in one walk over the inputs of the round."""
    rows: Any = RatingInput.objects.filter(unit__rating_round=rating_round).order_by()
    found: dict[int, list[Value]] = {}
    for unit, *row in rows.values_list(
        "unit", "item__key", "source", "value", "basis", "record_url", "is_carried"
    ):
        found.setdefault(unit, []).append(Value(*row))
    return found


def _unit(unit: RatingUnit, values: list[Value]) -> Unit:
    return Unit(
        key=str(unit.public_id),
        firm=str(unit.firm.public_id),
        estate=unit.estate.name,
        households=unit.household_count,
        contract_days=unit.contract_days,
        values=tuple(sorted(values, key=attrgetter("item", "source"))),
    )


def _firms(rating_round: RatingRound, firms: list[PropertyFirm], today: date) -> Iterable[Firm]:
    vetoes: dict[int, list[str]] = {}
    for found in rating_round.vetoes.select_related("veto").order_by("veto__position"):
        vetoes.setdefault(found.firm_id, []).append(found.veto.name)
    rated = rating_round.units.values("firm")
    open_ones: Any = Sanction.objects.rectifications().filter(plate__firm__in=rated)
    rectifying = set(open_ones.values_list("plate__firm", flat=True))
    serious = open_ones.filter(is_serious=True, due_on__lt=today)
    overdue = set(serious.values_list("plate__firm", flat=True))
    earlier = _earlier_plates(rating_round, firms)
    for firm in firms:
        yield Firm(
            key=str(firm.public_id),
            code=firm.credit_code,
            name=firm.name,
            vetoes=tuple(vetoes.get(firm.pk, ())),
            earlier=tuple(earlier[firm.pk]),
            has_open_rectification=firm.pk in rectifying,
            is_seriously_overdue=firm.pk in overdue,
        )


def _earlier_plates(
    rating_round: RatingRound, firms: list[PropertyFirm]
) -> dict[int, list[Earlier]]:
    """The plates of the quarters right before, the last first; a quarter without one ends it."""
    found: dict[int, dict[Any, Earlier]] = {firm.pk: {} for firm in firms}
    plates = Plate.objects.filter(firm__in=rating_round.units.values("firm"))
    for plate in plates.select_related("rating_round"):
        found[plate.firm_id][plate.rating_round.period] = Earlier(plate.kind, plate.points)
    last, most = rating_round.period.previous(), rating_round.scheme.yellow_runs
    in_a_row: dict[int, list[Earlier]] = {}
    for pk, by_period in found.items():
        period, row = last, in_a_row.setdefault(pk, [])
        while period in by_period and len(row) < most:
            row.append(by_period[period])
            period = period.previous()
    return in_a_row
