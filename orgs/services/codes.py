"""Giving out codes that people can read: the only place that counts them."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from orgs.models import CodeSeries, Org
from partybuild.locks import LockSpace, hold_until_commit


@transaction.atomic
def next_codes(
    *,
    street: Org,
    prefix: str,
    count: int = 1,
    shape: str = "{prefix}-{year}-{number:04d}",
) -> list[str]:
    """The next codes of a street in this year, such as ``XQ-2026-0012``.

    A code that was given is never given again, even when its row is taken back.
    """
    hold_until_commit(LockSpace.CODES, street.pk)
    year = timezone.localdate().year
    series, _is_new = CodeSeries.objects.get_or_create(street=street, prefix=prefix, year=year)
    CodeSeries.objects.filter(pk=series.pk).update(last=F("last") + count)
    first = series.last + 1
    return [
        shape.format(prefix=prefix, year=year, number=number)
        for number in range(first, first + count)
    ]
