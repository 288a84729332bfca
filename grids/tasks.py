"""What the clock does to cases."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grids.models import Case
from grids.services.case_ladder import escalate_overdue_case as escalate
from grids.services.filing_cases import erase_contact, spent_contacts


@shared_task
def escalate_overdue_cases() -> int:
    """Hourly: hand each overdue case to its own task."""
    overdue = list(Case.objects.overdue(timezone.now()).values_list("pk", flat=True))
    for pk in overdue:
        escalate_overdue_case.delay(pk)
    return len(overdue)


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def escalate_overdue_case(case_pk: int) -> None:
    """Raise one overdue case by the rungs it has reached."""
    escalate(case_pk=case_pk, now=timezone.now())


@shared_task
def erase_spent_contacts() -> int:
    """Daily: erase how reporters are reached whose cases have been over long enough."""
    now = timezone.now()
    return sum(erase_contact(contact_pk=pk, now=now) for pk in spent_contacts(now))
