"""Attachments: files that hang on a row of any noun that lets files hang on it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.scoping import NOTHING


@dataclass(frozen=True, slots=True)
class Attachable:
    """A noun that files can hang on: who may hang one on a row now, and whose trail tells of it."""

    label: str
    may_attach: Callable[[Any, Any], bool]
    told_of: Callable[[Any], Any]

    @property
    def model(self) -> Any:
        return apps.get_model(self.label)

    def rows(self, user: Any) -> Any:
        """The rows of the noun that a person can see; their files are seen with them."""
        return self.model._default_manager.visible_to(user)


_ATTACHABLES: dict[str, Attachable] = {}


def register_attachable(
    label: str,
    may_attach: Callable[[Any, Any], bool],
    *,
    told_of: Callable[[Any], Any] = lambda row: row,
) -> None:
    """Let files hang on a noun, as in ``register_attachable("resources.project", may_note)``.

    Its rows have a ``public_id``, an ``org`` and an address, and its manager has ``visible_to``.
    ``may_attach(user, row)`` says who may hang a file on a row as it is now; ``told_of(row)`` is
    the row in whose history that stands.
    """
    _ATTACHABLES[label.lower()] = Attachable(label, may_attach, told_of)


def attachable_of(label: str) -> Attachable:
    """Raises KeyError for a noun that files do not hang on."""
    return _ATTACHABLES[label]


def attachable_named(kind: str) -> Attachable:
    """The noun that addresses name so. Raises KeyError for one that files do not hang on."""
    for label, noun in _ATTACHABLES.items():
        if label.partition(".")[2] == kind:
            return noun
    raise KeyError(kind)


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Files of the rows that the person can see."""
        seen = NOTHING
        for label, noun in _ATTACHABLES.items():
            seen |= Q(owner_type=label, owner_id__in=noun.rows(user).order_by().values("public_id"))
        return self.filter(seen)

    def on(self, *rows: Any) -> Self:
        """Files that hang on one of these rows of one noun."""
        if not rows:
            return self.none()
        ids = [row.public_id for row in rows]
        return self.filter(owner_type=rows[0]._meta.label_lower, owner_id__in=ids)

    def for_list(self) -> Self:
        return self.select_related("org", "added_by").order_by("added_at", "pk")


class Attachment(models.Model):
    """A file on a row: what it is called, what it is, who brought it; its bytes are kept apart."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner_type = models.CharField(_("kind of row"), max_length=60)
    owner_id = models.UUIDField(_("row"))
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    name = models.CharField(_("file"), max_length=120)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(_("fingerprint"), max_length=64)
    stored_as = models.CharField(max_length=60, unique=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="attachment_by_owner")]
        constraints = [
            models.CheckConstraint(
                name="attachment_has_a_name_and_bytes", condition=~Q(name="") & Q(size__gt=0)
            ),
            models.UniqueConstraint(
                name="attachment_hangs_once_on_a_row",
                fields=["owner_type", "owner_id", "digest"],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:attachment", args=[self.public_id])
