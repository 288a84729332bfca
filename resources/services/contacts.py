"""Reading a contact: whoever looks at a work phone leaves a line in the trail."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from orgs.models import User
from orgs.services.audit import record
from resources.models import Need, Resource

Row = TypeVar("Row", Need, Resource)


@transaction.atomic
def read_contact(*, subject: Row, actor: User) -> Row:
    """Show the contact of a need or resource to somebody who can see the row."""
    if not type(subject).objects.visible_to(actor).filter(pk=subject.pk).exists():
        raise PermissionDenied
    record(actor=actor, verb="contact.read", subject=subject)
    return subject
