"""How large the demo street is: the usual one, and a small one for tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of what is built; the sample street of about 90,000 residents is ``M``."""

    areas: int
    communities: int
    units: int
    bases: int
    enterprises: int
    partners: int
    circles: int
    needs: int
    resources: int
    projects: int
    meetings: int
    estates: int
    unmanaged: int
    firms: int
    buildings: int


SIZES = {
    "S": Size(2, 2, 3, 8, 3, 8, 2, 24, 24, 12, 12, 9, 4, 3, 24),
    "M": Size(5, 12, 84, 710, 90, 150, 6, 420, 300, 130, 156, 140, 40, 35, 1070),
}
