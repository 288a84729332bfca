"""The files of rows that somebody has been shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from orgs.enums import Role
from orgs.models import Attachment, User
from orgs.models.attachments import attachable_of
from orgs.permissions import holds_role


@dataclass(frozen=True, slots=True)
class HungFile:
    """A file as the page of its row shows it; ``remove_url`` is empty for those who may not."""

    attachment: Attachment
    remove_url: str


@dataclass(frozen=True, slots=True)
class Files:
    """What hangs on one row, and where a reader who may hang more on it goes."""

    hung: Sequence[HungFile]
    attach_url: str


def files_of(rows: Sequence[Any], *, reader: User) -> dict[UUID, Files]:
    """The files of some rows of one noun, in one query for all of them.

    The rows have been shown to the reader, and so are their files.
    """
    if not rows:
        return {}
    by_owner: defaultdict[UUID, list[Attachment]] = defaultdict(list)
    for attachment in Attachment.objects.on(*rows).for_list():
        by_owner[attachment.owner_id].append(attachment)
    noun = attachable_of(rows[0]._meta.label_lower)
    offices: dict[int, bool] = {}
    answer = {}
    for row in rows:
        found = by_owner[row.public_id]
        may_attach = noun.may_attach(reader, row)
        if found and may_attach and row.org.pk not in offices:
            offices[row.org.pk] = holds_role(reader, Role.OFFICE, over=row.org)
        answer[row.public_id] = Files(
            hung=[
                HungFile(each, _remove_url(each, reader, offices) if may_attach else "")
                for each in found
            ],
            attach_url=_attach_url(row) if may_attach else "",
        )
    return answer


def _attach_url(row: Any) -> str:
    return reverse("orgs:attach", args=[row._meta.model_name, row.public_id])


def _remove_url(attachment: Attachment, reader: User, offices: dict[int, bool]) -> str:
    if attachment.added_by_id != reader.pk and not offices[attachment.org_id]:
        return ""
    return reverse("orgs:attachment-remove", args=[attachment.public_id])
