"""Import runs: a ledger that somebody brought, what was read in it, and what was done with it."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import ImportState, Role
from orgs.scoping import OrgScopedQuerySet, reach_of


class ImportRunQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """A person's own imports, and those of the streets whose office the person is."""
        return self.filter(Q(actor_id=user.pk) | reach_of(user, Role.OFFICE).streets("street"))

    def for_list(self) -> Self:
        rows = self.select_related("actor", "street").defer("sheets", "report", "mapping")
        return rows.order_by("-created_at", "-pk")

    def for_page(self) -> Self:
        return self.select_related("actor", "street", "job").defer("sheets")


class ImportRun(models.Model):
    """One ledger on its way in. Private columns were dropped before ``sheets`` was stored (D2)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("ledger"), max_length=30, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(_("fingerprint"), max_length=64)
    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        # A street that an import founded can be taken back; the run that tells of it stays.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_runs",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        on_delete=models.PROTECT,
        related_name="import_runs",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState, default=ImportState.UPLOADED
    )
    job = models.ForeignKey(
        "orgs.Job",
        verbose_name=_("job"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    sheets = models.JSONField(_("cells"), default=list)
    mapping = models.JSONField(_("columns"), default=dict)
    report = models.JSONField(_("report"), default=dict)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:run", args=[self.public_id])

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def is_busy(self) -> bool:
        """True while a worker has the ledger in hand or will have."""
        return self.job is not None and self.job.is_open


class ColumnMapping(models.Model):
    """What an office once said a header means, remembered for the next file that looks alike."""

    kind = models.CharField(_("ledger"), max_length=30)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("remembered by"),
        on_delete=models.CASCADE,
        related_name="column_mappings",
    )
    header_digest = models.CharField(_("fingerprint of the header"), max_length=64)
    mapping = models.JSONField(_("columns"), default=dict)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        constraints = [
            models.UniqueConstraint(
                name="mapping_remembered_once_per_header", fields=["owner", "header_digest"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.header_digest[:8]}"
