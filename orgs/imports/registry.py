"""Which ledgers the portal takes in, what it does with their rows, and the names it knows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from orgs.models import Org, User
from partybuild.partial_dates import PartialDate
from partybuild.spreadsheets import Known, Ledger, Notice, Register, Row


@dataclass(slots=True)
class Batch:
    """Good rows on their way into the portal: for which street, by whom, from which columns.

    ``street`` is None while a ledger founds one. A column the file does not have changes nothing,
    and neither does a blank cell.
    """

    rows: Sequence[Row]
    keys: frozenset[str]
    street: Org | None
    actor: User

    def written(self, row: Row, names: Mapping[str, str]) -> dict[str, Any]:
        """The values of a row that were written, under the names of the model's fields."""
        values = {field: row.values.get(key) for key, field in names.items() if key in self.keys}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(slots=True)
class Tally:
    """What an import came to: how many rows made something new, changed something, or nothing.

    Its notices say what a row tells that the portal did not take over.
    """

    street: Org | None = None
    created: int = 0
    amended: int = 0
    unchanged: int = 0
    notices: list[Notice] = field(default_factory=list)
    touched: list[Any] = field(default_factory=list)

    def count(self, *, is_new: bool, is_changed: bool) -> None:
        self.created += is_new
        self.amended += is_changed and not is_new
        self.unchanged += not is_new and not is_changed


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """A ledger with the function that hands its rows to deeds; ``order`` is which comes first.

    ``keeps`` are the columns whose values the portal has a place for; the others are read, so that
    no header is a riddle, and left out. ``purpose`` says what the ledger is for.
    """

    ledger: Ledger
    order: int
    apply: Callable[[Batch], Tally]
    purpose: Any = ""
    keeps: str = ""

    @property
    def kept(self) -> frozenset[str]:
        return frozenset(self.keeps.split())


Names = Callable[[Org], Iterable[Known]]
Undo = Callable[..., None]

_LEDGERS: dict[str, LedgerImport] = {}
_NAMES: dict[Register, Names] = {}
_UNDO: dict[str, Undo] = {}
_UNDO_MANY: dict[str, Undo] = {}


def register_ledger(ledger_import: LedgerImport) -> None:
    """Let the import centre take in a further ledger."""
    _LEDGERS[ledger_import.ledger.kind] = ledger_import


def register_names(register: Register, names: Names) -> None:
    """Say where the names of a register come from."""
    _NAMES[register] = names


def register_undo(verb: str, undo: Undo) -> None:
    """Say how a deed of an import is taken back: ``undo(entry=, actor=)``."""
    _UNDO[verb] = undo


def register_undo_of_many(verb: str, undo: Undo) -> None:
    """Say how a deed done to many rows is taken back at once: ``undo(entries=, actor=)``."""
    _UNDO_MANY[verb] = undo


def ledger_imports() -> list[LedgerImport]:
    """Every ledger, in the order in which they build on each other."""
    return sorted(_LEDGERS.values(), key=lambda each: each.order)


def ledger_import(kind: str) -> LedgerImport:
    """The ledger of a kind. Raises KeyError."""
    return _LEDGERS[kind]


def names_of(register: Register, street: Org) -> list[Known]:
    """The names a street knows; none for a register that no app fills."""
    return list(_NAMES[register](street)) if register in _NAMES else []


def undo_of(verb: str) -> Undo | None:
    """How a deed is taken back, if it can be."""
    return _UNDO.get(verb)


def undo_of_many(verb: str) -> Undo | None:
    """How a deed done to many rows is taken back at once, if it can be."""
    return _UNDO_MANY.get(verb)


def date_fields(name: str, written: PartialDate | None, *, last: bool = False) -> dict[str, Any]:
    """A partial date as the two fields of a model: ``founded_on`` and ``founded_precision``."""
    if written is None:
        return {}
    day = written.last_day if last else written.first_day
    return {f"{name}_on": day, f"{name}_precision": written.precision}
