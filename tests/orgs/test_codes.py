"""Codes that people read are counted per street, kind and year, and never twice."""

import threading

import pytest
from django.db import connection, transaction

from orgs.models import CodeSeries
from orgs.services.codes import next_codes
from tests.factories import OrgFactory

pytestmark = pytest.mark.django_db

THIS_YEAR = "2026"


@pytest.fixture(autouse=True)
def year(monkeypatch):
    from datetime import date

    from orgs.services import codes

    monkeypatch.setattr(codes.timezone, "localdate", lambda: date(int(THIS_YEAR), 11, 22))


def test_each_kind_is_counted_by_itself(town):
    found = [next_codes(street=town.root, prefix=prefix)[0] for prefix in ("XQ", "ZY", "XQ")]

    assert found == ["XQ-2026-0001", "ZY-2026-0001", "XQ-2026-0002"]


def test_each_street_is_counted_by_itself(town):
    other = OrgFactory(code="909")

    found = [next_codes(street=street, prefix="XQ")[0] for street in (town.root, other)]

    assert found == ["XQ-2026-0001", "XQ-2026-0001"]


def test_many_are_given_in_one_go_and_past_four_figures(town):
    CodeSeries.objects.create(street=town.root, prefix="XQ", year=2026, last=9998)

    found = next_codes(street=town.root, prefix="XQ", count=3)

    assert found == ["XQ-2026-9999", "XQ-2026-10000", "XQ-2026-10001"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_rivals_get_eight_different_codes():
    street = OrgFactory()
    start, found = threading.Barrier(8), []

    def take():
        start.wait()
        try:
            with transaction.atomic():
                found.extend(next_codes(street=street, prefix="XQ", count=2))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [f"XQ-2026-{n:04d}" for n in range(1, 17)]
