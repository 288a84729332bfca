"""What the body of an official document is made of, and the numbers its parts have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from partybuild.documents.layout import CHARACTERS_IN_A_LINE
from partybuild.documents.wording import chinese_number

Level = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: 一、（一）1.（1） by its level, counted under the heading above it."""

    kind: ClassVar[str] = "heading"
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph, 1. or （1）; items that follow each other are one list."""

    kind: ClassVar[str] = "item"
    text: str
    level: Literal[3, 4] = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a form: a label names the cell beside it, and each line break is room to write."""

    text: str
    span: int = 1
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as wide as the text; the widths of its columns are characters of that line."""

    kind: ClassVar[str] = "table"
    rows: Sequence[Sequence[str | Cell]]
    header: Sequence[str] = ()
    widths: Sequence[int] = ()

    def __post_init__(self) -> None:
        if self.widths and sum(self.widths) != CHARACTERS_IN_A_LINE:
            raise ValueError(f"the widths do not fill a line of {CHARACTERS_IN_A_LINE} characters")
        if not self.lines:
            raise ValueError("a table has at least one row")
        if any(sum(cell.span for cell in row) != self.columns for row in self.lines):
            raise ValueError(f"a row does not fill the {self.columns} columns of its table")

    @property
    def columns(self) -> int:
        if self.widths or self.header:
            return len(self.widths or self.header)
        return sum(cell.span for cell in self.cells[0])

    @property
    def cells(self) -> list[list[Cell]]:
        return [
            [cell if isinstance(cell, Cell) else Cell(cell) for cell in row] for row in self.rows
        ]

    @property
    def lines(self) -> list[list[Cell]]:
        """The rows with the header above them."""
        header = [Cell(text, is_label=True) for text in self.header]
        return [header, *self.cells] if header else self.cells


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class NumberedBlock:
    """A block with the number it has in its document."""

    block: Block
    number: str = ""


def paragraphs(text: str) -> list[Paragraph]:
    """What a person typed into one field, a paragraph for each line that says something."""
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


_WRITTEN: Final = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
_LAST_CHINESE_LEVEL: Final = 2


def number_blocks(blocks: Sequence[Block]) -> list[NumberedBlock]:
    """Give each heading and item the number it has under the heading above it."""
    headings = dict.fromkeys(_WRITTEN, 0)
    items = dict.fromkeys(_WRITTEN, 0)
    numbered = []
    for block in blocks:
        match block:
            case Heading(level):
                items = dict.fromkeys(_WRITTEN, 0)
                numbered.append(NumberedBlock(block, _count(headings, level)))
            case Item(_text, level):
                numbered.append(NumberedBlock(block, _count(items, level)))
            case _unnumbered:
                items = dict.fromkeys(_WRITTEN, 0)
                numbered.append(NumberedBlock(block))
    return numbered


def _count(counters: dict[int, int], level: int) -> str:
    """Count one on at a level, start again below it, and write the number as the level does."""
    counters[level] += 1
    counters.update({deeper: 0 for deeper in counters if deeper > level})
    number = counters[level]
    return _WRITTEN[level].format(
        chinese_number(number) if level <= _LAST_CHINESE_LEVEL else number
    )
