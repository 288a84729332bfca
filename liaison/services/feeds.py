"""A person's calendar address: issued, renewed and revoked by that person alone."""

import secrets

from django.db import transaction
from django.utils import timezone

from liaison.models import CalendarFeed
from orgs.models import User
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.secret_links import digest_of

_BYTES = 24


@transaction.atomic
def issue_feed(*, actor: User) -> tuple[CalendarFeed, str]:
    """Give oneself a new address; an earlier one stops working. Its secret is shown this once."""
    actor = lock(actor)
    secret = secrets.token_urlsafe(_BYTES)
    facts = {"digest": digest_of(secret), "issued_at": timezone.now()}
    feed, _is_new = CalendarFeed.objects.update_or_create(person=actor, defaults=facts)
    record(actor=actor, verb="calendarfeed.issue", subject=feed)
    return feed, secret


@transaction.atomic
def revoke_feed(*, actor: User) -> None:
    """Let no calendar read one's meetings and due days any more."""
    feed = CalendarFeed.objects.select_for_update().filter(person=actor).first()
    if feed is None:
        return
    record(actor=actor, verb="calendarfeed.revoke", subject=feed)
    feed.delete()
