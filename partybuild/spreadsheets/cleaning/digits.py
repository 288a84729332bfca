"""Digits as offices write them: Chinese numerals, and letters that only look like digits."""

import re

_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_NUMERALS |= {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMBER = re.compile(r"[零〇○一二两三四五六七八九十百千]{1,20}")
_DIGIT = "[一二两三四五六七八九]"
_REGULAR = re.compile(f"(?:{_DIGIT}?千零?)?(?:{_DIGIT}?百零?)?(?:{_DIGIT}?十)?{_DIGIT}?")
# One sign, a year, or signs with a nought among them are spelt out one by one.
_SPELT = re.compile(r".|.{4}|.*[零〇○].*")
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_LETTER_BY_DIGIT = re.compile(r"(?<=\d)[OolI|]+|[OolI|]+(?=\d)")


def chinese_number(text: str) -> int | None:
    """十二 is 12, 五百 is 500, 二〇二四 is 2024; 三四十 is thirty or forty, and no number."""
    if not any(char in _UNITS for char in text):
        return (
            int("".join(str(_NUMERALS[char]) for char in text)) if _SPELT.fullmatch(text) else None
        )
    if not _REGULAR.fullmatch(text):
        return None
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            digit = _NUMERALS[char]
    return total + (digit or 0)


def in_arabic(text: str) -> str:
    """The text with its Chinese numbers written in digits."""
    return CHINESE_NUMBER.sub(_arabic, text)


def _arabic(match: re.Match[str]) -> str:
    number = chinese_number(match[0])
    return match[0] if number is None else str(number)


def has_lookalike(text: str) -> bool:
    """True when a letter O, o, l or I stands where a digit must have been meant."""
    return bool(_LETTER_BY_DIGIT.search(text))


def mended(text: str) -> str:
    """The text as it was probably meant, to be suggested and never taken."""
    before = None
    while before != text:
        before = text
        text = _LETTER_BY_DIGIT.sub(lambda match: match[0].translate(_LOOKALIKES), text)
    return text
