"""Rules for passwords beside Django's own."""

import re
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
NEEDED = 3


class ThreeClassesValidator:
    """A password mixes three of: small letters, capitals, digits, other signs."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when fewer than three classes of signs are used."""
        if sum(bool(re.search(signs, password)) for signs in CLASSES) < NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        return _("Use at least three of: small letters, capitals, digits, other signs.")


def invent_password() -> str:
    """A first password that passes every rule and that nobody can guess."""
    return f"{secrets.token_urlsafe(9)}-Aa1"
