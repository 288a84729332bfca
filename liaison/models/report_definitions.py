"""What a monthly report asks: sections and items as data, in editions of a year (practice 13.9)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liaison.report_enums import SectionKey
from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of
from orgs.selectors.figures import PeriodFigure
from orgs.selectors.standing import StandingFigure, reported_figure


class ReportDefinitionQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """The definitions of the sub-districts whose office or leader the person is."""
        return self.filter(reach_of(user, Role.OFFICE, Role.LEADER).streets("street"))

    def for_list(self) -> Self:
        return self.select_related("street").order_by("street", "-year", "-edition")


class ReportDefinition(models.Model):
    """One edition of what the monthly report of a sub-district asks in a year."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org,
        verbose_name=_("sub-district"),
        on_delete=models.PROTECT,
        related_name="report_definitions",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ReportDefinitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("definition of the report")
        verbose_name_plural = _("definitions of the report")
        constraints = [
            models.UniqueConstraint(
                name="report_definition_edition_made_once", fields=["street", "year", "edition"]
            ),
        ]

    def __str__(self) -> str:
        return gettext("Monthly report %(year)s, edition %(edition)s") % {
            "year": self.year,
            "edition": self.edition,
        }

    def get_absolute_url(self) -> str:
        return reverse("liaison:report-definition", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street


class ReportSection(models.Model):
    """A heading of the report with the items below it."""

    definition = models.ForeignKey(
        ReportDefinition,
        verbose_name=_("definition of the report"),
        on_delete=models.CASCADE,
        related_name="sections",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(_("section"), max_length=20, choices=SectionKey)

    class Meta:
        verbose_name = _("section of the report")
        verbose_name_plural = _("sections of the report")
        ordering = ["definition", "position"]
        constraints = [
            models.UniqueConstraint(
                name="report_section_stands_once", fields=["definition", "key"]
            ),
        ]

    def __str__(self) -> str:
        return self.get_key_display()


class ReportItem(models.Model):
    """One number that the report asks: a figure that the records give, or one that is typed."""

    section = models.ForeignKey(
        ReportSection,
        verbose_name=_("section of the report"),
        on_delete=models.CASCADE,
        related_name="items",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(_("figure"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=60, blank=True)
    unit_word = models.CharField(_("unit"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("item of the report")
        verbose_name_plural = _("items of the report")
        ordering = ["section", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="report_asks_a_figure_once_in_a_section",
                fields=["section", "key", "title"],
            ),
            models.CheckConstraint(
                name="report_item_is_counted_or_typed",
                condition=(~Q(key="") & Q(title="")) | (Q(key="") & ~Q(title="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def is_counted(self) -> bool:
        return bool(self.key)

    @property
    def figure(self) -> PeriodFigure | StandingFigure | None:
        """The figure that the records give; None for an item that is typed."""
        return reported_figure(self.key) if self.key else None

    @property
    def label(self) -> Any:
        return self.figure.label if self.figure else self.title

    @property
    def unit(self) -> Any:
        return self.figure.unit if self.figure else self.unit_word

    @property
    def identity(self) -> str:
        """What makes it the same item in another month, whatever the edition."""
        return self.key or self.title

    @property
    def stands(self) -> bool:
        """True when the last month counts for a quarter, not the sum of its months."""
        return bool(self.figure and self.figure.stands)
