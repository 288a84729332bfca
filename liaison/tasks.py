"""What the clock does to action items."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from liaison.models import ActionItem
from liaison.services import reminders


@shared_task
def remind_of_action_items() -> int:
    """Daily: hand each action item that is at work to its own task."""
    running = list(ActionItem.objects.running().values_list("pk", flat=True))
    for pk in running:
        remind_of_action_item.delay(pk)
    return len(running)


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def remind_of_action_item(item_pk: int) -> None:
    """Remind of one action item, if a step of the ladder is due."""
    reminders.remind_of_action_item(item_pk=item_pk, today=timezone.localdate())
