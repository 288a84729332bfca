"""The dossier of a project as a file."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from partybuild.documents import docx_file, render
from resources.selectors.dossiers import dossier_of
from resources.views.projects import visible_project


@require_safe
def project_dossier(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Everything a project was, as an official document."""
    document = dossier_of(visible_project(request, public_id))
    return docx_file(render(document), document.name)
