"""How words are compared when something is looked for, in Chinese or by the initials of pinyin."""

import unicodedata
from functools import lru_cache
from typing import Final

MOST_TERMS: Final = 6


def normal(text: str) -> str:
    """Words as they are compared: full-width signs, capitals and line breaks make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def terms_of(words: str) -> list[str]:
    """What is looked for: each word on its own; one Latin letter or digit alone says too little."""
    terms = dict.fromkeys(normal(words).split())
    return [term for term in terms if len(term) > 1 or not term.isascii()][:MOST_TERMS]


@lru_cache(maxsize=4096)
def initials_of(text: str) -> str:
    """The first letters of the Chinese words, as people type them: 示例街道 is sljd."""
    # Its tables take a fifth of a second to read, which a page that enters nothing should not pay.
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore"))
