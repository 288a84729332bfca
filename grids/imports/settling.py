"""How the rows of 网格台账 become grids: three merged tiers, or one flat row for each (R-054)."""

import re
from collections import Counter

from django.utils.translation import gettext

from grids.enums import PARENT_TIER, GridTier
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.names import Known, NameIndex, Register, merged
from partybuild.spreadsheets.text import Cell
from partybuild.spreadsheets.trees import notice_padded, settle_tree

# How the tiers are called in ledgers.
TIER_WORDS: dict[str, str] = {
    GridTier.AREA: "片区",
    GridTier.UNIT: "单元网格",
    GridTier.BASE: "基础网格",
}
TIER_OF_WORD = {word: GridTier(tier) for tier, word in TIER_WORDS.items()}
ABOVE = {
    word: frozenset({TIER_WORDS[parent] if (parent := PARENT_TIER[tier]) else None})
    for tier, word in TIER_WORDS.items()
}
TIERS = ("area", "unit", "base")
FLAT = ("name", "code", "kind", "parent")
# A base grid has some 45 households; three times as many is worth a second look.
LARGE = 150


def settle(work: Work) -> None:
    if {"area", "unit"} <= work.keys:
        _settle_tiers(work)
    else:
        _settle_flat(work)
    for draft in work.good():
        _notice_large(work, draft)


def _settle_tiers(work: Work) -> None:
    """Three columns of tiers: the path of each base grid."""
    width = _usual_width(work)
    for draft in work.drafts:
        values = draft.values
        for key in FLAT:
            del values[key]
        area, unit, base = (values.pop(key) for key in TIERS)
        base = _own_part(base or "", unit or "")
        if base.isdigit() and len(base) < width:
            notice_padded(work, draft, "base", base, base.zfill(width))
            base = base.zfill(width)
        values["path"] = [area, unit, base or None]
        draft.called = f"{unit or ''}{base}" or None
        if draft.is_good and not (area and unit and base):
            key = next(key for key, part in zip(TIERS, values["path"], strict=True) if not part)
            draft.hold(key, "missing_name", gettext("The grid has no name on this tier: write it."))


def _own_part(base: str, unit: str) -> str:
    """东苑一网格01 below 东苑一网格 is 01."""
    return base.removeprefix(unit) if base != unit else base


def _usual_width(work: Work) -> int:
    """The width of base codes where some begin with a zero, so that 4 stands for 04."""
    codes = [draft.values["base"] or "" for draft in work.drafts]
    widths = Counter(len(code) for code in codes if code.isdigit() and code.startswith("0"))
    return widths.most_common(1)[0][0] if widths else 0


def _settle_flat(work: Work) -> None:
    """One row for each grid, under the grid it names."""
    stored = work.known(Register.GRIDS)
    for draft in work.drafts:
        for key in TIERS:
            draft.values.pop(key)
        if "name" not in work.keys:
            draft.values["name"] = draft.values["code"]
        if not draft.values["name"] and draft.is_good:
            draft.hold("name", "missing_name", gettext("This cell must not be empty: fill it in."))
    _tell_tiers(work, stored)
    settle_tree(work, stored, above=ABOVE)
    for draft in work.drafts:
        draft.values["tier"] = draft.values.pop("kind")


def _tell_tiers(work: Work, stored: list[Known]) -> None:
    """A grid whose tier is not written stands one tier below its superior."""
    order = [TIER_WORDS[tier] for tier in GridTier]
    silent = [draft for draft in work.good() if not draft.values["kind"]]
    for _round in order:
        index = NameIndex(merged(map(_known, work.good()), stored))
        for draft in silent:
            parent = draft.values["parent"]
            found = index.find(parent) if parent else []
            above = found[0].kind if len(found) == 1 else ""
            if not parent or above in order[:-1]:
                draft.values["kind"] = order[order.index(above) + 1] if parent else order[0]
        silent = [draft for draft in silent if not draft.values["kind"]]
    for draft in silent:
        draft.hold("kind", "unknown_kind", gettext("The tier of the grid is not given: write it."))


def _known(draft: Draft) -> Known:
    values = draft.values
    return Known(values["name"], values["code"] or "", values["kind"] or "")


def _notice_large(work: Work, draft: Draft) -> None:
    is_base = "path" in draft.values or draft.values.get("tier") == TIER_WORDS[GridTier.BASE]
    if is_base and (draft.values["households"] or 0) > LARGE:
        message = gettext("%(households)s households are many for a base grid: check the number.")
        work.notice("large_grid", message % draft.values, draft, "households")


def base_grid(cell: Cell) -> str | None:
    """A base grid by its code or its name; a code may have become a day of the calendar."""
    looks_like_code = re.fullmatch(r"[\W\d月日]*\d[\W\d月日]*", str(cell))
    return cleaning.code(cell) if looks_like_code else cleaning.name(cell)
