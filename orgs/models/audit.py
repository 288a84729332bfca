"""The trail: one line for each deed, never changed, each sealed with the hash of the one before."""

import uuid
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.scoping import NOTHING, OrgScopedQuerySet, reach_of

TRAIL_READERS = (Role.OFFICE, Role.AUDITOR)


class TrailIsAppendOnly(Exception):
    """Somebody tried to change or delete a line of the trail."""


class AuditEntryQuerySet(OrgScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office and the auditor read the trail of what lies below them.

        Lines of no organisation (a sign-in under an unknown name) are for those of a whole street.
        """
        reach = reach_of(user, *TRAIL_READERS)
        if reach.everything:
            return self.all()
        return self.filter(reach.orgs("org") | (Q(org=None) if reach.holds_a_street else NOTHING))

    def about(self, subject: models.Model) -> Self:
        return self.filter(
            subject_type=subject._meta.label_lower,
            subject_id=str(getattr(subject, "public_id", subject.pk)),
        )

    def for_list(self) -> Self:
        return self.select_related("actor", "org").order_by("-at", "-pk")

    def update(self, **kwargs: Any) -> NoReturn:
        raise TrailIsAppendOnly

    def delete(self) -> NoReturn:
        raise TrailIsAppendOnly


class AuditEntry(models.Model):
    """Who did what to which row, why, and what it changed as ``{field: [before, after]}``."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("at"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("actor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    verb = models.CharField(_("deed"), max_length=60)
    subject_type = models.CharField(_("kind of row"), max_length=60)
    subject_id = models.CharField(_("row"), max_length=60)
    subject_label = models.CharField(_("subject"), max_length=200)
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("organisation"),
        # The trail outlives what it tells of: an import that is taken back leaves its lines.
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    changes = models.JSONField(_("changes"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    run = models.ForeignKey(
        "orgs.ImportRun",
        verbose_name=_("import"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
    )

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["verb", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The one model with a save of its own: a line that exists may not be written again.
        if not self._state.adding:
            raise TrailIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TrailIsAppendOnly


class AuditSeal(models.Model):
    """The link that chains an entry to the one before: a changed or missing line breaks it."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    position = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="seal_positions_start_at_one", condition=Q(position__gte=1))
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"
