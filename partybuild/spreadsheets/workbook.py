"""From the bytes of an uploaded file to its sheets, whatever its name claims it to be."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext as _

from partybuild.spreadsheets import delimited, xls, xlsx
from partybuild.spreadsheets.sheets import Sheet, UnreadableFile

MOST_BYTES = 20 * 1024 * 1024
_MOST_UNPACKED = 400 * 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(
    rb"\s*(<\?xml|<!doctype|<html|<head|<meta|<table|<style|mime-version:)", re.IGNORECASE
)
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")


def open_workbook(content: bytes, name: str) -> list[Sheet]:
    """The sheets of a spreadsheet file; raises UnreadableFile with words on what to do."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            "too_large",
            _("The file is larger than %(most)s MB: divide it.") % {"most": MOST_BYTES >> 20},
        )
    if not content.strip():
        raise UnreadableFile("empty", _("The file is empty."))
    if content.startswith(_ZIP):
        sheets = _from_zip(content)
    elif content.startswith(_OLE):
        sheets = _from_ole(content)
    else:
        sheets = _from_text(content, name)
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise UnreadableFile("empty", _("There is nothing in the file."))
    return sheets


def _from_zip(content: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except xlsx.BROKEN as problem:
        raise _damaged() from problem
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise _unknown()
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableFile(
            "too_large", _("The file unpacks to more than a ledger can hold: divide it.")
        )
    try:
        return xlsx.sheets_of(content)
    except xlsx.BROKEN as problem:
        raise _damaged() from problem


def _from_ole(content: bytes) -> list[Sheet]:
    if any(word.encode("utf-16-le") in content for word in _ENCRYPTED):
        raise _encrypted()
    try:
        return xls.sheets_of(content)
    except xls.BROKEN as problem:
        if "encrypted" in str(problem).casefold():
            raise _encrypted() from problem
        if "find workbook" in str(problem):
            raise _unknown() from problem
        raise _damaged() from problem


def _from_text(content: bytes, name: str) -> list[Sheet]:
    start = content[:200].removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(start):
        raise UnreadableFile(
            "web_page",
            _("This is a web page that only bears the name of a spreadsheet: save it as .xlsx."),
        )
    text = delimited.decoded(content)
    if text is None or not re.search(r"[,\t;|]", text):
        raise _unknown()
    try:
        return [delimited.sheet_of(text, PurePath(name).stem)]
    except delimited.BROKEN as problem:
        raise _damaged() from problem


def _encrypted() -> UnreadableFile:
    return UnreadableFile(
        "encrypted", _("The file is protected by a password: save it without one.")
    )


def _unknown() -> UnreadableFile:
    return UnreadableFile(
        "unknown_format", _("This is not a spreadsheet: bring .xlsx, .xls, .et or .csv.")
    )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "damaged", _("The file is damaged: open it, save it as .xlsx and bring it again.")
    )
