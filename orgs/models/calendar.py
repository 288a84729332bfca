"""Days that the State Council announced as off or as make-up workdays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """One announced day; it wins over Monday to Friday (practice of the work calendar)."""

    day = models.DateField(_("day"), primary_key=True)
    is_workday = models.BooleanField(_("workday"))
    name = models.CharField(_("name"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
