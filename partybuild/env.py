"""Typed reading of the outside world: each setting is read once, here, with its default."""

import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of an environment variable, or of the file that ``NAME_FILE`` points at."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """True for 1, true, yes or on."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """A whole number."""
    return int(text(name, str(default)))


def seconds(name: str, default: int) -> timedelta:
    """A duration given in whole seconds."""
    return timedelta(seconds=number(name, default))


def secret(name: str, *, development: str, debug: bool) -> str:
    """A secret that must be given from outside wherever the portal is not in development."""
    value = text(name)
    if not value and not debug:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE: there is no default.")
    return value or development
