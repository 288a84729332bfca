"""Lists that leave the portal as spreadsheets are written down."""

from collections.abc import Mapping

from django.db import transaction

from orgs.models import User
from orgs.services.audit import record


@transaction.atomic
def record_export(
    *, actor: User, key: str, count: int, asked: Mapping[str, str], file_format: str
) -> None:
    """Note who exported which list, how it was filtered, and how many rows left."""
    record(
        actor=actor,
        verb="export.make",
        subject=actor,
        changes={
            "list": [None, key],
            "rows": [None, count],
            "asked": [None, dict(asked)],
            "format": [None, file_format],
        },
    )
