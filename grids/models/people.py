"""People on rows: who did which step."""

from typing import Any

from django.conf import settings
from django.db import models


def done_by(label: Any) -> Any:
    """Who did a step; nobody while it is not done."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
