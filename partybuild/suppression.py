"""Small counts tell of persons: under ten they read <10 to whoever does not keep them (D3)."""

from typing import Any, Final

SMALLEST = 10
# D11: the answers of fewer people could be told apart.
LEAST_ANSWERS: Final = 5


def suppressed(count: Any) -> Any:
    """A count as it may leave the hands of those who keep it."""
    return f"<{SMALLEST}" if count is not None and count < SMALLEST else count


def shown(count: Any, *, is_kept: bool) -> Any:
    """A count in full for those who keep it, and suppressed for everybody else."""
    return count if is_kept else suppressed(count)
