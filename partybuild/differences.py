"""What changed between two wordings: paragraph by paragraph, and by characters within one."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """Whether a piece of text stands in both wordings, or in one of them."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a paragraph, and in which wording they stand."""

    text: str
    mark: Mark


Paragraph = tuple[Piece, ...]
# Below this likeness a paragraph was written anew, and marks within it would only confuse.
_ALIKE = 0.5


def differences(before: str, after: str) -> list[Paragraph]:
    """Both wordings as one text: what fell away and what came is marked."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Paragraph] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.extend((Piece(line, Mark.SAME),) for line in old[a1:a2])
        else:
            found.extend(_changed(old[a1:a2], new[b1:b2]))
    return found


def changed_only(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs in which something fell away or came."""
    return [each for each in paragraphs if any(piece.mark != Mark.SAME for piece in each)]


def _changed(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    """Paragraphs that took each other's place, the first beside the first."""
    pairs = min(len(old), len(new))
    for before, after in zip(old[:pairs], new[:pairs], strict=True):
        yield from _rewritten(before, after)
    yield from ((Piece(line, Mark.REMOVED),) for line in old[pairs:])
    yield from ((Piece(line, Mark.ADDED),) for line in new[pairs:])


def _rewritten(before: str, after: str) -> Iterator[Paragraph]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield (Piece(before, Mark.REMOVED),)
        yield (Piece(after, Mark.ADDED),)
        return
    pieces = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(before[a1:a2], Mark.SAME))
            continue
        if a1 != a2:
            pieces.append(Piece(before[a1:a2], Mark.REMOVED))
        if b1 != b2:
            pieces.append(Piece(after[b1:b2], Mark.ADDED))
    yield tuple(pieces)
