"""Hanging files on rows and taking them off again.

The bytes lie apart from the database: they are written last, so a refusal leaves none behind, and
removed after the commit. What a process that died in between left over is swept up at night.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Attachment, User
from orgs.models.attachments import Attachable, attachable_of
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.workflow import ReasonMissing, lock
from partybuild.media import FileRefused, checked

STORAGE: Final = "attachments"
MOST: Final = 30
# A file without a row is left alone for so long: its transaction may not have ended yet.
GRACE: Final = timedelta(hours=1)


class FileDamaged(FileRefused):
    """The stored bytes are not those that were brought."""

    code = "file_damaged"


@transaction.atomic
def attach(*, owner: Any, name: str, content: bytes, actor: User) -> Attachment:
    """Hang a file on a row: of a known kind, not too large, what its name says, told once.

    Raises PermissionDenied to those who may not, and FileRefused for a file that is not kept.
    """
    owner, noun = _held(owner, actor)
    if not noun.may_attach(actor, owner):
        raise PermissionDenied
    if len(content) > settings.ATTACHMENT_MAX_BYTES:
        largest = filesizeformat(settings.ATTACHMENT_MAX_BYTES)
        raise FileRefused(
            _("The file is larger than %(largest)s.") % {"largest": largest}, field="file"
        )
    file = checked(name, content)
    digest = hashlib.sha256(file.content).hexdigest()
    _require_room(owner, digest)
    attachment = Attachment(
        owner_type=owner._meta.label_lower,
        owner_id=owner.public_id,
        org=owner.org,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        digest=digest,
        stored_as=f"{digest[:2]}/{uuid4().hex}",
        added_by=actor,
    )
    attachment.save(force_insert=True)
    changes = {"file": [None, file.name], "digest": [None, digest]}
    record(actor=actor, verb="attachment.attach", subject=noun.told_of(owner), changes=changes)
    storages[STORAGE].save(attachment.stored_as, ContentFile(file.content))
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, actor: User, reason: str) -> Any:
    """Take a file off its row for a reason; that it was there stays in the trail.

    Whoever brought it may, and the office, as long as files may hang on the row.
    """
    noun = attachable_of(attachment.owner_type)
    owner, noun = _held(noun.model._default_manager.get(public_id=attachment.owner_id), actor)
    attachment = lock(attachment)
    is_own = attachment.added_by_id == actor.pk or holds_role(actor, Role.OFFICE, over=owner.org)
    if not (is_own and noun.may_attach(actor, owner)):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing(_("Say why the file is removed."), field="reason")
    record(
        actor=actor,
        verb="attachment.remove",
        subject=noun.told_of(owner),
        changes={"file": [attachment.name, None], "digest": [attachment.digest, None]},
        reason=reason.strip(),
    )
    stored_as = attachment.stored_as
    attachment.delete()
    transaction.on_commit(lambda: storages[STORAGE].delete(stored_as))
    return owner


def bytes_of(attachment: Attachment) -> bytes:
    """The bytes that were brought. Raises FileDamaged when they are lost or not the same."""
    try:
        with storages[STORAGE].open(attachment.stored_as) as file:
            content: bytes = file.read()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != attachment.digest:
        raise FileDamaged(_("The stored file is damaged. Ask the office to bring it again."))
    return content


def sweep_attachments(*, now: datetime) -> int:
    """Remove stored bytes that no row names, once they are old enough; say how many."""
    storage = storages[STORAGE]
    if not storage.exists(""):
        return 0
    found = [f"{folder}/{name}" for folder in storage.listdir("")[0] for name in _in(folder)]
    known = set(Attachment.objects.values_list("stored_as", flat=True))
    left_over = [path for path in found if path not in known]
    swept = [path for path in left_over if now - storage.get_modified_time(path) > GRACE]
    for path in swept:
        storage.delete(path)
    return len(swept)


def _in(folder: str) -> list[str]:
    return list(storages[STORAGE].listdir(folder)[1])


def _held(owner: Any, actor: User) -> tuple[Any, Attachable]:
    """The row under lock, and its noun, once it is clear that the actor can see it."""
    try:
        noun = attachable_of(owner._meta.label_lower)
    except KeyError:
        raise PermissionDenied from None
    owner = lock(owner)
    if not noun.rows(actor).filter(pk=owner.pk).exists():
        raise PermissionDenied
    return owner, noun


def _require_room(owner: Any, digest: str) -> None:
    present = list(Attachment.objects.on(owner).values_list("digest", flat=True))
    if digest in present:
        raise FileRefused(_("This very file hangs here already."), field="file")
    if len(present) >= MOST:
        raise FileRefused(_("At most %(most)s files hang here.") % {"most": MOST}, field="file")
