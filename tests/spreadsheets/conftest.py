"""What the portal knows of the first street when its later ledgers come."""

import pytest

from partybuild.spreadsheets import read
from tests.spreadsheets.offices import BY_KIND, FILES, Names, sheets_of


@pytest.fixture(scope="session")
def first_street():
    """What the portal knows once the ledgers that name nothing else are in it."""
    known = Names()
    for name, kind in FILES.items():
        if kind in {"organizations", "grids"}:
            known.learn(read(BY_KIND[kind], sheets_of(name), directory=known))
    for name, kind in FILES.items():
        if kind == "partner_units":
            known.learn(read(BY_KIND[kind], sheets_of(name), directory=known))
    return known


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Reading a spreadsheet asks no database, so one engine is enough."""
    for item in items:
        if "tests/spreadsheets" in item.nodeid:
            item.add_marker(pytest.mark.engine("sqlite"))
