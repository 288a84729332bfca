"""Telling people: a row for each person and matter, so that nobody is told twice."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Notification, Org, RoleAssignment, User


def holders(owner: models.Model, *roles: Role) -> list[User]:
    """People who hold one of these roles over exactly this organisation or partner unit today."""
    by_owner = {"org": owner} if isinstance(owner, Org) else {"partner": owner}
    found = RoleAssignment.objects.current().filter(role__in=roles, **by_owner)
    return list(User.objects.filter(role_assignments__in=found, is_active=True).distinct())


def holders_of(orgs: Iterable[Org], *roles: Role) -> dict[int, list[User]]:
    """People who hold one of these roles over exactly these organisations, in one query."""
    held = RoleAssignment.objects.current().filter(role__in=roles, org__in=list(orgs))
    found: dict[int, list[User]] = {}
    for each in held.filter(user__is_active=True).select_related("user").order_by("pk"):
        if each.org_id is not None:
            found.setdefault(each.org_id, []).append(each.user)
    return found


@transaction.atomic
def tell_of_each(told: Iterable[tuple[Any, models.Model, str]], *, verb: str, key: str) -> None:
    """Leave many messages at once: who is told, of which row, and why; each only once a key."""
    Notification.objects.bulk_create(
        [
            Notification(
                recipient=person,
                key=f"{key}:{subject.public_id}"[:120],  # type: ignore[attr-defined]  # every noun has one
                verb=verb,
                subject_label=str(subject)[:200],
                url=subject.get_absolute_url(),  # type: ignore[attr-defined]  # every noun has one
                because=because[:200],
            )
            for person, subject, because in told
        ],
        batch_size=1_000,
        ignore_conflicts=True,
    )


@transaction.atomic
def notify(
    *, recipients: Iterable[Any], verb: str, subject: models.Model, key: str, because: str
) -> None:
    """Leave a message in each inbox, which says why it came; a second one about the same matter
    is not written.
    """
    told = dict.fromkeys(recipients, because)
    tell_each(told, verb=verb, subject=subject, key=key)


@transaction.atomic
def tell_each(told: Mapping[Any, str], *, verb: str, subject: models.Model, key: str) -> None:
    """Leave a message in each inbox, with a reason for each person."""
    Notification.objects.bulk_create(
        [
            Notification(
                recipient=person,
                key=key[:120],
                verb=verb,
                subject_label=str(subject)[:200],
                url=subject.get_absolute_url(),  # type: ignore[attr-defined]  # every noun has one
                because=because[:200],
            )
            for person, because in told.items()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def hand_on_messages(leaver: User, successor: User) -> None:
    """Put what somebody has not read into the inbox of whoever took their rights over."""
    unread = list(Notification.objects.visible_to(leaver).unread())
    Notification.objects.bulk_create(
        [
            Notification(
                recipient=successor,
                key=each.key,
                verb=each.verb,
                subject_label=each.subject_label,
                url=each.url,
                because=_("It was addressed to your predecessor."),
            )
            for each in unread
        ],
        ignore_conflicts=True,
    )
    mark_read(actor=leaver)


@transaction.atomic
def mark_read(*, actor: User, notification: Notification | None = None) -> int:
    """Note that a person has read one message, or all of them."""
    unread = Notification.objects.visible_to(actor).unread()
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    return unread.update(read_at=timezone.now())
