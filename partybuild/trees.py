"""A tree as pages draw it: nested lists whose branches open in place, and by plain links too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

# A node with more children than this shows the first of them and the way to a list of all.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Twig:
    """One node of a drawn tree. ``below`` counts everything below it; ``note`` says it in words.

    ``open_url`` and ``shut_url`` are addresses of the whole page with this branch open or shut,
    ``branch_url`` that of the branch alone.
    """

    anchor: str
    label: str
    url: str
    code: str
    kind: str
    note: str
    below: int
    is_closed: bool
    open_url: str
    shut_url: str
    branch_url: str
    all_url: str
    is_open: bool = False
    is_here: bool = False
    children: Sequence["Twig"] = ()
    has_more: bool = False


def grown(twig: Twig, children: Iterable[Any], *, here: str = "", limit: int = AT_ONCE) -> Twig:
    """The node opened, with its children below it; more than the limit are left to a list."""
    found = list(children)
    return replace(
        twig,
        is_open=True,
        is_here=twig.anchor == here,
        children=tuple(found[:limit]),
        has_more=len(found) > limit,
    )
