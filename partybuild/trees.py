"""A tree as pages draw it: nested lists whose branches open in place, and by plain links too."""

from collections.abc import Callable, Mapping, Sequence
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


def draw(
    node: Any,
    children: Mapping[int, Sequence[Any]],
    twig_of: Callable[[Any], Twig],
    *,
    here: str = "",
) -> Twig:
    """A node and what is open below it; ``here`` is the anchor of the node that was asked for."""
    twig = twig_of(node)
    twig = replace(twig, is_here=twig.anchor == here)
    if node.pk not in children:
        return twig
    below = children[node.pk]
    drawn = tuple(draw(child, children, twig_of, here=here) for child in below[:AT_ONCE])
    return replace(twig, is_open=True, children=drawn, has_more=len(below) > AT_ONCE)
