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
    cases: int
    estates: int
    unmanaged: int
    firms: int
    buildings: int


SIZES = {
    "S": Size(
        areas=2,
        communities=2,
        units=3,
        bases=8,
        enterprises=3,
        partners=8,
        circles=2,
        needs=24,
        resources=24,
        projects=12,
        meetings=12,
        cases=12,
        estates=9,
        unmanaged=4,
        firms=3,
        buildings=24,
    ),
    "M": Size(
        areas=5,
        communities=12,
        units=84,
        bases=710,
        enterprises=90,
        partners=150,
        circles=6,
        needs=420,
        resources=300,
        projects=130,
        meetings=156,
        cases=60,
        estates=140,
        unmanaged=40,
        firms=35,
        buildings=1070,
    ),
}
