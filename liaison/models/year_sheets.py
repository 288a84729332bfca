"""The yearly appraisal of organisations: one sheet each, numbers and short words (R-185, R-296)."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.year_enums import RESULT_STATES, YearGrade, YearSheetState
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet
from orgs.selectors.indicators import Indicator, indicator_of


def _out_of_a_hundred(name: str) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__gte": 0, f"{name}__lte": 100})


class YearSheetQuerySet(OrgScopedQuerySet):
    def of_year(self, street: Org, year: int) -> "YearSheetQuerySet":
        """The sheets of a sub-district, in the order of the tree: nobody is ranked (A-42)."""
        rows = self.filter(street=street, year=year).select_related("org")
        return rows.order_by("org__tree_id", "org__lft")

    def for_list(self) -> "YearSheetQuerySet":
        rows = self.select_related("org", "street")
        return rows.order_by("-year", "org__tree_id", "org__lft")


class YearSheet(models.Model):
    """A year of an organisation in numbers, as it, its superior and its units see it.

    The figures are those of the standards on ``frozen_on``, the day on which the sheet was handed
    in. It speaks of an organisation and never of a person.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    org = models.ForeignKey(
        Org,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="year_sheets",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        _("state"), max_length=16, choices=YearSheetState, default=YearSheetState.OPEN
    )
    frozen_on = models.DateField(_("figures of"), null=True, blank=True, editable=False)
    figures_score = models.DecimalField(
        _("figures"), max_digits=4, decimal_places=1, null=True, blank=True, editable=False
    )
    self_score = models.PositiveSmallIntegerField(_("own appraisal"), null=True, blank=True)
    self_remark = models.CharField(_("own remark"), max_length=300, blank=True)
    superior_score = models.PositiveSmallIntegerField(
        _("appraisal of the superior"), null=True, blank=True
    )
    superior_remark = models.CharField(_("remark of the superior"), max_length=300, blank=True)
    mutual_score = models.DecimalField(
        _("mutual appraisal"), max_digits=4, decimal_places=1, null=True, blank=True, editable=False
    )
    mutual_count = models.PositiveSmallIntegerField(
        _("mutual appraisals"), default=0, editable=False
    )
    result_score = models.DecimalField(
        _("result"), max_digits=4, decimal_places=1, null=True, blank=True, editable=False
    )
    grade = models.CharField(
        _("grade"), max_length=10, choices=YearGrade, blank=True, editable=False
    )
    graded_on = models.DateField(_("announced on"), null=True, blank=True, editable=False)
    feedback = models.CharField(_("answer"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = YearSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly appraisal sheet")
        verbose_name_plural = _("yearly appraisal sheets")
        indexes = [models.Index(fields=["street", "year"], name="year_sheet_of_street")]
        constraints = [
            models.UniqueConstraint(name="org_has_one_sheet_a_year", fields=["org", "year"]),
            models.CheckConstraint(
                name="year_sheet_scores_are_out_of_a_hundred",
                condition=_out_of_a_hundred("figures_score")
                & _out_of_a_hundred("self_score")
                & _out_of_a_hundred("superior_score")
                & _out_of_a_hundred("mutual_score")
                & _out_of_a_hundred("result_score"),
            ),
            models.CheckConstraint(
                name="year_sheet_filled_once_it_is_handed_in",
                condition=Q(state=YearSheetState.OPEN)
                | Q(frozen_on__isnull=False, self_score__isnull=False),
            ),
            models.CheckConstraint(
                name="year_sheet_graded_exactly_with_a_result",
                condition=Q(
                    state__in=sorted(RESULT_STATES),
                    result_score__isnull=False,
                    graded_on__isnull=False,
                )
                & ~Q(grade="")
                | ~Q(state__in=sorted(RESULT_STATES))
                & Q(result_score=None, graded_on=None, grade=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:yearsheet", args=[self.public_id])


class YearSheetLine(models.Model):
    """One standard on a sheet as it stood on the day of the sheet, and the points it earned.

    ``earned`` is empty where there was nothing to measure; such a line takes no part in the sum.
    """

    sheet = models.ForeignKey(
        YearSheet, verbose_name=_("sheet"), on_delete=models.CASCADE, related_name="lines"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(_("standard"), max_length=60)
    points = models.PositiveSmallIntegerField(_("points"))
    of = models.PositiveIntegerField(_("of"))
    met = models.PositiveIntegerField(_("met"))
    earned = models.DecimalField(_("earned"), max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("line of a yearly appraisal sheet")
        verbose_name_plural = _("lines of yearly appraisal sheets")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="standard_once_on_a_year_sheet", fields=["sheet", "key"]),
            models.CheckConstraint(
                name="year_sheet_line_earns_no_more_than_its_points",
                condition=Q(earned=None) | Q(earned__gte=0, earned__lte=models.F("points")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.key}"

    @property
    def indicator(self) -> Indicator | None:
        """The standard as the plans declare it; none where it is no longer declared."""
        try:
            return indicator_of(self.key)
        except KeyError:
            return None

    @property
    def words(self) -> str:
        return str(self.indicator.label) if self.indicator else self.key
