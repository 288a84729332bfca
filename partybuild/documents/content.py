"""What an official document says, apart from how it looks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from partybuild.documents.blocks import Block, NumberedBlock, number_blocks
from partybuild.documents.wording import (
    ATTACHMENTS,
    COPIES_TO,
    PRINTED,
    SIGNED_OFF_BY,
    chinese_date,
    in_lines,
    width,
)


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """出席, 请假 or 列席, with the units and names that follow the colon."""

    label: str
    people: str

    @property
    def heading(self) -> str:
        """The label with the colon of the standard."""
        return f"{self.label}："


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An official document; a part without words is not printed.

    So minutes, notices and forms are one kind of value: minutes name their issuer in the head and
    end with an attendance, a notice has an addressee and a signature, a form a title and a table.
    """

    signed_off_label: ClassVar[str] = SIGNED_OFF_BY
    attachments_label: ClassVar[str] = ATTACHMENTS

    mark: str = ""
    number: str = ""
    signed_off_by: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""
    addressee: str = ""
    blocks: Sequence[Block] = ()
    attachments: Sequence[str] = ()
    attendance: Sequence[AttendanceLine] = ()
    signature: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None

    @property
    def name(self) -> str:
        """What the document is called in a list of files."""
        return "".join((self.title or self.mark).split("\n"))

    @property
    def title_lines(self) -> str:
        """The title with a line break where it fills more than a line."""
        return in_lines(self.title)

    @property
    def mark_width(self) -> int:
        """The full-width characters that the widest line of the mark must find room for."""
        return math.ceil(max(map(width, self.mark.split("\n"))))

    @property
    def body(self) -> list[NumberedBlock]:
        return number_blocks(self.blocks)

    @property
    def salutation(self) -> str:
        """Whom it is sent to, with the colon of the standard."""
        return f"{self.addressee.rstrip('：:')}：" if self.addressee else ""

    @property
    def attached(self) -> list[str]:
        """The names of what is attached, numbered when there is more than one."""
        if len(self.attachments) == 1:
            return list(self.attachments)
        return [f"{number}.{name}" for number, name in enumerate(self.attachments, start=1)]

    @property
    def issued(self) -> str:
        """The day of issue in words."""
        return chinese_date(self.issued_on) if self.issued_on else ""

    @property
    def copies(self) -> str:
        """The units that get a copy, as one sentence."""
        return f"{COPIES_TO}{self.copies_to.rstrip('。')}。" if self.copies_to else ""

    @property
    def printed(self) -> str:
        """The day of printing in words; it is the day of issue unless another one is given."""
        day = self.printed_on or self.issued_on
        return f"{chinese_date(day)}{PRINTED}" if day else ""
