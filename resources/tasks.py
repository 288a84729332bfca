"""What the clock does to matches, resources and wishes."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from resources.models import Match, Resource, Wish
from resources.services import proposals, resources, wishes


@shared_task
def expire_overdue_matches() -> int:
    """Daily: hand each proposal that was not settled in time to its own task."""
    overdue = list(Match.objects.overdue(timezone.localdate()).values_list("pk", flat=True))
    for pk in overdue:
        expire_match.delay(pk)
    return len(overdue)


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def expire_match(match_pk: int) -> None:
    """Close one proposal whose time has run out."""
    proposals.expire_match(match_pk=match_pk, today=timezone.localdate())


@shared_task
def expire_past_resources() -> int:
    """Daily: hand each published resource whose last day has passed to its own task."""
    past = list(Resource.objects.past(timezone.localdate()).values_list("pk", flat=True))
    for pk in past:
        expire_resource.delay(pk)
    return len(past)


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def expire_resource(resource_pk: int) -> None:
    """Close one resource whose last day has passed."""
    resources.expire_resource(resource_pk=resource_pk, today=timezone.localdate())


@shared_task
def turn_unclaimed_wishes() -> int:
    """Daily: hand each wish that nobody claimed in time to its own task."""
    unclaimed = list(Wish.objects.unclaimed(timezone.localdate()).values_list("pk", flat=True))
    for pk in unclaimed:
        turn_wish.delay(pk)
    return len(unclaimed)


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def turn_wish(wish_pk: int) -> None:
    """Make one wish that nobody claimed in time a need."""
    wishes.turn_wish(wish_pk=wish_pk, today=timezone.localdate())
