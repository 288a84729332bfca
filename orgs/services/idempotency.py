"""A creating request that is repeated gets the answer of the first and creates nothing."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.models import IdempotencyKey
from partybuild.errors import RuleViolation


class KeyReused(RuleViolation):
    """The key stands for another request."""

    code = "idempotency_key_reused"


@transaction.atomic
def once(
    *, actor: Any, key: str, path: str, body: bytes, do: Callable[[], tuple[Any, int]]
) -> tuple[Any, int]:
    """Do it and keep the answer under the key; for a key already used, give that answer.

    ``do`` returns the answer (as JSON) and its status. Both stand or fall in one transaction.
    """
    digest = hashlib.sha256(body).hexdigest()
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(user=actor, key=key, path=path, body_digest=digest)
    except IntegrityError:
        row = IdempotencyKey.objects.select_for_update(of=("self",)).get(user=actor, key=key)
        if (row.path, row.body_digest) != (path, digest):
            raise KeyReused(_("This idempotency key was used for another request.")) from None
        return row.answer, row.status or 200
    row.answer, row.status = do()
    row.save(update_fields=["answer", "status"])
    return row.answer, row.status
