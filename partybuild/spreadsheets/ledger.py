"""The words of a declaration: what a ledger is, which columns it has, and how they are written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partybuild.spreadsheets.cleaning import Clean, text
from partybuild.spreadsheets.names import Register

if TYPE_CHECKING:
    from partybuild.spreadsheets.drafts import Work


@dataclass(frozen=True, slots=True)
class Reference:
    """The cell names something that must be known.

    An optional one is kept as it is written while its register is still empty.
    """

    registers: tuple[Register, ...]
    reason: str = "unknown_unit"
    is_optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: ``headers`` are the wordings of offices, parted by blanks, ours first.

    ``weak`` wordings mean this column where no other column claims them. ``missing`` is the
    reason to hold a row without a value. ``carries`` lets a blank take the value above it in a
    file that knows no merged cells; ``by_sheet`` lets it take the name of its sheet. An aside
    does not tell rows apart; a verbatim column holds codes that look like citizens' numbers; in a
    screened one residents are quoted, so telephone numbers are taken out before it is stored; money
    is in yuan, whatever the file counts it in.
    """

    key: str
    label: Any
    headers: str
    clean: Clean = text
    weak: str = ""
    missing: str = ""
    refers: Reference | None = None
    has_total: bool = False
    carries: bool = False
    by_sheet: bool = False
    is_aside: bool = False
    is_verbatim: bool = False
    is_screened: bool = False
    is_money: bool = False

    @property
    def header(self) -> str:
        """Our own wording, which templates and exports print."""
        return self.headers.split()[0]


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """A kind of spreadsheet that offices keep.

    ``names`` is the column a row is called by; ``words`` stand in titles of this ledger;
    ``needs`` are the columns without which it is not this ledger, in alternatives; of the groups
    in ``either`` a table has only one. Rows that agree in one of the ``identities`` are the same
    thing; ``settle`` looks at all rows together. ``private`` are headers of persons' data beside
    those that are private everywhere. ``public`` is what a plain JSON answer prints, and
    ``public_if_written`` what it adds where the office keeps such a column. Rows with numbers of
    their own are named by them there, not by their place in the sheet.
    """

    kind: str
    title: Any
    columns: tuple[Column, ...]
    names: str
    public: tuple[str, ...]
    needs: tuple[frozenset[str], ...]
    words: str = ""
    identities: tuple[tuple[str, ...], ...] = ()
    settle: "Callable[[Work], None] | None" = None
    private: str = ""
    public_if_written: tuple[str, ...] = ()
    either: tuple[frozenset[str], ...] = ()
    is_numbered: bool = False

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def layouts(self) -> tuple[frozenset[str], ...]:
        """The columns that can stand in one table together."""
        keys = frozenset(column.key for column in self.columns)
        groups = frozenset().union(*self.either)
        return tuple(keys - groups | group for group in self.either) or (keys,)
