"""Official papers over HTTP: an endpoint that answers with a file."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer

from partybuild.documents import CONTENT_TYPE

# One declaration for each endpoint of a paper.
paper_schema: Any = extend_schema(responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})


class PaperRenderer(JSONRenderer):
    """Lets a caller ask for a .docx; the file is sent as it is, only refusals pass through here."""

    media_type = CONTENT_TYPE
    format = "docx"
    charset = None
