"""Hand-overs: one holder of a post goes, another comes, and what passed between them."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import PostKind
from orgs.models.postings import Posting
from orgs.scoping import OrgScopedQuerySet
from partybuild.documents import digest_of

# What a hand-over says, apart from its file: the seal is made over these.
CONTENT = ("kind", "from_name", "to_name", "on", "remark", "sheet")


class HandOverQuerySet(OrgScopedQuerySet):
    def for_list(self) -> "HandOverQuerySet":
        """Without the file itself, which no list shows."""
        return self.select_related("org").defer("document").order_by("-on", "-pk")


class HandOver(models.Model):
    """A post that passed from one person to the next, with the sheet that both sign.

    It never changes: names are kept as they were on the day, and the sheet holds the words of the
    rights moved, the open things, and the figures of the organisation.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="hand_overs",
    )
    kind = models.CharField(_("post"), max_length=20, choices=PostKind)
    # A posting ends with one hand-over and begins with one, whoever else is quick.
    ended = models.OneToOneField(
        Posting,
        verbose_name=_("posting that ended"),
        on_delete=models.PROTECT,
        related_name="given_over",
    )
    begun = models.OneToOneField(
        Posting,
        verbose_name=_("posting that began"),
        on_delete=models.PROTECT,
        related_name="taken_over",
    )
    from_name = models.CharField(_("handed over by"), max_length=60)
    to_name = models.CharField(_("taken over by"), max_length=60)
    predecessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account of the predecessor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account of the successor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    on = models.DateField(_("day of the hand-over"))
    remark = models.TextField(_("further matters"), blank=True, max_length=2000)
    sheet = models.JSONField(_("sheet"), default=dict)
    content_digest = models.CharField(_("digest of the content"), max_length=64)
    document = models.BinaryField(_("document"))
    document_digest = models.CharField(_("digest of the document"), max_length=64)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["org", "-on"], name="hand_over_by_org")]

    def __str__(self) -> str:
        return f"{self.from_name} → {self.to_name} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("orgs:handover", args=[self.public_id])

    @property
    def content(self) -> bytes:
        """Everything the hand-over says, in one form of writing."""
        facts: dict[str, Any] = {name: getattr(self, name) for name in CONTENT}
        return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str).encode()

    @property
    def is_sealed_soundly(self) -> bool:
        """True when words and file are still those that were signed."""
        return (
            digest_of(self.content) == self.content_digest
            and digest_of(bytes(self.document)) == self.document_digest
        )
