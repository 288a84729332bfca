"""Files on rows: hanging one on, fetching it, taking it off."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.forms.attachments import AttachForm, RemoveAttachmentForm
from orgs.models import Attachment
from orgs.models.attachments import attachable_named, attachable_of
from orgs.services.attachments import attach, bytes_of, remove_attachment
from partybuild.http import perform


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_attach(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Hang a file on a row that the reader can see."""
    try:
        noun = attachable_named(kind)
    except KeyError:
        raise Http404 from None
    owner = get_object_or_404(noun.rows(request.user), public_id=public_id)
    if not noun.may_attach(request.user, owner):
        raise PermissionDenied

    def page(*, form: Any, status: int = 200) -> HttpResponse:
        return _page(request, owner, form, _("Attach a file"), status)

    if request.method != "POST":
        return page(form=AttachForm())
    form = AttachForm(request.POST, request.FILES)
    return perform(request, form=form, deed=partial(_attach, owner), page=page)


@require_safe
def attachment_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The file itself, as a download and never shown in place."""
    attachment = visible_attachment(request, public_id)
    return download(attachment)


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a file off its row."""
    attachment = visible_attachment(request, public_id)
    rows = attachable_of(attachment.owner_type).rows(request.user)
    owner = get_object_or_404(rows, public_id=attachment.owner_id)

    def page(*, form: Any, status: int = 200) -> HttpResponse:
        return _page(request, owner, form, _("Remove the file"), status, attachment)

    if request.method != "POST":
        return page(form=RemoveAttachmentForm())
    deed = partial(remove_attachment, attachment=attachment)
    return perform(request, form=RemoveAttachmentForm(request.POST), deed=deed, page=page)


def visible_attachment(request: HttpRequest, public_id: UUID) -> Attachment:
    return get_object_or_404(Attachment.objects.visible_to(request.user), public_id=public_id)


def download(attachment: Attachment) -> HttpResponse:
    """The bytes with a name; no browser takes them for a page."""
    response = HttpResponse(bytes_of(attachment), content_type=attachment.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, attachment.name)
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _attach(owner: Any, *, file: Any, actor: Any) -> Any:
    attach(owner=owner, name=file.name, content=file.read(), actor=actor)
    return owner


def _page(
    request: HttpRequest,
    owner: Any,
    form: Any,
    title: Any,
    status: int,
    attachment: Attachment | None = None,
) -> HttpResponse:
    context = {"owner": owner, "form": form, "title": title, "attachment": attachment}
    return render(request, "orgs/attachment.html", context, status=status)
