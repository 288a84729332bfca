"""Words that everybody can read name nobody's number (D2, D4, D8)."""

from collections.abc import Iterable, Mapping
from typing import Any

from resources.services.facts import require_no_private_number


def require_screened(facts: Mapping[str, Any], names: Iterable[str]) -> None:
    """Go no further when one of these texts holds an identity or telephone number."""
    for name in names:
        require_no_private_number(facts.get(name) or "", field=name)
