"""A share over time as a small line that the server draws, with a gap where nothing is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

WIDTH: Final = 280
HEIGHT: Final = 90
EDGE: Final = 8


@dataclass(frozen=True, slots=True)
class Trend:
    """One share over time: its strokes, a dot for each period, and the same in words."""

    label: str
    words: str
    strokes: list[str]
    dots: list[tuple[int, int, str]]

    @property
    def box(self) -> str:
        """The space that the line is drawn in."""
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def rules(self) -> str:
        """The lines of nothing, half and all."""
        heights = (EDGE, HEIGHT // 2, HEIGHT - EDGE)
        return "".join(f"M0 {height}H{WIDTH}" for height in heights)


def trend(label: Any, shares: Iterable[tuple[str, Decimal | None]]) -> Trend:
    """The shares of successive periods as strokes, with a dot that says each of them."""
    told = list(shares)
    step = (WIDTH - 2 * EDGE) / max(len(told) - 1, 1)
    dots: list[tuple[int, int, str]] = []
    strokes: list[str] = []
    drawn: list[str] = []
    for place, (period, share) in enumerate(told):
        if share is None:
            strokes.append(" ".join(drawn))
            drawn = []
            continue
        x = round(EDGE + place * step)
        y = round(HEIGHT - EDGE - float(share) / 100 * (HEIGHT - 2 * EDGE))
        drawn.append(f"{x},{y}")
        dots.append((x, y, f"{period} {share}%"))
    strokes.append(" ".join(drawn))
    words = "; ".join(words for _x, _y, words in dots) or _("too few cases")
    return Trend(str(label), f"{label}: {words}", [each for each in strokes if " " in each], dots)
