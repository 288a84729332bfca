"""Addresses that open a page without an account: their words, their code, their seclusion (D11)."""

import secrets
from hashlib import sha256
from typing import Final

import segno
from django.http import HttpResponse

_BYTES: Final = 16


def fresh_tokens(count: int) -> list[str]:
    """So many links that nobody can guess."""
    return [secrets.token_urlsafe(_BYTES) for _number in range(count)]


def digest_of(token: str) -> str:
    """What is kept of a link."""
    return sha256(token.encode()).hexdigest()


def code_of(address: str) -> segno.QRCode:
    """The address as a code that a telephone reads from paper."""
    return segno.make(address, error="m", micro=False)


def picture_of(address: str, *, scale: int = 3) -> str:
    """The code of an address as a picture within a page."""
    return str(code_of(address).svg_data_uri(scale=scale, border=2))


def unseen(answer: HttpResponse, *, referrer: str = "no-referrer") -> HttpResponse:
    """Keep a page behind a link out of search engines and of the next page's knowledge."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = referrer
    return answer
