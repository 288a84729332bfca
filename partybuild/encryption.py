"""Words kept so that the database and its copies alone do not give them away (ADR 0012)."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet as Cipher
from cryptography.fernet import InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """None of the keys of this installation opens it: a key was lost or taken away too early."""


def sealed(words: str) -> str:
    """The words under the newest key; nothing stays nothing."""
    return _ciphers(tuple(settings.CONTACT_KEYS)).encrypt(words.encode()).decode() if words else ""


def opened(token: str) -> str:
    """What was sealed, under whichever of the keys. Raises Unreadable."""
    if not token:
        return ""
    try:
        return _ciphers(tuple(settings.CONTACT_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


@lru_cache(maxsize=4)
def _ciphers(keys: tuple[str, ...]) -> MultiFernet:
    # A key may be any long text, as that of the sessions is; the cipher wants 32 bytes.
    made = (hashlib.sha256(b"contact:" + key.encode()).digest() for key in keys)
    return MultiFernet([Cipher(base64.urlsafe_b64encode(each)) for each in made])
