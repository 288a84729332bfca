"""The whole demo, step by step."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import transaction

from orgs.models import Org, User
from partybuild.demo.clock import clock_at
from partybuild.demo.people import SignIn, found_demo_street, open_demo_accounts
from partybuild.demo.sizes import SIZES
from partybuild.demo.street import (
    Street,
    build_grids,
    build_orgs,
    build_partners,
    build_posts,
)

SEED = 20260101
YEAR = timedelta(days=365)


def build_demo(*, size: str, today: date, say: Callable[[str], None]) -> list[SignIn]:
    """Build the fictional street of this size with a year of history up to today.

    The same size and day give the same street on every run, but for the passwords. Raises
    FoundedAlready on a database with people. All of it or nothing is kept.
    """
    wanted = SIZES[size]
    with transaction.atomic():
        with clock_at(today - YEAR):
            root, sign_ins = found_demo_street()
            street = Street(
                root=Org.objects.get(pk=root.pk),
                office=User.objects.get(username="office"),
                chance=Random(SEED),  # noqa: S311 - the same street on every run, no secret
                today=today,
            )
            build_orgs(street, wanted)
            build_grids(street, wanted)
            build_posts(street)
            build_partners(street, wanted)
            sign_ins += open_demo_accounts(street)
        say(f"{Org.objects.count()} organisations, {len(street.partners)} partner units")
    return sign_ins
