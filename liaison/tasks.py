"""What the clock does to duties: draws them up, links their records, tells whom they concern."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from liaison.obligations.declarations import offered
from liaison.services import (
    digest_mail,
    digests,
    obligation_making,
    obligation_settling,
    robot_lines,
)


@shared_task
def make_obligations() -> int:
    """Daily: hand each obligation of the plans to its own task."""
    for declared in offered():
        make_one.delay(declared.key)
    return len(offered())


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def make_one(key: str) -> int:
    """Draw up one obligation for all sub-districts."""
    return obligation_making.make_obligations(key=key, today=timezone.localdate())


@shared_task
def settle_obligations() -> int:
    """Every ten minutes: hand each obligation of the plans to its own task."""
    for declared in offered():
        settle_one.delay(declared.key)
    return len(offered())


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def settle_one(key: str) -> None:
    """Link the records of one obligation."""
    obligation_settling.settle_obligations(key=key)


@shared_task
def send_digests() -> int:
    """Hourly by day; whoever has had the day's digest gets no other."""
    return digests.send_digests(now=timezone.now())


@shared_task
def tell_robots() -> int:
    """Every hour of the morning of a workday; a robot says a day's line once."""
    return robot_lines.tell_robots(now=timezone.now())


@shared_task
def mail_digests() -> int:
    """Hourly: hand each digest of today that can be mailed to its own task."""
    waiting = digest_mail.unmailed(timezone.now())
    for pk in waiting:
        mail_digest.delay(pk)
    return len(waiting)


@shared_task(
    acks_late=True,
    autoretry_for=(OSError,),
    retry_backoff=True,
    max_retries=5,
    subject="liaison.Digest",
)
def mail_digest(digest_pk: int) -> None:
    """Mail one digest."""
    digest_mail.mail_digest(digest_pk=digest_pk, now=timezone.now())
