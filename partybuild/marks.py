"""How one kind of thing looks wherever it is drawn: a word, a shape and an ink, never ink alone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Shape(StrEnum):
    """Outlines in a box of 12 by 12, the same in legends, tables and pictures."""

    DISC = "M6 1.5A4.5 4.5 0 1 1 6 10.5A4.5 4.5 0 1 1 6 1.5Z"
    SQUARE = "M1.5 1.5H10.5V10.5H1.5Z"
    DIAMOND = "M6 .5L11.5 6L6 11.5L.5 6Z"
    TRIANGLE = "M6 1L11.5 11H.5Z"
    ARROW = "M2 .8L11 6L2 11.2Z"
    PENTAGON = "M6 .5L11.7 4.7L9.5 11.3H2.5L.3 4.7Z"
    CROSS = "M4 .5H8V4H11.5V8H8V11.5H4V8H.5V4H4Z"
    BAR = "M.5 3.5H11.5V8.5H.5Z"
    TICK = "M.5 6.6L2.3 4.6L4.7 6.8L9.7 1.4L11.6 3.2L4.8 10.6Z"


class Ink(StrEnum):
    """Colours by name; what they are stands in the style sheet."""

    GOOD = "good"
    WAITING = "waiting"
    GOING = "going"
    BAD = "bad"
    QUIET = "quiet"
    RED = "red"
    BLUE = "blue"
    GREEN = "green"
    BROWN = "brown"
    PURPLE = "purple"
    TEAL = "teal"
    MAGENTA = "magenta"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer to "what is it?": ``str()`` is its word, as tables and exports write it."""

    key: str
    word: Any
    shape: Shape
    ink: Ink

    def __str__(self) -> str:
        return str(self.word)


def good(key: str, word: Any) -> Mark:
    """What is as it should be."""
    return Mark(key, word, Shape.TICK, Ink.GOOD)


def doubtful(key: str, word: Any) -> Mark:
    """What somebody should look at."""
    return Mark(key, word, Shape.DIAMOND, Ink.WAITING)


def bad(key: str, word: Any) -> Mark:
    """What is missing or breaks a rule."""
    return Mark(key, word, Shape.TRIANGLE, Ink.BAD)


def unasked(key: str, word: Any) -> Mark:
    """What the question does not ask of, or where no answer is on record."""
    return Mark(key, word, Shape.DISC, Ink.QUIET)
