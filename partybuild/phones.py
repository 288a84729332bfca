"""Phone numbers as pages, lists and the trail show them: enough to recognise, not to dial (D7)."""

SHOWN_FIRST = 3
SHOWN_LAST = 4


def masked(phone: str) -> str:
    """``190****0001``; a number too short to hide anything is hidden whole."""
    hidden = len(phone) - SHOWN_FIRST - SHOWN_LAST
    if hidden <= 0:
        return "*" * len(phone)
    return f"{phone[:SHOWN_FIRST]}{'*' * hidden}{phone[-SHOWN_LAST:]}"
