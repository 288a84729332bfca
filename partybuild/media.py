"""What a file really is, whatever it is called, and the same file without what it tells of people.

A closed list of kinds. A name says which kind somebody means; the content must be of that kind.
Nothing that is packed is unpacked beyond what its directory may claim.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from partybuild.errors import RuleViolation

MAX_NAME: Final = 120
MAX_PIXELS: Final = 80_000_000
MAX_PARTS: Final = 5000
MAX_UNPACKED: Final = 300 * 1024 * 1024
MAX_RATIO: Final = 200
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_ENCRYPTED: Final = 0x1
_SMALL: Final = 1024 * 1024
# What a picture needs to look as it did; everything else in it tells of its maker.
_LOOKS: Final = frozenset({"transparency", "gamma"})
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')


class FileRefused(RuleViolation):
    """A file that is not of the kinds that are kept, or not what its name says."""

    code = "file_refused"


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its cleaned name, its media type and what is stored of it."""

    name: str
    media_type: str
    content: bytes


def checked(name: str, content: bytes) -> Checked:
    """The file as it may be kept. Raises FileRefused for one that may not."""
    cleaned = clean_name(name)
    ending = PurePath(cleaned).suffix.lower().lstrip(".")
    if ending not in KINDS:
        raise FileRefused(
            _("Files of this kind are not kept. Kept are: %(kinds)s.")
            % {"kinds": ", ".join(sorted(KINDS))},
            field="file",
        )
    if not content:
        raise FileRefused(_("The file is empty."), field="file")
    media_type, check = KINDS[ending]
    return Checked(cleaned, media_type, check(content))


def clean_name(name: str) -> str:
    """A name without folders, control signs and signs that turn the reading direction."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign) != "Cf")
    plain = _FORBIDDEN.sub("_", plain).strip(" .")
    path = PurePath(plain or "_")
    return f"{path.stem[: MAX_NAME - len(path.suffix)]}{path.suffix.lower()}"


def _pdf(content: bytes) -> bytes:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise _not_what_it_says()
    return content


def _office(main: str) -> Callable[[bytes], bytes]:
    """The check of one kind of office file: a package whose main part is ``main``."""

    def check(content: bytes) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                parts = package.infolist()
        except (zipfile.BadZipFile, ValueError, OSError) as broken:
            raise _not_what_it_says() from broken
        names = {part.filename for part in parts}
        if not {"[Content_Types].xml", main} <= names:
            raise _not_what_it_says()
        _require_modest(parts, len(content))
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise FileRefused(_("The file is locked with a password."), field="file")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise FileRefused(_("The file contains macros."), field="file")
        return content

    return check


def _require_modest(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    is_blown_up = unpacked > _SMALL and unpacked > packed * MAX_RATIO
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or is_blown_up:
        raise FileRefused(_("The file would unpack to far more than it is."), field="file")


def _image(kind: str) -> Callable[[bytes], bytes]:
    """The check of one kind of picture: it can be read, and is kept without what it tells."""

    def check(content: bytes) -> bytes:
        try:
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise FileRefused(_("The picture has too many pixels."), field="file")
                return _without_words(picture, kind)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
            raise _not_what_it_says() from broken

    return check


def _without_words(picture: Image.Image, kind: str) -> bytes:
    """The picture upright, without place, camera, author and remarks (D7)."""
    # What turns it upright would be lost with the rest.
    upright = ImageOps.exif_transpose(picture) or picture
    upright.load()
    upright.info = {name: value for name, value in upright.info.items() if name in _LOOKS}
    kept = io.BytesIO()
    if kind == "JPEG":
        upright.save(kept, kind, quality=92, exif=b"")
    else:
        upright.save(kept, kind)
    return kept.getvalue()


def _not_what_it_says() -> FileRefused:
    return FileRefused(_("The content of the file is not what its name says."), field="file")


_JPEG: Final = ("image/jpeg", _image("JPEG"))
KINDS: Final[Mapping[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "pdf": ("application/pdf", _pdf),
    "docx": (f"{_OFFICE}.wordprocessingml.document", _office("word/document.xml")),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _office("xl/workbook.xml")),
    "pptx": (f"{_OFFICE}.presentationml.presentation", _office("ppt/presentation.xml")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": ("image/png", _image("PNG")),
}
