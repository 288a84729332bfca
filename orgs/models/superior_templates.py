"""Spreadsheets a superior sends to be filled in: kept once, filled from the lists for ever."""

import uuid
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.scoping import OrgScopedQuerySet, reach_of


class SuperiorTemplateQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """The templates of the sub-districts whose office the person is."""
        return self.filter(reach_of(user, Role.OFFICE).streets("street"))

    def for_list(self) -> Self:
        return self.select_related("street").defer("content").order_by("ledger", "title")


class SuperiorTemplate(models.Model):
    """An empty .xlsx of a superior whose columns are recognised as those of a ledger."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.PROTECT,
        related_name="superior_templates",
    )
    ledger = models.CharField(_("ledger"), max_length=30)
    title = models.CharField(_("title"), max_length=80)
    content = models.BinaryField(_("file"))
    blank_columns = models.JSONField(_("columns left blank"), default=list, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = SuperiorTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("superior's template")
        verbose_name_plural = _("superior's templates")
        ordering = ["ledger", "title"]
        constraints = [
            models.UniqueConstraint(
                name="superior_template_named_once_in_a_street", fields=["street", "title"]
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("imports:superior-templates")

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street
