"""What a state feels like to its reader: five tones, each with its own colour and shape."""

from collections.abc import Mapping
from enum import StrEnum


class Tone(StrEnum):
    QUIET = "quiet"
    WAITING = "waiting"
    GOING = "going"
    GOOD = "good"
    BAD = "bad"


_STATES = {
    Tone.WAITING: (
        "submitted proposed filed requested reviewed due queued uploaded checked assigned "
        "gathering registered dispatched reported raised announced yellow partly_taken"
    ),
    Tone.GOING: (
        "listed published matched running classed approved signed_for in_hand agenda_set convened "
        "discussed undertaken answered called_back minuted claimed collected scored gathered"
    ),
    Tone.GOOD: (
        "solved agreed accepted appraised done held issued struck_off verified confirmed received "
        "active fulfilled taken gold"
    ),
    Tone.BAD: "returned declined failed late overdue stopped suspended rectifying red",
}
_TONES: dict[str, Tone] = {
    state: tone for tone, states in _STATES.items() for state in states.split()
}


def register_tones(tones: Mapping[str, Tone]) -> None:
    """Say what the states of an app feel like, where their word does not say it."""
    _TONES.update({str(state): tone for state, tone in tones.items()})


def tone_of(state: str) -> Tone:
    """The tone of a state; what is over or not begun is quiet."""
    return _TONES.get(str(state), Tone.QUIET)
