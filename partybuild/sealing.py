"""Secrets that the portal must be able to say again, so they are encrypted and not hashed."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The secret was sealed with a key that is gone."""


def seal(secret: str) -> str:
    """The secret as it may lie in the database and its backups."""
    return _lock().encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    """The secret again. Raises Unreadable when no key fits any more."""
    if not sealed:
        return ""
    try:
        return _lock().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def _lock() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key))) for key in keys])


def _derived(key: str) -> bytes:
    # Another key than the one that signs sessions, though made from it.
    return base64.urlsafe_b64encode(hashlib.sha256(f"sealing:{key}".encode()).digest())
