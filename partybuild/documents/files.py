"""An official document as a file: sent to whoever may read it, and sealed by its digest."""

import hashlib
import io

from django.http import FileResponse

from partybuild.documents.render import CONTENT_TYPE


def digest_of(content: bytes) -> str:
    """The digest under which a document that was issued is known again."""
    return hashlib.sha256(content).hexdigest()


def docx_file(content: bytes, name: str) -> FileResponse:
    """An official document as a file to keep."""
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=f"{name}.docx",
        content_type=CONTENT_TYPE,
    )
