"""Reading a telephone number is a deed: it is written down who read whose (D7)."""

from typing import Any

from django.db import models, transaction

from orgs.models import User
from orgs.services.audit import record


@transaction.atomic
def read_contact(*, row: models.Model, field: str, actor: User) -> str:
    """The number itself, for somebody who can see the row."""
    record(actor=actor, verb="contact.read", subject=row)
    number: Any = getattr(row, field)
    return str(number)
